/** The Store on any Kysely dialect: what a dialect brings is its database, its name and the meaning of its errors. */
import type { Kysely } from 'kysely';
import { Fault } from '../domain/values/errors';
import { formatUtc } from '../domain/values/time';
import type { Store } from '../ports/store';
import { commitChange } from './commit/commit';
import { commitSubject } from './commit/commit-subject';
import { commitTogether } from './commit/commit-together';
import { knowContents } from './kept-contents';
import { createQueries } from './queries';
import { rememberCases } from './cases/remembered-cases';
import type { StoreSchema } from './schema';
import type { Write } from './commit/group-commit';

export interface KyselyStoreParts {
  /** With its tables in place. */
  readonly database: Kysely<StoreSchema>;
  /** Names the database in faults: a file, or a server and database. */
  readonly place: string;
  /** Real time, UTC milliseconds. */
  readonly recordedNow: () => number;
  readonly toFault: (error: unknown) => Fault;
  readonly write: Write;
  /** By a lock on the database, for as long as it is open. */
  readonly isOnlyWriter: boolean;
  /** What begins a transaction that sees what was there at its first question, and nothing later. */
  readonly beginSnapshot: string;
  /** Throws `store_corrupt` where the database itself changes what is written or read, or a page of it is not whole. Takes as long as it is large. */
  readonly refuseUnsound: () => Promise<void> | void;
  /** Throws `store_failed` where the database is not the one that was opened any more, or nothing may rest on it. */
  readonly stillThere: () => Promise<void> | void;
  /** Left out where both have one clock. */
  readonly isClockApart?: () => Promise<boolean>;
  readonly close: () => Promise<void>;
}

export function createKyselyStore(parts: KyselyStoreParts): Store {
  const { place, recordedNow, toFault, write, refuseUnsound, stillThere, close } = parts;
  const { isClockApart = () => Promise.resolve(false) } = parts;
  const remembered = rememberCases();
  const known = knowContents();
  const to = { place, known, remembered };
  const queries = createQueries({ ...parts, known, remembered });
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
    commit: guarded(async (request) => commitChange(write, to, request, formatUtc(recordedNow()))),
    commitSubject: guarded(async (request) => commitSubject(write, place, request, formatUtc(recordedNow()))),
    commitTogether: guarded(async (request) => commitTogether(write, to, request, formatUtc(recordedNow()))),
    findSubject: guarded(queries.findSubject),
    listSubjects: guarded(queries.listSubjects),
    readChain: guarded(queries.readChain),
    findRepeated: guarded(queries.findRepeated),
    findCase: guarded(queries.findCase),
    findVersion: guarded(queries.findVersion),
    findCaseByPayment: guarded(queries.findCaseByPayment),
    listPaymentIds: guarded(queries.listPaymentIds),
    listCases: guarded(queries.listCases),
    listRunIds: guarded(queries.listRunIds),
    readReservations: guarded(queries.readReservations),
    listStanding: guarded(queries.listStanding),
    listDue: guarded(queries.listDue),
    listWaiting: guarded(queries.listWaiting),
    findEarlier: guarded(queries.findEarlier),
    findPayeeChangers: guarded(queries.findPayeeChangers),
    listToAcknowledge: guarded(queries.listToAcknowledge),
    readFalsePositives: guarded(queries.readFalsePositives),
    readEvents: guarded(queries.readEvents),
    verifyAudit: guarded(async () => {
      await refuseUnsound();
      return queries.verifyAudit();
    }),
    verifyStretch: guarded(queries.verifyStretch),
    lastEvent: guarded(queries.lastEvent),
    listCopies: guarded(queries.listCopies),
    rememberChat: guarded(queries.rememberChat),
    findChats: guarded(queries.findChats),
    chooseLanguage: guarded(queries.chooseLanguage),
    listChosenLanguages: guarded(queries.listChosenLanguages),
    takeDelivery: guarded(queries.takeDelivery),
    endDelivery: guarded(queries.endDelivery),
    saveCopies: guarded(queries.saveCopies),
    listCardsDue: guarded(queries.listCardsDue),
    listUndelivered: guarded(queries.listUndelivered),
    readVersionTexts: guarded(queries.readVersionTexts),
    isKept: queries.isKept,
    findContents: guarded(queries.findContents),
    recordToolCall: guarded(queries.recordToolCall),
    lastToolCall: guarded(queries.lastToolCall),
    listToolCalls: guarded(queries.listToolCalls),
    noteReplica: guarded(queries.noteReplica),
    forgetReplica: guarded(queries.forgetReplica),
    isClockApart: guarded(isClockApart),
    probe: guarded(async () => {
      await stillThere();
      await write('unsynced', async (held) => {
        await held.updateTable('write_probe').set({ at: recordedNow() }).where('id', '=', 1).execute();
      });
    }),
    close: guarded(close),
  };
}
