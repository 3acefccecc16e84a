/** Which process sends a case's cards to a chat now: one at a time, by the database. */
import { sql, type Kysely } from 'kysely';
import { minuteMs } from '../domain/values/time';
import type { Store } from '../ports/store';
import type { StoreSchema } from './schema';
import type { Write } from './commit/group-commit';

/** Longer than a connector is waited for and its answer is noted; whoever has it longer was killed. */
const takenForMs = 30_000;

/** SQLite's migration 015, where nobody takes turns: one process has the file. */
export async function addDeliveries(database: Kysely<StoreSchema>): Promise<void> {
  await database.schema
    .createTable('deliveries')
    .addColumn('run_id', 'text', (column) => column.notNull())
    .addColumn('chat', 'text', (column) => column.notNull())
    .addColumn('taken_by', 'text', (column) => column.notNull())
    .addColumn('until', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('deliveries_by_chat', ['run_id', 'chat'])
    .execute();
}

/** PostgreSQL's migration 004. */
export const addDeliveriesToPostgres = (database: Kysely<StoreSchema>): Promise<unknown> =>
  sql`create table deliveries (
    run_id text collate "C" not null,
    chat text collate "C" not null,
    taken_by text collate "C" not null,
    until bigint not null,
    constraint deliveries_by_chat primary key (run_id, chat)
  )`.execute(database);

export interface DeliveryQueriesParts {
  readonly database: Kysely<StoreSchema>;
  readonly write: Write;
  /** There is nobody to take turns with. */
  readonly isOnlyWriter: boolean;
}

/** The server's clock: two processes' own may be apart. */
export const serverNow = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** What whoever was killed had sent cannot land any more: gateways give up after a minute. */
const forgottenAfterMs = 2 * minuteMs;

/** PostgreSQL's alone: what was left where nobody sends anything any more would stay for good. */
export async function forgetDeliveries(held: Kysely<StoreSchema>): Promise<void> {
  await held
    .deleteFrom('deliveries')
    .where('until', '<', sql<number>`${serverNow} - ${forgottenAfterMs}`)
    .execute();
}

export function createDeliveryQueries(parts: DeliveryQueriesParts): Pick<Store, 'takeDelivery' | 'endDelivery'> {
  const { write, isOnlyWriter } = parts;
  if (isOnlyWriter) return { takeDelivery: () => Promise.resolve('free'), endDelivery: () => Promise.resolve() };
  return {
    // A crash of the server takes it along with whoever had it waiting for its answer.
    takeDelivery: ({ runId, chat, by }) =>
      write('unsynced', async (held) => {
        const { rows } = await sql<{ was_there: boolean }>`
          insert into deliveries as taken (run_id, chat, taken_by, until) values (${runId}, ${chat}, ${by}, ${serverNow} + ${takenForMs})
          on conflict (run_id, chat) do update set taken_by = excluded.taken_by, until = excluded.until
            where taken.until <= ${serverNow} or taken.taken_by = excluded.taken_by
          returning xmax <> 0 as was_there`.execute(held);
        // A row that was updated has had another one before it; our own is one whose end could not be noted.
        const [turn] = rows;
        return turn === undefined ? 'taken' : turn.was_there ? 'left' : 'free';
      }),

    endDelivery: ({ runId, chat, by }) =>
      write('unsynced', async (held) => {
        await held
          .deleteFrom('deliveries')
          .where('run_id', '=', runId)
          .where('chat', '=', chat)
          .where('taken_by', '=', by)
          .execute();
      }),
  };
}
