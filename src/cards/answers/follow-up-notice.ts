/** A few words to people about a payment nobody has answered: a card that changes in its place tells nobody. */
import type { AskedRole } from '../../domain/case/people/asked-people';
import { openEscalations } from '../../domain/case/time/follow-up';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { CutoffAnswer } from '../../domain/policy/cutoff/cutoff';
import { samePerson, type Person } from '../../domain/values/person';
import { parseUtc } from '../../domain/values/time';
import type { ShortAnswer } from './answer-card';
import type { Words } from '../words/words';

export interface FollowUpNotice {
  readonly case: PaymentCase;
  /** What the notice tells of: its first word says what happened. */
  readonly about: string;
  /** Whom it is said to alone; null where others read it. */
  readonly viewer: Person | null;
  readonly asked: readonly AskedRole[];
  readonly cutoff: CutoffAnswer;
  /** Business time, UTC milliseconds. */
  readonly businessNow: number;
}

/** Names in a line; the card has the rest. */
const maxNames = 4;

export function followUpNotice(notice: FollowUpNotice, words: Words): ShortAnswer {
  const { payment } = notice.case;
  const { reach, show } = words;
  const money = reach.payment(show.money(payment.amount, payment.currency), payment.beneficiary_name);
  const suggestions = [{ title: reach.open, said: `/status ${payment.payment_id}` }];
  const [what] = notice.about.split(' ');
  if (what === 'expired')
    return { title: reach.expired(payment.payment_id), lines: [money, expiredText(notice, words)], suggestions };
  const title = what === 'escalated' ? reach.escalated(payment.payment_id) : reach.reminder(payment.payment_id);
  const whom = what === 'escalated' ? escalatedText(notice, words) : waitsForText(notice, words);
  return {
    title,
    lines: [money, [whom, leftText(notice, words)].filter((text) => text !== '').join(' ')],
    suggestions,
  };
}

function expiredText({ case: { approvals, expiry } }: FollowUpNotice, { reach, show }: Words): string {
  const day = expiry?.nextValueDate ?? null;
  return [
    reach.nothingPaid,
    ...(approvals.length > 0 ? [reach.approvalsKept] : []),
    ...(day === null ? [] : [reach.nextDate(show.day(day))]),
  ].join(' ');
}

function waitsForText({ viewer, asked }: FollowUpNotice, words: Words): string {
  const isYours = viewer && asked.some(({ people }) => people.some((one) => samePerson(one, viewer)));
  if (viewer && isYours) return words.reach.forYou(viewer.name);
  const names = [...new Set(asked.flatMap(({ people }) => people.map(({ name }) => name)))].slice(0, maxNames);
  return names.length === 0 ? '' : words.reach.waitsFor(words.or(names));
}

function escalatedText({ case: current }: FollowUpNotice, words: Words): string {
  const roles = [...new Set(openEscalations(current).map(({ to }) => to))].slice(0, maxNames);
  return roles.length === 0 ? '' : words.reach.askedToo(words.and(roles));
}

function leftText({ cutoff, businessNow }: FollowUpNotice, { reach, show }: Words): string {
  const utc = cutoff.effective_cutoff_utc;
  const cutoffMs = utc === null ? null : parseUtc(utc);
  if (utc === null || cutoffMs === null) return '';
  const at = show.clock(utc, businessNow);
  return cutoffMs > businessNow ? reach.left(at, show.duration(cutoffMs - businessNow)) : reach.noTimeLeft(at);
}
