/** Account and entity, with all flows and with the certain ones only, one row each. */
import type { LiquidityScreening, Severity } from '../../domain/evidence/liquidity-screening';
import { shown } from '../words/escape-markdown';
import type { LiquiditySubject } from './liquidity-subject';

export interface ScopeRow {
  readonly whose: string;
  readonly view: string;
  readonly lowest: string;
  readonly headroom: string;
  readonly severity: string;
}

const severityWords: Readonly<Record<Severity, string>> = {
  NONE: '✓ no breach',
  WARNING: '⚠ WARNING',
  BREACH: '⚠ BREACH',
  CRITICAL: '⚠ CRITICAL',
};

export function scopeRows(
  { scopes = [], breach_assessment: found }: LiquidityScreening,
  { figure, mask }: LiquiditySubject,
): readonly ScopeRow[] {
  return scopes.slice(0, 4).map(({ scope, name, view, projected_min_balance, headroom, severity }) => {
    const isDecider = view === 'all' && scope === (found.decided_by ?? 'account');
    const words = [...(scope === 'entity' ? ['total'] : []), view === 'all' ? 'all flows' : 'certain flows only'];
    return {
      whose: scope === 'account' ? `Account ${mask.of(name)}` : shown(name, 40),
      view: [...words, ...(isDecider ? ['decides'] : [])].join(', '),
      lowest: figure(projected_min_balance),
      headroom: figure(headroom),
      severity: severityWords[severity],
    };
  });
}
