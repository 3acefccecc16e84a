/** What is wrong with the gates' evidence: not of this payment, or contradicting itself. */
import type { LiquidityScreening } from '../../evidence/liquidity-screening';
import type { SanctionsScreening } from '../../evidence/sanctions-screening';
import { flowStatuses, isCertain } from '../../payment/ledger-row';
import { decimal } from '../../values/money';
import type { PaymentRequest } from '../../payment/payment-request';
import { isBreach } from '../../policy/facts/facts';

/** Null for sound evidence; otherwise what a person should know, without any figure of the match. */
export function sanctionsFault(sanctions: SanctionsScreening | null, request: PaymentRequest): string | null {
  if (!sanctions) return 'sanctions evidence is missing';
  if (sanctions.beneficiary_screened !== request.beneficiary_name)
    return 'sanctions evidence is for another beneficiary';
  if (sanctions.decision === 'CLEAR' && sanctions.match_type !== 'NONE')
    return 'sanctions evidence says clear and names a match';
  return null;
}

/** Null where the gate was asked about all the payment states: a definition or a model that leaves a bank or a purpose out would open it. */
export function unscreenedFault({ parties = [] }: SanctionsScreening, request: PaymentRequest): string | null {
  const screened = {
    beneficiary_country: parties.map((party) => party.screened.country),
    beneficiary_account: parties.map((party) => party.screened.account),
    beneficiary_bic: parties.map((party) => party.screened.bic),
    purpose: parties.map((party) => party.screened.text),
    claimed_originator: parties.map((party) => party.name),
  };
  const left = Object.entries(screened).flatMap(([field, values]) => {
    const stated = request[field as keyof typeof screened];
    return stated === undefined || values.some((value) => value === stated) ? [] : [field];
  });
  return left.length > 0 ? `sanctions evidence leaves out ${left.join(', ')}` : null;
}

const leftStatuses: readonly unknown[] = flowStatuses.filter((status) => isCertain({ status }));

/** Null for a payment that still waits in the ledger or is not in it; one that has left must never be released again. */
export function alreadyLeft(status: unknown): string | null {
  return leftStatuses.includes(status) ? `the ledger says this payment has left (${String(status)})` : null;
}

export function liquidityFault(liquidity: LiquidityScreening | null, request: PaymentRequest): string | null {
  if (!liquidity) return 'liquidity evidence is missing';
  const differing = differingFields(liquidity.payment_assessed, request);
  if (differing.length > 0) return `liquidity evidence is for another payment (${differing.join(', ')})`;
  return (
    alreadyLeft(liquidity.payment_assessed['ledger_status']) ??
    (isConsistent(liquidity) ? null : 'liquidity evidence contradicts itself')
  );
}

function differingFields(assessed: LiquidityScreening['payment_assessed'], request: PaymentRequest): readonly string[] {
  const differs = {
    payment_id: assessed.payment_id !== null && assessed.payment_id !== request.payment_id,
    beneficiary_name: assessed.beneficiary_name !== null && assessed.beneficiary_name !== request.beneficiary_name,
    amount: assessed.amount !== request.amount,
    currency: assessed.currency !== request.currency,
    account_id: assessed.account_id !== request.account_id,
    entity: assessed.entity !== request.entity,
  };
  return Object.entries(differs).flatMap(([field, isOther]) => (isOther ? [field] : []));
}

/** Headroom, gap, breach and severity all say the same, exactly. */
function isConsistent({
  breach_assessment: { breach, gap, headroom, severity, ...figures },
}: LiquidityScreening): boolean {
  const expected = decimal(figures.projected_min_balance).minus(decimal(figures.buffer_threshold));
  const shortfall = expected.isNegative() ? expected.neg() : decimal(0);
  return (
    expected.eq(decimal(headroom)) &&
    shortfall.eq(decimal(gap)) &&
    breach === expected.isNegative() &&
    breach === isBreach(severity)
  );
}
