/** Opens the store on PostgreSQL: for any number of processes at once, none of them special. */
import { setImmediate } from 'node:timers/promises';
import { Kysely, sql } from 'kysely';
import type { Pool } from 'pg';
import { Fault } from '../../domain/values/errors';
import type { Store } from '../../ports/store';
import { createGroupCommit, type InTransaction, type Write } from '../commit/group-commit';
import { inSnapshot } from '../in-snapshot';
import { createKyselyStore } from '../kysely-store';
import { migrateTo, refuseUnmigrated } from '../migrations/migrate-to';
import type { StoreSchema } from '../schema';
import { verifyEnd } from '../verify/verify-audit';
import {
  examineServer,
  hasTables,
  isClockSkewed,
  refuseClockSkew,
  refuseForeign,
  refuseProgram,
} from './examine-server';
import { createPostgresDialect } from './postgres-dialect';
import { isEverybodysError, isOutdatedPlan, postgresFault } from './postgres-fault';
import { nameOfPlace, type PostgresPlace } from './postgres-place';
import { openPool } from './postgres-pool';
import { postgresMigrations } from './postgres-tables';
import { tellOthers } from './heard';
import { refuseMissingRights } from './rights';
import { refuseSharedSessions } from './session';
import { underStartLock } from './start-lock';
import { watchTrail, type TrailWatch } from './trail-watch';

export interface PostgresStoreOptions {
  readonly place: PostgresPlace;
  /** Real time, UTC milliseconds. */
  readonly recordedNow: () => number;
  /** A token of the place's identity. */
  readonly token?: (() => Promise<string>) | null;
  /** Looks at a database others may be writing: no migration, and every write fails. */
  readonly readOnly?: boolean;
  /** Hears of a connection that was lost; the next question makes another. */
  readonly onLost?: (fault: Fault) => void;
  /** Whether a clock that is far off the server's is refused; it is, where left out. For times that are given by hand. */
  readonly refusesSkew?: boolean;
}

/** A quarter of a second of looking; the whole chain is looked at while the desk runs. */
const eventsCheckedAtStart = 2_000;
const beginSnapshot = 'begin isolation level repeatable read, read only';

/**
 * Throws `configuration_invalid` where the server cannot hold the desk's truth, `store_corrupt` where its tables are not this product's or
 * of a newer release, `clock_apart`, and what `postgresFault` makes of a server that is away, unproven, full or takes nothing of us. Each
 * names the database.
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<Store> {
  const { place, recordedNow, token = null, readOnly = false, onLost = () => undefined, refusesSkew = true } = options;
  const name = nameOfPlace(place);
  let isClosed = false;
  // Afterwards nobody was asked, and nothing is said of the server.
  const toFault = (error: unknown) =>
    isClosed ? new Fault('store_failed', `${name} was closed`, { cause: error }) : postgresFault(name, error);
  const trail = watchTrail(name);
  const pool = await openPool({
    place,
    readOnly,
    token,
    onConnect: () => {
      trail.doubt();
    },
    onLost: (error) => {
      onLost(toFault(error));
    },
  });
  const database = new Kysely<StoreSchema>({ dialect: createPostgresDialect(pool) });
  const stillThere = async (): Promise<void> => {
    if (refusesSkew) await refuseClockSkew(database, name, recordedNow);
  };
  const isAsLeft = async (): Promise<void> => {
    await stillThere();
    await refuseMissingRights(database, name);
    await trail.look(database);
  };
  try {
    await refuseSharedSessions(pool, name);
    await examineServer(database, name, { writes: !readOnly });
    await (readOnly ? refuseOtherRelease(database, name) : bringUpToDate(database, name, { pool, stillThere }));
    // Other processes go on writing.
    await inSnapshot(database, beginSnapshot, (held) => verifyEnd(held, name, eventsCheckedAtStart));
    if (!readOnly) await isAsLeft();
  } catch (error) {
    await database.destroy();
    throw error instanceof Fault ? error : toFault(error);
  }
  const write = readOnly ? refuseWrites(name) : createWrite(database, trail, place.connections);
  return createKyselyStore({
    database,
    place: name,
    recordedNow,
    toFault,
    write,
    isOnlyWriter: false,
    beginSnapshot,
    refuseUnsound: () => refuseProgram(database, name),
    stillThere: readOnly ? refuseWrites(name) : isAsLeft,
    ...(refusesSkew ? { isClockApart: () => isClockSkewed(database, recordedNow) } : {}),
    tellOthers: () => tellOthers(database),
    close: createClose(database, readOnly ? null : write, () => {
      isClosed = true;
    }),
  });
}

async function refuseOtherRelease(database: Kysely<StoreSchema>, name: string): Promise<void> {
  if (!(await hasTables(database))) throw new Fault('store_corrupt', `${name} has no tables of Treasury Desk`);
  await refuseUnmigrated(database, name, postgresMigrations);
}

async function bringUpToDate(
  database: Kysely<StoreSchema>,
  name: string,
  { pool, stillThere }: { readonly pool: Pool; readonly stillThere: () => Promise<void> },
): Promise<void> {
  await stillThere();
  await underStartLock(pool, async () => {
    await refuseForeign(database, name);
    await migrateTo(database, name, postgresMigrations);
  });
}

function createWrite(database: Kysely<StoreSchema>, trail: TrailWatch, connections: number): Write {
  const once: InTransaction = (durability, work) =>
    database.transaction().execute(async (held) => {
      // Of this transaction alone: the next on the connection is waited for again.
      if (durability === 'unsynced') await sql`set local synchronous_commit to off`.execute(held);
      if (trail.isDoubted()) await trail.look(held);
      return work(held);
    });
  // A connection whose plans are of before is given up, and any of the others may be as old.
  const inTransaction: InTransaction = async (durability, work) => {
    for (let tries = 0; tries < connections; tries += 1)
      try {
        return await once(durability, work);
      } catch (error) {
        if (!isOutdatedPlan(error)) throw error;
      }
    return once(durability, work);
  };
  return createGroupCommit({
    inTransaction,
    isEverybodys: isEverybodysError,
    turn: () => setImmediate(),
    // What was committed is on the server, wherever that keeps it.
    stillThere: () => undefined,
  });
}

function refuseWrites(name: string): () => Promise<never> {
  return () => Promise.reject(new Fault('store_failed', `${name} was opened for reading`));
}

/** Waits for the commit under way. Closing twice is closing once. */
function createClose(database: Kysely<StoreSchema>, write: Write | null, onClosing: () => void): () => Promise<void> {
  let closing: Promise<void> | null = null;
  const closeNow = async (): Promise<void> => {
    try {
      // In line behind everything that waits to be written; a server that is away has taken none of it.
      await write?.('unsynced', () => Promise.resolve()).catch(() => undefined);
      onClosing();
    } finally {
      await database.destroy();
    }
  };
  return () => (closing ??= closeNow());
}
