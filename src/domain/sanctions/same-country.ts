/** Whether two ways of writing a country mean the same one: an ISO code, a name, OFAC's `Korea, North`. */
import { foldPlace, readCountry } from '../values/country';

export function isSameCountry(a: string, b: string): boolean {
  const [first, second] = [countryKey(a), countryKey(b)];
  return first !== '' && first === second;
}

function countryKey(text: string): string {
  return readCountry(text) ?? foldPlace(text);
}
