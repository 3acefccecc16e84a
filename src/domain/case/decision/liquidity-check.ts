/** The later looks at a decided case's liquidity: of which ledger, and whether there is something new to tell. */
import { canonicalJson } from '../../values/json';
import type { ScreeningComparison } from '../../liquidity/compare-screenings';
import { readEvidence } from '../run/case-evidence';
import type { PaymentCase } from '../payment-case';

/** Null where the evidence does not name its ledger. */
export function ledgerOfLastLook({ liquidityCheck, run }: PaymentCase): string | null {
  if (liquidityCheck) return liquidityCheck.ledgerFingerprint;
  const fingerprint = readEvidence(run).liquidity?.audit['ledger_fingerprint'];
  return typeof fingerprint === 'string' ? fingerprint : null;
}

/** Whether people were told of another verdict. Figures that moved and changed none are not worth a press refused as stale. */
export function isNews({ liquidityCheck }: PaymentCase, found: ScreeningComparison): boolean {
  return toldBy(liquidityCheck) !== toldBy(found);
}

function toldBy(check: ScreeningComparison | undefined): string {
  if (!check || check.verdict === 'same') return 'nothing';
  return canonicalJson({ verdict: check.verdict, changes: check.changes });
}
