/** Which process works on which case now, by the database: advisory locks on the one connection a process keeps, so that a killed process has none. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { AskDatabase, CaseLocks } from '../../ports/case-locks';
import type { KeptConnection } from './kept-connection';

export interface CaseLocksDeps {
  readonly connection: Pick<KeptConnection, 'ask' | 'whenConnected'>;
  /** Time that passes evenly, ms from some beginning. */
  readonly elapsedMs: () => number;
  /** The connection was lost, and another process took the case meanwhile. */
  readonly onTaken: (runId: string) => void;
  /** A lock that may still be this connection's, though nobody works under it any more. It is given back before anybody is told what is free. */
  readonly onKept: (runId: string, error: unknown) => void;
}

/** Any number nobody else locks by; the second number is the case's. */
const lockClass = 724_309_816;
/** After a loss whoever was at a case may take it again before others do: the server lost everybody's locks when it was restarted. */
const graceMs = 2_000;

const takenRows = z.array(z.object({ taken: z.boolean() })).length(1);
const keyRows = z.array(z.object({ key: z.int() }));

export function createCaseLocks({ connection, elapsedMs, onTaken, onKept }: CaseLocksDeps): CaseLocks {
  const { ask } = connection;
  const held = new Set<string>();
  /** Nobody works under them, and the database may still say that this process does: nobody else would ever get the case. */
  const owed = new Set<string>();
  let connectedMs: number | null = null;
  let graceEndsMs = -Infinity;

  connection.whenConnected(async (askFirst) => {
    if (connectedMs !== null) graceEndsMs = elapsedMs() + graceMs;
    connectedMs = elapsedMs();
    // The locks of a connection end with it.
    owed.clear();
    for (const runId of [...held]) {
      if (await tryLock(askFirst, runId)) continue;
      held.delete(runId);
      onTaken(runId);
    }
  });

  /** Throws what the store throws; it is owed then. */
  async function unlock(runId: string): Promise<void> {
    try {
      await ask('select pg_advisory_unlock($1, $2)', [lockClass, keyOf(runId)]);
      owed.delete(runId);
    } catch (error) {
      owed.add(runId);
      throw error;
    }
  }

  async function unlockOrTell(runId: string): Promise<void> {
    try {
      await unlock(runId);
    } catch (error) {
      onKept(runId, error);
    }
  }

  return {
    async take(runId) {
      // A lock that is taken twice has to be given back twice.
      if (owed.has(runId)) await unlock(runId);
      const isTaken = await tryLock(ask, runId);
      if (isTaken && elapsedMs() < graceEndsMs) {
        await unlockOrTell(runId);
        return false;
      }
      if (isTaken) held.add(runId);
      return isTaken;
    },
    holds: (runId) => held.has(runId),
    async giveBack(runId) {
      if (held.delete(runId)) await unlockOrTell(runId);
    },
    async free(runIds) {
      for (const runId of [...owed]) await unlock(runId);
      const { rows } = await ask(
        `select objid::integer as key from pg_locks where locktype = 'advisory' and classid = ${lockClass} and objsubid = 2
          and database = (select oid from pg_database where datname = current_database())`,
      );
      const taken = new Set(keyRows.parse(rows).map(({ key }) => key));
      return runIds.filter((runId) => !taken.has(keyOf(runId)));
    },
  };
}

async function tryLock(ask: AskDatabase, runId: string): Promise<boolean> {
  const { rows } = await ask('select pg_try_advisory_lock($1, $2) as taken', [lockClass, keyOf(runId)]);
  return takenRows.parse(rows).some(({ taken }) => taken);
}

/** Of 31 bits. Two cases with the same number wait for each other, and nothing else. */
function keyOf(runId: string): number {
  return createHash('sha256').update(runId).digest().readUInt32BE(0) >>> 1;
}
