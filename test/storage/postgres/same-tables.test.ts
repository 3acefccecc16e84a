/** Both databases have the same tables with the same columns, whatever migration made them. */
import Database from 'libsql';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgresStore } from '../../../src/storage/postgres/postgres-store';
import { openSqliteStore } from '../../../src/storage/sqlite/sqlite-store';
import { describePostgres } from '../../fakes/describe-postgres';
import { PostgresServer } from '../../fakes/postgres';

const recordedNow = () => Date.now();

interface Column {
  readonly table: string;
  readonly column: string;
  readonly required: boolean;
}

describePostgres('the tables of the two databases', () => {
  let server: PostgresServer;
  let folder: string;
  beforeAll(async () => {
    server = await PostgresServer.start();
    folder = mkdtempSync(join(tmpdir(), 'desk-tables-'));
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  async function ofPostgres(): Promise<
    readonly (Column & { readonly kind: string; readonly collation: string | null })[]
  > {
    const place = await server.database();
    await (await openPostgresStore({ place, recordedNow })).close();
    return server.query(
      place.database,
      `select table_name as "table", column_name as "column", is_nullable = 'NO' as required, data_type as kind, collation_name as collation
       from information_schema.columns where table_schema = 'public' and table_name not like 'kysely%' order by 1, 2`,
    );
  }

  async function ofSqlite(): Promise<readonly Column[]> {
    const file = join(folder, 'desk.db');
    await (await openSqliteStore({ file, recordedNow })).close();
    const database = new Database(file);
    const rows = database
      .prepare(
        `select m.name as "table", c.name as "column", (c."notnull" or c.pk) as required from sqlite_master m join pragma_table_info(m.name) c
         where m.type = 'table' and m.name not like 'kysely%' and m.name not like 'sqlite%' order by 1, 2`,
      )
      .all() as { table: string; column: string; required: number }[];
    database.close();
    return rows.map((row) => ({ ...row, required: row.required !== 0 }));
  }

  it('have the same columns, and the same of them must be filled', async () => {
    const found = (await ofPostgres()).map(({ table, column, required }) => ({ table, column, required }));
    expect(found).toEqual(await ofSqlite());
    expect(found.length).toBeGreaterThan(60);
  });

  it('compare and sort every key byte by byte', async () => {
    const place = await server.database();
    await (await openPostgresStore({ place, recordedNow })).close();
    const indexed = await server.query(
      place.database,
      `select distinct c.relname::text as table, a.attname::text as column
       from pg_index i join pg_class c on c.oid = i.indrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
       join pg_collation l on l.oid = a.attcollation
       where c.relnamespace = 'public'::regnamespace and c.relname not like 'kysely%' and l.collname <> 'C'`,
    );
    expect(indexed).toEqual([]);
  });
});
