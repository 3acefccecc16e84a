/** Numbers of parties as they compare: spaces, dots and dashes left out, so that `A 123-456` is A123456. */
import { identifierKinds, type IdentifierKind } from '../lists/watch-list';

/** Fewer signs than this are somebody's, and anybody's. */
const shortestKey = 4;

/** Null for what is too short, or has too few digits, to tell one party from another. */
export function numberKey(value: string): string | null {
  const key = value.toUpperCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
  const digits = key.replaceAll(/\D/g, '').length;
  return key.length >= shortestKey && digits >= 3 ? key : null;
}

/** Base58 addresses tell letters' cases apart; hexadecimal and bech32 ones do not. */
export function walletKey(value: string): string {
  const plain = value.trim();
  return /^(?:0x[0-9a-f]+|(?:bc1|ltc1|tb1)[0-9a-z]+)$/i.test(plain) ? plain.toLowerCase() : plain;
}

/** Institution, country and place: a branch code names an office of the same bank. Null for what is no BIC. */
export function bicOf(value: string): { bank: string; branch: string | null } | null {
  const [, bank, branch] =
    /^([A-Z]{4}[A-Z]{2}[A-Z0-9]{2})([A-Z0-9]{3})?$/.exec(value.replaceAll(/\s/g, '').toUpperCase()) ?? [];
  if (bank === undefined) return null;
  // XXX is how eleven signs say the head office.
  return { bank, branch: branch === undefined || branch === 'XXX' ? null : branch };
}

/** An IMO number's last digit is a sum of the others: 9 x 7 + 1 x 6 + 8 x 5 + 7 x 4 + 6 x 3 + 2 x 2 ends in it. */
export function imoOf(value: string): string | null {
  const [digits] = /\b\d{7}\b/.exec(value.replace(/^\s*IMO\s*/i, '')) ?? [];
  if (digits === undefined) return null;
  const sum = Array.from(digits.slice(0, 6)).reduce((total, digit, at) => total + Number(digit) * (7 - at), 0);
  return sum % 10 === Number(digits[6]) ? digits : null;
}

/** What people and systems call each kind; the first that fits counts. */
const names: readonly (readonly [RegExp, IdentifierKind])[] = [
  [/\b(?:bic|swift)\b/, 'bic'],
  [/\b(?:imo|vessel|ship)\b/, 'imo'],
  [/\b(?:wallet|crypto|digital currency|bitcoin|btc|xbt|eth|usdt|address)\b/, 'wallet'],
  [/\b(?:passport|pasaport|passeport|reisepass|pasaporte|паспорт)\b/, 'passport'],
  [/\b(?:tax|vat|tin|inn|vkn|nif|nit|ruc|ein|vergi|steuer\w*|fiscal)\b/, 'tax_id'],
  [/\b(?:national|identity|id|id card|tckn|ssn|cedula|dni|personal|kimlik)\b/, 'national_id'],
  [/\b(?:registration|registry|company|lei|ogrn|duns|uscc|register|trade|licen[cs]e|hrb|mersis)\b/, 'registration'],
];

/** Null for a word that names no kind we know: the number is then looked for among all. */
export function readIdentifierKind(text: string): IdentifierKind | null {
  const plain = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return (
    identifierKinds.find((kind) => kind.replaceAll('_', ' ') === plain) ??
    names.find(([pattern]) => pattern.test(plain))?.[1] ??
    null
  );
}
