/** What a running desk rests on at the server and does not see by a question that works: the state it left, its rights, the end of the chain. */
import { Client } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { openPostgresStore } from '../../../src/storage/postgres/postgres-store';
import type { PostgresPlace } from '../../../src/storage/postgres/postgres-place';
import { tryPostgres } from '../../../src/storage/postgres/try-postgres';
import type { Store } from '../../../src/ports/store';
import { describePostgres } from '../../fakes/describe-postgres';
import { PostgresServer } from '../../fakes/postgres';
import { commitOf, numberedCase, sampleCase } from '../../fakes/sample-case';

const recordedNow = () => Date.now();

describePostgres('a running desk', () => {
  let server: PostgresServer;
  let place: PostgresPlace;
  let store: Store;
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    place = await server.database();
    store = await openPostgresStore({ place, recordedNow });
  });
  afterEach(() => store.close());

  /** Another database takes the name of this one, as a restored one does. */
  async function putInItsPlace(other: string): Promise<string> {
    const { database } = place;
    const old = `${database}_instead_of_${other}`;
    await server.query('postgres', `alter database ${database} allow_connections false`);
    await server.cutConnections();
    await pause(300);
    await server.query('postgres', `alter database ${database} rename to ${old}`);
    await server.query('postgres', `alter database ${other} rename to ${database}`);
    return old;
  }

  /** What there is now, to be put in its place later. */
  async function copy(): Promise<string> {
    await store.close();
    const { database } = await server.database(place.database);
    store = await openPostgresStore({ place, recordedNow });
    return database;
  }

  it('writes nothing upon an earlier state that was put beneath it, and says what to do', async () => {
    await store.commit(commitOf(sampleCase()));
    const earlier = await copy();
    await store.commit(commitOf(numberedCase(1)));
    await store.probe();
    const old = await putInItsPlace(earlier);
    const replaced = { code: 'store_replaced', message: expect.stringMatching(/event 2 .*desk store check/) as string };
    await expect(store.commit(commitOf(numberedCase(2)))).rejects.toMatchObject(replaced);
    await expect(store.probe()).rejects.toMatchObject(replaced);
    // Another goes on from there, and the trail is as long again: the event that was seen is another one all the same.
    const other = await openPostgresStore({ place, recordedNow });
    await other.commit(commitOf(numberedCase(3)));
    await other.commit(commitOf(numberedCase(4)));
    await other.close();
    await expect(store.probe()).rejects.toMatchObject(replaced);
    await expect(store.commit(commitOf(numberedCase(2)))).rejects.toMatchObject(replaced);
    // The one that was there comes back.
    await server.query('postgres', `alter database ${old} allow_connections true`);
    await putInItsPlace(old);
    await store.probe();
    expect(await store.commit(commitOf(numberedCase(2)))).toMatchObject({ ok: true });
  });

  it('writes nothing where its trail was emptied', async () => {
    await store.commit(commitOf(sampleCase()));
    await store.probe();
    const empty = await server.database();
    await (await openPostgresStore({ place: empty, recordedNow })).close();
    await putInItsPlace(empty.database);
    await expect(store.commit(commitOf(numberedCase(2)))).rejects.toMatchObject({ code: 'store_replaced' });
  });

  it('goes on after its connections were cut, whatever others committed meanwhile', async () => {
    await store.commit(commitOf(sampleCase()));
    await store.probe();
    const other = await openPostgresStore({ place, recordedNow });
    await other.commit(commitOf(numberedCase(1)));
    await server.cutConnections();
    await pause(300);
    expect(await store.commit(commitOf(numberedCase(2)))).toMatchObject({ ok: true });
    await store.probe();
    await other.close();
  });

  describe('as a user who is given each right by itself', () => {
    let own: Store;
    let ownPlace: PostgresPlace;
    beforeEach(async () => {
      await server.query('postgres', `drop role if exists clerk`).catch(() => undefined);
      await server.query(
        'postgres',
        `do $$ begin if not exists (select from pg_roles where rolname = 'clerk') then create role clerk login password 'clerk'; end if; end $$`,
      );
      await server.query(
        place.database,
        `grant create on database ${place.database} to clerk; grant all on schema public to clerk; grant all on all tables in schema public to clerk`,
      );
      ownPlace = { ...place, user: 'clerk', password: 'clerk' };
      own = await openPostgresStore({ place: ownPlace, recordedNow });
    });
    afterEach(() => own.close());

    it.each([
      ['update', 'cases'],
      ['insert', 'audit_events'],
      ['select', 'case_versions'],
      ['insert', 'kept_contents'],
      ['insert', 'card_copies'],
      ['update', 'audit_chain'],
      ['delete', 'waiting'],
    ])(
      'is not ready without %s on %s, does not start without it, and goes on once it is given again',
      async (right, table) => {
        await own.probe();
        await server.query(place.database, `revoke ${right} on ${table} from clerk`);
        const denied = { code: 'store_denied', message: expect.stringContaining(`${right} on ${table}`) as string };
        await expect(own.probe()).rejects.toMatchObject(denied);
        await expect(tryPostgres(ownPlace, recordedNow)).rejects.toMatchObject(denied);
        await expect(openPostgresStore({ place: ownPlace, recordedNow })).rejects.toMatchObject({
          code: 'store_denied',
        });
        await server.query(place.database, `grant ${right} on ${table} to clerk`);
        await own.probe();
      },
    );

    it('needs no right to change what is only added to', async () => {
      await server.query(
        place.database,
        `revoke update, delete on audit_events, case_versions, subject_versions, kept_contents, tool_calls from clerk`,
      );
      await own.probe();
      expect(await own.commit(commitOf(sampleCase()))).toMatchObject({ ok: true });
    });
  });

  it('is not well while somebody keeps the end of the chain from it', async () => {
    const somebody = new Client({ ...place, ssl: false } as object);
    await somebody.connect();
    await somebody.query('begin; lock table audit_chain in exclusive mode');
    const looked = store.probe().then(
      () => 'well',
      () => 'not well',
    );
    expect(await Promise.race([looked, pause(1_500, 'waits')])).toBe('waits');
    await somebody.query('rollback');
    expect(await looked).toBe('well');
    await somebody.end();
  });

  it('is read and held against itself where a schema of its user’s name was made since', async () => {
    await store.commit(commitOf(sampleCase()));
    await server.query(place.database, 'create schema desk');
    expect(await tryPostgres(place, recordedNow)).toBe('usable');
    const reader = await openPostgresStore({ place, recordedNow, readOnly: true });
    expect(await reader.verifyAudit()).toMatchObject({ count: 1 });
    await server.query(place.database, 'create rule r as on delete to public.cases do instead nothing');
    await expect(reader.verifyAudit()).rejects.toMatchObject({ code: 'store_corrupt' });
    await reader.close();
  });
});
