import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Fault } from '../../../src/domain/values/errors';
import { openPostgresStore } from '../../../src/storage/postgres/postgres-store';
import type { PostgresPlace } from '../../../src/storage/postgres/postgres-place';
import { tryPostgres } from '../../../src/storage/postgres/try-postgres';
import { commitOf, sampleCase, sampleCopy, sampleRunId } from '../../fakes/sample-case';
import { describePostgres } from '../../fakes/describe-postgres';
import { PostgresServer } from '../../fakes/postgres';

const recordedNow = () => Date.now();

describePostgres('a desk that starts on PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());

  const start = async (place: PostgresPlace, now = recordedNow): Promise<void> => {
    await (await openPostgresStore({ place, recordedNow: now })).close();
  };
  const refusal = (place: PostgresPlace, now = recordedNow): Promise<unknown> =>
    start(place, now).then(
      () => 'it started',
      (error: unknown) => error,
    );

  it('makes its tables once, however many start at the same moment', async () => {
    const place = await server.database();
    await Promise.all(Array.from({ length: 5 }, () => start(place)));
    const heads = await server.query(place.database, 'select seq::integer from audit_chain');
    expect(heads).toEqual([{ seq: 0 }]);
  });

  it('stops where the password is wrong, and never says it', async () => {
    const place = { ...(await server.database()), password: 'not-this-one' };
    const error = await refusal(place);
    expect(error).toMatchObject({ code: 'store_denied' });
    expect(String(error)).toMatch(/password authentication failed.*DATABASE_URL/);
    expect(String(error)).not.toContain('not-this-one');
  });

  it('signs in with a token in the place of a password, asked for with each connection', async () => {
    const { password, ...place } = await server.database();
    let asked = 0;
    const token = (): Promise<string> => {
      asked += 1;
      return Promise.resolve(password ?? '');
    };
    const identity = { identity: 'managed', clientId: null } as const;
    const store = await openPostgresStore({ place: { ...place, password: null, identity }, token, recordedNow });
    try {
      const cases = Array.from({ length: 4 }, () => store.listCases({ statuses: ['held'], limit: 1 }));
      await Promise.all(cases);
    } finally {
      await store.close();
    }
    expect(asked).toBeGreaterThan(1);
    const none = () => Promise.reject(new Fault('configuration_invalid', 'No token for PostgreSQL: none'));
    await expect(
      openPostgresStore({ place: { ...place, password: null, identity }, token: none, recordedNow }),
    ).rejects.toMatchObject({
      code: 'configuration_invalid',
      message: 'No token for PostgreSQL: none',
    });
    await expect(
      tryPostgres({ ...place, password: null, identity }, recordedNow, () => Promise.resolve('expired')),
    ).rejects.toMatchObject({
      code: 'store_denied',
      message: expect.stringContaining('password authentication failed') as string,
    });
  });

  it('stops where there is no such database, or another user may do nothing in it', async () => {
    expect(await refusal(server.place('nowhere'))).toMatchObject({
      code: 'store_denied',
      message: expect.stringContaining('database "nowhere" does not exist') as string,
    });
    const place = await server.database();
    await server.query('postgres', `create role guest login password 'guest'`);
    expect(await refusal({ ...place, user: 'guest', password: 'guest' })).toMatchObject({
      code: 'store_denied',
      message: expect.stringContaining('permission denied') as string,
    });
  });

  it('stops where nobody answers, within seconds', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as AddressInfo;
    try {
      expect(await refusal({ ...server.place('any'), port })).toMatchObject({ code: 'store_unreachable' });
      expect(await refusal({ ...server.place('any'), port: 1 })).toMatchObject({
        code: 'store_unreachable',
        message: expect.stringContaining('ECONNREFUSED') as string,
      });
    } finally {
      silent.close();
    }
  }, 20_000);

  it('stops where it should prove who the server is and the server speaks in the clear', async () => {
    const place: PostgresPlace = { ...(await server.database()), tls: { kind: 'system' } };
    expect(await refusal(place)).toMatchObject({
      code: 'store_unreachable',
      message: expect.stringContaining('does not support SSL') as string,
    });
  });

  it('stops where text is kept as something else than UTF-8', async () => {
    const place = await server.database('template0', `encoding 'LATIN1' lc_collate 'C' lc_ctype 'C'`);
    expect(await refusal(place)).toMatchObject({
      code: 'configuration_invalid',
      message: expect.stringContaining('LATIN1') as string,
    });
  });

  it('stops where the database was set to read only', async () => {
    const place = await server.database();
    await server.query('postgres', `alter database ${place.database} set default_transaction_read_only = on`);
    expect(await refusal(place)).toMatchObject({
      code: 'store_read_only',
      message: expect.stringContaining('read only') as string,
    });
  });

  it.each([60_000, -60_000])('stops where its clock is %d ms off the server’s', async (skewMs) => {
    const place = await server.database();
    const error = await refusal(place, () => Date.now() + skewMs);
    expect(error).toMatchObject({
      code: 'clock_apart',
      message: expect.stringMatching(/clocks .* 60 s apart/) as string,
    });
    expect(await server.query(place.database, `select 1 from pg_tables where schemaname = 'public'`)).toEqual([]);
  });

  it('stands back once its clock is put wrong, and goes on when that is mended', async () => {
    let skewMs = 0;
    const store = await openPostgresStore({
      place: await server.database(),
      recordedNow: () => Date.now() + skewMs,
    });
    await store.probe();
    for (const wrong of [60_000, -60_000]) {
      skewMs = wrong;
      await expect(store.probe()).rejects.toMatchObject({ code: 'clock_apart' });
      expect(await store.isClockApart()).toBe(true);
      skewMs = 0;
      await store.probe();
      expect(await store.isClockApart()).toBe(false);
    }
    await store.close();
  });

  it('stops where the tables are of a newer release', async () => {
    const place = await server.database();
    await start(place);
    await server.query(place.database, `insert into kysely_migration values ('999_later', now()::text)`);
    expect(await refusal(place)).toMatchObject({
      code: 'store_corrupt',
      message: expect.stringContaining('999_later') as string,
    });
  });

  it('reads none of another release, and says which it is', async () => {
    const place = await server.database();
    await start(place);
    const read = () => openPostgresStore({ place, recordedNow, readOnly: true });
    await server.query(place.database, `delete from kysely_migration where name like '007_%'`);
    await expect(read()).rejects.toMatchObject({ code: 'store_outdated' });
    expect(await tryPostgres(place, recordedNow)).toBe('usable');
    await server.query(place.database, `insert into kysely_migration values ('999_later', now()::text)`);
    const newer = { code: 'store_corrupt', message: expect.stringContaining('999_later') as string };
    await expect(read()).rejects.toMatchObject(newer);
    await expect(tryPostgres(place, recordedNow)).rejects.toMatchObject(newer);
  });

  it('takes the language a card was drawn in from behind what it was drawn from', async () => {
    const place = await server.database();
    const drawnFrom = 'a1'.repeat(32);
    const cards = [sampleCopy({ drawnFrom, chosenLanguage: 'tr' }), sampleCopy({ number: 2, drawnFrom })];
    let store = await openPostgresStore({ place, recordedNow });
    await store.commit(commitOf(sampleCase()));
    await store.saveCopies(cards);
    await store.close();
    await server.query(
      place.database,
      `update card_copies set drawn_from = drawn_from || ' in ' || chosen_language where chosen_language is not null;
       alter table card_copies drop column chosen_language; drop table chosen_languages; drop table kept_tokens;
       alter table cases drop column payee_bank;
       delete from kysely_migration where name >= '008'`,
    );
    store = await openPostgresStore({ place, recordedNow });
    expect(await store.listCopies(sampleRunId)).toEqual(cards);
    await store.close();
  });

  it('reads the bank of a payee of an earlier release from its payments', async () => {
    const place = await server.database();
    const one = sampleCase();
    const american = { beneficiary_account: '12345678', beneficiary_bic: 'CHASUS33XXX' };
    const asked = { runId: 'WF-other', payment: one.payment };
    let store = await openPostgresStore({ place, recordedNow });
    await store.commit(commitOf({ ...one, payment: { ...one.payment, ...american } }));
    await store.close();
    await server.query(
      place.database,
      `alter table cases drop column payee_bank; delete from kysely_migration where name >= '011'`,
    );
    store = await openPostgresStore({ place, recordedNow });
    expect(await store.findEarlier(asked)).toMatchObject([{ account: '12345678', bank: 'CHASUS33/' }]);
    await store.verifyAudit();
    await store.close();
  });

  it('stops among tables of somebody else, and makes none there', async () => {
    const place = await server.database();
    await server.query(place.database, 'create table invoices (id integer)');
    expect(await refusal(place)).toMatchObject({
      code: 'store_corrupt',
      message: expect.stringContaining('invoices') as string,
    });
    expect(await server.query(place.database, `select tablename from pg_tables where schemaname = 'public'`)).toEqual([
      { tablename: 'invoices' },
    ]);
  });

  it('stops where the last event is not the one the chain ended with', async () => {
    const place = await server.database();
    const store = await openPostgresStore({ place, recordedNow });
    await store.commit(commitOf(sampleCase()));
    await store.close();
    await server.query(place.database, `update audit_chain set hash = repeat('f', 64)`);
    expect(await refusal(place)).toMatchObject({ code: 'store_corrupt' });
  });

  it('reads beside others without writing, and never makes tables', async () => {
    const place = await server.database();
    await expect(openPostgresStore({ place, recordedNow, readOnly: true })).rejects.toMatchObject({
      code: 'store_corrupt',
    });
    const writer = await openPostgresStore({ place, recordedNow });
    await writer.commit(commitOf(sampleCase()));
    const reader = await openPostgresStore({ place, recordedNow, readOnly: true });
    expect(await reader.verifyAudit()).toMatchObject({ count: 1 });
    await expect(reader.commit(commitOf(sampleCase(), { idempotencyKey: 'other' }))).rejects.toMatchObject({
      code: 'store_failed',
    });
    await expect(reader.probe()).rejects.toMatchObject({ code: 'store_failed' });
    await reader.close();
    await writer.close();
  });

  it.each([
    [
      'trigger',
      `create function f() returns trigger language plpgsql as 'begin return new; end';
      create trigger t before insert on cases for each row execute function f()`,
    ],
    ['rule', 'create rule r as on delete to cases do instead nothing'],
    ['view', 'create view v as select 1'],
  ])('finds a %s that would change what is written or read', async (kind, made) => {
    const place = await server.database();
    const store = await openPostgresStore({ place, recordedNow });
    await store.verifyAudit();
    await server.query(place.database, made);
    await expect(store.verifyAudit()).rejects.toMatchObject({
      code: 'store_corrupt',
      message: expect.stringContaining(kind) as string,
    });
    await store.close();
  });
});

