/** Text as banks take it in a payment file: the Latin letters, digits and signs that SEPA and SWIFT have in common. */
import anyAscii from 'any-ascii';

/** European Payments Council, EPC217-08: the letters every bank of SEPA takes; SWIFT's set X is the same. */
const taken = /^[A-Za-z0-9/\-?:().,'+ ]$/;

/** Signs banks do not take, by the nearest they do. What has no place here becomes a point, as EPC217-08 advises. */
const nearest: Readonly<Record<string, string>> = {
  '&': '+',
  _: '-',
  '–': '-',
  '—': '-',
  '"': "'",
  '“': "'",
  '”': "'",
  '„': "'",
  '‘': "'",
  '’': "'",
  '`': "'",
  ';': ',',
  '[': '(',
  '{': '(',
  '<': '(',
  ']': ')',
  '}': ')',
  '>': ')',
  '\\': '/',
  '|': '/',
  '!': '.',
};

/** Letters of other alphabets are transliterated. Null where nothing is left that anybody could read. */
export function paymentText(text: string): string | null {
  const plain = Array.from(text.normalize('NFC'), takenFor)
    .join('')
    // Banks read a slash at either end, or two in a row, as a mark of their own.
    .replace(/\/{2,}/g, '/')
    .replace(/^[/\s]+|[/\s]+$/g, '')
    .replace(/\s+/g, ' ');
  return /[A-Za-z0-9]/.test(plain) ? plain : null;
}

function takenFor(letter: string): string {
  if (/\s/u.test(letter)) return ' ';
  if (taken.test(letter)) return letter;
  const sign = nearest[letter];
  if (sign !== undefined) return sign;
  if (/\p{M}/u.test(letter)) return '';
  const ascii = /[\p{L}\p{N}\p{Sc}]/u.test(letter) ? anyAscii(letter) : '';
  return ascii === '' ? '.' : Array.from(ascii, (one) => (taken.test(one) ? one : (nearest[one] ?? '.'))).join('');
}

/** ISO 20022: Max35Text. */
const longestReference = 35;

/**
 * Whether an id can stand in a file as it is. It is never rewritten: the bank's statements and status reports bring it back, and it is
 * found by nothing else.
 */
export function isPaymentReference(id: string): boolean {
  const isTaken = Array.from(id).every((letter) => letter !== ' ' && taken.test(letter));
  return id !== '' && id.length <= longestReference && isTaken && !/^\/|\/\/|\/$/.test(id);
}
