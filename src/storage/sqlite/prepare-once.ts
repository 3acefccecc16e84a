/** Keeps prepared statements: Kysely asks for the same few texts again at every query, and preparing is a third of a commit's work. */
import type { SqliteStatement } from 'kysely';
import type { SqliteHandle } from './sqlite-dialect';

/** Far more than the store's own texts; a list of statuses makes one for each length it comes in. */
const maxStatements = 200;

/** The same database, for one caller at a time: a statement is run to its end before it is run again, as Kysely's one connection does. */
export function prepareOnce(database: SqliteHandle): SqliteHandle {
  const prepared = new Map<string, SqliteStatement>();
  return {
    get inTransaction() {
      return database.inTransaction;
    },
    close() {
      prepared.clear();
      database.close();
    },
    prepare(sql) {
      const known = prepared.get(sql);
      if (known) return known;
      if (prepared.size >= maxStatements) prepared.clear();
      const statement = database.prepare(sql);
      prepared.set(sql, statement);
      return statement;
    },
  };
}