describePostgres('a server that has a primary', () => {
  let primary: PostgresServer;
  let standby: PostgresServer;
  beforeAll(async () => {
    primary = await PostgresServer.start();
    standby = await primary.standby();
  }, 60_000);
  afterAll(async () => {
    await standby.stop();
    await primary.stop();
  });

  it('takes no desk, and lets one look', async () => {
    const place = await primary.database();
    await (await openPostgresStore({ place, recordedNow })).close();
    const beside = standby.place(place.database);
    await standby.catchUp(primary);
    await expect(openPostgresStore({ place: beside, recordedNow })).rejects.toMatchObject({
      code: 'store_read_only',
      message: expect.stringContaining('standby') as string,
    });
    const reader = await openPostgresStore({ place: beside, recordedNow, readOnly: true });
    expect(await reader.verifyAudit()).toMatchObject({ count: 0 });
    await reader.close();
  });
});

describePostgres('trying a server', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());

  it('tells an empty database from one in use, changes neither, and stops where a start would', async () => {
    const place = await server.database();
    expect(await tryPostgres(place, recordedNow)).toBe('empty');
    expect(await server.query(place.database, `select 1 from pg_tables where schemaname = 'public'`)).toEqual([]);
    const store = await openPostgresStore({ place, recordedNow });
    expect(await tryPostgres(place, recordedNow)).toBe('usable');
    await store.close();
    await expect(tryPostgres({ ...place, password: 'wrong' }, recordedNow)).rejects.toMatchObject({
      code: 'store_denied',
    });
    await expect(tryPostgres(place, () => Date.now() + 90_000)).rejects.toMatchObject({ code: 'clock_apart' });
  });
});
