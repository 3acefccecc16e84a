/** What was decided holds for its own day, from the time people had it wait for and until its cutoff: money does not move later, or earlier, than what was found true for it. */
import { refuseAct } from './refuse-act';
import type { PaymentCase } from '../payment-case';
import { cutoffOf } from '../../policy/facts/compute-facts';
import type { CutoffAnswer } from '../../policy/cutoff/cutoff';
import type { Decision } from '../../policy/decision';
import type { Policy } from '../../policy/policy';
import type { Refusal } from '../../values/errors';
import { parseUtc, utcDay } from '../../values/time';

const nextStep = {
  approve: 'Restart the review for a new decision.',
  release: 'Whoever asked for it withdraws it and asks again; what left in time is settled by its statement.',
} as const;

/** `cutoff`: of what would leave now. */
export function isLate(
  { decidedAt }: Pick<Decision, 'decidedAt'>,
  { before_cutoff: isBefore }: Pick<CutoffAnswer, 'before_cutoff'>,
  nowMs: number,
): boolean {
  return !isBefore || utcDay(nowMs) !== decidedAt.slice(0, 10);
}

/** Null in time, and before there is a decision. */
export function refuseLate(
  act: keyof typeof nextStep,
  { payment, decision }: PaymentCase,
  policy: Policy,
  nowMs: number,
): Refusal | null {
  if (!decision) return null;
  const cutoff = cutoffOf(policy, payment, nowMs);
  if (!isLate(decision, cutoff, nowMs)) return null;
  return refuseAct(act, {
    code: 'cutoff_missed',
    why: 'The cutoff of this decision has passed, and nothing is released on it',
    rule: cutoff.binding_id ?? undefined,
    next: `${cutoff.value_date === null ? '' : `The next value date is ${cutoff.value_date}. `}${nextStep[act]}`,
    figures: cutoff.value_date === null ? {} : { next: cutoff.value_date },
  });
}

/** Until when a payment waits because it does not fit before; null once it may leave, and where nobody had it wait. */
export function waitsUntil({ payment }: Pick<PaymentCase, 'payment'>, nowMs: number): string | null {
  const { delayed_until: until } = payment;
  return until !== undefined && (parseUtc(until) ?? 0) > nowMs ? until : null;
}

/** Told to the bank at once it would break the buffer it was delayed for. */
export function refuseEarly(current: PaymentCase, nowMs: number): Refusal | null {
  const until = waitsUntil(current, nowMs);
  if (until === null) return null;
  const at = until.slice(11, 16);
  return refuseAct('release', {
    code: 'too_early',
    why: `It waits until ${at} UTC: before that it would break the buffer`,
    next: 'Release it then.',
    figures: { at },
  });
}
