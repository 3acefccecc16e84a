/** What the desk must be allowed in each of its tables; a server that takes some of it is told of before somebody's press meets it. */
import { sql, type Kysely } from 'kysely';
import { Fault } from '../../domain/values/errors';
import type { StoreSchema } from '../schema';

type Right = 'select' | 'insert' | 'update' | 'delete';

const added: readonly Right[] = ['select', 'insert'];
const changed: readonly Right[] = [...added, 'update'];
const all: readonly Right[] = [...changed, 'delete'];

/** What is only added to may be kept from every other change by its owner. */
const needed: Readonly<Record<keyof StoreSchema, readonly Right[]>> = {
  cases: changed,
  audit_events: added,
  case_versions: added,
  subject_versions: added,
  audit_chain: ['select', 'update'],
  card_copies: changed,
  personal_chats: changed,
  chosen_languages: all,
  waiting: all,
  tool_calls: added,
  kept_contents: added,
  kept_tokens: all,
  replicas: all,
  deliveries: all,
  write_probe: ['select', 'update'],
};

const rows = Object.entries(needed).flatMap(([table, rights]) => rights.map((right) => ({ table, right })));
const asked = sql.join(rows.map(({ table, right }) => sql`(${table}::text, ${right}::text)`));

/** Throws `store_denied` naming what is missing. A superuser has every right. */
export async function refuseMissingRights(database: Kysely<StoreSchema>, name: string): Promise<void> {
  const { rows: missing } = await sql<{ of: string; rights: string }>`
    select of, string_agg(a_right, ', ') as rights from (values ${asked}) as needed (of, a_right)
      where not has_table_privilege(of, a_right) group by of order by of`.execute(database);
  if (missing.length === 0) return;
  const told = missing.map(({ of, rights }) => `${rights} on ${of}`).join('; ');
  throw new Fault(
    'store_denied',
    `${name}: the user lacks rights to the desk's tables: ${told} (make it the owner of the tables, or grant these)`,
  );
}
