/** Looks at every payment that waits for approval when another ledger is in force, so that its card says what changed since the decision. */
import { asFault } from '../../domain/values/errors';
import type { LedgerSource, Log, Store } from '../../ports';
import type { RecheckLiquidity } from './recheck-liquidity';
import { ledgerOfLastLook } from '../../domain/case/decision/liquidity-check';
import type { NoteCheck } from '../act-on-case';

/** One round. Throws only what the store throws. */
export type RecheckWaiting = () => Promise<void>;

export interface RecheckWaitingDeps {
  readonly store: Pick<Store, 'listRunIds' | 'findCase'>;
  readonly recheckLiquidity: RecheckLiquidity;
  readonly ledger: LedgerSource;
  readonly noteCheck: NoteCheck;
  readonly log: Pick<Log, 'error'>;
  /** Lets the process take what came in meanwhile. */
  readonly turn: () => Promise<void>;
}

/** What one round looks at, one case after the other with the rest of the process in between: a second of work, more where thousands of payments are held. */
const casesPerRound = 200;
/** The newest; what waits longer than that many is looked at when somebody approves it. */
const waitingListed = 10_000;

export function createRecheckWaiting(deps: RecheckWaitingDeps): RecheckWaiting {
  const { store, ledger, turn } = deps;
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
    const { found } = await deps.recheckLiquidity(current);
    return deps.noteCheck(current, found);
  }
}
