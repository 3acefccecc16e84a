/** Whether two ways of writing a country mean the same one: an ISO code, a name, OFAC's `Korea, North`. */
import { transliterate } from './names/transliterate';

const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** Names lists and payments use beside the usual English one. */
const alsoCalled: Readonly<Record<string, string>> = {
  'korea north': 'north korea',
  'korea south': 'south korea',
  'democratic peoples republic of korea': 'north korea',
  dprk: 'north korea',
  'russian federation': 'russia',
  'islamic republic of iran': 'iran',
  'iran islamic republic of': 'iran',
  'syrian arab republic': 'syria',
  burma: 'myanmar burma',
  myanmar: 'myanmar burma',
  turkiye: 'turkey',
  'united states of america': 'united states',
  usa: 'united states',
  uk: 'united kingdom',
  uae: 'united arab emirates',
  'hong kong sar china': 'hong kong',
  'palestinian territories': 'palestinian',
};

export function isSameCountry(a: string, b: string): boolean {
  const [first, second] = [countryKey(a), countryKey(b)];
  return first !== '' && first === second;
}

function countryKey(text: string): string {
  const trimmed = text.trim();
  const name = /^[A-Za-z]{2}$/.test(trimmed) ? (names.of(trimmed.toUpperCase()) ?? trimmed) : trimmed;
  const plain = transliterate(name.slice(0, 100))
    .replace(/[^a-z]+/g, ' ')
    .trim();
  return alsoCalled[plain] ?? plain;
}
