/** What was decided holds for its own day and until its cutoff: money does not move later on what was true before. */
import { refuseAct } from './refuse-act';
import type { PaymentCase } from '../payment-case';
import { cutoffOf } from '../../policy/facts/compute-facts';
import type { Policy } from '../../policy/policy';
import type { Refusal } from '../../values/errors';
import { utcDay } from '../../values/time';

const nextStep = {
  approve: 'Restart the review for a new decision.',
  release: 'Whoever asked for it withdraws it and asks again; what left in time is settled by its statement.',
} as const;

/** Null in time, and before there is a decision. */
export function refuseLate(
  act: keyof typeof nextStep,
  { payment, decision }: PaymentCase,
  policy: Policy,
  nowMs: number,
): Refusal | null {
  if (!decision) return null;
  const cutoff = cutoffOf(policy, payment, nowMs);
  const isSameDay = utcDay(nowMs) === decision.decidedAt.slice(0, 10);
  if (isSameDay && cutoff.before_cutoff) return null;
  return refuseAct(act, {
    code: 'cutoff_missed',
    why: 'The cutoff of this decision has passed, and nothing is released on it',
    rule: cutoff.binding_id ?? undefined,
    next: `${cutoff.value_date === null ? '' : `The next value date is ${cutoff.value_date}. `}${nextStep[act]}`,
    figures: cutoff.value_date === null ? {} : { next: cutoff.value_date },
  });
}
