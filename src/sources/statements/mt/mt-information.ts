/** Reads what an :86: says in one of the forms banks structure it: ?20EREF+..., or /EREF/.../. */
import { statementText } from '../values';

export interface Information {
  readonly endToEnd: string | null;
  readonly customer: string | null;
  /** The batch the payment went out in. */
  readonly batch: string | null;
  readonly isReturn: boolean;
  /** What was ordered and what the bank took, `EUR1500,00`; null where it does not say. */
  readonly original: string | null;
  readonly charge: string | null;
  readonly name: string;
}

/** The words of the two forms; each one's text runs until the next. */
const germanWords = /(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|RTRN|PREF)\+/g;
const slashWords =
  /\/(EREF|TRTP|IBAN|BIC|NAME|REMI|CSID|MARF|CNTP|ORDP|BENM|RTRN|PREF|KREF|ID|ISDT|ULTC|ULTD|PURP|OCMT|CHGS\d?|EXCH|TRCD|ADDR|SVCL|UDTD|BO|PY)\//g;
/** Longer than any :86: of the standard, six lines of 65 letters, several times over. */
const maxLength = 4_000;

export function readInformation(value: string): Information {
  const joined = value.replaceAll('\n', '').slice(0, maxLength);
  return /^\d{3}\?|\?\d{2}/.test(joined) ? readSubfields(joined) : readSlashes(joined);
}

/** `166?00SEPA?20EREF+P-1?21SVWZ+invoice?32ACME`: the text stands in 20 to 29 and 60 to 63, the name in 32 and 33. */
function readSubfields(joined: string): Information {
  const fields = joined
    .split('?')
    .slice(1)
    .map((field) => ({ code: Number(field.slice(0, 2)), text: field.slice(2) }));
  const textOf = (isWanted: (code: number) => boolean): string =>
    fields
      .filter(({ code }) => isWanted(code))
      .map(({ text }) => text)
      .join('');
  const words = wordsIn(
    textOf((code) => (code >= 20 && code <= 29) || (code >= 60 && code <= 63)),
    germanWords,
  );
  return {
    endToEnd: words.get('EREF') ?? null,
    customer: words.get('KREF') ?? null,
    batch: words.get('PREF') ?? null,
    // Business codes of returned credit transfers and direct debits.
    isReturn: words.has('RTRN') || /^(108|109|159|181|184)\?/.test(joined),
    original: oneWord(words.get('OAMT')),
    charge: oneWord(words.get('COAM')),
    name: statementText(textOf((code) => code === 32 || code === 33)),
  };
}

function readSlashes(joined: string): Information {
  const words = wordsIn(joined, slashWords);
  const value = (word: string): string | null => words.get(word)?.replace(/\/+$/, '') ?? null;
  // In the Dutch form the counterparty is IBAN/BIC/NAME/CITY.
  const party = words.get('CNTP')?.split('/')[2] ?? '';
  return {
    endToEnd: value('EREF'),
    customer: value('KREF'),
    batch: value('PREF'),
    isReturn: words.has('RTRN'),
    original: oneWord(value('OCMT')),
    charge: oneWord(value('CHGS') ?? value('CHGS1')),
    name: statementText(value('NAME') ?? party),
  };
}

function oneWord(text: string | null | undefined): string | null {
  return text?.trim().split(/[\s/]/)[0] ?? null;
}

/** The first of each word counts. */
function wordsIn(text: string, pattern: RegExp): Map<string, string> {
  const found = [...text.matchAll(pattern)];
  const words = new Map<string, string>();
  for (const [index, match] of found.entries()) {
    const [whole, word = ''] = match;
    const from = match.index + whole.length;
    const to = found[index + 1]?.index ?? text.length;
    // A slash may end one word and begin the next.
    if (!words.has(word)) words.set(word, text.slice(from, to).trim());
  }
  return words;
}
