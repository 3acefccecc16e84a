/** Looks again at the liquidity a decision rests on: the ledger in force, beside what was approved and what was decided earlier. */
import { readEvidence, toolCallsOf } from '../../domain/case/run/case-evidence';
import { toolNames } from '../../domain/evidence/wire-names';
import { liquidityInputSchema, type LiquidityScreening } from '../../domain/evidence/liquidity-screening';
import { inPlace } from '../../domain/liquidity/assess-in-place';
import { judgeLiquidity, type DataWorth } from '../../domain/liquidity/judge-liquidity';
import type { LedgerDifference } from '../../domain/payment/ledger-difference';
import { placeInLedger } from '../../domain/case/run/place-in-ledger';
import type { Problem } from '../../domain/values/errors';
import { whatHasLeft } from '../../domain/case/acts/bank/has-left';
import { ledgerIdOf } from '../../domain/payment/payment-request';
import {
  compareScreenings,
  leftAlready,
  notAssessable,
  type ScreeningComparison,
} from '../../domain/liquidity/compare-screenings';
import { heldBefore, type Held } from '../../domain/liquidity/held/held-set';
import { createReserve } from '../../domain/liquidity/held/reserve';
import type { LiquidityTerms } from '../../domain/liquidity/terms';
import type { PaymentCase } from '../../domain/case/payment-case';
import { dataAgeFault } from '../../domain/policy/facts/data-age';
import { proofFault, strictProof } from '../../domain/policy/proof-fault';
import { doubtText } from '../../domain/policy/why/reason-text';
import type { Doubt } from '../../domain/policy/why/why';
import { parseUtc } from '../../domain/values/time';
import type { Clock } from '../../ports/process';
import type { LedgerSource } from '../../ports/sources';
import type { RestsOn } from '../../ports/commit';
import type { ReadHeld } from './read-reservations';

export interface LiquidityLook {
  /** `worse` where it cannot be looked at any more, saying why. */
  readonly found: ScreeningComparison;
  /** What an approval upon it rests on: what others held then, and what was in force. */
  readonly restsOn: readonly RestsOn[];
}

export type RecheckLiquidity = (paymentCase: PaymentCase) => Promise<LiquidityLook>;

export interface RecheckLiquidityDeps {
  readonly held: ReadHeld;
  readonly ledger: LedgerSource;
  /** Policy and ledger by the versions they are in force under. */
  readonly inForce: () => readonly RestsOn[];
  /** What the policy of that run says. Throws `policy_invalid` where it is not kept any more. */
  readonly termsOf: (paymentCase: PaymentCase) => LiquidityTerms;
  readonly clock: Pick<Clock, 'now'>;
}

export function createRecheckLiquidity(deps: RecheckLiquidityDeps): RecheckLiquidity {
  const reserve = createReserve();
  return async (paymentCase) => {
    // Before anything is looked at, so that what moves meanwhile is seen to have moved.
    const inForce = deps.inForce();
    const { day, asOf, held } = await deps.held();
    const { runId, decision } = paymentCase;
    const place = { runId, decidedAtMs: decision && parseUtc(decision.decidedAt) };
    const restsOn: readonly RestsOn[] = [...inForce, { kind: 'reservations', day, asOf, place }];
    const ahead = heldBefore(held, place);
    return { found: compare(paymentCase, ahead), restsOn };
  };

  function compare(paymentCase: PaymentCase, ahead: Held): ScreeningComparison {
    const { payment, decision, run } = paymentCase;
    const left = whatHasLeft(paymentCase, deps.ledger.current());
    if (left?.what === 'all') return leftAlready(left.said);
    const before = readEvidence(run).liquidity;
    const input = liquidityInputSchema.safeParse(toolCallsOf(run, toolNames.liquidity).at(-1)?.input);
    if (!before || !input.success)
      return notAssessable([
        { code: 'liquidity_unknown', message: 'This decision has no liquidity evidence to look at again.' },
      ]);
    const decidedAtMs = decision && parseUtc(decision.decidedAt);
    const nowMs = deps.clock.now();
    const terms = deps.termsOf(paymentCase);
    const ledgerId = ledgerIdOf(payment);
    const beside = reserve(deps.ledger.current(), ahead, payment.payment_id, ledgerId);
    const { ledger: asked, differences } = inPlace(
      beside,
      placeInLedger(paymentCase, deps.ledger.current()),
      input.data,
    );
    // A decision upon it was held; one from before the ledger said otherwise is not released.
    if (differences.length > 0) return notAssessable([ledgerDiffers(differences)]);
    if (left) return notAssessable([{ code: 'already_left', message: left.said }]);
    const now = judgeLiquidity(asked, input.data, { nowMs, terms });
    if (!now.ok) return notAssessable(now.problems);
    const unsound = tooOld(before, decidedAtMs, now.audit, terms, nowMs);
    if (unsound !== null) return notAssessable([{ code: 'liquidity_unsound', message: doubtText(unsound) }]);
    return compareScreenings(before, now);
  }
}

function ledgerDiffers(differences: readonly LedgerDifference[]): Problem {
  return { code: 'contradicts_ledger', message: doubtText({ kind: 'ledger_differs', differences }) };
}

/** Old or unproven data proves no payment safe; only whoever was told of it with the decision may override a breach on it. */
function tooOld(
  before: LiquidityScreening,
  decidedAtMs: number | null,
  data: DataWorth,
  { table: { data_age: age, proof = strictProof } }: LiquidityTerms,
  nowMs: number,
): Doubt | null {
  const faultOf = (of: DataWorth, atMs: number): Doubt | null => dataAgeFault(age, of, atMs) ?? proofFault(proof, of);
  const wasTold =
    before.breach_assessment.breach && decidedAtMs !== null && faultOf(before.audit, decidedAtMs) !== null;
  return wasTold ? null : faultOf(data, nowMs);
}
