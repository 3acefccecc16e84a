/** What the first two gates answer, for the tests of the agents: TXN-003 in its two forms. */
import type { LiquidityScreening } from '../../src/domain/evidence/liquidity-screening';
import type { SanctionsScreening } from '../../src/domain/evidence/sanctions-screening';

const audit = { run_id: 'WF-20260122102500-0a1b2c', timestamp_utc: '2026-01-22T10:25:00Z' };

export const clearScreening: SanctionsScreening = {
  agent: 'sanctions_screening',
  beneficiary_screened: 'Large Vendor Inc',
  decision: 'CLEAR',
  confidence: 0,
  match_type: 'NONE',
  match_details: { matched_entity: null, programs: [], entity_type: null },
  recommendation: 'No match.',
  pass_to_next_agent: true,
  audit: { ...audit, index_queried: 'watch list' },
};

/** 7,000,000 less 2,500,000 against a buffer of 5,000,000. */
export function projection(breach: boolean): LiquidityScreening {
  const projected = breach ? 4_500_000 : 6_500_000;
  return {
    agent: 'liquidity_screening',
    payment_assessed: {
      payment_id: 'TXN-003',
      amount: 2_500_000,
      currency: 'USD',
      account_id: 'ACC-GTC-USD',
      entity: 'GroupTreasuryCo',
      beneficiary_name: 'Large Vendor Inc',
      timestamp_utc: '2026-01-22T10:25:00Z',
    },
    breach_assessment: {
      breach,
      first_breach_time: breach ? '2026-01-22T10:25:00Z' : null,
      gap: breach ? 500_000 : 0,
      projected_min_balance: projected,
      buffer_threshold: 5_000_000,
      headroom: projected - 5_000_000,
      severity: breach ? 'BREACH' : 'NONE',
      max_releasable: breach ? 2_000_000 : 2_500_000,
      earliest_full_release: null,
      already_below_buffer: false,
    },
    account_summary: {
      start_of_day_balance: projected + 2_500_000,
      total_outflow: 2_500_000,
      total_inflow: 0,
      net_flow: -2_500_000,
      end_of_day_balance: projected,
    },
    recommendation: { action: breach ? 'HOLD' : 'RELEASE', reason: 'as projected', alternatives: [] },
    pass_to_next_agent: true,
    audit: { ...audit, cutoff_time: null },
  };
}
