/** `1 million 45 thousand` is one amount: what is counted in a smaller unit right behind a larger one adds to it. */
import { decimal } from '../money';
import type { AmountFound } from './amount-found';
import { magnitudeOf } from './magnitudes';

/** Units in words: `2m 300k` may be two amounts. */
const shortestUnit = 3;

/** `found` in the order of the text. */
export function joinCounted(text: string, found: readonly AmountFound[]): readonly AmountFound[] {
  const joined: AmountFound[] = [];
  for (const amount of found) {
    const last = joined.at(-1);
    const sum = last && sumOf(text, last, amount);
    if (sum) joined.splice(-1, 1, sum);
    else joined.push(amount);
  }
  return joined;
}

function sumOf(text: string, large: AmountFound, small: AmountFound): AmountFound | null {
  const unit = unitOf(large);
  if (unit === null || large.currencies.length > 0 || large.reading.kind !== 'exact' || small.reading.kind !== 'exact')
    return null;
  if (text.slice(large.to, small.from) !== ' ' || small.isNegative) return null;
  const added = decimal(small.reading.value);
  const isSmaller = added.lt(decimal(10).pow(unit)) && added.gt(0);
  if (!isSmaller || !(small.hasUnit || small.currencies.length > 0)) return null;
  const value = decimal(large.reading.value).plus(added);
  return {
    ...small,
    from: large.from,
    text: text.slice(large.from, small.to),
    reading: { kind: 'exact', value: value.toFixed(), decimals: small.reading.decimals },
    isNegative: large.isNegative,
    hasUnit: true,
  };
}

/** The power of ten of the word an amount ends with. */
function unitOf({ text }: AmountFound): number | null {
  const word = /[a-z]+$/i.exec(text)?.[0].toLowerCase() ?? '';
  return word.length < shortestUnit ? null : magnitudeOf(word);
}
