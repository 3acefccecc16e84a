/** Carries a desk's tables from its file to PostgreSQL: all of them in one transaction, read back and held against what was read. */
import { sql, type Kysely } from 'kysely';
import { Fault } from '../../domain/values/errors';
import type { StoreSchema } from '../schema';
import { movedTables } from './moved-tables';
import { createSumOfRows, type SumOfRows } from './sum-of-rows';

export interface MovedTable {
  readonly table: string;
  readonly count: number;
  readonly hash: string;
}

type Row = Readonly<Record<string, unknown>>;
type MovedName = (typeof movedTables)[number];

const rowsAtOnce = 500;
/** PostgreSQL binds 65,535 values in one statement; the widest table has a third of a hundred columns. */
const insertedAtOnce = 200;

/**
 * `from` is SQLite, `to` PostgreSQL with empty tables. Throws `store_failed` where anything is there already, `store_corrupt` where what is
 * read back is not what was read, and what the databases throw; nothing is kept then.
 */
export async function moveTables(
  from: Kysely<StoreSchema>,
  to: Kysely<StoreSchema>,
  names: { readonly from: string; readonly to: string },
): Promise<readonly MovedTable[]> {
  return to.transaction().execute(async (held) => {
    await refuseFilled(held, names.to);
    await held.deleteFrom('audit_chain').execute();
    const moved: MovedTable[] = [];
    for (const table of movedTables) {
      const read = await copyTable(from, held, table);
      const kept = await readBack(held, table);
      if (read.hash !== kept.hash || read.count !== kept.count)
        throw new Fault(
          'store_corrupt',
          `${names.to}: ${table} does not read as it was written: ${kept.count} rows (${kept.hash}), not the ${read.count} (${read.hash}) of ${names.from}`,
        );
      moved.push({ table, count: read.count, hash: read.hash });
    }
    // The numbers of calls go on where they ended.
    await sql`select setval(pg_get_serial_sequence('tool_calls', 'seq'), coalesce(max(seq), 0) + 1, false) from tool_calls`.execute(
      held,
    );
    return moved;
  });
}

async function refuseFilled(to: Kysely<StoreSchema>, name: string): Promise<void> {
  // Whoever comes in between waits until this is over.
  await sql`lock table audit_chain in access exclusive mode`.execute(to);
  for (const table of movedTables) {
    const { rows } =
      table === 'audit_chain'
        ? await sql`select 1 from audit_chain where seq > 0 limit 1`.execute(to)
        : await sql`select 1 from ${sql.table(table)} limit 1`.execute(to);
    if (rows.length > 0)
      throw new Fault(
        'store_failed',
        `${name} is not empty: it has rows in ${table}. A desk is moved to an empty database`,
      );
  }
}

async function copyTable(from: Kysely<StoreSchema>, to: Kysely<StoreSchema>, table: MovedName): Promise<SumOfRows> {
  const sum = createSumOfRows();
  let after = -1;
  for (;;) {
    const { rows } = await sql<Row & { readonly moved_row: number }>`
      select rowid as moved_row, * from ${sql.table(table)} where rowid > ${after} order by rowid limit ${rowsAtOnce}`.execute(
      from,
    );
    const page = rows.map(({ moved_row: _place, ...row }) => row);
    for (const row of page) sum.add(row);
    for (let at = 0; at < page.length; at += insertedAtOnce)
      await to
        .insertInto(table)
        .values(page.slice(at, at + insertedAtOnce))
        .execute();
    after = rows.at(-1)?.moved_row ?? after;
    if (rows.length < rowsAtOnce) return sum;
  }
}

async function readBack(to: Kysely<StoreSchema>, table: MovedName): Promise<SumOfRows> {
  const sum = createSumOfRows();
  await sql`declare moved no scroll cursor for select * from ${sql.table(table)}`.execute(to);
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(rowsAtOnce)} from moved`.execute(to);
    for (const row of rows) sum.add(row);
    if (rows.length < rowsAtOnce) break;
  }
  await sql`close moved`.execute(to);
  return sum;
}
