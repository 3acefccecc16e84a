import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import type { CaseStatus } from '../../src/domain/case/payment-case';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { commitOf, nextVersion, numberedCase, sampleDecision } from '../fakes/sample-case';

const day = '2026-01-22';
const waiting = { status: 'awaiting_approval', decision: sampleDecision } as const;

describe('a database of the release before reservations', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'treasury-desk-'));
    file = join(folder, 'desk.db');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const open = () => openSqliteStore({ file, recordedNow: () => 0 });

  function sql(text: string): void {
    const database = new Database(file);
    database.exec(text);
    database.close();
  }

  /** Which columns and which migrations the file has. */
  function layout(): { columns: readonly unknown[]; migrations: readonly unknown[] } {
    const database = new Database(file);
    const names = (text: string) => (database.prepare(text).all() as { name: string }[]).map(({ name }) => name);
    const columns = names('PRAGMA table_info(cases)');
    const migrations = names('SELECT name FROM kysely_migration ORDER BY name');
    database.close();
    return { columns, migrations };
  }

  /** The cases, in a file as the first migration alone leaves it. */
  async function writeEarlier(statuses: readonly CaseStatus[]): Promise<void> {
    const store = await open();
    for (const [number, status] of statuses.entries()) {
      const opened = numberedCase(number, { ...waiting, status: 'under_review', decision: null });
      await store.commit(commitOf(opened));
      await store.commit(commitOf(nextVersion(opened, { ...waiting, status })));
    }
    await store.close();
    sql(`DROP INDEX cases_holding;
         ALTER TABLE cases DROP COLUMN holds_on;
         ALTER TABLE cases DROP COLUMN reservation;
         DELETE FROM kysely_migration WHERE name = '002_reservations';`);
    expect(layout()).toEqual({
      columns: ['run_id', 'payment_id', 'status', 'version', 'opened_seq', 'unfinished'],
      migrations: ['001_cases_and_audit'],
    });
  }

  it('holds for every waiting and approved case what a new one would, and nothing for the others', async () => {
    await writeEarlier(['awaiting_approval', 'approved', 'rejected', 'held', 'compliance_review', 'under_review']);
    const store = await open();
    const held = await store.readReservations(day);
    await store.commit(commitOf(numberedCase(77, { ...waiting })));
    const [alike] = (await store.readReservations(day)).filter(({ paymentId }) => paymentId === 'TXN-77');
    expect(held).toEqual(
      [0, 1].map((number) => ({
        ...alike,
        runId: numberedCase(number).runId,
        paymentId: `TXN-${number}`,
        isApproved: number === 1,
      })),
    );
    await store.close();
  });

  it('is taken over whole however many cases it has, once', async () => {
    await writeEarlier(Array.from({ length: 401 }, () => 'approved'));
    for (const _time of ['first', 'second']) {
      const store = await open();
      expect(new Set((await store.readReservations(day)).map(({ runId }) => runId)).size).toBe(401);
      await store.close();
    }
    expect(layout().migrations).toEqual(['001_cases_and_audit', '002_reservations']);
  });

  it('with a waiting case that cannot be read is refused by name and left as it was: counting it as nothing would let too much pass', async () => {
    await writeEarlier(['awaiting_approval', 'awaiting_approval']);
    const { runId } = numberedCase(1);
    sql(`UPDATE case_versions SET body = replace(body, '"approvals"', '"approval"') WHERE run_id = '${runId}'`);
    await expect(open()).rejects.toMatchObject({ code: 'store_corrupt', message: expect.stringContaining(runId) });
    expect(layout().columns).not.toContain('reservation');
    sql(`UPDATE case_versions SET body = replace(body, '"approval"', '"approvals"') WHERE run_id = '${runId}'`);
    const store = await open();
    expect(await store.readReservations(day)).toHaveLength(2);
    await store.close();
  });
});

describe('a reservation somebody changed in the file', () => {
  it.each([
    ['is gone', 'NULL'],
    ['is no JSON', `'oops'`],
    ['lacks its amount', `json_remove(reservation, '$.amount')`],
    ['has a negative amount', `json_set(reservation, '$.amount', '-5')`],
    ['has a field that is not ours', `json_set(reservation, '$.more', 1)`],
  ])('is not counted as nothing when it %s', async (_what, value) => {
    const folder = await mkdtemp(join(tmpdir(), 'treasury-desk-'));
    const file = join(folder, 'desk.db');
    const first = await openSqliteStore({ file, recordedNow: () => 0 });
    await first.commit(commitOf(numberedCase(1, { ...waiting })));
    await first.close();
    const database = new Database(file);
    database.exec(`UPDATE cases SET reservation = ${value}`);
    database.close();
    const store = await openSqliteStore({ file, recordedNow: () => 0 });
    await expect(store.readReservations(day)).rejects.toMatchObject({
      code: 'store_corrupt',
      message: expect.stringContaining(numberedCase(1).runId),
    });
    await store.close();
    await rm(folder, { recursive: true });
  });
});
