/** The one reader of what people type: a sentence in English or Turkish becomes an intent with its fields. It decides and starts nothing. */
import { cleanMessage } from './clean-message';
import {
  joined,
  takeAccount,
  takeAct,
  takeCalendar,
  takeChannel,
  takeCircumstances,
  takeComment,
  takeDate,
  takeEntity,
  takeMoney,
  takePaymentId,
  takeRole,
  takeTime,
  takeType,
  type Taken,
  type TakeField,
} from './common-fields';
import { intentTable, type IntentRow, type Need } from './intent-table';
import type { KnownThings } from './known-things';
import { isSoft, type MarkKind } from './marks';
import type { Intent, Reading } from './reading';
import { takeRequest, takeTransfer } from './request-fields';
import { screenedName } from './screened-name';
import { withEndingsJoined } from './turkish-endings';
import { tellsOfFailure } from './sentence-shapes';
import { hasCue, marksOf, readWords, type Sentence, type Word } from './sentence';

/** Which fields an intent has, besides those of a request. */
const fieldsOf: Readonly<Partial<Record<Intent, readonly TakeField[]>>> = {
  open_payment: [takePaymentId],
  explain_payment: [takePaymentId],
  decide: [takePaymentId, takeAct, takeComment],
  balance: [takeMoney, takeAccount, takeEntity, takeDate],
  affordability: [takeMoney, takeAccount, takeEntity, takePaymentId, takeTime, takeType],
  screen: [takeScreened],
  cutoff: [takeMoney, takeChannel, takeEntity, takePaymentId, takeDate],
  calendar: [takeCalendar, takeDate, takeCurrency],
  who_approves: [takeMoney, takeType, takeEntity, takePaymentId, takeCircumstances],
  who_is: [takeRole],
  delegate: [takePerson, takeAway],
  policy_question: [takeMoney, takeType, takeEntity, takeCircumstances, takeRole],
};

const nothing: Taken = { fields: {}, ambiguities: [], assumed: [], marks: [] };
const nearestShown = 3;

export function readSentence(said: string, known: KnownThings): Reading {
  const text = withEndingsJoined(cleanMessage(said));
  const sentence = readWords(text, known);
  const row = intentTable.find((candidate) => fits(candidate, sentence));
  const intent = row?.intent ?? (isQuestionOfPolicy(sentence, known) ? 'policy_question' : 'not_understood');
  const taken = takeFields(intent, sentence, known);
  const { fields, ambiguities, assumed } = taken;
  const nearest = intent === 'not_understood' ? nearestTo(sentence) : [];
  return { intent, fields, ambiguities, assumed, leftOut: taken.leftOut, text, nearest };
}

function takeFields(intent: Intent, sentence: Sentence, known: KnownThings): Taken & { leftOut: readonly string[] } {
  if (intent === 'request_payment') return takeRequest(sentence, known);
  if (intent === 'transfer') return takeTransfer(sentence, known);
  return { ...joined((fieldsOf[intent] ?? []).map((take) => take(sentence, known))), leftOut: [] };
}

function fits({ needs, without = [], besides, bears = 0, shape }: IntentRow, sentence: Sentence): boolean {
  return (
    needs.every((anyOf) => anyOf.some((need) => has(sentence, need))) &&
    !without.some((need) => has(sentence, need)) &&
    (besides === undefined || unexplained(sentence, besides) <= bears) &&
    (shape === undefined || shape(sentence))
  );
}

function has(sentence: Sentence, need: Need): boolean {
  return isMark(need) ? marksOf(sentence, markOf(need)).length > 0 : hasCue(sentence, need);
}

/** How many words are neither courtesy nor any of these. */
function unexplained({ words, marks }: Sentence, besides: readonly Need[]): number {
  const kinds = besides.filter(isMark).map(markOf);
  const isExplained = (word: Word): boolean => {
    // Haste changes no question.
    if (word.mark?.kind === 'urgency') return true;
    if (word.mark !== null && !kinds.includes(word.mark.kind)) return false;
    if (word.mark !== null || word.isFiller) return true;
    return (
      isSoftly(word, { marks: marks.filter(({ kind }) => kinds.includes(kind)) }) ||
      besides.some((need) => !isMark(need) && word.cues.has(need))
    );
  };
  return words.filter((word) => !isExplained(word)).length;
}

function isSoftly(word: Word, { marks }: Pick<Sentence, 'marks'>): boolean {
  return marks.some((mark) => isSoft(mark) && mark.from < word.to && word.from < mark.to);
}

function isMark(need: Need): need is `#${MarkKind}` {
  return need.startsWith('#');
}

function markOf(need: `#${MarkKind}`): MarkKind {
  return need.slice(1) as MarkKind;
}

/** Only where the words carry it: what asks nothing, or asks of other things, is not answered from the runbooks. */
function isQuestionOfPolicy(sentence: Sentence, known: KnownThings): boolean {
  const { fields } = takeFields('policy_question', sentence, known);
  const isWorded = sentence.words.some((word) => word.mark === null && !word.isFiller && !isSoftly(word, sentence));
  return (
    isWorded &&
    sentence.words.length > 1 &&
    !isAboutSomebody(sentence) &&
    !tellsOfFailure(sentence) &&
    known.carries(sentence.text, fields)
  );
}

/** "call me at 14:30", "my number is ...": somebody speaks of themselves, and asks nothing. */
function isAboutSomebody({ words, isQuestion }: Sentence): boolean {
  return !isQuestion && /^(?:my|call|i'm|im|benim)$/.test(words[0]?.folded ?? '');
}

/** What has most of its needs in the sentence; where a payment failed, the list it is found on comes first. */
function nearestTo(sentence: Sentence): readonly Intent[] {
  if (tellsOfFailure(sentence)) return ['worklist', 'balance'];
  const near = intentTable
    .filter(({ needs }) => needs.length > 0)
    .map(({ intent, needs }) => ({
      intent,
      share: needs.filter((anyOf) => anyOf.some((need) => has(sentence, need))).length / needs.length,
    }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share);
  return [...new Set(near.map(({ intent }) => intent))].slice(0, nearestShown);
}

function takeScreened(sentence: Sentence): Taken {
  const name = screenedName(sentence);
  return name === null ? nothing : { ...nothing, fields: { name } };
}

/** Who shall stand in, where one person is named. */
function takePerson(sentence: Sentence): Taken {
  const people = [...new Set(marksOf(sentence, 'person').map(({ person }) => person))];
  const [only, ...others] = people;
  return only === undefined || others.length > 0 ? nothing : { ...nothing, fields: { person: only } };
}

function takeAway(sentence: Sentence): Taken {
  return hasCue(sentence, 'away') ? { ...nothing, fields: { away: true } } : nothing;
}

function takeCurrency(sentence: Sentence, known: KnownThings): Taken {
  return marksOf(sentence, 'calendar').length > 0 ? nothing : takeMoney(sentence, known);
}
