/** The fields of a payment somebody asks for, and what of the sentence none of them took. */
import { whyAsked } from './ambiguity';
import {
  joined,
  takeAccount,
  takeBank,
  takeEntity,
  takeMoney,
  takeTime,
  takeType,
  takeUrgency,
  takeValueDate,
  type Taken,
} from './common-fields';
import type { Cue } from './cues';
import { findBeneficiary, type NameFound } from './find/find-beneficiary';
import { findPurpose, type PurposeFound } from './find/find-purpose';
import type { KnownThings } from './known-things';
import { isSoft, type Mark } from './marks';
import type { Ambiguity, Fields } from './reading';
import { marksOf, type Sentence, type Word } from './sentence';

export interface RequestFields extends Taken {
  readonly leftOut: readonly string[];
}

/** They say how the other words belong together, and nothing else. */
const grammar: readonly Cue[] = [
  'pay',
  'payment',
  'make',
  'need',
  'from',
  'to',
  'via',
  'for',
  'value',
  'payee',
  'firm',
  'purpose',
  'bill',
  'account_word',
  'amount_word',
  'bank_detail',
  'time_word',
  'move',
  'and',
  'thanks',
  'greeting',
  'can_pay',
];

export function takeRequest(sentence: Sentence, known: KnownThings): RequestFields {
  const name = findBeneficiary(sentence);
  const purpose = findPurpose(sentence, name);
  const plain = withoutName(sentence, name);
  const all = joined([
    takeMoney(plain, known),
    takeAccount(sentence, known),
    takeType(plain, known),
    takeUrgency(plain, known),
    takeValueDate(plain, known),
    takeTime(plain, known),
    takeBank(sentence, known),
    takeEntity(plain, known),
    textsOf(name, purpose),
  ]);
  return { ...all, leftOut: leftOver(sentence, all.marks, [name, purpose]) };
}

/** Money moved between two accounts of our own. */
export function takeTransfer(sentence: Sentence, known: KnownThings): RequestFields {
  const purpose = findPurpose(sentence, null);
  const all = joined([
    takeMoney(sentence, known),
    accountsOf(sentence),
    takeType(sentence, known),
    takeUrgency(sentence, known),
    takeValueDate(sentence, known),
    takeTime(sentence, known),
    textsOf(null, purpose),
  ]);
  return { ...all, leftOut: leftOver(sentence, all.marks, [purpose]) };
}

/** Which account pays and which is paid: by "from" and "to", by Turkish endings, else by their order. */
function accountsOf(sentence: Sentence): Taken {
  const marks = marksOf(sentence, 'account');
  const ids = [...new Set(marks.map(({ id }) => id))];
  const directed = marks.map((mark) => ({ ...mark, direction: mark.direction ?? directionBefore(sentence, mark) }));
  const to = directed.find(({ direction }) => direction === 'to')?.id;
  const from = directed.find(({ id, direction }) => direction === 'from' && id !== to)?.id;
  const first = from ?? ids.find((id) => id !== to);
  const second = to ?? ids.find((id) => id !== first);
  const unknown = marks.filter(({ isKnown }) => !isKnown);
  const fields: Fields = {
    ...(first === undefined || unknown.some(({ id }) => id === first) ? {} : { account_id: first }),
    ...(second === undefined || unknown.some(({ id }) => id === second) ? {} : { to_account_id: second }),
  };
  const ambiguities = unknown.map(({ id }): Ambiguity => ({
    field: id === first ? 'account_id' : 'to_account_id',
    said: id,
    choices: [],
    code: 'unknown_account',
    why: whyAsked('unknown_account'),
  }));
  const more: Ambiguity[] =
    ids.length > 2
      ? [{ field: 'account_id', said: ids.join(', '), choices: ids, code: 'accounts', why: whyAsked('accounts') }]
      : [];
  return { fields, ambiguities: [...ambiguities, ...more], assumed: [], marks };
}

export function directionBefore({ words }: Sentence, { from }: Mark): 'from' | 'to' | null {
  const before = words
    .filter((word) => word.to <= from)
    .slice(-3)
    .reverse();
  for (const { cues, mark } of before) {
    if (mark !== null) return null;
    if (cues.has('from')) return 'from';
    if (cues.has('to') || cues.has('move')) return 'to';
  }
  return null;
}

/** What stands in a name is no currency, no day and no entity. */
function withoutName(sentence: Sentence, name: NameFound | null): Sentence {
  if (!name) return sentence;
  const from = sentence.words[name.first]?.from ?? 0;
  const to = sentence.words[name.end - 1]?.to ?? 0;
  return { ...sentence, marks: sentence.marks.filter((mark) => mark.to <= from || mark.from >= to) };
}

function textsOf(name: NameFound | null, purpose: PurposeFound | null): Taken {
  return {
    fields: {
      ...(name ? { beneficiary_name: name.name } : {}),
      ...(purpose ? { purpose: purpose.text } : {}),
    },
    ambiguities: [],
    assumed: [],
    marks: [],
  };
}

/** Runs of words that no field took and that say more than grammar, as they were typed. */
function leftOver(
  { text, words }: Sentence,
  taken: readonly Mark[],
  spans: readonly ({ readonly first: number; readonly end: number } | null)[],
): readonly string[] {
  const isTaken = (word: Word, at: number): boolean =>
    spans.some((span) => span !== null && at >= span.first && at < span.end) ||
    taken.some((mark) => mark.from < word.to && word.from < mark.to);
  const isTelling = (word: Word): boolean =>
    word.mark === null ? !word.isFiller && !grammar.some((cue) => word.cues.has(cue)) : !isSoft(word.mark);
  const runs: { from: number; to: number }[] = [];
  let open = false;
  words.forEach((word, at) => {
    const isLeft = !isTaken(word, at) && (isTelling(word) || (open && word.mark === null));
    const last = runs.at(-1);
    if (isLeft && open && last) last.to = word.to;
    else if (isLeft) runs.push({ from: word.from, to: word.to });
    open = isLeft && word.breakAfter === '';
  });
  return runs.map(({ from, to }) => text.slice(from, to).replace(/\s+/g, ' ').trim());
}
