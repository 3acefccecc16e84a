/** Looks at every payment that waits for approval when another ledger is in force, so that its card says what changed since the decision. */
import { readEvidence } from '../domain/case-evidence';
import { asFault } from '../domain/errors';
import { canonicalJson, type JsonObject } from '../domain/json';
import type { ScreeningComparison } from '../domain/liquidity/compare-screenings';
import type { LiquidityCheck, PaymentCase } from '../domain/payment-case';
import { formatUtc } from '../domain/time';
import type { Clock, LedgerSource, Log, Store, Wakeups } from '../ports';
import { desk } from './event-actor';
import type { RecheckLiquidity } from './recheck-liquidity';

/** One round. Throws only what the store throws. */
export type RecheckWaiting = () => Promise<void>;

export interface RecheckWaitingDeps {
  readonly store: Pick<Store, 'listRunIds' | 'findCase' | 'commit'>;
  readonly recheckLiquidity: RecheckLiquidity;
  readonly ledger: LedgerSource;
  readonly clock: Pick<Clock, 'now'>;
  readonly wakeups: Pick<Wakeups, 'wake'>;
  readonly log: Pick<Log, 'error'>;
  /** Lets the process take what came in meanwhile. */
  readonly turn: () => Promise<void>;
}

/** What one round looks at, one case after the other with the rest of the process in between: a second of work, more where thousands of payments are held. */
const casesPerRound = 200;
/** The newest; what waits longer than that many is looked at when somebody approves it. */
const waitingListed = 10_000;

export function createRecheckWaiting(deps: RecheckWaitingDeps): RecheckWaiting {
  const { store, ledger, clock, turn } = deps;
  /** The ledger each run was looked at with: where nothing changed nothing is committed, and the case cannot tell. */
  let lookedAtWith = new Map<string, string>();

  return async () => {
    const { fingerprint } = ledger.current();
    // Only a ledger that was read from files can change.
    if (fingerprint === null) return;
    const waiting = await store.listRunIds({ statuses: ['awaiting_approval'], limit: waitingListed, order: 'newest' });
    const still = new Set(waiting);
    lookedAtWith = new Map([...lookedAtWith].filter(([runId]) => still.has(runId)));
    const due = waiting.filter((runId) => lookedAtWith.get(runId) !== fingerprint);
    for (const runId of due.slice(0, casesPerRound)) {
      await turn();
      if (await lookOrLog(runId, fingerprint)) lookedAtWith.set(runId, fingerprint);
    }
  };

  /** A case that cannot be looked at must not keep the others from it; an approval of it meets the same fault. */
  async function lookOrLog(runId: string, fingerprint: string): Promise<boolean> {
    try {
      return await look(runId, fingerprint);
    } catch (error) {
      const fault = asFault(error);
      if (fault.code === 'store_failed') throw fault;
      deps.log.error({ runId, code: fault.code, err: fault }, 'a waiting payment could not be looked at again');
      return true;
    }
  }

  /** False where somebody else changed the case meanwhile: it is looked at in the next round. */
  async function look(runId: string, fingerprint: string): Promise<boolean> {
    const current = await store.findCase(runId);
    if (current?.status !== 'awaiting_approval' || ledgerOfLastLook(current) === fingerprint) return true;
    const { verdict, changes } = await deps.recheckLiquidity(current);
    if (toldBy(current.liquidityCheck) === toldBy({ verdict, changes })) return true;
    const checkedAt = formatUtc(clock.now());
    const committed = await commit(current, { checkedAt, ledgerFingerprint: fingerprint, verdict, changes });
    if (committed) deps.wakeups.wake(runId);
    return committed;
  }

  async function commit(current: PaymentCase, liquidityCheck: LiquidityCheck): Promise<boolean> {
    const { runId, version, payment } = current;
    const { checkedAt: at, ledgerFingerprint, verdict, changes } = liquidityCheck;
    const committed = await store.commit({
      case: { ...current, version: version + 1, updatedAt: at, liquidityCheck },
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
    return committed.ok;
  }
}

function ledgerOfLastLook({ liquidityCheck, checkpoint }: PaymentCase): string | null {
  if (liquidityCheck) return liquidityCheck.ledgerFingerprint;
  const fingerprint = readEvidence(checkpoint).liquidity?.audit['ledger_fingerprint'];
  return typeof fingerprint === 'string' ? fingerprint : null;
}

/** What a card says of a check. Figures that moved and changed no verdict are not worth a press refused as stale. */
function toldBy(check: ScreeningComparison | undefined): string {
  if (!check || check.verdict === 'same') return 'nothing';
  return canonicalJson({ verdict: check.verdict, changes: check.changes });
}
