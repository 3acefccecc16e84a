/** Rules that divide the amounts of one situation among them: amounts left out, amounts claimed twice, breaches without a rule. */
import { canonicalJson, type JsonObject } from '../../json';
import type { ApprovalRule } from '../approval-table';
import type { Policy } from '../policy';
import { approvalWeakness, pathOf } from './approval-weakness';
import type { LintInput, Weakness } from './finding';

interface Band {
  readonly rule: ApprovalRule;
  readonly above: number;
  readonly upTo: number;
}

const cent = 0.01;

export function lintBands({ policy }: LintInput): readonly Weakness[] {
  const families = new Map<string, ApprovalRule[]>();
  for (const rule of policy.approvals.rules) {
    const key = canonicalJson(situationOf(rule.when));
    families.set(key, [...(families.get(key) ?? []), rule]);
  }
  return [...[...families.values()].flatMap((rules) => weakBands(policy, rules)), ...uncoveredBreaches(policy)];
}

/** Every condition but the amount. */
function situationOf({ above_usd: _above, up_to_usd: _upTo, ...situation }: ApprovalRule['when']): JsonObject {
  return situation;
}

function weakBands(policy: Policy, rules: readonly ApprovalRule[]): readonly Weakness[] {
  const bands = rules
    .map((rule): Band => ({ rule, above: rule.when.above_usd ?? 0, upTo: rule.when.up_to_usd ?? Infinity }))
    .filter(({ above, upTo }) => above < upTo)
    .sort((a, b) => a.above - b.above || a.upTo - b.upTo);
  return bands.slice(1).flatMap((band, at): Weakness[] => {
    const before = bands[at];
    if (!before) return [];
    const ids = [before.rule.id, band.rule.id];
    const example = (amount: number) => ({ ...situationOf(band.rule.when), amount, currency: 'USD' });
    const path = pathOf(policy, band.rule.id);
    if (band.above > before.upTo)
      return [
        approvalWeakness(
          'amount_gap',
          path,
          `${ids.join(' and ')} leave out the amounts above ${before.upTo} up to ${band.above}`,
          ids,
          example(before.upTo + cent),
        ),
      ];
    const disagree = canonicalJson(before.rule.require) !== canonicalJson(band.rule.require);
    return band.above < before.upTo && disagree
      ? [
          approvalWeakness(
            'amount_overlap',
            path,
            `${ids.join(' and ')} both claim the amounts above ${band.above} and ask for different people`,
            ids,
            example(band.above + cent),
          ),
        ]
      : [];
  });
}

/** A breach that no rule names is approved like any payment that fits. */
function uncoveredBreaches({ approvals }: Policy): readonly Weakness[] {
  return (['BREACH', 'CRITICAL'] as const)
    .filter((severity) => !approvals.rules.some(({ when }) => when.severities?.includes(severity)))
    .map((severity) =>
      approvalWeakness('severity_uncovered', ['rules'], `no rule says who decides at severity ${severity}`, [], {
        sanctions: 'CLEAR',
        severity,
        before_cutoff: true,
      }),
    );
}
