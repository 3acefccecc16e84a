/** Several processes' stores on one database: what one does the others see, and nothing one does wrong is another's to pay for. */
import { Client } from 'pg';
import { findChainFault } from '../../../src/domain/case/audit-event';
import type { Store } from '../../../src/ports/store';
import { openPostgresStore } from '../../../src/storage/postgres/postgres-store';
import type { PostgresPlace } from '../../../src/storage/postgres/postgres-place';
import { asFault } from '../../../src/domain/values/errors';
import { describePostgres } from '../../fakes/describe-postgres';
import { startLine } from '../../fakes/line';
import { PostgresServer } from '../../fakes/postgres';
import { commitOf, nextVersion, numberedCase, sampleCase, sampleCopy } from '../../fakes/sample-case';

const recordedNow = () => Date.now();

describePostgres('several stores on one database', () => {
  let server: PostgresServer;
  let place: PostgresPlace;
  let stores: Store[];
  let lost: string[];
  const at = (index: number): Store => stores[index % stores.length]!;

  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    place = await server.database();
    lost = [];
    stores = [];
    for (let index = 0; index < 3; index += 1)
      stores.push(await openPostgresStore({ place, recordedNow, onLost: ({ message }) => lost.push(message) }));
  });
  afterEach(async () => {
    for (const store of stores) await store.close();
    await server.drop(place);
  });

  it('keep one whole chain, whoever commits', async () => {
    const work = Array.from({ length: 60 }, async (_, number) => {
      const opened = numberedCase(number);
      expect(await at(number).commit(commitOf(opened))).toMatchObject({ ok: true });
      expect(await at(number + 1).commit(commitOf(nextVersion(opened)))).toMatchObject({ ok: true });
    });
    await Promise.all(work);
    const events = await at(0).readEvents({ limit: 1_000 });
    expect(events).toHaveLength(120);
    expect(findChainFault(events)).toBeNull();
    expect(await at(2).verifyAudit()).toMatchObject({ count: 120 });
  });

  it('let another process start while they write', async () => {
    const desk = { isWriting: true };
    const writing = Array.from({ length: 8 }, async (_, writer) => {
      for (let number = writer; desk.isWriting; number += 8) await at(writer).commit(commitOf(numberedCase(number)));
    });
    for (let starts = 0; starts < 25; starts += 1) await (await openPostgresStore({ place, recordedNow })).close();
    desk.isWriting = false;
    await Promise.all(writing);
  });

  it('see at once what another has committed, also of a case they remember', async () => {
    const opened = sampleCase();
    await at(0).commit(commitOf(opened));
    expect(await at(1).findCase(opened.runId)).toMatchObject({ version: 1 });
    await at(0).commit(commitOf(nextVersion(opened, { status: 'awaiting_approval' })));
    expect(await at(1).findCase(opened.runId)).toMatchObject({ version: 2 });
    expect([...(await at(2).readReservations('2026-01-22')).held]).toHaveLength(1);
    await at(1).commit(commitOf(nextVersion(nextVersion(opened), { status: 'rejected' })));
    expect([...(await at(2).readReservations('2026-01-22')).held]).toEqual([]);
  });

  it('take one of many changes to one version, and one of many openings of one payment', async () => {
    await at(0).commit(commitOf(sampleCase()));
    const presses = Array.from({ length: 60 }, (_, person) =>
      at(person).commit(commitOf(nextVersion(sampleCase()), { idempotencyKey: `person-${person}`, input: { person } })),
    );
    const openings = Array.from({ length: 60 }, (_, number) =>
      at(number).commit(
        commitOf(numberedCase(number, { payment: { ...sampleCase().payment, payment_id: 'TXN-one' } })),
      ),
    );
    const pressed = await Promise.all(presses);
    const made = await Promise.all(openings);
    expect(pressed.filter(({ ok }) => ok)).toHaveLength(1);
    expect(made.filter(({ ok }) => ok)).toHaveLength(1);
    expect(made.filter((one) => !one.ok && one.reason === 'payment_exists')).toHaveLength(59);
  });

  it('answer a repeated key with the first result, whichever of them is asked', async () => {
    const press = commitOf(sampleCase());
    const results = await Promise.all(Array.from({ length: 30 }, (_, index) => at(index).commit(press)));
    expect(results.filter((result) => result.ok && !result.repeated)).toHaveLength(1);
    expect(new Set(results.map((result) => (result.ok ? result.event.hash : 'refused'))).size).toBe(1);
  });

  it('let nobody pay for what another did wrong in the same moment', async () => {
    await at(0).commit(commitOf(sampleCase()));
    const moved = nextVersion(sampleCase(), { payment: numberedCase(7).payment });
    const outcomes = await Promise.allSettled([
      ...Array.from({ length: 10 }, (_, number) => at(0).commit(commitOf(numberedCase(100 + number)))),
      at(0).commit(commitOf(moved)),
      at(0).saveCopies([sampleCopy({ runId: 'WF-none' })]),
      ...Array.from({ length: 10 }, (_, number) => at(0).commit(commitOf(numberedCase(200 + number)))),
    ]);
    const failed = outcomes.filter(({ status }) => status === 'rejected');
    expect(failed).toHaveLength(2);
    expect(await at(1).verifyAudit()).toMatchObject({ count: 21 });
  });

  it('go on after every connection was cut, and say that they were', async () => {
    await at(0).commit(commitOf(sampleCase()));
    await at(1).probe();
    await server.cutConnections();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(lost.join()).toContain('terminating connection');
    await at(0).commit(commitOf(nextVersion(sampleCase())));
    await at(1).probe();
    expect(await at(1).verifyAudit()).toMatchObject({ count: 2 });
  });

  it('lose nothing they acknowledged in a crash of the server, and take what was not answered once when it is asked again', async () => {
    const acknowledged = new Set<string>();
    const asked = Array.from({ length: 300 }, (_, number) => commitOf(numberedCase(number)));
    const pressing = asked.map(async (request, number) => {
      await new Promise((resolve) => setTimeout(resolve, number));
      const kept = await at(number)
        .commit(request)
        .catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'store_unreachable' });
          return null;
        });
      if (kept?.ok) acknowledged.add(kept.case.runId);
    });
    await new Promise((resolve) => setTimeout(resolve, 120));
    await server.halt('SIGQUIT');
    await expect(at(0).probe()).rejects.toMatchObject({ code: 'store_unreachable' });
    await server.begin();
    await Promise.all(pressing);
    const kept = new Set(await at(0).listRunIds({ statuses: ['under_review'], limit: 1_000 }));
    expect([...acknowledged].filter((runId) => !kept.has(runId))).toEqual([]);
    expect(acknowledged.size).toBeLessThan(asked.length);
    for (const request of asked) expect(await at(1).commit(request)).toMatchObject({ ok: true });
    expect(await at(2).verifyAudit()).toMatchObject({ count: 300 });
  }, 60_000);

  it('go on where another release adds a column to a table they know, whatever they ask of it', async () => {
    await at(0).commit(commitOf(sampleCase()));
    const { runId } = sampleCase();
    await at(0).saveCopies([sampleCopy()]);
    const askAll = () =>
      Promise.all(
        Array.from({ length: 12 }, () => [
          at(0).listCopies(runId),
          at(0).findCase(runId),
          at(0).readEvents({ runId, limit: 10 }),
          at(0).listCardsDue({ nowMs: 0, inDoubtToo: true, limit: 10 }),
        ]).flat(),
      );
    await askAll();
    for (const table of ['card_copies', 'cases', 'case_versions', 'audit_events', 'audit_chain', 'waiting'])
      await server.query(place.database, `alter table ${table} add column later text`);
    await askAll();
    expect(await at(0).listCopies(runId)).toEqual([sampleCopy()]);
    expect(await at(0).commit(commitOf(nextVersion(sampleCase())))).toMatchObject({ ok: true });
    expect(await at(1).verifyAudit()).toMatchObject({ count: 2 });
  });

  it('go on with what they write where it makes another type of a column', async () => {
    for (const number of [1, 2]) await at(0).commit(commitOf(numberedCase(number)));
    await server.query(place.database, 'alter table cases alter column version type bigint');
    await server.query(place.database, 'alter table cases alter column payment_id type varchar(200)');
    expect(await at(0).commit(commitOf(nextVersion(numberedCase(1))))).toMatchObject({ ok: true });
    expect(await at(0).commit(commitOf(numberedCase(3)))).toMatchObject({ ok: true });
  });

  it('write again once a server takes writes that took none while they connected', async () => {
    await at(0).commit(commitOf(sampleCase()));
    const { database } = place;
    await server.query('postgres', `alter database ${database} set default_transaction_read_only = on`);
    await server.cutConnections();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await expect(at(0).commit(commitOf(numberedCase(2)))).rejects.toMatchObject({
      code: 'store_read_only',
      message: expect.stringContaining('takes no writes') as string,
    });
    await server.query('postgres', `alter database ${database} set default_transaction_read_only = off`);
    expect(await at(0).commit(commitOf(numberedCase(2)))).toMatchObject({ ok: true });
  });

  it('say that all their connections are at work, where they are', async () => {
    const few = await openPostgresStore({ place: { ...place, connections: 2 }, recordedNow });
    const other = new Client({ connectionString: server.url(place.database) });
    await other.connect();
    try {
      await other.query('begin');
      await other.query('lock table cases in access exclusive mode');
      const why = await Promise.all(
        Array.from({ length: 3 }, () => few.findCaseByPayment('TXN-1').then(() => 'read', String)),
      );
      expect(
        why.map((each) => /canceling statement due to lock timeout|all 2 connections.*at work/.exec(each)?.[0]),
      ).toEqual([
        'canceling statement due to lock timeout',
        'canceling statement due to lock timeout',
        'all 2 connections of this process are at work',
      ]);
    } finally {
      await other.end();
      await few.close();
    }
  }, 40_000);

  it('are told by the same key what became of a group whose commit nobody heard of', async () => {
    const line = await startLine(server.port);
    const far = await openPostgresStore({ place: { ...place, port: line.port }, recordedNow });
    try {
      await far.commit(commitOf(sampleCase()));
      const stale = commitOf(nextVersion(nextVersion(sampleCase())), { idempotencyKey: 'stale' });
      const requests = [...Array.from({ length: 5 }, (_, number) => commitOf(numberedCase(number + 10))), stale];
      // As the statement ends on the wire: an isolation level has the word too.
      line.breakAfter('commit\0');
      const heard = await Promise.all(
        requests.map((request) => far.commit(request).catch((error: unknown) => asFault(error).code)),
      );
      expect(heard).toEqual(requests.map(() => 'store_unreachable'));
      // The server took it all the same.
      expect(await at(0).verifyAudit()).toMatchObject({ count: 6 });
      const again = await Promise.all(requests.map((request) => far.commit(request)));
      expect(again.slice(0, 5)).toEqual(
        again.slice(0, 5).map(() => expect.objectContaining({ ok: true, repeated: true }) as object),
      );
      expect(again.at(-1)).toEqual({ ok: false, reason: 'stale_version' });
      expect(await at(0).verifyAudit()).toMatchObject({ count: 6 });
    } finally {
      await far.close();
      await line.close();
    }
  });

  it('are not held up for long by one that stopped in the midst of a change', async () => {
    // As a process that was suspended: the end of the chain is its own, and it says nothing more.
    const { Client } = await import('pg');
    const { host, port, user, database } = place;
    const stopped = new Client({ host, port, user, password: place.password ?? '', database });
    stopped.on('error', () => undefined);
    await stopped.connect();
    await stopped.query('set idle_in_transaction_session_timeout = 1000');
    await stopped.query('begin');
    await stopped.query('update audit_chain set seq = seq');
    const began = Date.now();
    expect(await at(0).commit(commitOf(sampleCase()))).toMatchObject({ ok: true });
    expect(Date.now() - began).toBeLessThan(5_000);
    await stopped.end().catch(() => undefined);
  });
});
