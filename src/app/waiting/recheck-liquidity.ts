/** Looks again at the liquidity a decision rests on: the ledger in force, beside what was approved and what was decided earlier. */
import { readEvidence, toolCallsOf } from '../../domain/case/run/case-evidence';
import { toolNames } from '../../domain/evidence/wire-names';
import { liquidityInputSchema, type LiquidityScreening } from '../../domain/evidence/liquidity-screening';
import { assessInPlace } from '../../domain/liquidity/assess-in-place';
import type { Ledger } from '../../domain/liquidity/ledger/ledger';
import { isCertain } from '../../domain/payment/ledger-row';
import { ledgerIdOf, type PaymentRequest } from '../../domain/payment/payment-request';
import { saidByBank } from '../../domain/liquidity/statements/banked-payment';
import {
  compareScreenings,
  leftAlready,
  notAssessable,
  type ScreeningComparison,
} from '../../domain/liquidity/compare-screenings';
import { servedBefore } from '../../domain/liquidity/reservation';
import { reserve } from '../../domain/liquidity/reservations';
import type { LiquidityTerms } from '../../domain/liquidity/terms';
import type { PaymentCase } from '../../domain/case/payment-case';
import { alreadyLeft } from '../../domain/case/run/check-evidence';
import { dataAgeFault } from '../../domain/policy/data-age';
import { proofFault, strictProof } from '../../domain/policy/proof-fault';
import { parseUtc } from '../../domain/values/time';
import type { Clock, LedgerSource } from '../../ports';
import type { ReadReservations } from './read-reservations';

/** `worse` where it cannot be looked at any more, saying why. */
export type RecheckLiquidity = (paymentCase: PaymentCase) => Promise<ScreeningComparison>;

export interface RecheckLiquidityDeps {
  readonly reservations: ReadReservations;
  readonly ledger: LedgerSource;
  /** What the policy of that run says. Throws `policy_invalid` where it is not kept any more. */
  readonly termsOf: (paymentCase: PaymentCase) => LiquidityTerms;
  readonly clock: Pick<Clock, 'now'>;
}

export function createRecheckLiquidity(deps: RecheckLiquidityDeps): RecheckLiquidity {
  return async (paymentCase) => {
    const { runId, payment, decision, run } = paymentCase;
    const left = whyLeft(deps.ledger.current(), payment);
    if (left !== null) return leftAlready(left);
    const before = readEvidence(run).liquidity;
    const input = liquidityInputSchema.safeParse(toolCallsOf(run, toolNames.liquidity).at(-1)?.input);
    if (!before || !input.success)
      return notAssessable([
        { code: 'liquidity_unknown', message: 'This decision has no liquidity evidence to look at again.' },
      ]);
    const decidedAtMs = decision && parseUtc(decision.decidedAt);
    const ahead = servedBefore(await deps.reservations(), { runId, decidedAtMs });
    const nowMs = deps.clock.now();
    const terms = deps.termsOf(paymentCase);
    const ledgerId = ledgerIdOf(payment);
    const beside = reserve(deps.ledger.current(), ahead, payment.payment_id, ledgerId);
    const isDelayed = payment.delayed_until !== undefined;
    const now = assessInPlace(beside, ledgerId, input.data, { runId, nowMs, terms }, isDelayed);
    if (!now.ok) return notAssessable(now.problems);
    const unsound = tooOld(before, decidedAtMs, now.output, terms, nowMs);
    if (unsound !== null) return notAssessable([{ code: 'liquidity_unsound', message: unsound }]);
    return compareScreenings(before, now.output);
  };
}

/** Of a payment the bank paid in part, the ledger's row is the rest: that still waits, and a new review is of it. */
function whyLeft(ledger: Ledger, payment: PaymentRequest): string | null {
  const id = ledgerIdOf(payment);
  const row = ledger.findPayment(id);
  if (row && !isCertain(row)) return null;
  return saidByBank(ledger.bankedEntries(id), payment) ?? alreadyLeft(row?.status);
}

/** Old or unproven data proves no payment safe; only whoever was told of it with the decision may override a breach on it. */
function tooOld(
  before: LiquidityScreening,
  decidedAtMs: number | null,
  { audit }: LiquidityScreening,
  { table: { data_age: age, proof = strictProof } }: LiquidityTerms,
  nowMs: number,
): string | null {
  const faultOf = (of: LiquidityScreening['audit'], atMs: number): string | null =>
    dataAgeFault(age, of, atMs) ?? proofFault(proof, of);
  const wasTold =
    before.breach_assessment.breach && decidedAtMs !== null && faultOf(before.audit, decidedAtMs) !== null;
  return wasTold ? null : faultOf(audit, nowMs);
}
