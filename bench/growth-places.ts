/** The two databases that grow: the embedded file, and one of a PostgreSQL server of the bench's own. */
import { statSync } from 'node:fs';
import { Kysely } from 'kysely';
import { readConfig, type Config } from '../src/composition/config/config';
import { databaseFile, openStore } from '../src/composition/store/open-store';
import { createPostgresDialect } from '../src/storage/postgres/postgres-dialect';
import { openPool } from '../src/storage/postgres/postgres-pool';
import type { StoreSchema } from '../src/storage/schema';
import { openHandle, openKysely } from '../src/storage/sqlite/sqlite-store';
import type { PostgresServer } from '../test/fakes/postgres';
import { inTemporaryFolder } from './temporary-folder';

export interface Place {
  readonly name: string;
  readonly config: Config;
  /** What the bot is started with, so that it goes on there. */
  readonly environment: Readonly<Record<string, string>>;
  /** Writes past the store, without waiting for the disk. */
  write(work: (database: Kysely<StoreSchema>) => Promise<void>): Promise<void>;
  bytes(): Promise<number>;
}

/** With its tables; gone afterwards. `server` null: the embedded file. */
export function onPlace<Result>(
  server: PostgresServer | null,
  use: (place: Place) => Promise<Result>,
): Promise<Result> {
  return inTemporaryFolder(async (folder) => {
    const made = server === null ? null : await server.database();
    const url = server && made ? { DATABASE_URL: server.url(made.database) } : {};
    const environment = { PROFILE: 'local', KEEP: '1', DATA_DIR: folder, ...url };
    const config = readConfig({}, environment);
    await (await openStore(config, { keep: 'existing' })).close();
    try {
      return await use(
        server && made
          ? { name: 'PostgreSQL', config, environment, ...postgresAt(server, made) }
          : { name: 'SQLite', config, environment, ...sqliteAt(databaseFile(config)) },
      );
    } finally {
      if (server && made) await server.drop(made);
    }
  });
}

type Database = Pick<Place, 'write' | 'bytes'>;

function sqliteAt(file: string): Database {
  return {
    async write(work) {
      const handle = openHandle(file, file);
      handle.exec('PRAGMA synchronous = OFF');
      const database = openKysely(file, handle);
      await work(database);
      handle.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      await database.destroy();
    },
    bytes: () => Promise.resolve(statSync(file).size),
  };
}

function postgresAt(server: PostgresServer, made: ReturnType<PostgresServer['place']>): Database {
  return {
    async write(work) {
      const pool = await openPool({ place: made, readOnly: false, token: null, onLost: () => undefined });
      const database = new Kysely<StoreSchema>({ dialect: createPostgresDialect(pool) });
      await work(database);
      await database.destroy();
      // As autovacuum does within a minute of so many new rows; of a million it takes longer than the desk waits for a statement.
      await server.query(made.database, 'vacuum analyze');
    },
    async bytes() {
      const [size] = await server.query<{ bytes: string }>(
        'postgres',
        `select pg_database_size('${made.database}')::text as bytes`,
      );
      return Number(size?.bytes);
    },
  };
}
