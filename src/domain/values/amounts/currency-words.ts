/** Currencies as people write them: ISO codes, symbols and names, of all currencies there are. */
import { codes, data } from 'currency-codes';
import { foldLetters } from '../text/fold-letters';

/** One candidate is certain; several are asked. */
export type Currencies = readonly string[];

const known = new Set(codes());

/** What one sign or word of many currencies means where nothing else is said. The rest of them are asked (`kr`, `¥`, `dinar`). */
const usual: Readonly<Record<string, string>> = {
  $: 'USD',
  '£': 'GBP',
  dollar: 'USD',
  dolar: 'USD',
  'abd dolar': 'USD',
  'amerikan dolar': 'USD',
  buck: 'USD',
  euro: 'EUR',
  avro: 'EUR',
  pound: 'GBP',
  sterling: 'GBP',
  sterlin: 'GBP',
  quid: 'GBP',
  lira: 'TRY',
  tl: 'TRY',
  yuan: 'CNY',
  renminbi: 'CNY',
  rmb: 'CNY',
  'isvicre frangi': 'CHF',
  'japon yeni': 'JPY',
  yen: 'JPY',
  s$: 'SGD',
  c$: 'CAD',
};

/** Names that mean money wherever they stand; others (real, won, gold) only beside a number. */
const standingAlone = new Set(
  'dollar dolar euro avro pound sterling sterlin lira tl yen yuan renminbi rmb forint zloty ruble'.split(' '),
);

/** Codes that are words of English or Turkish, and so count only after a number when written small. */
const everydayWords = new Set('all try top cup bob mad pen gel ern bam ang mop kes sos sol ron lak zar mur'.split(' '));

let collected: { readonly symbols: ReadonlyMap<string, Currencies>; readonly inOrder: readonly string[] } | undefined;
let names: ReadonlyMap<string, Currencies> | undefined;

/** Made at its first use: asking for the signs of all currencies takes longer than reading an amount ever does. */
function signs(): NonNullable<typeof collected> {
  if (collected) return collected;
  const symbols = collectSymbols();
  return (collected = { symbols, inOrder: [...symbols.keys()].sort((a, b) => b.length - a.length) });
}

/** Every symbol, longest first. */
export function currencySymbols(): readonly string[] {
  return signs().inOrder;
}

export function currenciesOfSymbol(symbol: string): Currencies {
  return signs().symbols.get(foldLetters(symbol)) ?? [];
}

/**
 * What a word or two mean: `usd`, `dollars`, `Swiss francs`, `TL'lik`, `dolara`. Beside a number more words are money than elsewhere.
 * Empty where they are no currency.
 */
export function currenciesNamed(words: string, place: 'before_number' | 'after_number' | 'alone'): Currencies {
  const folded = foldLetters(words).replace(/['-].*$/, (ending) => (/^'[a-z]{0,5}$/.test(ending) ? '' : ending));
  const code = folded.toUpperCase();
  if (known.has(code)) {
    const isWritten = words.startsWith(code);
    if (isWritten || !everydayWords.has(folded) || place === 'after_number') return [code];
  }
  names ??= collectNames();
  for (const form of formsOf(folded)) {
    const found = names.get(form);
    if (found && (place !== 'alone' || standingAlone.has(form) || form.includes(' '))) return found;
  }
  return [];
}

/** The word itself, its English singular, and without what Turkish adds to it. */
function formsOf(word: string): readonly string[] {
  const stems = [word, word.replace(/ies$/, 'y'), word.replace(/s$/, ''), word.replace(/es$/, '')];
  const bare = word.replace(/(?:lar|ler)?(?:i|u|in|un|a|e|ya|ye|da|de|dan|den|imiz|umuz|dir|lik|luk|yla|yle)?$/, '');
  const shorter = word.replace(/(?:lik|luk|imiz|umuz|miz|muz)?(?:ini|unu|i|u|a|e|ya|ye|dan|den)?$/, '');
  return [
    ...new Set([
      ...stems,
      ...(/^(dolar|avro|euro|sterlin|lira|tl|abd dolar|amerikan dolar)/.test(word) ? [bare, shorter] : []),
    ]),
  ];
}

function collectSymbols(): Map<string, Currencies> {
  const found = new Map<string, string[]>();
  for (const display of ['symbol', 'narrowSymbol'] as const)
    for (const code of known) {
      const symbol = foldLetters(symbolOf(code, display));
      // A single letter (R, K, L) or the code itself says nothing as a symbol.
      if (symbol === code.toLowerCase() || /^[a-z]$/.test(symbol) || symbol === '¤') continue;
      found.set(symbol, [...new Set([...(found.get(symbol) ?? []), code])]);
    }
  // US$, AU$, SG$: the country before the sign.
  for (const code of known) if (code.endsWith('D')) found.set(`${code.slice(0, 2).toLowerCase()}$`, [code]);
  found.set('s$', []);
  return new Map([...found].map(([symbol, candidates]) => [symbol, decided(symbol, candidates)]));
}

function symbolOf(currency: string, currencyDisplay: 'symbol' | 'narrowSymbol'): string {
  const parts = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay }).formatToParts(1);
  return parts.find(({ type }) => type === 'currency')?.value ?? currency;
}

function collectNames(): Map<string, Currencies> {
  const found = new Map<string, string[]>();
  const add = (name: string, code: string) => found.set(name, [...new Set([...(found.get(name) ?? []), code])]);
  for (const { code, currency } of data) {
    const name = foldLetters(currency.replace(/\(.*/, '')).trim();
    // Funds and metals are no money anybody pays with.
    if (code.startsWith('X') && !/franc|dollar/.test(name)) continue;
    add(name, code);
    add(name.split(' ').at(-1) ?? name, code);
  }
  for (const [name, code] of Object.entries(usual)) if (/^[a-z]/.test(name)) found.set(name, [code]);
  return new Map([...found].map(([name, candidates]) => [name, decided(name, candidates)]));
}

function decided(said: string, candidates: readonly string[]): Currencies {
  const meant = usual[said];
  return meant === undefined ? candidates : [meant];
}
