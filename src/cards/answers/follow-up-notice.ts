/** A few words to people about a payment nobody has answered: a card that changes in its place tells nobody. */
import type { AskedRole } from '../../domain/case/people/asked-people';
import { isLate } from '../../domain/case/machine/refuse-late';
import { openEscalations } from '../../domain/case/time/follow-up';
import type { PaymentCase } from '../../domain/case/payment-case';
import { graceEnd, type CutoffAnswer } from '../../domain/policy/cutoff/cutoff';
import { valueDateFault } from '../../domain/policy/facts/value-date';
import { samePerson, type Person } from '../../domain/values/person';
import { parseUtc } from '../../domain/values/time';
import type { ShortAnswer } from './answer-card';
import { bankNotice } from './bank-notice';
import type { Words } from '../words/words';

export interface FollowUpNotice {
  readonly case: PaymentCase;
  /** What the notice tells of: its first word says what happened. */
  readonly about: string;
  /** Whom it is said to alone; null where others read it. */
  readonly viewer: Person | null;
  readonly asked: readonly AskedRole[];
  /** Who releases it, where it is approved and they may now; nobody where it is left out. */
  readonly releasers?: readonly Person[];
  readonly cutoff: CutoffAnswer;
  /** Business time, UTC milliseconds. */
  readonly businessNow: number;
}

/** Roles in a line, and names of each; the card has the rest. */
const maxRoles = 4;
const maxNames = 3;

export function followUpNotice(notice: FollowUpNotice, words: Words): ShortAnswer {
  const { payment } = notice.case;
  const { reach, show } = words;
  const money = reach.payment(show.money(payment.amount, payment.currency), payment.beneficiary_name);
  const suggestions = [{ title: reach.open, said: `/status ${payment.payment_id}` }];
  const [what] = notice.about.split(' ');
  if (what === 'expired')
    return { title: reach.expired(payment.payment_id), lines: [money, expiredText(notice, words)], suggestions };
  if (what === 'returned' || what === 'short') return { ...bankNotice(notice.case, words), suggestions };
  if (what === 'passed_on')
    return {
      title: reach.passedOn(payment.payment_id),
      lines: [money, [passedText(notice, words), leftText(notice, words)].filter((text) => text !== '').join(' ')],
      suggestions,
    };
  if (notice.case.status === 'approved')
    return { title: reach.unreleased(payment.payment_id), lines: [money, unreleasedText(notice, words)], suggestions };
  const title = what === 'escalated' ? reach.escalated(payment.payment_id) : reach.reminder(payment.payment_id);
  const whom = what === 'escalated' ? escalatedText(notice, words) : waitsForText(notice, words);
  return {
    title,
    lines: [
      money,
      [whom, onItsDayText(notice, words), leftText(notice, words)].filter((text) => text !== '').join(' '),
    ],
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
  const named = asked.slice(0, maxRoles).map(({ role, people }) => {
    // Left out, the others would look like all it waits for.
    if (people.length === 0) return words.chat.explanation.nobodyMay(role);
    const names = words.or(people.slice(0, maxNames).map(({ name }) => name));
    // Of two roles each must answer: `Maya or Helen` would let one think that the other will.
    return asked.length === 1 ? names : words.reach.ofRole(names, role);
  });
  return named.length === 0 ? '' : words.reach.waitsFor(words.and(named));
}

/** Told late, the cutoff of a day that has come since is none of its. */
function unreleasedText(notice: FollowUpNotice, words: Words): string {
  const { viewer, releasers = [], cutoff, businessNow } = notice;
  const { decision, submitter } = notice.case;
  if (!decision || isLate(decision, cutoff, businessNow)) return words.reach.releasedNoMore(submitter.name);
  const isYours = viewer && releasers.some((one) => samePerson(one, viewer));
  const names = releasers.slice(0, maxNames).map(({ name }) => name);
  const named = names.length === 0 ? '' : words.reach.waitsFor(words.or(names));
  const whom = isYours ? words.reach.forYou(viewer.name) : named;
  return [whom, leftText(notice, words)].filter((text) => text !== '').join(' ');
}

/** Of the hand-over it was written for: handed on since, nobody reads another's name beside *you*. */
function passedText({ about, case: { claim } }: FollowUpNotice, { reach }: Words): string {
  return claim?.passedBy && about.endsWith(` ${claim.by.objectId}`)
    ? reach.passedTo(claim.by.name, claim.passedBy.name)
    : '';
}

/** Held for a day that has come: nobody is asked by name, and it is reviewed once somebody says so. */
function onItsDayText({ case: { status, payment } }: FollowUpNotice, { reach, show }: Words): string {
  const isOfADay = status === 'held' && payment.value_date !== undefined && valueDateFault(payment) !== null;
  return isOfADay ? reach.nextDate(show.day(payment.value_date)) : '';
}

function escalatedText({ case: current }: FollowUpNotice, words: Words): string {
  const roles = [...new Set(openEscalations(current).map(({ to }) => to))].slice(0, maxRoles);
  return roles.length === 0 ? '' : words.reach.askedToo(words.and(roles));
}

function leftText({ cutoff, businessNow }: FollowUpNotice, { reach, show }: Words): string {
  const utc = cutoff.effective_cutoff_utc;
  const cutoffMs = utc === null ? null : parseUtc(utc);
  if (utc === null || cutoffMs === null) return '';
  const at = show.clock(utc, businessNow);
  if (cutoffMs > businessNow) return reach.left(at, show.duration(cutoffMs - businessNow));
  const grace = graceEnd(cutoff);
  const graceMs = grace === null ? null : parseUtc(grace);
  if (grace === null || graceMs === null) return reach.noTimeLeft(at);
  return reach.grace(at, show.clock(grace, businessNow), show.duration(graceMs - businessNow));
}
