import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { asFault } from '../../src/domain/values/errors';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { delegationOf, subjectCommit } from '../contract/store-house';
import { commitOf, numberedCase } from '../fakes/sample-case';

const folder = mkdtempSync(join(tmpdir(), 'treasury-desk-'));
const whole = join(folder, 'whole.db');
const file = join(folder, 'desk.db');

/** A payment, a delegation that is accepted, and another payment. */
beforeAll(async () => {
  const store = await openSqliteStore({ file: whole, recordedNow: () => 0 });
  await store.commit(commitOf(numberedCase(1)));
  await store.commitSubject(subjectCommit(delegationOf({ body: { status: 'offered', up_to: 100 } })));
  await store.commitSubject(subjectCommit(delegationOf({ version: 2, body: { status: 'accepted', up_to: 100 } })));
  await store.commit(commitOf(numberedCase(2)));
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function verifyAfter(sql: string): Promise<string> {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  copyFileSync(whole, file);
  const database = new Database(file);
  database.exec(`PRAGMA foreign_keys = OFF; ${sql}; PRAGMA wal_checkpoint(TRUNCATE)`);
  database.close();
  const store = await openSqliteStore({ file, recordedNow: () => 0, readOnly: true });
  try {
    return `${(await store.verifyAudit()).count} events`;
  } catch (error) {
    return asFault(error).message;
  } finally {
    await store.close();
  }
}

it('is whole while nobody meddles with it', async () => {
  expect(await verifyAfter('SELECT 1')).toBe('4 events');
});

it.each([
  [
    'a delegation of more than was accepted',
    `UPDATE subject_versions SET body = replace(body, '"up_to":100', '"up_to":900') WHERE version = 2`,
    'delegation DLG-1 at version 2 is not as event 3 sealed it',
  ],
  ['another key', `UPDATE subject_versions SET idempotency_key = 'x' WHERE version = 1`, 'is not as event 2 sealed it'],
  [
    'another input',
    `UPDATE subject_versions SET input_fingerprint = 'x' WHERE version = 1`,
    'is not as event 2 sealed it',
  ],
  [
    'a delegation that was taken out',
    'DELETE FROM subject_versions WHERE version = 2',
    'what event 3 left of delegation DLG-1 is missing',
  ],
  [
    'a delegation nobody recorded',
    `INSERT INTO subject_versions SELECT kind, 'DLG-2', 1, 'more', input_fingerprint, 9, replace(body, 'DLG-1', 'DLG-2') FROM subject_versions WHERE version = 1`,
    'no event recorded version 1 of delegation DLG-2',
  ],
  [
    'a delegation under another id',
    `UPDATE subject_versions SET id = 'DLG-2' WHERE version = 2`,
    'delegation DLG-2 version 2 says it is delegation DLG-1',
  ],
  [
    'an event of the house that is filed under a payment',
    `UPDATE audit_events SET run_id = '${numberedCase(1).runId}' WHERE seq = 2`,
    'audit event 2',
  ],
  ['an event of a payment that is filed under none', 'UPDATE audit_events SET run_id = NULL WHERE seq = 1', 'event 1'],
  [
    'an event of a payment that left a delegation too',
    `INSERT INTO subject_versions SELECT kind, id, 3, 'more', input_fingerprint, 1, body FROM subject_versions WHERE version = 1`,
    'what event 1 left of case',
  ],
  ['an event taken out', 'DELETE FROM audit_events WHERE seq = 3', 'breaks at event 3: gap'],
])('shows %s', async (_what, sql, expected) => {
  expect(await verifyAfter(sql)).toContain(expected);
});
