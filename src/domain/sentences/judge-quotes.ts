/** Holds what an agent read out of a text against the text: the reader of sentences judges each quote, and what does not stand there is dropped. */
import { foldLetters } from '../values/text/fold-letters';
import { whyAsked, type AmbiguityCode } from './ambiguity';
import { cleanMessage } from './clean-message';
import { takeAccount, takeBank, takeMoney, takeType, takeValueDate, type TakeField } from './common-fields';
import type { KnownThings } from './known-things';
import type { Place } from './marks';
import { quotedFields, type QuotedField, type Quotes } from './quotes';
import type { Fields, IntakeNote, Reading } from './reading';
import { takeRequest } from './request-fields';
import { readWords, type Sentence } from './sentence';

/** Of several that stand in the text an agent may name one; how a single one is to be read it may not say. */
const mayChoose: readonly AmbiguityCode[] = [
  'amounts',
  'currencies',
  'accounts',
  'types',
  'channels',
  'several_days',
  'ibans',
];

const readers: Readonly<Record<Exclude<QuotedField, 'beneficiary_name' | 'purpose'>, TakeField>> = {
  amount: takeMoney,
  currency: takeMoney,
  account_id: takeAccount,
  beneficiary_account: takeBank,
  beneficiary_bic: takeBank,
  beneficiary_bank_code: takeBank,
  payment_type: takeType,
  value_date: takeValueDate,
};

const longestName = 140;

/** The request as the reader has it, with what the agent adds. Null where the agent says that it is none, or adds up to nothing. */
export function judgeQuotes(reading: Reading, quotes: Quotes, known: KnownThings): Reading | null {
  if (!quotes.is_request) return null;
  const sentence = readWords(reading.text, known);
  const isOwn = reading.intent === 'request_payment';
  const own = takeRequest(sentence, known);
  let fields: Fields = isOwn ? own.fields : withoutGuesses(own.fields);
  let ambiguities: Reading['ambiguities'] = own.ambiguities;
  const took: QuotedField[] = [];
  const chose: IntakeNote['chose'][number][] = [];
  const dropped: IntakeNote['dropped'][number][] = [];
  for (const field of quotedFields) {
    const said = cleanMessage(quotes[field] ?? '');
    if (said === '') continue;
    const place = findLiteral(sentence.text, said) ?? findNumber(sentence, said);
    const value = place && valueAt(field, place, sentence, known);
    const before = fields[field];
    const asked = ambiguities.find((one) => one.field === field);
    if (!place) dropped.push({ field, said, why: 'not_in_text' });
    else if (value === undefined || value === null) dropped.push({ field, said, why: 'not_readable' });
    else if (before !== undefined) {
      // A shorter quote of the same words says nothing else.
      if (before.includes(value)) continue;
      // Whom a mail is about neither can prove: whoever pasted it says.
      if (field === 'beneficiary_name') ({ fields, ambiguities } = asking(before, value, { fields, ambiguities }));
      else dropped.push({ field, said, why: 'read_otherwise' });
    } else if (asked && !mayChoose.includes(asked.code)) dropped.push({ field, said, why: 'to_be_asked' });
    else {
      fields = { ...fields, [field]: value };
      ambiguities = ambiguities.filter((one) => one !== asked);
      if (asked) chose.push({ field, taken: value, among: asked.said });
      else took.push(field);
    }
  }
  if (fields.amount === undefined && fields.beneficiary_name === undefined && ambiguities.length === 0) return null;
  return {
    ...reading,
    intent: 'request_payment',
    fields,
    ambiguities,
    assumed: own.assumed,
    // Of a text that asks for nothing in the reader's own terms, everything would be left out.
    leftOut: isOwn ? own.leftOut : [],
    nearest: [],
    intake: { state: 'read', took, chose, dropped },
  };
}

function asking(before: string, value: string, { fields, ambiguities }: Pick<Reading, 'fields' | 'ambiguities'>) {
  const { beneficiary_name: _unsure, ...rest } = fields;
  const [field, code] = ['beneficiary_name', 'two_readers'] as const;
  const choices = [before, value];
  return { fields: rest, ambiguities: [...ambiguities, { field, said: value, choices, code, why: whyAsked(code) }] };
}

/** Whom a text is about the reader tells by how a request is worded: of one that asks for nothing in its terms it would take the greeting. */
function withoutGuesses({ beneficiary_name: _greeted, purpose: _about, ...named }: Fields): Fields {
  return named;
}

/** What is there by that field's own reader; undefined where it reads nothing there, or cannot tell. */
function valueAt(field: QuotedField, place: Place, sentence: Sentence, known: KnownThings): string | undefined {
  if (field === 'beneficiary_name') return nameAt(place, sentence);
  if (field === 'purpose') return textAt(place, sentence);
  const within = (part: Place) => part.from >= place.from && part.to <= place.to;
  // Read with the whole text: what a number is depends on what stands around it.
  const words = sentence.words.filter(within);
  const quoted = { ...sentence, words, marks: sentence.marks.filter(within) };
  return readers[field](quoted, known).fields[field];
}

/** Numbers of accounts and amounts are nobody's name. */
function nameAt(place: Place, sentence: Sentence): string | undefined {
  const name = textAt(place, sentence);
  const isNumber = sentence.words.some(
    ({ from, to, mark }) => from < place.to && place.from < to && mark !== null && ids.includes(mark.kind),
  );
  return isNumber || name.length > longestName || !/\p{L}/u.test(name) ? undefined : name;
}

const ids: readonly string[] = ['account', 'iban', 'bic', 'account_number', 'bank_code', 'payment', 'amount'];

function textAt({ from, to }: Place, { text }: Sentence): string {
  return text.slice(from, to).replace(/\s+/g, ' ').trim();
}

/** Spaces and dashes within the number of an account are nobody's: `DE89 3704 ...` and `DE893704...` are one. */
function findNumber({ text, marks }: Sentence, said: string): Place | null {
  const bare = (typed: string) => foldLetters(typed).replace(/[\s-]/g, '');
  const isNumber = ({ kind }: { readonly kind: string }) => accountNumbers.includes(kind);
  return marks.find((mark) => isNumber(mark) && bare(text.slice(mark.from, mark.to)) === bare(said)) ?? null;
}

const accountNumbers: readonly string[] = ['account', 'iban', 'bic'];

/** Whole words, however letters, dashes and spaces were typed. */
function findLiteral(text: string, said: string): Place | null {
  const [folded, wanted] = [foldLetters(text), foldLetters(said)];
  for (let from = folded.indexOf(wanted); from >= 0; from = folded.indexOf(wanted, from + 1)) {
    const to = from + wanted.length;
    const isInside = (at: number) => /[\p{L}\p{N}]{2}/u.test(folded.slice(at - 1, at + 1));
    if (!(from > 0 && isInside(from)) && !(to < folded.length && isInside(to))) return { from, to };
  }
  return null;
}
