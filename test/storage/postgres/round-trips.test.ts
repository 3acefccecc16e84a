/** How often a commit waits for the server while it holds the end of the chain, and what becomes of it where a change it did not wait for fails. */
import { CompiledQuery, Kysely, sql } from 'kysely';
import { Client } from 'pg';
import type { Store } from '../../../src/ports/store';
import { createPostgresDialect } from '../../../src/storage/postgres/postgres-dialect';
import type { PostgresPlace } from '../../../src/storage/postgres/postgres-place';
import { openPool } from '../../../src/storage/postgres/postgres-pool';
import { openPostgresStore } from '../../../src/storage/postgres/postgres-store';
import type { StoreSchema } from '../../../src/storage/schema';
import { describePostgres } from '../../fakes/describe-postgres';
import { PostgresServer } from '../../fakes/postgres';
import { commitOf, nextVersion, sampleCase } from '../../fakes/sample-case';

interface Asking {
  query: (this: Client, asked: unknown) => Promise<unknown>;
}

/** Questions on the way, of every connection: whoever sends one while none is begins a round trip. */
async function roundTripsOf(work: () => Promise<unknown>): Promise<number> {
  let onTheWay = 0;
  let roundTrips = 0;
  const { query: ask } = Client.prototype as unknown as Asking;
  function count(this: Client, asked: unknown): unknown {
    if (onTheWay === 0) roundTrips += 1;
    onTheWay += 1;
    return ask.call(this, asked).finally(() => {
      onTheWay -= 1;
    });
  }
  const counted = jest.spyOn(Client.prototype, 'query').mockImplementation(count);
  await work();
  counted.mockRestore();
  return roundTrips;
}

describePostgres('a commit on PostgreSQL', () => {
  let server: PostgresServer;
  let place: PostgresPlace;
  let store: Store;

  beforeAll(async () => {
    server = await PostgresServer.start();
    place = await server.database();
    store = await openPostgresStore({ place, recordedNow: () => Date.now() });
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
  });

  it('waits for what stands and for what is written, and for nothing in between', async () => {
    const opened = sampleCase();
    const second = nextVersion(opened);
    // The first commit of a process makes its connection.
    await store.commit(commitOf(opened));
    const following = [commitOf(nextVersion(second))];
    expect(await roundTripsOf(() => store.commit(commitOf(second, { following })))).toBe(2);
    expect(await store.findCase(opened.runId)).toMatchObject({ version: 3 });
  });

  it('says which change failed, keeps none of them, and leaves its connection to the next', async () => {
    const pool = await openPool({
      place: { ...place, connections: 1 },
      readOnly: false,
      token: null,
      onLost: () => undefined,
    });
    const database = new Kysely<StoreSchema>({ dialect: createPostgresDialect(pool) });
    const set = (at: number | null) => CompiledQuery.raw('update write_probe set at = $1', [at]);
    const failing = database.transaction().execute(async (held) => {
      await held.executeQuery(set(7));
      await held.executeQuery(set(null));
    });
    await expect(failing).rejects.toThrow('null value in column "at"');
    const { rows } = await sql<{ at: number }>`select at from write_probe`.execute(database);
    expect(rows).not.toContainEqual({ at: 7 });
    await database.transaction().execute((held) => held.executeQuery(set(8)));
    expect((await sql`select at from write_probe`.execute(database)).rows).toEqual([{ at: 8 }]);
    await database.destroy();
  });
});
