/** Looks at every payment that waits for approval when another ledger is in force, or another payment takes or leaves headroom before it, so that its card says what changed since the decision. */
import { ledgerOfLastLook } from '../../domain/case/decision/liquidity-check';
import { asFault, isOfDatabase } from '../../domain/values/errors';
import type { LedgerSource } from '../../ports/sources';
import type { Log } from '../../ports/process';
import type { Store } from '../../ports/store';
import type { RecheckLiquidity } from './recheck-liquidity';
import { aheadMark } from '../../domain/liquidity/held/ahead-mark';
import { placeIn, type Held } from '../../domain/liquidity/held/held-set';
import type { PlaceInLine, Reservation } from '../../domain/liquidity/held/reservation';
import { parseUtc } from '../../domain/values/time';
import type { NoteCheck } from '../act-on-case';
import type { ReadReservations } from './read-reservations';

/** One round. Throws only what the store throws. */
export type RecheckWaiting = () => Promise<void>;

export interface RecheckWaitingDeps {
  readonly store: Pick<Store, 'listRunIds' | 'findCase'>;
  readonly recheckLiquidity: RecheckLiquidity;
  readonly reservations: ReadReservations;
  readonly ledger: LedgerSource;
  readonly noteCheck: NoteCheck;
  readonly log: Pick<Log, 'error'>;
  /** Lets the process take what came in meanwhile. */
  readonly turn: () => Promise<void>;
}

/** What one round looks at, one case after the other with the rest of the process in between: a second of work, more where thousands of payments are held. */
const casesPerRound = 200;
/** Of those before which others moved: where payments are approved all day, as many again are due in each round. */
const movedPerRound = 50;
/** The newest; what waits longer than that many is looked at when somebody approves it. */
const waitingListed = 10_000;

/** How a run stood when it was looked at: where nothing changed nothing is committed, and the case cannot tell. */
interface Looked {
  readonly ledger: string;
  /** Where it stands in its account's line, and what stood before it. */
  readonly line: (PlaceInLine & Pick<Reservation, 'entity' | 'accountId' | 'currency'>) | null;
  readonly ahead: string;
}

export function createRecheckWaiting(deps: RecheckWaitingDeps): RecheckWaiting {
  const { store, ledger, reservations, turn } = deps;
  /** Whoever was looked at last comes last. */
  let looked = new Map<string, Looked>();

  return async () => {
    const { fingerprint } = ledger.current();
    // Only a ledger that was read from files can change.
    if (fingerprint === null) return;
    const waiting = await store.listRunIds({ statuses: ['awaiting_approval'], limit: waitingListed, order: 'newest' });
    const still = new Set(waiting);
    looked = new Map([...looked].filter(([runId]) => still.has(runId)));
    const held = await reservations();
    const due = waiting.filter((runId) => looked.get(runId)?.ledger !== fingerprint);
    const moved = [...looked].filter(
      ([, { ledger: of, line, ahead }]) => of === fingerprint && line !== null && aheadOf(held, line) !== ahead,
    );
    const runIds = [...due.slice(0, casesPerRound), ...moved.slice(0, movedPerRound).map(([runId]) => runId)];
    for (const runId of runIds) {
      await turn();
      const now = await lookOrLog(runId, fingerprint, held);
      if (!now) continue;
      looked.delete(runId);
      looked.set(runId, now);
    }
  };

  /** A case that cannot be looked at must not keep the others from it; an approval of it meets the same fault. */
  async function lookOrLog(runId: string, fingerprint: string, held: Held): Promise<Looked | null> {
    try {
      return await look(runId, fingerprint, held);
    } catch (error) {
      const fault = asFault(error);
      if (isOfDatabase(fault)) throw fault;
      deps.log.error({ runId, code: fault.code, err: fault }, 'a waiting payment could not be looked at again');
      return { ledger: fingerprint, line: null, ahead: '' };
    }
  }

  /** Null where somebody else changed the case meanwhile: it is looked at in the next round. */
  async function look(runId: string, fingerprint: string, held: Held): Promise<Looked | null> {
    const current = await store.findCase(runId);
    if (current?.status !== 'awaiting_approval') return { ledger: fingerprint, line: null, ahead: '' };
    const { payment, decision } = current;
    const { entity, account_id: accountId, currency } = payment;
    const line = { runId, decidedAtMs: decision && parseUtc(decision.decidedAt), entity, accountId, currency };
    const now = { ledger: fingerprint, line, ahead: aheadOf(held, line) };
    // What stood before a payment when it was decided, its evidence does not say: with others before it, it is looked at once by each desk.
    const isAlone = now.ahead === '' && decision?.outcome !== 'liquidity_hold';
    if (isAlone && ledgerOfLastLook(current) === fingerprint) return now;
    const { found } = await deps.recheckLiquidity(current);
    return (await deps.noteCheck(current, found)) ? now : null;
  }
}

function aheadOf(held: Held, line: NonNullable<Looked['line']>): string {
  return aheadMark(placeIn(held, line), line);
}
