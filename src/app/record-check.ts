/** Writes down what liquidity looked like when a waiting payment was looked at again, so that its card says it to everybody. */
import { readEvidence } from '../domain/case/case-evidence';
import { canonicalJson, type JsonObject } from '../domain/values/json';
import type { ScreeningComparison } from '../domain/liquidity/compare-screenings';
import type { PaymentCase } from '../domain/case/payment-case';
import { formatUtc } from '../domain/values/time';
import type { Clock, LedgerSource, Store, Wakeups } from '../ports';
import { desk } from './event-actor';

/** Where there is something new to tell. False where somebody else changed the case meanwhile. The ledger in force is taken for the one that was looked at. */
export type RecordCheck = (current: PaymentCase, found: ScreeningComparison) => Promise<boolean>;

export interface RecordCheckDeps {
  readonly store: Pick<Store, 'commit'>;
  readonly ledger: LedgerSource;
  readonly clock: Pick<Clock, 'now'>;
  readonly wakeups: Pick<Wakeups, 'wake'>;
}

export function createRecordCheck({ store, ledger, clock, wakeups }: RecordCheckDeps): RecordCheck {
  return async (current, { verdict, changes }) => {
    if (toldBy(current.liquidityCheck) === toldBy({ verdict, changes })) return true;
    const { runId, version, payment } = current;
    const at = formatUtc(clock.now());
    const ledgerFingerprint = ledger.current().fingerprint ?? '';
    const committed = await store.commit({
      case: {
        ...current,
        version: version + 1,
        updatedAt: at,
        liquidityCheck: { checkedAt: at, ledgerFingerprint, verdict, changes },
      },
      expectedVersion: version,
      event: {
        type: 'liquidity_rechecked',
        run_id: runId,
        payment_id: payment.payment_id,
        actor: desk,
        at,
        payload: {
          verdict,
          changes: changes.map((change): JsonObject => ({ ...change })),
          ledger_fingerprint: ledgerFingerprint,
          last_ledger_fingerprint: ledgerOfLastLook(current),
        },
      },
      idempotencyKey: `recheck:${runId}:${version}`,
      input: { ledger_fingerprint: ledgerFingerprint },
    });
    if (committed.ok) wakeups.wake(runId);
    return committed.ok;
  };
}

/** Null where the evidence does not name its ledger. */
export function ledgerOfLastLook({ liquidityCheck, checkpoint }: PaymentCase): string | null {
  if (liquidityCheck) return liquidityCheck.ledgerFingerprint;
  const fingerprint = readEvidence(checkpoint).liquidity?.audit['ledger_fingerprint'];
  return typeof fingerprint === 'string' ? fingerprint : null;
}

/** What a card says of a check. Figures that moved and changed no verdict are not worth a press refused as stale. */
function toldBy(check: ScreeningComparison | undefined): string {
  if (!check || check.verdict === 'same') return 'nothing';
  return canonicalJson({ verdict: check.verdict, changes: check.changes });
}
