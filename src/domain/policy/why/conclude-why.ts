/** Why a payment ends as it does, from the evidence. */
import type { LiquidityScreening } from '../../evidence/liquidity-screening';
import type { SanctionsScreening } from '../../evidence/sanctions-screening';
import { decimal } from '../../values/money';
import { parseUtc } from '../../values/time';
import type { CutoffAnswer } from '../cutoff/cutoff';
import type { BreachWhy, Late, OwnWhy, PolicyNote } from './why';

export interface Findings {
  /** Null where policy exempts the payment from screening. */
  readonly sanctions: SanctionsScreening | null;
  /** Whether compliance called an ESCALATE a false positive. */
  readonly clearedByCompliance: boolean;
  /** Null where the run ended before the liquidity gate. */
  readonly liquidity: LiquidityScreening | null;
  readonly beforeCutoff: boolean;
  /** Says why a late payment is late; left out where only that it is late is known. */
  readonly cutoff?: CutoffAnswer;
}

/** `also`: e.g. that the strictest tier was taken for want of a rate. */
export function concludeWhy(
  { sanctions, clearedByCompliance, liquidity, beforeCutoff, cutoff }: Findings,
  also: readonly PolicyNote[] = [],
): OwnWhy {
  if (sanctions?.decision === 'BLOCK') return { ...matchOf(sanctions), also };
  if (sanctions?.decision === 'ESCALATE' && !clearedByCompliance) return { kind: 'compliance_pending', also };
  const cleared = clearedByCompliance ? 'cleared_by_compliance' : 'clear';
  const screening = sanctions === null ? 'exempt' : cleared;
  if (!liquidity) return { kind: 'screened', screening, also };
  const late = beforeCutoff ? null : lateOf(cutoff, liquidity);
  return { kind: 'assessed', screening, breach: breachOf(liquidity), late, also };
}

type Match =
  Omit<Extract<OwnWhy, { kind: 'sanctioned_place' }>, 'also'> | Omit<Extract<OwnWhy, { kind: 'listed' }>, 'also'>;

function matchOf({ match_type: matchType, match_details: details, audit }: SanctionsScreening): Match {
  if (details.jurisdiction)
    return { kind: 'sanctioned_place', place: details.matched_entity ?? details.jurisdiction.code };
  return {
    kind: 'listed',
    likeness: matchType === 'EXACT' ? 'direct' : 'close',
    list: audit.list_family ?? null,
    entryType: details.entity_type ?? 'entity',
  };
}

function breachOf({ breach_assessment: assessed, payment_assessed: payment }: LiquidityScreening): BreachWhy | null {
  if (!assessed.breach) return null;
  const { gap, already_below_buffer: alreadyBelow } = assessed;
  return { gap: decimal(gap).toFixed(), currency: payment.currency, alreadyBelow };
}

function lateOf(
  cutoff: CutoffAnswer | undefined,
  { payment_assessed: { timestamp_utc: leavesAt } }: LiquidityScreening,
): Late {
  if (!cutoff) return { kind: 'late' };
  const { effective_cutoff_utc: cutoffAt, binding, binding_id: rule, value_date: nextValueDate, closed } = cutoff;
  if (closed) return { kind: 'day_closed', closed, nextValueDate };
  if (cutoffAt === null || binding === null || rule === null) return { kind: 'late' };
  const isLater = (parseUtc(leavesAt) ?? 0) > Date.parse(cutoffAt);
  return { kind: 'cutoff_passed', binding, rule, cutoffAt, leavesAt: isLater ? leavesAt : null, nextValueDate };
}
