import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { commitOf, sampleCase } from '../fakes/sample-case';

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
  ['of a newer format', '"format":1', '"format":2', /of format 2; this build reads up to 1/],
  ['of no format', '"format":1,', '', /carries no format number/],
  ['of a format that is no number', '"format":1', '"format":"one"', /carries no format number/],
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
