import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { leftBehind, movedTables } from '../../../src/storage/move/moved-tables';
import { moveTables } from '../../../src/storage/move/move-store';
import { openPostgresTables, openSqliteTables } from '../../../src/storage/move/open-tables';
import { openPostgresStore } from '../../../src/storage/postgres/postgres-store';
import type { PostgresPlace } from '../../../src/storage/postgres/postgres-place';
import { backUpSqlite } from '../../../src/storage/sqlite/back-up';
import { openSqliteStore } from '../../../src/storage/sqlite/sqlite-store';
import { describePostgres } from '../../fakes/describe-postgres';
import { PostgresServer } from '../../fakes/postgres';
import { commitOf, nextVersion, numberedCase, sampleCase, sampleCopy } from '../../fakes/sample-case';

const recordedNow = () => Date.now();
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-move-'));
  file = join(folder, 'desk.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Names and amounts that databases write in different ways. */
const awkward = [
  'Ünïcödé Ltd. İıŞş',
  'O\'Brien \\ "quoted" %_',
  '漢字 🏦',
  ' leading and trailing ',
  'zero-width​joiner',
];

async function fill(cases = 30): Promise<void> {
  const store = await openSqliteStore({ file, recordedNow });
  for (let number = 1; number <= cases; number += 1) {
    const payment = {
      ...numberedCase(number).payment,
      beneficiary_name: awkward[number % awkward.length] ?? '',
      amount: [0.01, 99_999_999_999.001, 1e-7, 250_000, 123_456.789][number % 5] ?? 1,
    };
    const opened = numberedCase(number, { payment, conversation: { conversation: { id: 'c' } } });
    await store.commit(commitOf(opened));
    await store.commit(commitOf(nextVersion(opened, { status: 'awaiting_approval' })));
    await store.saveCopies([sampleCopy({ runId: opened.runId })]);
    await store.recordToolCall({
      runId: opened.runId,
      tool: 'screen_sanctions',
      input: { number },
      output: null,
      problem: 'x',
      calledAt: '2026-11-22T16:00:00.250Z',
    });
  }
  await store.rememberChat({ person: sampleCase().submitter, conversation: { id: 'chat' }, isPersona: false });
  await store.chooseLanguage('chat one', 'tr');
  await store.close();
}

test('a copy made while a desk writes is one whole state, and nothing is written over', async () => {
  await fill(3);
  const desk = await openSqliteStore({ file, recordedNow });
  await desk.commit(commitOf(numberedCase(100)));
  const target = join(folder, 'copy.db');
  backUpSqlite(file, target);
  await desk.commit(commitOf(numberedCase(101)));
  const copy = await openSqliteStore({ file: target, recordedNow, readOnly: true });
  expect(await copy.verifyAudit()).toMatchObject({ count: 7 });
  await copy.close();
  expect(() => backUpSqlite(file, target)).toThrow(/is there already/);
  expect(() => backUpSqlite(join(folder, 'none.db'), join(folder, 'other.db'))).toThrow(/there is no database/);
  await desk.close();
});

test('every table is either moved or made anew', async () => {
  await fill(1);
  const database = new Database(file);
  const tables = database
    .prepare(
      "select name from sqlite_master where type = 'table' and name not like 'kysely%' and name not like 'sqlite%'",
    )
    .all() as { name: string }[];
  database.close();
  expect(tables.map(({ name }) => name).sort()).toEqual([...movedTables, ...leftBehind].sort());
});

describePostgres('a desk that moves', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());

  async function move(place: PostgresPlace) {
    const source = await openSqliteTables(file);
    const target = await openPostgresTables(place);
    try {
      return await moveTables(source.database, target.database, { from: source.name, to: target.name });
    } finally {
      await target.close();
      await source.close();
    }
  }

  it('has everything there as it was, and goes on in the same chain', async () => {
    await fill();
    const place = await server.database();
    const moved = await move(place);
    expect(moved.find(({ table }) => table === 'case_versions')).toMatchObject({ count: 60 });
    const before = await openSqliteStore({ file, recordedNow, readOnly: true });
    const after = await openPostgresStore({ place, recordedNow });
    expect(await after.verifyAudit()).toEqual(await before.verifyAudit());
    expect(await after.listChosenLanguages(0)).toEqual([{ chosenFor: 'chat one', language: 'tr', number: 1 }]);
    for (const number of [1, 2, 3, 4, 5, 30]) {
      const { runId } = numberedCase(number);
      expect(await after.findCase(runId)).toEqual(await before.findCase(runId));
      expect(await after.listCopies(runId)).toEqual(await before.listCopies(runId));
    }
    expect([...(await after.readReservations('2026-01-22')).held]).toEqual([
      ...(await before.readReservations('2026-01-22')).held,
    ]);
    const last = await after.lastToolCall();
    expect(last).toBe(await before.lastToolCall());
    await after.recordToolCall({ runId: 'r', tool: 't', input: {}, output: {}, problem: null, calledAt: 'now' });
    expect(await after.lastToolCall()).toBe(last + 1);
    expect(await after.commit(commitOf(numberedCase(31)))).toMatchObject({ ok: true, event: { seq: 61 } });
    expect(await after.verifyAudit()).toMatchObject({ count: 61 });
    await before.close();
    await after.close();
  });

  it('moves to no database that has anything in it', async () => {
    await fill(1);
    const place = await server.database();
    const other = await openPostgresStore({ place, recordedNow });
    await other.commit(commitOf(numberedCase(9)));
    await other.close();
    await expect(move(place)).rejects.toMatchObject({
      code: 'store_failed',
      message: expect.stringContaining('is not empty') as string,
    });
    expect(await server.query(place.database, 'select count(*)::integer as count from cases')).toEqual([{ count: 1 }]);
  });

  it('leaves nothing behind where a row does not read as it was written', async () => {
    await fill(2);
    const place = await server.database();
    await (await openPostgresStore({ place, recordedNow })).close();
    await server.query(
      place.database,
      `create function f() returns trigger language plpgsql as 'begin new.amount := new.amount + 1; return new; end';
       create trigger t before insert on cases for each row execute function f()`,
    );
    await expect(move(place)).rejects.toMatchObject({ code: 'store_corrupt' });
    expect(await server.query(place.database, 'select count(*)::integer as count from cases')).toEqual([{ count: 0 }]);
  });

  it('does not move while a desk has the file', async () => {
    await fill(1);
    const desk = await openSqliteStore({ file, recordedNow });
    await expect(openSqliteTables(file)).rejects.toMatchObject({ code: 'store_in_use' });
    await desk.close();
  });
});
