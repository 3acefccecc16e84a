/** Finds the amounts in a text, with sign, unit and currency on either side: `US$250,000`, `€10k`, `2.5m usd`, `250 bin dolar`. */
import { currencyExponent, decimal } from '../money';
import { foldLetters } from '../text/fold-letters';
import { currenciesNamed, currenciesOfSymbol, currencySymbols, type Currencies } from './currency-words';
import type { AmountFound } from './amount-found';
import { joinCounted } from './join-counted';
import { joinTouching } from './join-touching';
import { magnitudeOf, magnitudeWords, readNumberWords } from './magnitudes';
import { readDigits, type DigitsReading, type DigitsValue, type Notation } from './read-digits';

const number = /\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?![\d])|\d+(?:[.,']\d+)*/g;
/** `45.000,-`: no cents. */
const noCents = /^([.,])-{1,2}(?!\w)/;
/** What stands where an amount does and is none: `50-60k USD`, `1e6 usd`, `$10%`, digits of other scripts. */
const unreadWord = /(?<![\p{L}\p{N}])[\p{Nd}\p{No}][\p{L}\p{N}.,'%/:-]*/gu;
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const unitAfter = new RegExp(
  `^( ?)(${magnitudeWords.map(escaped).join('|')})(?:'?(?:lik|luk|dan|den|a|e|i|u))?(?![a-z0-9])`,
);
const attachedUnit = /^(k|m|mm|mn|bn)(?=[a-z]{3}(?![a-z]))/;
const wordsAfter = /^ ?([a-z][a-z']*(?: [a-z][a-z']*){0,2})/;

let withSigns: ReturnType<typeof makePatterns> | undefined;

/** Made at their first use, as the signs themselves are. */
const patterns = () => (withSigns ??= makePatterns());

function makePatterns() {
  const symbols = currencySymbols().map(escaped).join('|');
  return {
    before: new RegExp(`(?<![a-z0-9])(${symbols}|[a-z]{3})\\.? {0,2}(-? ?)$`),
    symbolBefore: new RegExp(`(?<![a-z0-9])(?:${symbols}) ?$`),
    symbolAfter: new RegExp(`^ ?(${symbols})(?![a-z0-9])`),
  };
}

/**
 * In the order of the text. What is part of a date, a time, a range, an id or a word is no amount. `currency` is known from elsewhere,
 * and says how many decimals an amount without one of its own may have.
 */
export function findAmounts(text: string, notation: Notation, currency?: string): readonly AmountFound[] {
  const folded = foldLetters(text);
  const found: AmountFound[] = [];
  for (const match of folded.matchAll(number)) {
    const amount = amountAt({ text, folded, notation, currency }, match.index, match[0]);
    if (amount && amount.from >= (found.at(-1)?.to ?? 0)) found.push(amount);
  }
  const isFree = (one: AmountFound) => !found.some((other) => overlaps(one, other));
  found.push(...inWords(text, folded, notation).filter(isFree));
  const unread = unreadable(text, folded);
  found.push(...unread.filter(isFree));
  const inOrder = found.sort((a, b) => a.from - b.from);
  return joinCounted(text, joinTouching(text, inOrder, unread));
}

interface Place {
  readonly text: string;
  readonly folded: string;
  readonly notation: Notation;
  readonly currency: string | undefined;
}

function amountAt({ text, folded, notation, currency }: Place, start: number, digits: string): AmountFound | null {
  const lead = readLead(text, folded.slice(0, start));
  if (!lead) return null;
  const cents = noCents.exec(folded.slice(start + digits.length));
  const tail = readTail(text, folded, start + digits.length + (cents?.[0].length ?? 0));
  if (!tail) return null;
  const currencies = tail.currencies.length > 0 ? tail.currencies : lead.currencies;
  const from = tail.currencies.length > 0 && lead.isWord ? lead.withoutWord : lead.from;
  const [only, ...others] = currencies.length > 0 ? currencies : [currency];
  const exponent = only === undefined || others.length > 0 ? null : currencyExponent(only);
  // Ten per cent of an amount is not that amount.
  const isShare = /% (?:of (?:the )?)?$/.test(folded.slice(0, from));
  const isBracketed = folded.charAt(from - 1) === '(' && folded.charAt(tail.to) === ')' && currencies.length === 0;
  return {
    from,
    to: tail.to,
    text: text.slice(from, tail.to),
    reading: isShare
      ? { kind: 'none' }
      : scaled(cents ? wholeOf(digits, cents[1] ?? '') : readDigits(digits, notation, exponent), tail.power),
    isNegative: lead.isNegative || tail.isNegative || isBracketed,
    currencies,
    hasUnit: tail.power > 0,
  };
}

/** `45.000,-` has no cents, and the mark before them is none between thousands. */
function wholeOf(digits: string, mark: string): DigitsReading {
  const read = readDigits(`${digits}${mark}00`, 'english', null);
  return read.kind === 'exact' ? { ...read, decimals: 0 } : { kind: 'none' };
}

/** What stands before the digits: null where they are the end of something else. */
function readLead(text: string, lead: string) {
  const found = patterns().before.exec(lead);
  const said = found?.[1] ?? '';
  const own = text.slice(found?.index ?? 0, (found?.index ?? 0) + said.length);
  const bySymbol = currenciesOfSymbol(said);
  const currencies = bySymbol.length > 0 ? bySymbol : found ? currenciesNamed(own, 'before_number') : [];
  const from = currencies.length > 0 ? (found?.index ?? lead.length) : lead.length;
  const rest = lead.slice(0, from);
  const minus = /(?:^|[\s(])-$/.exec(rest) ?? (currencies.length > 0 && found?.[2]?.includes('-') ? found : null);
  const inWord = /\b(?:minus|eksi|negative) $/.exec(rest);
  if (currencies.length === 0 && !minus && /[\w.,:/#'-]$/.test(rest)) return null;
  const withoutWord = lead.length;
  const start = inWord ? inWord.index : minus && minus !== found ? from - 1 : from;
  return {
    from: start,
    withoutWord,
    isWord: bySymbol.length === 0 && currencies.length > 0,
    currencies,
    isNegative: minus !== null || inWord !== null,
  };
}

/** What stands behind the digits: null where they are the beginning of something else. */
function readTail(text: string, folded: string, end: number) {
  let to = end;
  let power = 0;
  for (let unit = nextUnit(folded.slice(to)); unit; unit = nextUnit(folded.slice(to))) {
    power += magnitudeOf(unit.word) ?? 0;
    to += unit.length;
    if (power > 12) return null;
  }
  const afterUnit = folded.slice(to);
  const symbol = patterns().symbolAfter.exec(afterUnit);
  const named = symbol ? null : currencyWords(text.slice(to), afterUnit);
  const currencies = symbol ? currenciesOfSymbol(symbol[1] ?? '') : (named?.currencies ?? []);
  if (symbol && currencies.length > 0) to += symbol[0].length;
  else if (named) to += named.length;
  const rest = folded.slice(to);
  const isNegative = /^-(?=\s|$)/.test(rest);
  if (isNegative) to += 1;
  else if (/^(?:[\p{L}\p{N}%#_]|[-/:]\w|\.\w)/u.test(rest)) return null;
  return { to, power, currencies, isNegative };
}

function nextUnit(rest: string): { readonly word: string; readonly length: number } | null {
  const found = unitAfter.exec(rest) ?? attachedUnit.exec(rest);
  if (!found) return null;
  const word = found[2] ?? found[1] ?? '';
  return { word, length: found[0].length };
}

/** The longest of up to three words that names a currency. */
function currencyWords(
  own: string,
  folded: string,
): { readonly currencies: Currencies; readonly length: number } | null {
  const found = wordsAfter.exec(folded);
  const words = found?.[1]?.split(' ') ?? [];
  const lead = folded.startsWith(' ') ? 1 : 0;
  for (let count = words.length; count > 0; count -= 1) {
    const length = lead + words.slice(0, count).join(' ').length;
    const currencies = currenciesNamed(own.slice(lead, length), 'after_number');
    if (currencies.length > 0) return { currencies, length };
  }
  return null;
}

function scaled(reading: DigitsReading, power: number): DigitsReading {
  if (power === 0 || reading.kind === 'none') return reading;
  if (reading.kind === 'exact') return { kind: 'exact', ...times(reading, power) };
  const [thousands, point] = reading.readings;
  return { kind: 'ambiguous', readings: [times(thousands, power), times(point, power)] };
}

function times({ value }: DigitsValue, power: number): DigitsValue {
  const product = decimal(value).times(decimal(10).pow(power));
  return { value: product.toFixed(), decimals: product.decimalPlaces() };
}

/** Numbers in words are money where they are large, or their currency follows. */
function inWords(text: string, folded: string, notation: Notation): AmountFound[] {
  const words = [...folded.matchAll(/[a-z]+/g)];
  const found: AmountFound[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const read = readNumberWords(
      words.slice(at, at + 12).map(([word]) => word),
      notation,
    );
    const first = words[at];
    const last = read && words[at + read.used - 1];
    if (!read || !first || !last) continue;
    const to = last.index + last[0].length;
    const money = currencyWords(text.slice(to), folded.slice(to));
    if (money === null && !read.isLarge) continue;
    const end = to + (money?.length ?? 0);
    found.push({
      from: first.index,
      to: end,
      text: text.slice(first.index, end),
      reading: { kind: 'exact', value: read.value.toFixed(), decimals: read.value.decimalPlaces() },
      isNegative: false,
      currencies: money?.currencies ?? [],
      hasUnit: true,
    });
    at += read.used - 1;
  }
  return found;
}

/** Nobody can say how much it is, so it is asked, and it is nobody's name. */
function unreadable(text: string, folded: string): AmountFound[] {
  return [...folded.matchAll(unreadWord)].flatMap((match): AmountFound[] => {
    const [said] = match;
    const { index } = match;
    const end = index + said.length;
    const sign = patterns().symbolBefore.exec(folded.slice(0, index))?.[0].trimEnd() ?? '';
    const unit = nextUnit(folded.slice(end))?.length ?? 0;
    const symbol = patterns().symbolAfter.exec(folded.slice(end + unit));
    const money = symbol
      ? { currencies: currenciesOfSymbol(symbol[1] ?? ''), length: symbol[0].length }
      : currencyWords(text.slice(end + unit), folded.slice(end + unit));
    if (money === null && sign === '') return [];
    const from = sign === '' ? index : folded.lastIndexOf(sign, index - 1);
    const to = end + (money === null ? 0 : unit + money.length);
    const currencies = money?.currencies ?? currenciesOfSymbol(sign);
    const place = { from, to, text: text.slice(from, to) };
    return [{ ...place, reading: { kind: 'none' }, isNegative: false, currencies, hasUnit: false }];
  });
}

function overlaps(one: AmountFound, other: AmountFound): boolean {
  return one.from < other.to && other.from < one.to;
}
