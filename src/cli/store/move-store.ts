/** `store move`: the desk's file carried to PostgreSQL, and both held against each other. */
import type { Config } from '../../composition/config/config';
import { databaseToken } from '../../composition/store/database-token';
import { databaseFile } from '../../composition/store/open-store';
import type { KeptFiles } from '../../composition/store/verify-store';
import { Fault, refuse } from '../../domain/values/errors';
import { createSystemClock } from '../../jobs/system-clock';
import { moveTables, type MovedTable } from '../../storage/move/move-store';
import { openPostgresTables, openSqliteTables } from '../../storage/move/open-tables';
import { openPostgresStore } from '../../storage/postgres/postgres-store';
import type { PostgresPlace } from '../../storage/postgres/postgres-place';
import { openSqliteStore } from '../../storage/sqlite/sqlite-store';
import { printJson, printText, RefusedInput } from '../answer';
import { describeState, stateOf, type StoreState } from './check-store';

export interface MoveOptions {
  readonly from: string;
  readonly to: string;
  readonly json?: boolean;
}

const recordedNow = () => createSystemClock().recordedNow();

/** Throws `RefusedInput`, `store_in_use` while a desk runs on the file, and as `moveTables`; the file stays as it is. */
export async function moveStore(config: Config, { from, to, json }: MoveOptions): Promise<void> {
  if (from !== 'sqlite' || to !== 'postgres')
    throw new RefusedInput(refuse('wrong_usage', 'A desk moves from sqlite to postgres.', 'from').problems);
  if (config.database === null)
    throw new RefusedInput(refuse('wrong_usage', 'DATABASE_URL names the empty database it moves to.', 'to').problems);
  const file = databaseFile(config);
  // The file's own desk kept them, and they stay where they are.
  const files = { folder: config.dataDir, holdsAll: true };
  const before = await stateOfFile(file, files);
  const tables = await carry(file, config.database);
  const after = await stateOfServer(config.database, files);
  if (before.count !== after.count || before.head !== after.head || before.cases !== after.cases)
    throw new Fault(
      'store_corrupt',
      `${after.name} has another audit trail than ${file} after the move; go on with the file`,
    );
  if (json === true)
    printJson({ from: file, to: after.name, events: after.count, head: after.head, cases: after.cases, tables });
  else
    printText([
      ...tables.map(
        ({ table, count, hash }) => `${table.padEnd(18)}${String(count).padStart(9)}  ${hash.slice(0, 16)}`,
      ),
      ...describeState(after),
      `${file} stays as it was: keep it as a backup, and start the desk with DATABASE_URL.`,
    ]);
}

async function carry(file: string, place: PostgresPlace): Promise<readonly MovedTable[]> {
  const source = await openSqliteTables(file);
  try {
    const target = await openPostgresTables(place, databaseToken(place));
    try {
      return await moveTables(source.database, target.database, { from: source.name, to: target.name }).catch(
        (error: unknown) => {
          throw target.toFault(error);
        },
      );
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function stateOfFile(file: string, files: KeptFiles): Promise<StoreState> {
  const store = await openSqliteStore({ file, recordedNow, readOnly: true });
  try {
    return await stateOf(store, file, files);
  } finally {
    await store.close();
  }
}

async function stateOfServer(place: PostgresPlace, files: KeptFiles): Promise<StoreState> {
  const store = await openPostgresStore({ place, token: databaseToken(place), recordedNow });
  try {
    return await stateOf(store, place.database, files);
  } finally {
    await store.close();
  }
}
