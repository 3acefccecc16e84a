/** What the policy linter looks at, and what it says about one weakness of a policy that can nevertheless be used. */
import type { Member } from '../../values/person';
import type { PolicyFault, refusedKinds } from '../tables/policy-fault';
import type { Policy } from '../policy';
import type { AskedAt } from './approvals/standing-sets';

/** Weaknesses, beside the contradictions for which a policy is refused. */
export const weaknessKinds = [
  'decision_loosened',
  'single_approver',
  'matrix_bypassed',
  'rule_unreachable',
  'rule_without_effect',
  'approval_tie',
  'amount_gap',
  'amount_overlap',
  'bound_too_fine',
  'severity_uncovered',
  'tier_weaker_than_below',
  'tier_lead_not_highest',
  'role_repeated',
  'nobody_asked',
  'lines_mixed',
  'role_unheld',
  'four_eyes_by_one',
  'role_without_backup',
  'duties_in_one_hand',
  'escalation_loop',
  'escalation_not_upward',
  'contact_missing',
  'segregation_missing',
  'cutoff_after_rail_close',
  'grace_after_rail_close',
  'cutoff_gap',
  'half_day_close_missing',
  'half_day_close_late',
  'calendar_ends_soon',
  'holiday_outside_calendar',
  'half_day_without_effect',
  'day_listed_twice',
  'currency_without_calendar',
  'currency_without_rate',
  'rate_stale',
  'rate_from_future',
  'list_age_unbounded',
  'jurisdiction_missing',
  'jurisdiction_loosened',
  'jurisdiction_unchecked',
  'jurisdiction_without_effect',
  'programme_missing',
  'programme_loosened',
  'retention_too_short',
  'section_unknown',
  'reason_unexplained',
  'entity_unknown',
  'buffer_missing',
  'credit_line_without_buffer',
  'credit_line_empty',
  'buffer_out_of_line',
  'rate_inverted',
  'rate_out_of_line',
  'calendar_nearly_empty',
  'split_unseen',
  'window_beyond_lookback',
] as const;
export type WeaknessKind = (typeof weaknessKinds)[number];
export type Weakness = PolicyFault<WeaknessKind>;

export type LintKind = (typeof refusedKinds)[number] | WeaknessKind;

export interface LintInput {
  readonly policy: Policy;
  /** What the approval matrix answers to every payment its rules can tell apart. */
  readonly asked: readonly AskedAt[];
  /** Who holds which role. */
  readonly members: readonly Member[];
  /** Ids of the knowledge sections procedures may rest on. */
  readonly sections: readonly string[];
  readonly nowMs: number;
}
