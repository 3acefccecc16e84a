/** Many small rows as one text: a driver takes several times as long to hand over a hundred rows, cell by cell, as the database to find them. */
import { PostgresAdapter, sql, type Kysely, type RawBuilder } from 'kysely';
import type { StoreSchema } from './schema';

/** What `packed` becomes in a row of its own. */
export interface Packed {
  readonly rows: string;
}

/** A query for one row with all rows of `from`, in no order, each the list of these columns. */
export function packRows(
  database: Kysely<StoreSchema>,
  columns: readonly string[],
  from: RawBuilder<unknown>,
): RawBuilder<Packed> {
  const named = columns.map((column) => sql.ref(`packed.${column}`));
  if (database.getExecutor().adapter instanceof PostgresAdapter)
    return sql`select coalesce(json_agg(json_build_array(${sql.join(named)})), '[]')::text as rows from (${from}) as packed`;
  return sql`select json_group_array(json_array(${sql.join(named.map(exactly))})) as rows from (${from}) as packed`;
}

/** The rows of a packed answer. */
export function unpackRows([packed]: readonly Packed[]): unknown {
  return packed ? JSON.parse(packed.rows) : [];
}

/** SQLite writes a number with fifteen digits into JSON, and an amount may have more: those come as text. */
function exactly(column: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case typeof(${column}) when 'real' then printf('%!.17g', ${column}) else ${column} end`;
}
