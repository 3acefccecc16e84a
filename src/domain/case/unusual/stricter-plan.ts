/** What policy makes of unusual findings: more people are asked where it says so, never fewer. */
import type { UnusualFinding } from './find-unusual';
import { lowestTierLedBy } from '../../policy/approvals/approvals';
import type { Decision } from '../../policy/decision';
import { actionOf } from '../../policy/outcome';
import type { Policy } from '../../policy/policy';

/** The same decision where nothing asks for more; a payment that is stopped, or is compliance's, asks nobody to approve it. */
export function withStricterPlan(decision: Decision, findings: readonly UnusualFinding[], policy: Policy): Decision {
  const asked = decision.requiredApprovals;
  if (asked.length === 0 || decision.outcome === 'compliance_hold' || actionOf(decision.outcome) === 'REJECT')
    return decision;
  const stricter = findings.flatMap(({ rule, consequence }) =>
    typeof consequence === 'string'
      ? []
      : [{ rule, roles: lowestTierLedBy(policy.approvals.tiers, consequence.at_least).map(({ role }) => role) }],
  );
  const added = [...new Set(stricter.flatMap(({ roles }) => roles))].filter(
    (role) => !asked.some((required) => required.role === role),
  );
  if (stricter.length === 0) return decision;
  const more = added.map((role) => ({ role, grants: [], slaHours: slaOf(role, policy) }));
  const place = (role: string) => policy.roles.findIndex(({ name }) => name === role);
  const rank = (role: string) => policy.roles.find(({ name }) => name === role)?.rank ?? 0;
  return {
    ...decision,
    ruleIds: [...decision.ruleIds, ...stricter.map(({ rule }) => rule)],
    requiredApprovals: [...asked, ...more].sort((a, b) => rank(a.role) - rank(b.role) || place(a.role) - place(b.role)),
  };
}

function slaOf(role: string, policy: Policy): number {
  return policy.roles.find(({ name }) => name === role)?.sla_hours ?? 0;
}
