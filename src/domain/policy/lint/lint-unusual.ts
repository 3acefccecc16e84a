/** Payments that could be cut below a tier unseen, and hours back that nobody looks at. */
import type { Policy } from '../policy';
import type { LintInput, Weakness } from './finding';

const hoursADay = 24;

export function lintUnusual({ policy }: LintInput): readonly Weakness[] {
  return [...unseenSplits(policy), ...longWindows(policy)];
}

function unseenSplits({ approvals: { tiers }, unusual }: Policy): readonly Weakness[] {
  const [lowest, next] = tiers;
  if (!lowest || !next || lowest.up_to_usd === null) return [];
  if (unusual?.rules.some(({ check }) => check === 'together_above_tier')) return [];
  return [
    {
      kind: 'split_unseen',
      file: 'unusual.yaml',
      path: ['rules'],
      reason: `no rule checks together_above_tier: twice ${lowest.up_to_usd} USD to one payee asks nobody of ${next.id}`,
      ruleIds: [lowest.id, next.id],
      example: { amount: lowest.up_to_usd, currency: 'USD' },
    },
  ];
}

function longWindows({ unusual }: Policy): readonly Weakness[] {
  if (!unusual) return [];
  const { lookback_days: days, rules } = unusual;
  return rules.flatMap(({ id, window_hours: hours = 0 }, at): Weakness[] =>
    hours <= days * hoursADay
      ? []
      : [
          {
            kind: 'window_beyond_lookback',
            file: 'unusual.yaml',
            path: ['rules', at, 'window_hours'],
            reason: `${id}: looks ${hours} hours back, and payments are looked at for ${days} days only`,
            ruleIds: [id],
            example: { window_hours: hours, lookback_days: days },
          },
        ],
  );
}
