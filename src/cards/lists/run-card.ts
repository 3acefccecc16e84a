/** One card for a payment run: how many payments are where, the worst first, what was not taken, and one press for all that proceeds. */
import type { CaseStatus } from '../../domain/case/machine/states';
import { worstFirst } from '../../domain/case/people/run-digest';
import type { Problem } from '../../domain/values/errors';
import type { CurrencySum, RunApproved, RunStanding } from '../../ports/payment-files';
import { problemLines, problemSentence } from '../payment/texts/problem-text';
import { shown } from '../words/escape-markdown';
import type { Words } from '../words/words';
import { rowOf, type ListedItem } from './worklist-card';

/** Fewer are shown where that many do not fit into a card. */
export const runRowChoices = [6, 3, 1] as const;
const maxRefused = 8;
const maxSums = 4;
/** What is wrong with a row; its file has the rest. */
const maxWhys = 3;

export interface NotDone {
  readonly problems: readonly Problem[];
  /** Under which it is logged. */
  readonly referenceId: string;
}

export interface RunCardView {
  readonly standing: RunStanding;
  /** The worst of its payments, as this person reads them. */
  readonly worst: readonly ListedItem[];
  /** What came of a press; null before one. */
  readonly done: RunApproved | null;
  /** Why a press did nothing at all; left out where it did something. */
  readonly notDone?: NotDone | undefined;
  /** Whom it is for, where others read along; left out in a chat of their own. */
  readonly addressee?: string | undefined;
  /** Business time, UTC milliseconds. */
  readonly businessNow: number;
}

export function runCardData(view: RunCardView, atMost: number, words: Words) {
  const { standing, done, businessNow } = view;
  const { id, record, counts, theirs } = standing;
  const text = words.paymentRun;
  const refused = record.refused.slice(0, Math.min(maxRefused, atMost * 2));
  const left = record.refused.length - refused.length;
  return {
    title: titleOf(view, words),
    id: [
      id,
      text.broughtBy(shown(record.by, 60), words.show.minute(record.at, businessNow)),
      // It stays in the chat as it was drawn, with counts and hours of then.
      text.asOf(words.show.instant(businessNow)),
    ].join('  ·  '),
    done: [...notDoneRows(view.notDone, words), ...(done ? doneRows(done, words) : [])],
    facts: factsOf(view, words).map((fact) => ({ text: fact })),
    states: statusRows(counts, words),
    has_worst: view.worst.length > 0,
    first: text.first,
    worst: view.worst.slice(0, atMost).map((item) => {
      const { title, clock, unusual, said } = rowOf(item, view, words);
      return { title, clock, unusual, said, open: text.open };
    }),
    has_refused: record.refused.length > 0,
    refused_title: text.refused(words.show.count(record.refused.length)),
    refused: refused.map(({ line, problems }) => ({
      text: text.refusedRow(
        line,
        problems
          .slice(0, maxWhys)
          .map((problem) => problemSentence(problem, words))
          .join(' '),
      ),
    })),
    refused_more: left > 0 ? text.more(words.show.count(left)) : '',
    has_approval: theirs.runIds.length > 0,
    approval: {
      title: text.approve(words.show.count(theirs.runIds.length)),
      note: text.approveNote(sumTexts(theirs.sums, words).join(', '), theirs.oneByOne),
      confirm: text.confirm,
      run: id,
      shown: standing.shown,
    },
    refresh: text.refresh,
    run: id,
  };
}

function titleOf({ standing, addressee }: RunCardView, { paymentRun, reach }: Words): string {
  const title = paymentRun.title(shown(standing.record.name, 60));
  return addressee === undefined ? title : `${reach.forPerson(shown(addressee, 60))}: ${title}`;
}

function factsOf({ standing }: RunCardView, words: Words): readonly string[] {
  const { record, sums, duplicates, unusual } = standing;
  const text = words.paymentRun;
  const count = (number: number) => words.show.count(number);
  return [
    record.state === 'begun' ? text.begun : text.taken(count(record.taken.length), count(record.rows)),
    ...sumTexts(sums, words),
    ...(record.known.length > 0 ? [text.known(count(record.known.length))] : []),
    ...(duplicates > 0 ? [text.duplicates(count(duplicates))] : []),
    ...(unusual > duplicates ? [text.unusual(count(unusual))] : []),
  ];
}

function sumTexts(sums: readonly CurrencySum[], words: Words): readonly string[] {
  const { paymentRun: text, show } = words;
  return sums
    .slice(0, maxSums)
    .map(({ currency, count, sum }) => text.sum(show.money(sum, currency), show.count(count)));
}

/** Nobody has to look at what was withdrawn. */
const order: readonly CaseStatus[] = [...worstFirst.filter((status) => status !== 'withdrawn'), 'withdrawn'];

function statusRows(counts: RunStanding['counts'], { paymentRun: text, caseStates, show }: Words) {
  return order.flatMap((status) => {
    const count = counts.get(status) ?? 0;
    return count === 0 ? [] : [{ text: text.count(caseStates.name[status], show.count(count)) }];
  });
}

/** On the card itself: clients that draw one in the place of the pressed one show nothing beside it. */
function notDoneRows(notDone: NotDone | undefined, words: Words) {
  if (!notDone) return [];
  const { problems, referenceId } = notDone;
  const lines = problemLines(problems, words, { atMost: maxWhys, referenceId });
  return lines.map(({ text }) => ({ text, color: 'attention' }));
}

function doneRows({ approved, complete, refused, left }: RunApproved, words: Words) {
  const { paymentRun: text, worklist } = words;
  return [
    { text: text.approved(approved, complete), color: 'good' },
    ...(left > 0 ? [{ text: text.left(left), color: 'default' }] : []),
    ...refused.slice(0, maxRefused).map(({ paymentId, problem }) => ({
      text: worklist.refused(shown(paymentId, 64), shown(words.problem(problem), 200)),
      color: 'attention',
    })),
  ];
}
