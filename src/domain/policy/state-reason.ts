/** Why a payment ends as it does, in one sentence made from the evidence. */
import type { LiquidityScreening } from '../evidence/liquidity-screening';
import type { SanctionsScreening } from '../evidence/sanctions-screening';
import { decimal, formatAmount } from '../values/money';
import type { CutoffAnswer } from './cutoff/cutoff';

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

/** `notes` are appended, e.g. that the strictest tier was taken for want of a rate. */
export function stateReason(findings: Findings, notes: readonly string[] = []): string {
  return [sentence(findings), ...notes].join('; ');
}

function sentence({ sanctions, clearedByCompliance, liquidity, beforeCutoff, cutoff }: Findings): string {
  if (sanctions?.decision === 'BLOCK') return `Sanctions BLOCK - ${matchWords(sanctions)}`;
  if (sanctions?.decision === 'ESCALATE' && !clearedByCompliance)
    return 'Sanctions ESCALATE - pending compliance review';
  const screened = clearedByCompliance ? 'Sanctions CLEAR after compliance review' : 'Sanctions CLEAR';
  const clear = sanctions === null ? 'Not screened, as policy exempts it' : screened;
  if (!liquidity) return clear;
  const breach = breachWords(liquidity);
  const missed = cutoff ? `cutoff missed: ${whyLate(cutoff, liquidity)}` : 'cutoff missed';
  if (breach === null) return `${clear}, no liquidity breach, ${beforeCutoff ? 'before cutoff' : `but ${missed}`}`;
  return `${clear} but ${breach}${beforeCutoff ? '' : ` and ${missed}`}`;
}

/** A closed or unknown day has no cutoff to name: its first reason says what it is. */
function whyLate(cutoff: CutoffAnswer, { payment_assessed: { timestamp_utc: leavesAt } }: LiquidityScreening): string {
  const { effective_cutoff_utc: utc, binding, binding_id: id, value_date: valueDate, reasons } = cutoff;
  const leaves =
    utc !== null && Date.parse(leavesAt) > Date.parse(utc) ? `, the payment is to leave at ${leavesAt}` : '';
  const why =
    utc === null
      ? (reasons[0] ?? '').replace(/\.$/, '')
      : `the ${binding ?? ''} cutoff ${id ?? ''} is at ${utc}${leaves}`;
  return `${why}; next value date ${valueDate ?? 'not in the calendar'}`;
}

function matchWords({ match_type: matchType, match_details: details, audit }: SanctionsScreening): string {
  if (details.jurisdiction) return `sanctioned jurisdiction ${details.matched_entity ?? details.jurisdiction.code}`;
  const closeness = matchType === 'EXACT' ? 'direct' : 'close';
  return `${closeness} match to ${audit.list_family ?? 'sanctions list'} ${details.entity_type ?? 'entity'}`;
}

function breachWords({ breach_assessment: assessment, payment_assessed: payment }: LiquidityScreening): string | null {
  if (!assessment.breach) return null;
  const gap = money(assessment.gap, payment.currency);
  return assessment.already_below_buffer
    ? `account was already below buffer before this payment, ${gap} short with it`
    : `payment would breach buffer by ${gap}`;
}

/** `$500,000`; other currencies by their code: `EUR 500,000`. */
function money(amount: number, currency: string): string {
  const text = formatAmount(decimal(amount), currency);
  return currency === 'USD' ? `$${text}` : `${currency} ${text}`;
}
