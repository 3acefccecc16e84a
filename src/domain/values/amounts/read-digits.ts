/** Digits with the marks people put between them: `1.250.000,00`, `100 000`, `2.5`; what two readers would read in two ways is not decided. */

/** english: a comma between thousands. continental: a point, as in Turkish and German. */
export type Notation = 'english' | 'continental';

/** `decimals` counts those typed, zeros too. A value has no decimals where all of them are zeros. */
export interface DigitsValue {
  readonly value: string;
  readonly decimals: number;
}

/** The first of two readings is the one with thousands. */
export type DigitsReading =
  | ({ readonly kind: 'exact' } & DigitsValue)
  | { readonly kind: 'ambiguous'; readonly readings: readonly [DigitsValue, DigitsValue] }
  | { readonly kind: 'none' };

const none: DigitsReading = { kind: 'none' };

/** Between thousands only, never before decimals. */
const onlyThousands = /[ '\u00a0\u202f\u2009]/;

/**
 * `exponent` is the currency's, where it is known. A comma before exactly three digits is one between thousands to an English
 * reader, a point to a continental one; the other mark there, or either where the currency itself has three decimals, is both.
 */
export function readDigits(text: string, notation: Notation, exponent: number | null): DigitsReading {
  const marks = [...new Set(text.replace(/\d/g, ''))];
  if (!/^\d/.test(text) || !/\d$/.test(text) || marks.length > 2) return none;
  const [first, second] = marks;
  if (first === undefined) return exact(text, '');
  if (second !== undefined) return readTwoMarks(text, first, second);
  if (!/[.,]/.test(first)) return onlyThousands.test(first) ? grouped(text, first) : none;
  const [whole = '', ...groups] = text.split(first);
  if (groups.length > 1) return grouped(text, first);
  const fraction = groups[0] ?? '';
  const isThousands = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  if (!isThousands) return exact(whole, fraction);
  const isOwn = first === (notation === 'english' ? ',' : '.');
  if (isOwn && exponent !== 3) return exact(`${whole}${fraction}`, '');
  return { kind: 'ambiguous', readings: [valueOf(`${whole}${fraction}`, ''), valueOf(whole, fraction)] };
}

function readTwoMarks(text: string, thousands: string, decimal: string): DigitsReading {
  const parts = text.split(decimal);
  const [whole = '', fraction = ''] = parts;
  // The second mark stands once, before the decimals, and never between thousands.
  if (parts.length !== 2 || !/[.,]/.test(decimal) || !/^\d+$/.test(fraction)) return none;
  const read = grouped(whole, thousands);
  return read.kind === 'exact' ? exact(read.value, fraction) : none;
}

function grouped(text: string, mark: string): DigitsReading {
  const [first = '', ...groups] = text.split(mark);
  const isGrouped = /^[1-9]\d{0,2}$/.test(first) && groups.every((group) => group.length === 3);
  return isGrouped ? exact([first, ...groups].join(''), '') : none;
}

function exact(whole: string, fraction: string): DigitsReading {
  return { kind: 'exact', ...valueOf(whole, fraction) };
}

function valueOf(whole: string, fraction: string): DigitsValue {
  const plain = whole.replace(/^0+(?=\d)/, '');
  return { value: /^0*$/.test(fraction) ? plain : `${plain}.${fraction}`, decimals: fraction.length };
}
