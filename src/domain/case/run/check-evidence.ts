/** What is wrong with the gates' evidence: not of this payment, or contradicting itself. */
import { z } from 'zod';
import { ledgerDifferenceSchema } from '../../payment/ledger-difference';
import type { LiquidityScreening } from '../../evidence/liquidity-screening';
import type { SanctionsScreening } from '../../evidence/sanctions-screening';
import { flowStatuses, isCertain } from '../../payment/ledger-row';
import { decimal } from '../../values/money';
import type { PaymentRequest } from '../../payment/payment-request';
import { isBreach } from '../../policy/facts/facts';
import type { Doubt } from '../../policy/why/why';

/** Null for sound evidence; otherwise what a person should know, without any figure of the match. */
export function sanctionsFault(sanctions: SanctionsScreening | null, request: PaymentRequest): Doubt | null {
  if (!sanctions) return { kind: 'sanctions_missing' };
  if (sanctions.beneficiary_screened !== request.beneficiary_name) return { kind: 'sanctions_of_another' };
  if (sanctions.decision === 'CLEAR' && sanctions.match_type !== 'NONE') return { kind: 'sanctions_contradictory' };
  return null;
}

/** Null where the gate was asked about all the payment states: a definition or a model that leaves a bank or a purpose out would open it. */
export function unscreenedFault({ parties = [] }: SanctionsScreening, request: PaymentRequest): Doubt | null {
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
  return left.length > 0 ? { kind: 'sanctions_incomplete', fields: left } : null;
}

const leftStatuses = flowStatuses.filter((status) => isCertain({ status }));

/** Null for a payment that still waits in the ledger or is not in it; one that has left must never be released again. */
export function alreadyLeft(status: unknown): Doubt | null {
  const left = leftStatuses.find((known) => known === status);
  return left === undefined ? null : { kind: 'already_left', status: left };
}

const differences = z.array(ledgerDifferenceSchema).min(1);

/** Null where the ledger says the same of it, or has it not. What cannot be read as a difference is one of nobody knows what. */
function otherInLedger(told: unknown): Doubt | null {
  if (told === undefined) return null;
  const read = differences.safeParse(told);
  return read.success ? { kind: 'ledger_differs', differences: read.data } : { kind: 'liquidity_contradictory' };
}

export function liquidityFault(liquidity: LiquidityScreening | null, request: PaymentRequest): Doubt | null {
  if (!liquidity) return { kind: 'liquidity_missing' };
  const differing = differingFields(liquidity.payment_assessed, request);
  if (differing.length > 0) return { kind: 'liquidity_of_another', fields: differing };
  return (
    alreadyLeft(liquidity.payment_assessed['ledger_status']) ??
    otherInLedger(liquidity.payment_assessed['ledger_differs']) ??
    (isConsistent(liquidity) ? null : { kind: 'liquidity_contradictory' })
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
