/** From which account a payment goes, when it leaves, and how long there is to its cutoff. */
import { parseUtc } from '../../domain/values/time';
import { shown } from '../words/escape-markdown';
import type { CardContext } from './card-context';
import { graceEnd } from '../../domain/policy/cutoff/cutoff';

export interface ClockColumn {
  /** How much of the card's width it takes beside the others. */
  readonly width: number;
  readonly label: string;
  readonly value: string;
  /** Empty where there is nothing more to say. */
  readonly note: string;
  readonly has_note: boolean;
}

/** Account ids that are told apart stand on one line beside the two times. */
export function clockColumns(context: CardContext): readonly ClockColumn[] {
  const { view, words, mask, hasEnded } = context;
  const { payment } = view.case;
  const from = column(12, words.payment.from, mask.of(payment.account_id), shown(payment.entity, 40));
  // What has ended leaves no more, and has nothing to be in time for; an approved one says it in what comes next.
  return hasEnded ? [from] : [from, leaves(context), ...cutoffColumn(context)];
}

function column(width: number, label: string, value: string, note = ''): ClockColumn {
  return { width, label, value, note, has_note: note !== '' };
}

function leaves({ view, words }: CardContext): ClockColumn {
  const { timestamp_utc: at, value_date: valueDate } = view.case.payment;
  const atMs = parseUtc(at);
  const isDue = atMs !== null && atMs <= view.businessNow && view.stoppedBy !== 'already_left';
  // What nobody can approve as it stands does not leave once it is approved.
  const isHeld = view.case.status === 'held' || view.stoppedBy !== null;
  const note =
    valueDate === undefined || at.startsWith(valueDate) ? '' : words.payment.valueDate(words.show.day(valueDate));
  return column(
    8,
    words.payment.leaves,
    isDue ? (isHeld ? words.payment.onHold : words.payment.onceApproved) : words.show.clock(at, view.businessNow),
    note,
  );
}

function cutoffColumn({ view, words }: CardContext): readonly ClockColumn[] {
  const { cutoff, businessNow } = view;
  if (!cutoff) return [];
  const { payment: say, show } = words;
  const { effective_cutoff_utc: utc, before_cutoff: isBefore } = cutoff;
  const cutoffMs = utc === null ? null : parseUtc(utc);
  if (utc === null || cutoffMs === null)
    return [column(11, say.cutoff, say.noCutoff, shown(show.datesIn(say.whyNoCutoff(cutoff)), 200))];
  const at = show.clock(utc, businessNow);
  const now = clockOf(businessNow);
  if (businessNow < cutoffMs) {
    const left = show.duration(cutoffMs - businessNow);
    return [column(11, say.cutoff, say.cutoffAt(at), isBefore ? say.left(left, now) : say.leavesAfter)];
  }
  const passed = say.passed(show.duration(businessNow - cutoffMs), now);
  const grace = graceEnd(cutoff);
  const inGrace = grace !== null ? say.grace(show.clock(grace, businessNow)) : passed;
  return [column(11, say.cutoff, say.cutoffPassed(at), inGrace)];
}

/** `10:25`; the cutoff beside it says the zone. */
function clockOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(11, 16);
}
