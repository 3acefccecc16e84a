/** What became unusual about a payment that waits, by one that was asked for after its decision: of two equal ones the first says so too. */
import type { Known } from '../in-force';
import { nextCase, type Transition } from '../machine/next-case';
import { unusualOf, type PaymentCase } from '../payment-case';
import type { UnusualCheck } from '../../policy/tables/unusual-table';
import { refuse } from '../../values/errors';
import type { JsonObject } from '../../values/json';
import { parseUtc } from '../../values/time';
import type { EarlierPayment } from './earlier-payment';
import { findUnusual, type UnusualFinding, type UnusualPolicy, type UnusualQuestion } from './find-unusual';
import { withStricterPlan } from './stricter-plan';

/** What a later payment can make true. Each is told once, with those that were there then: the hundredth equal payment is no news. */
const byOthers: readonly UnusualCheck[] = [
  'duplicate',
  'id_used_before',
  'changed_bank_details',
  'several_payees_on_account',
  'together_above_tier',
];

export function unusualQuestionOf(
  { payment, openedAt, restOf, rests = [] }: PaymentCase,
  history: readonly EarlierPayment[],
  policy: UnusualPolicy,
): UnusualQuestion {
  // A part and its rest are one payment: neither is the other's duplicate.
  const own = [restOf?.runId, ...rests.map(({ runId }) => runId)];
  const isOwn = ({ runId }: EarlierPayment) => own.includes(runId);
  const others = history.filter((one) => !isOwn(one));
  return { payment, history: others, ownParts: history.filter(isOwn), policy, askedAtMs: parseUtc(openedAt) ?? 0 };
}

/** None where nothing is new. `policy` null: that of its run is not kept any more. */
export function laterUnusual(
  current: PaymentCase,
  history: readonly EarlierPayment[],
  policy: UnusualPolicy | null,
): readonly UnusualFinding[] {
  if (!policy) return [];
  const told = new Set(unusualOf(current).map(({ check }) => check));
  return findUnusual(unusualQuestionOf(current, history, policy)).filter(
    ({ check }) => byOthers.includes(check) && !told.has(check),
  );
}

/** The decision stands, with more people asked where policy says so: then what was approved before was approved for something else. */
export function noteUnusual(current: PaymentCase, { runPolicy, history = [], nowMs }: Known): Transition {
  const found = laterUnusual(current, history, runPolicy);
  const { decision } = current;
  if (found.length === 0 || !runPolicy || !decision)
    return refuse('nothing_due', `Not done: nothing new is unusual about ${current.payment.payment_id}.`);
  return nextCase(
    {
      ...current,
      decision: withStricterPlan(decision, found, runPolicy),
      laterUnusual: [...(current.laterUnusual ?? []), ...found],
    },
    {
      by: null,
      nowMs,
      type: 'unusual_noted',
      payload: { unusual: found.map((finding) => finding as unknown as JsonObject) },
      showsAnew: true,
    },
  );
}
