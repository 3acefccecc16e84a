/** Whether a server may hold the desk's truth: looked at before anything is made or read. */
import { sql, type Kysely } from 'kysely';
import { Fault } from '../../domain/values/errors';
import type { StoreSchema } from '../schema';

/** Identity columns and everything else the tables are made of; the oldest that is still mended. */
const oldestVersion = 130_000;
/** Two replicas that are each this far off their common server are less than a minute apart, which is how long a card's update may be under way. */
const mostSkewMs = 25_000;

interface Server {
  readonly version: number;
  readonly encoding: string;
  readonly is_standby: boolean;
  readonly is_read_only: string;
  readonly fsync: string;
}

/** `writes`: whether the desk is to write there. Throws `configuration_invalid` or `store_read_only`, naming the database and why it cannot be used. */
export async function examineServer(
  database: Kysely<StoreSchema>,
  name: string,
  { writes }: { readonly writes: boolean },
): Promise<void> {
  const { rows } = await sql<Server>`select
    current_setting('server_version_num')::integer as version,
    current_setting('server_encoding') as encoding,
    pg_is_in_recovery() as is_standby,
    current_setting('transaction_read_only') as is_read_only,
    current_setting('fsync') as fsync`.execute(database);
  const [server] = rows;
  if (!server) throw new Fault('store_failed', `${name}: the server says nothing of itself`);
  if (server.version < oldestVersion)
    throw new Fault('configuration_invalid', `${name}: the server is of version ${server.version}, older than 13`);
  if (server.encoding !== 'UTF8')
    throw new Fault(
      'configuration_invalid',
      `${name}: the database keeps text as ${server.encoding}, and names of payees need UTF8. Make another: create database ... encoding UTF8`,
    );
  if (!writes) return;
  if (server.is_standby)
    throw new Fault(
      'store_read_only',
      `${name}: the server is a standby, which takes no writes. DATABASE_URL must name the primary`,
    );
  if (server.is_read_only === 'on')
    throw new Fault(
      'store_read_only',
      `${name}: the server, the database or the user was set to read only (default_transaction_read_only)`,
    );
  if (server.fsync !== 'on')
    throw new Fault(
      'configuration_invalid',
      `${name}: the server runs with fsync off, so that a power cut takes what was acknowledged`,
    );
}

/** Milliseconds. The server's time lies between the question and the answer, however long the way was. */
async function clockSkew(database: Kysely<StoreSchema>, recordedNow: () => number): Promise<number> {
  const askedMs = recordedNow();
  const { rows } = await sql<{
    now_ms: number;
  }>`select (extract(epoch from clock_timestamp()) * 1000)::bigint as now_ms`.execute(database);
  const answeredMs = recordedNow();
  return rows.reduce((most, { now_ms: serverMs }) => Math.max(most, askedMs - serverMs, serverMs - answeredMs), 0);
}

export async function isClockSkewed(database: Kysely<StoreSchema>, recordedNow: () => number): Promise<boolean> {
  return (await clockSkew(database, recordedNow)) > mostSkewMs;
}

/** Throws `clock_apart` where this machine's clock is too far off the server's: cards and due times would be given up and taken over too early. */
export async function refuseClockSkew(
  database: Kysely<StoreSchema>,
  name: string,
  recordedNow: () => number,
): Promise<void> {
  const skewMs = await clockSkew(database, recordedNow);
  if (skewMs <= mostSkewMs) return;
  throw new Fault(
    'clock_apart',
    `${name}: the clocks of this machine and of the server are ${Math.round(skewMs / 1000)} s apart, more than ${mostSkewMs / 1000}. Set the one that is wrong; no work is taken until then`,
  );
}

/** The tables of ours, by the one nothing works without. */
export async function hasTables(database: Kysely<StoreSchema>): Promise<boolean> {
  // Wherever search_path leads: a schema that was made for the user since comes before theirs.
  const { rows } = await sql`select 1 where to_regclass('audit_chain') is not null`.execute(database);
  return rows.length > 0;
}

/** Throws `store_corrupt` where somebody else's tables are in the schema and none of ours: nothing is made among them. */
export async function refuseForeign(database: Kysely<StoreSchema>, name: string): Promise<void> {
  if (await hasTables(database)) return;
  const { rows } = await sql<{ tablename: string }>`select tablename from pg_tables
    where schemaname = current_schema() and tablename not like 'kysely_migration%' order by tablename limit 1`.execute(
    database,
  );
  for (const { tablename } of rows)
    throw new Fault(
      'store_corrupt',
      `${name} has tables of somebody else (${tablename}) and none of Treasury Desk. Give the desk a database of its own`,
    );
}

/** Throws `store_corrupt`: the desk has none but an extension's views, which it never reads, and a trigger, a rule or a view would change, unseen, what is written or what is read. */
export async function refuseProgram(database: Kysely<StoreSchema>, name: string): Promise<void> {
  const ours = sql`select relnamespace from pg_class where oid = to_regclass('audit_chain')`;
  const named = sql`select nspname from pg_namespace where oid in (${ours})`;
  const { rows } = await sql<{ kind: string; named: string }>`
    select 'trigger' as kind, tgname::text as named from pg_trigger join pg_class on pg_class.oid = tgrelid
      where not tgisinternal and relnamespace in (${ours})
    union all select 'rule', rulename::text from pg_rules where schemaname in (${named})
    union all select 'view', relname::text from pg_class
      where relkind in ('v', 'm') and relnamespace in (${ours})
        and not exists (select 1 from pg_depend where objid = pg_class.oid and deptype = 'e')
    union all select 'policy', policyname::text from pg_policies where schemaname in (${named})
    limit 1`.execute(database);
  for (const { kind, named } of rows)
    throw new Fault('store_corrupt', `${name} has a ${kind} that is not the desk's: ${named}`);
}
