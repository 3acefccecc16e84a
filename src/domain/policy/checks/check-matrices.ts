/** What the decision and approval matrices must answer: every case, once, and by somebody. */
import { severities } from '../../evidence/liquidity-screening';
import { sanctionsDecisions } from '../../evidence/sanctions-screening';
import { lowestTierLedBy } from '../approvals/approvals';
import { fits } from '../determine';
import type { Grant } from '../approvals/grants';
import type { Policy } from '../policy';
import type { PolicyFault } from '../tables/policy-fault';

export function checkMatrices(policy: Policy): readonly PolicyFault[] {
  return [...unfitDecisions(policy), ...unfitTiers(policy), ...weakGrace(policy), ...ungrantableOverride(policy)];
}

/** Every combination of findings has exactly one decision rule. */
function unfitDecisions(policy: Policy): readonly PolicyFault[] {
  const faults: PolicyFault[] = [];
  for (const sanctions of sanctionsDecisions) {
    for (const severity of severities) {
      for (const beforeCutoff of [true, false]) {
        const found = policy.decisions.rules.flatMap((rule, at) =>
          fits(rule.when, { sanctions, severity, beforeCutoff }) ? [{ id: rule.id, at }] : [],
        );
        const input = `sanctions ${sanctions}, liquidity ${severity}, before_cutoff ${beforeCutoff}`;
        const example = { sanctions, severity, before_cutoff: beforeCutoff };
        const [, second] = found;
        if (found.length === 0)
          faults.push({
            kind: 'decision_gap',
            file: 'decision-matrix.yaml',
            path: ['rules'],
            reason: `no rule fits ${input}`,
            example,
          });
        if (second)
          faults.push({
            kind: 'decision_overlap',
            file: 'decision-matrix.yaml',
            path: ['rules', second.at],
            reason: `rules ${found.map(({ id }) => id).join(' and ')} both fit ${input}`,
            ruleIds: found.map(({ id }) => id),
            example,
          });
      }
    }
  }
  return faults;
}

/** Bounds rise, only the last tier is open, and every tier names somebody. */
function unfitTiers(policy: Policy): readonly PolicyFault[] {
  const { tiers } = policy.approvals;
  return tiers.flatMap((tier, at): PolicyFault[] => {
    const fault = (reason: string): PolicyFault => ({
      kind: 'tier_bounds',
      example: { amount: tier.up_to_usd, currency: 'USD' },
      file: 'approval-matrix.yaml',
      path: ['tiers', at],
      reason: `${tier.id}: ${reason}`,
    });
    const below = tiers[at - 1]?.up_to_usd ?? 0;
    const isLast = at === tiers.length - 1;
    if (tier.roles.length === 0) return [fault('names no role')];
    if (isLast !== (tier.up_to_usd === null)) return [fault('only the last tier has no upper bound, and it has none')];
    return tier.up_to_usd !== null && tier.up_to_usd <= below
      ? [fault('its bound is not above the tier before it')]
      : [];
  });
}

/** Grace after the cutoff is only for payments that somebody senior enough approves in any case. */
function weakGrace(policy: Policy): readonly PolicyFault[] {
  const rankOf = (role: string) => policy.roles.find(({ name }) => name === role)?.rank ?? 0;
  const { grace } = policy.cutoffs;
  return grace.payment_types.flatMap((type, at): PolicyFault[] => {
    const asked = policy.approvals.rules.flatMap(({ when, require }) => {
      if (!when.payment_types?.includes(type) || when.severities || when.entities || when.after_hours !== undefined)
        return [];
      const roles = 'at_least' in require ? lowestTierLedBy(policy.approvals.tiers, require.at_least) : require;
      return [
        {
          above: when.above_usd ?? 0,
          upTo: when.up_to_usd ?? Infinity,
          rank: Math.max(...roles.map(({ role }) => rankOf(role))),
        },
      ];
    });
    const isCovered = (amount: number) =>
      asked.some(({ above, upTo, rank }) => amount > above && amount <= upTo && rank >= rankOf(grace.at_least));
    const bounds = [0.01, ...asked.flatMap(({ above, upTo }) => [above + 0.01, upTo, upTo + 0.01]), Infinity];
    const uncovered = bounds.find((amount) => !isCovered(amount));
    return uncovered === undefined
      ? []
      : [
          {
            kind: 'grace_unguarded',
            file: 'cutoffs.yaml',
            path: ['grace', 'payment_types', at],
            reason: `${grace.id}: the approval matrix does not ask ${grace.at_least} of every ${type}`,
            ruleIds: [grace.id],
            // Beyond every bound any amount shows it; a number a person can type is enough.
            example: { payment_type: type, amount: Math.min(uncovered, 1e12), currency: 'USD' },
          },
        ];
  });
}

/** Where no rule has anybody grant an override, none would ever have to be justified. */
function ungrantableOverride({ approvals, segregation }: Policy): readonly PolicyFault[] {
  const isOverride = ({ grants }: { readonly grants?: Grant | undefined }) => grants === 'override_breach';
  const isGiven = approvals.rules.some(({ require }) =>
    'at_least' in require ? isOverride(require) : require.some(isOverride),
  );
  return isGiven
    ? []
    : [
        {
          kind: 'override_ungranted',
          example: { sanctions: 'CLEAR', severity: 'BREACH', before_cutoff: true },
          file: 'approval-matrix.yaml',
          path: ['rules'],
          reason: 'no approval rule has anybody grant override_breach',
          ruleIds: [segregation.override_justification.id],
        },
      ];
}
