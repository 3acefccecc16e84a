/** Evidence as the gates' tools give it, for payments of the tests. */
import type { LiquidityScreening } from '../../../src/domain/evidence/liquidity-screening';
import type { SanctionsScreening } from '../../../src/domain/evidence/sanctions-screening';
import { decimal, toJsonNumber } from '../../../src/domain/values/money';
import { samplePayment } from '../../fakes/sample-case';
import type { PaymentRequest } from '../../../src/domain/payment/payment-request';

/** Large enough to breach a buffer. */
export const vendorPayment: PaymentRequest = {
  ...samplePayment,
  payment_id: 'TXN-003',
  beneficiary_name: 'Large Vendor Inc',
  amount: 2_500_000,
  account_id: 'ACC-GRP-003',
  entity: 'GroupTreasuryCo',
  payment_type: 'SWIFT',
  timestamp_utc: '2026-01-22T11:00:00Z',
};

const audit = { run_id: 'WF-20260122102500-abcdef', timestamp_utc: '2026-01-22T10:25:00Z' };

export function screened(
  decision: SanctionsScreening['decision'],
  change: Partial<SanctionsScreening> = {},
  payment: PaymentRequest = vendorPayment,
): SanctionsScreening {
  const matched = { BLOCK: ['EXACT', 98], ESCALATE: ['PARTIAL', 62], CLEAR: ['NONE', 0] } as const;
  const [matchType, confidence] = matched[decision];
  return {
    agent: 'sanctions_screening',
    beneficiary_screened: payment.beneficiary_name,
    decision,
    confidence,
    match_type: matchType,
    match_details: {
      matched_entity: decision === 'CLEAR' ? null : 'BANK MASKAN',
      programs: [],
      entity_type: decision === 'CLEAR' ? null : 'entity',
    },
    recommendation: 'as found',
    pass_to_next_agent: decision === 'CLEAR',
    audit: { ...audit, index_queried: 'OFAC SDN', list_family: 'OFAC SDN' },
    ...change,
  };
}

/** A match of the beneficiary's name that compliance could remember as a false positive. */
export function likeListed(
  decision: 'ESCALATE' | 'BLOCK',
  uid = '4633',
  payment: PaymentRequest = vendorPayment,
): SanctionsScreening {
  const found = screened(decision, {}, payment);
  const match_details = { ...found.match_details, uid, row_hash: 'a'.repeat(64) };
  const { confidence, match_type } = found;
  const party = { role: 'beneficiary', name: payment.beneficiary_name, screened: {}, also_found: [] };
  return {
    ...found,
    match_details,
    parties: [{ ...party, decision, confidence, match_type, match_details, list_family: 'OFAC SDN' }],
  };
}

/** An impact whose figures agree with each other: headroom from minimum and buffer, severity as given. */
export function impact(
  severity: LiquidityScreening['breach_assessment']['severity'],
  change: { min?: number; buffer?: number; alreadyBelow?: boolean; payment?: PaymentRequest } = {},
): LiquidityScreening {
  const breaches = severity === 'BREACH' || severity === 'CRITICAL';
  const {
    min = breaches ? 4_500_000 : 6_500_000,
    buffer = 5_000_000,
    alreadyBelow = false,
    payment = vendorPayment,
  } = change;
  const headroom = decimal(min).minus(decimal(buffer));
  return {
    agent: 'liquidity_screening',
    payment_assessed: {
      payment_id: payment.payment_id,
      amount: payment.amount,
      currency: payment.currency,
      account_id: payment.account_id,
      entity: payment.entity,
      beneficiary_name: payment.beneficiary_name,
      timestamp_utc: payment.timestamp_utc,
    },
    breach_assessment: {
      breach: headroom.isNegative(),
      first_breach_time: headroom.isNegative() ? payment.timestamp_utc : null,
      gap: headroom.isNegative() ? toJsonNumber(headroom.neg()) : 0,
      projected_min_balance: min,
      buffer_threshold: buffer,
      headroom: toJsonNumber(headroom),
      severity,
      max_releasable: 0,
      earliest_full_release: null,
      already_below_buffer: alreadyBelow,
    },
    account_summary: {
      start_of_day_balance: 7_000_000,
      total_outflow: 2_500_000,
      total_inflow: 0,
      net_flow: -2_500_000,
      end_of_day_balance: 4_500_000,
    },
    recommendation: { action: breaches ? 'HOLD' : 'RELEASE', reason: 'as found', alternatives: [] },
    pass_to_next_agent: true,
    audit: { ...audit, cutoff_time: null, data_as_of: '2026-01-22T10:20:00Z' },
  };
}
