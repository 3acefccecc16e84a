/** The amounts rules divide among them: left out, claimed twice, finer than a cent, and breaches without a rule. */
import { canonicalJson, type JsonObject } from '../../../values/json';
import { currencyExponent, decimal } from '../../../values/money';
import type { ApprovalRule } from '../../tables/people/approval-table';
import type { Policy } from '../../policy';
import { approvalWeakness, pathOf } from './approval-weakness';
import type { LintInput, Weakness } from '../finding';

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
  return [
    ...[...families.values()].flatMap((rules) => weakBands(policy, rules)),
    ...fineBounds(policy),
    ...uncoveredBreaches(policy),
  ];
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

/** Amounts have USD's decimals, so a finer bound is never met and says another number than it means. */
function fineBounds({ approvals: { tiers, rules } }: Policy): readonly Weakness[] {
  const bounds = [
    ...tiers.map(({ id, up_to_usd: bound }, at) => ({ id, bound, path: ['tiers', at, 'up_to_usd'] })),
    ...rules.flatMap(({ id, when }, at) =>
      (['above_usd', 'up_to_usd'] as const).map((key) => ({ id, bound: when[key], path: ['rules', at, 'when', key] })),
    ),
  ];
  return bounds.flatMap(({ id, bound, path }): Weakness[] =>
    bound == null || decimal(bound).decimalPlaces() <= (currencyExponent('USD') ?? 0)
      ? []
      : [
          approvalWeakness('bound_too_fine', path, `${id}: ${bound} has more decimals than USD`, [id], {
            amount: bound,
            currency: 'USD',
          }),
        ],
  );
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
