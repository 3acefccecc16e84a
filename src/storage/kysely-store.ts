/** The Store on any Kysely dialect: what a dialect brings is its database, its name and the meaning of its errors. */
import type { Kysely } from 'kysely';
import { Fault } from '../domain/values/errors';
import { formatUtc } from '../domain/values/time';
import type { Store } from '../ports';
import { commitChange } from './commit';
import { createQueries } from './queries';
import type { StoreSchema } from './schema';
import type { LightWrite } from './sqlite/without-sync';

export interface KyselyStoreParts {
  /** With its tables in place. */
  readonly database: Kysely<StoreSchema>;
  /** Names the database in faults: a file, or a server and database. */
  readonly place: string;
  /** Real time, UTC milliseconds. */
  readonly recordedNow: () => number;
  readonly toFault: (error: unknown) => Fault;
  readonly writeLightly: LightWrite;
  readonly close: () => Promise<void>;
}

export function createKyselyStore({
  database,
  place,
  recordedNow,
  toFault,
  writeLightly,
  close,
}: KyselyStoreParts): Store {
  const queries = createQueries(database, place, writeLightly);
  /** Nothing leaves the store but a `Fault`. */
  const guarded =
    <Arguments extends readonly unknown[], Result>(work: (...given: Arguments) => Promise<Result>) =>
    async (...given: Arguments): Promise<Result> => {
      try {
        return await work(...given);
      } catch (error) {
        throw error instanceof Fault ? error : toFault(error);
      }
    };
  return {
    commit: guarded((request) => commitChange(database, place, request, formatUtc(recordedNow()))),
    findRepeated: guarded(queries.findRepeated),
    findCase: guarded(queries.findCase),
    findVersion: guarded(queries.findVersion),
    findCaseByPayment: guarded(queries.findCaseByPayment),
    listCases: guarded(queries.listCases),
    listRunIds: guarded(queries.listRunIds),
    readReservations: guarded(queries.readReservations),
    listUnfinishedWork: guarded(queries.listUnfinishedWork),
    readEvents: guarded(queries.readEvents),
    readCaseHashes: guarded(queries.readCaseHashes),
    findMisfiledCase: guarded(queries.findMisfiledCase),
    lastEvent: guarded(queries.lastEvent),
    findCard: guarded(queries.findCard),
    recordCard: guarded(queries.recordCard),
    close: guarded(close),
  };
}
