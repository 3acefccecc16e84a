/** What the desk does when people do not answer: it reminds them, asks the next role up, and says that the cutoff is missed. */
import { approvalEnd, dueMoments, dueNow, type DueRules, type Moment } from '../time/due-moments';
import { followUpOf, rolesAskedNow } from '../time/follow-up';
import { rightTo, rolesWithRight } from '../people/people-of-case';
import { rulesFor, type Known } from '../in-force';
import { nextCase, type Transition } from './next-case';
import type { FollowUp, PaymentCase } from '../payment-case';
import { cutoffOf } from '../../policy/facts/compute-facts';
import { refuse, type Refusal } from '../../values/errors';
import { formatUtc, minuteMs, parseUtc } from '../../values/time';

/** By the rules its run keeps, and the deadlines in force. */
export function dueRulesOf(known: Pick<Known, 'policy' | 'runPolicy' | 'nowMs'>): DueRules {
  return { policy: rulesFor(known), deadlines: known.policy.deadlines };
}

function dueOf<What extends Moment['what']>(what: What, current: PaymentCase, known: Known) {
  return dueMoments(current, dueRulesOf(known)).filter(
    (moment): moment is Extract<Moment, { what: What }> => moment.what === what && moment.atMs <= known.nowMs,
  );
}

/** The sweep that asked was early, late, or twice: nothing is done. */
function refuseNotDue({ payment }: PaymentCase): Refusal {
  return refuse('nothing_due', `Not done: nothing is due for ${payment.payment_id}.`);
}

/** All moments that have passed are one reminder: after a jump of the clock nobody is told the same three times. */
export function remind(current: PaymentCase, known: Known): Transition {
  const due = dueOf('remind', current, known);
  if (due.length === 0 || dueNow(current, dueRulesOf(known), known.nowMs) === 'expire') return refuseNotDue(current);
  const keys = due.map(({ key }) => key);
  const policy = rulesFor(known);
  const isApproved = current.status === 'approved';
  // Looked at late, an approval's cutoff is not that of the day that has come since.
  const ofApproval = isApproved ? approvalEnd(current, policy)?.cutoffMs : undefined;
  const cutoff =
    ofApproval == null ? cutoffOf(policy, current.payment, known.nowMs).effective_cutoff_utc : formatUtc(ofApproval);
  const roles = isApproved ? rolesWithRight(rightTo(policy, 'release'), current, policy) : rolesAskedNow(current);
  const isTogether = followUpOf(current).escalated.some(({ at }) => known.nowMs - (parseUtc(at) ?? 0) < minuteMs);
  const followUp = followed(current, { reminded: keys, ...(isTogether ? { remindedWithNextRole: keys } : {}) });
  return nextCase(
    { ...current, followUp },
    {
      by: null,
      nowMs: known.nowMs,
      type: 'people_reminded',
      payload: { moments: keys, roles: [...roles], cutoff, rule: known.policy.deadlines.reminders.id },
      showsAnew: false,
    },
  );
}

export function escalate(current: PaymentCase, known: Known): Transition {
  const due = dueOf('escalate', current, known);
  if (due.length === 0 || dueNow(current, dueRulesOf(known), known.nowMs) === 'expire') return refuseNotDue(current);
  const at = formatUtc(known.nowMs);
  const escalated = due.map(({ role, to }) => ({ role, to, at }));
  return nextCase(
    { ...current, followUp: followed(current, { escalated }) },
    {
      by: null,
      nowMs: known.nowMs,
      type: 'approval_escalated',
      payload: {
        escalated: escalated.map(({ role, to }) => ({ role, to })),
        rule: known.policy.deadlines.escalation.id,
      },
      // An answer to the card before is an answer to the same question.
      showsAnew: false,
    },
  );
}

/** The approvals that were given stay as history; nothing is released on them. */
export function expire(current: PaymentCase, known: Known): Transition {
  if (dueOf('expire', current, known).length === 0) return refuseNotDue(current);
  const policy = rulesFor(known);
  const cutoff = cutoffOf(policy, current.payment, known.nowMs);
  const expiry = {
    at: formatUtc(known.nowMs),
    cutoff: cutoff.effective_cutoff_utc,
    rule: cutoff.binding_id,
    nextValueDate: cutoff.value_date,
  };
  return nextCase(
    { ...current, status: 'expired', expiry },
    {
      by: null,
      nowMs: known.nowMs,
      type: 'payment_expired',
      payload: {
        cutoff: expiry.cutoff,
        rule: expiry.rule,
        next_value_date: expiry.nextValueDate,
        approvals: current.approvals.map(({ role, by }) => ({ role, by: by.name, object_id: by.objectId })),
        status: 'expired',
      },
      showsAnew: true,
    },
  );
}

function followed(current: PaymentCase, added: Partial<Omit<FollowUp, 'decidedAt'>>): FollowUp {
  const before = followUpOf(current);
  const together = [...(before.remindedWithNextRole ?? []), ...(added.remindedWithNextRole ?? [])];
  return {
    decidedAt: current.decision?.decidedAt ?? '',
    reminded: [...before.reminded, ...(added.reminded ?? [])],
    escalated: [...before.escalated, ...(added.escalated ?? [])],
    ...(together.length > 0 ? { remindedWithNextRole: together } : {}),
  };
}
