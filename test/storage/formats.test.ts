import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { readCaseText } from '../../src/storage/stored-case';
import { commitOf, numberedCase, sampleCase } from '../fakes/sample-case';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'treasury-desk-'));
  file = join(folder, 'desk.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = () => openSqliteStore({ file, recordedNow: () => 0 });

function change(sql: string): void {
  const database = new Database(file);
  database.exec(sql);
  database.close();
}

async function storedCase(): Promise<void> {
  const store = await open();
  await store.commit(commitOf(sampleCase()));
  await store.close();
}

const { runId } = sampleCase();

test('a database of a build before this one is refused at the start by name, with what to do', async () => {
  await storedCase();
  change("UPDATE kysely_migration SET name = '001_cases_and_audit' WHERE name = '001_cases'");
  await expect(open()).rejects.toMatchObject({
    code: 'store_outdated',
    message: expect.stringMatching(/desk\.db was written by a build before the first release.*Move the file away/s),
  });
});

test.each([
  ['of a newer format', '"format":2', '"format":3', /of format 3; this build reads up to 2/],
  ['of no format', '"format":2,', '', /carries no format number/],
  ['of a format that is no number', '"format":2', '"format":"one"', /carries no format number/],
])('a case %s is refused by name when it is read, and nothing is written', async (_what, from, to, reason) => {
  await storedCase();
  change(`UPDATE case_versions SET body = replace(body, '${from}', '${to}')`);
  const store = await open().catch((error: unknown) => error as Error);
  // The start may look at the newest cases and refuse already; the read refuses in any case.
  const refused =
    store instanceof Error ? store : await store.findCase(runId).catch((error: unknown) => error as Error);
  if (!(store instanceof Error)) await store.close();
  expect(refused).toMatchObject({ code: 'store_corrupt' });
  expect(store instanceof Error ? 'refused at the start' : (refused as Error).message).toMatch(
    store instanceof Error ? /start/ : reason,
  );
});

test('a part of an earlier format is kept from whoever is known to have sent it back; a whole payment is kept from nobody', async () => {
  const helen = { tenantId: 't', objectId: 'helen', name: 'Helen', email: null };
  const { payment } = sampleCase();
  const returned = { by: helen, at: '2026-01-22T10:30:00Z', reason: null, voided: [] };
  const whole = numberedCase(1, { returned });
  const part = numberedCase(2, { returned, payment: { ...payment, payment_id: 'TXN-2', full_amount: 300_000 } });
  const store = await open();
  for (const stored of [whole, part]) await store.commit(commitOf(stored));
  await store.close();
  const database = new Database(file);
  database.exec(`UPDATE case_versions SET body = replace(body, '"format":2', '"format":1')`);
  // What the events sealed is of the new format: only reading is looked at here.
  const bodies = database.prepare('SELECT run_id, version, body FROM case_versions ORDER BY run_id').all() as {
    run_id: string;
    version: number;
    body: string;
  }[];
  database.close();
  const [first, second] = bodies.map((row) => readCaseText('desk.db', row));
  expect(first).not.toHaveProperty('amountChangedBy');
  expect(second).toMatchObject({ amountChangedBy: [helen] });
});
