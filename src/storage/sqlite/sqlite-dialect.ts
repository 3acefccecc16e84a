/** Kysely's SQLite dialect over libsql, with write transactions that wait in line instead of failing half-way. */
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely';

/** `database` is an open libsql database; `inTransaction` tells whether SQLite has already rolled back by itself. */
export type SqliteHandle = Exclude<SqliteDialectConfig['database'], () => unknown> & {
  readonly inTransaction: boolean;
};

export function createSqliteDialect(database: SqliteHandle): Dialect {
  const dialect = new SqliteDialect({ database });
  return {
    createDriver: () => new ImmediateDriver(database),
    createAdapter: () => new TransactionalAdapter(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (kysely) => dialect.createIntrospector(kysely),
  };
}

class ImmediateDriver extends SqliteDriver {
  readonly #database: SqliteHandle;

  constructor(database: SqliteHandle) {
    super({ database });
    this.#database = database;
  }

  /** A deferred transaction that reads before it writes can meet another writer in between, and no waiting helps then. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** On a full disk SQLite rolls back itself; a second rollback would hide the first error. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** SQLite does roll back CREATE TABLE; saying so makes each migration all or nothing. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
