/** The Store on any Kysely dialect: what a dialect brings is its database, its name and the meaning of its errors. */
import type { Kysely } from 'kysely';
import { Fault } from '../domain/values/errors';
import { formatUtc } from '../domain/values/time';
import type { Store } from '../ports/store';
import { commitChange } from './commit/commit';
import { lockChain } from './commit/commit-queries';
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
  /** Has the other processes look at once at what they remember of this one's choices and delegations; left out where there are none. Never rejects. */
  readonly tellOthers?: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export function createKyselyStore(parts: KyselyStoreParts): Store {
  const { place, recordedNow, toFault, write, refuseUnsound, stillThere, close } = parts;
  const { isClockApart = () => Promise.resolve(false), tellOthers = () => Promise.resolve() } = parts;
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
  const { isKept, ...asked } = queries;
  const eachGuarded = Object.entries(asked).map(([name, ask]) => [name, guarded(ask as () => Promise<unknown>)]);
  return {
    ...(Object.fromEntries(eachGuarded) as typeof asked),
    isKept,
    commit: guarded(async (request) => commitChange(write, to, request, formatUtc(recordedNow()))),
    commitSubject: guarded(async (request) => {
      const committed = await commitSubject(write, place, request, formatUtc(recordedNow()));
      if (request.subject.kind === 'delegation') await tellOthers();
      return committed;
    }),
    chooseLanguage: guarded(async (chosenFor, language) => {
      const chosen = await queries.chooseLanguage(chosenFor, language);
      await tellOthers();
      return chosen;
    }),
    commitTogether: guarded(async (request) => commitTogether(write, to, request, formatUtc(recordedNow()))),
    verifyAudit: guarded(async () => {
      await refuseUnsound();
      return queries.verifyAudit();
    }),
    isClockApart: guarded(isClockApart),
    probe: guarded(async () => {
      await stillThere();
      await write('unsynced', async (held) => {
        // Whoever commits anything waits for it.
        await lockChain(held);
        await held.updateTable('write_probe').set({ at: recordedNow() }).where('id', '=', 1).execute();
      });
    }),
    close: guarded(close),
  };
}
