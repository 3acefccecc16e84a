/** Account and entity, with all flows and with the certain ones only, one row each. */
import type { LiquidityScreening } from '../../domain/evidence/liquidity-screening';
import { shown } from '../words/escape-markdown';
import type { LiquiditySubject } from './liquidity-subject';

export interface ScopeRow {
  readonly whose: string;
  readonly view: string;
  readonly lowest: string;
  readonly headroom: string;
  readonly severity: string;
}

export function scopeRows(
  { scopes = [], breach_assessment: found }: LiquidityScreening,
  { figure, mask, words: { liquidity } }: LiquiditySubject,
): readonly ScopeRow[] {
  const say = liquidity.scopes;
  return scopes.slice(0, 4).map(({ scope, name, view, projected_min_balance, headroom, severity }) => {
    const isDecider = view === 'all' && scope === (found.decided_by ?? 'account');
    const told = [...(scope === 'entity' ? [say.total] : []), view === 'all' ? say.all : say.certain];
    return {
      whose: scope === 'account' ? say.account(mask.of(name)) : shown(name, 40),
      view: [...told, ...(isDecider ? [say.decides] : [])].join(', '),
      lowest: figure(projected_min_balance),
      headroom: figure(headroom),
      severity: say.severities[severity],
    };
  });
}
