import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, open as openFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { findChainFault } from '../../../src/domain/case/audit-event';
import { asFault } from '../../../src/domain/values/errors';
import type { Store } from '../../../src/ports/store';
import { keptChoices } from '../../../src/ports/delivery';
import { openSqliteStore } from '../../../src/storage/sqlite/sqlite-store';
import { tryDatabase } from '../../../src/storage/sqlite/try-database';
import { commitOf, nextVersion, numberedCase, sampleCase, sampleRunId } from '../../fakes/sample-case';

describe('the embedded database', () => {
  let folder: string;
  let file: string;
  let stores: Store[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'treasury-desk-'));
    file = join(folder, 'desk.db');
    stores = [];
  });

  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await rm(folder, { recursive: true });
  });

  async function open(over: { file?: string; readOnly?: boolean; fresh?: boolean } = {}): Promise<Store> {
    const store = await openSqliteStore({ file, recordedNow: () => 0, ...over });
    stores.push(store);
    return store;
  }

  /** Writes cases, closes, and lets somebody else at the file. */
  async function prepare(cases: number, sql?: string): Promise<void> {
    const store = await open();
    for (let number = 1; number <= cases; number += 1) await store.commit(commitOf(numberedCase(number)));
    await store.close();
    if (sql !== undefined) meddle(sql);
  }

  async function openWithOne(): Promise<Store> {
    const store = await open();
    await store.commit(commitOf(numberedCase(1)));
    return store;
  }

  function meddle(sql: string): void {
    const database = new Database(file);
    database.exec('PRAGMA foreign_keys = OFF');
    database.exec(sql);
    database.close();
  }

  describe('opening', () => {
    it('makes the file and its folders, and leaves one file and an empty lock when closed', async () => {
      file = join(folder, 'a', 'b', 'desk.db');
      const store = await open();
      await store.commit(commitOf(sampleCase()));
      await store.close();
      const copy = join(folder, 'copy.db');
      await copyFile(file, copy);
      expect(await (await open({ file: copy })).findCase(sampleRunId)).toEqual(sampleCase());
      expect(await readdir(join(folder, 'a', 'b'))).toContain('desk.db.lock');
    });

    it('starts afresh when told so, but never under a store that is open', async () => {
      await prepare(3);
      const store = await open({ fresh: true });
      expect(await store.readEvents({ limit: 10 })).toEqual([]);
      await store.commit(commitOf(sampleCase()));
      await expect(open({ fresh: true })).rejects.toMatchObject({ code: 'store_in_use' });
      expect(await store.findCase(sampleRunId)).toEqual(sampleCase());
    });

    it('starts afresh over a file that is no database', async () => {
      await writeFile(file, 'this is a letter, not a database. '.repeat(300));
      expect(await (await open({ fresh: true })).readEvents({ limit: 10 })).toEqual([]);
    });

    it('refuses a second store on the file within one process too, until the first is closed', async () => {
      const first = await open();
      await expect(open()).rejects.toMatchObject({ code: 'store_in_use', message: expect.stringContaining(file) });
      await first.close();
      await open();
    });

    it('keeps stores in memory apart from each other and off the disk', async () => {
      const [one, other] = [await open({ file: ':memory:' }), await open({ file: ':memory:' })];
      await one.commit(commitOf(sampleCase()));
      expect(await one.findCase(sampleRunId)).toEqual(sampleCase());
      expect(await other.findCase(sampleRunId)).toBeNull();
      expect(existsSync(':memory:.lock')).toBe(false);
    });

    it.each([
      ['text', 'this is a letter, not a database. '.repeat(300)],
      ['short text', 'hello'],
    ])('stops at a file of %s, naming it', async (_what, content) => {
      await writeFile(file, content);
      await expect(open()).rejects.toMatchObject({ code: 'store_corrupt', message: expect.stringContaining(file) });
    });

    it('stops at a database with a damaged page', async () => {
      await prepare(50);
      const damaged = await openFile(file, 'r+');
      await damaged.write(Buffer.alloc(4096 * 4, 0xa5), 0, 4096 * 4, 4096 * 3);
      await damaged.close();
      await expect(open()).rejects.toMatchObject({ code: 'store_corrupt', message: expect.stringContaining(file) });
    });

    it('stops at a database that was cut short', async () => {
      await prepare(50);
      await truncate(file, 4096 * 5);
      await expect(open()).rejects.toMatchObject({ code: 'store_corrupt', message: expect.stringContaining(file) });
    });

    it('stops at a database of a newer release', async () => {
      await prepare(1, "INSERT INTO kysely_migration (name, timestamp) VALUES ('999_future', '2027-01-01')");
      await expect(open()).rejects.toMatchObject({
        code: 'store_corrupt',
        message: expect.stringContaining('999_future'),
      });
    });

    const undo =
      "ALTER TABLE case_versions DROP COLUMN differs_from; ALTER TABLE card_copies DROP COLUMN chosen_language; DROP TABLE chosen_languages; DROP TABLE kept_tokens; ALTER TABLE cases DROP COLUMN payee_bank; DELETE FROM kysely_migration WHERE name >= '018'";

    it('keeps the newest choices of a language, so many and no more', async () => {
      const many = `INSERT INTO chosen_languages WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${keptChoices})
        SELECT 'chat ' || i, 'tr', i FROM n`;
      await prepare(1, many);
      const store = await open();
      const before = await store.listChosenLanguages(0);
      expect([before.length, before[0]?.chosenFor]).toEqual([keptChoices, 'chat 1']);
      await store.chooseLanguage('chat 2', 'en');
      expect(await store.listChosenLanguages(0)).toHaveLength(keptChoices);
      await store.chooseLanguage('chat new', 'tr');
      const after = await store.listChosenLanguages(0);
      expect([after.length, after[0]?.chosenFor, after.at(-1)?.chosenFor]).toEqual([keptChoices, 'chat 3', 'chat new']);
      await store.close();
    });

    it('reads no database of an earlier release, and says how it is brought up to date', async () => {
      await prepare(1, undo);
      await expect(open({ readOnly: true })).rejects.toMatchObject({
        code: 'store_outdated',
        message: expect.stringMatching(/desk\.db was last written by an earlier release .*start a desk of this one/),
      });
      expect(await tryDatabase({ file, recordedNow: () => 0 })).toBe('usable');
      await (await open()).close();
      const store = await open({ readOnly: true });
      expect(await store.verifyAudit()).toMatchObject({ count: 1 });
      await store.close();
    });

    it('reads none of a newer release either, and the doctor says so before a start', async () => {
      await prepare(1, "INSERT INTO kysely_migration (name, timestamp) VALUES ('999_future', '2027-01-01')");
      const newer = { code: 'store_corrupt', message: expect.stringContaining('999_future') as string };
      await expect(open({ readOnly: true })).rejects.toMatchObject(newer);
      await expect(tryDatabase({ file, recordedNow: () => 0 })).rejects.toMatchObject(newer);
    });

    it('stops where events were cut off the end of the audit trail', async () => {
      await prepare(3, 'DELETE FROM audit_events WHERE seq = 3');
      await expect(open()).rejects.toMatchObject({
        code: 'store_corrupt',
        message: expect.stringContaining('ends at event 2'),
      });
    });

    it('stops where the place cannot hold a file, and can be opened elsewhere after', async () => {
      await mkdir(file);
      await expect(open()).rejects.toMatchObject({ code: 'store_failed', message: expect.stringContaining(file) });
      await expect(open({ file: join('/dev/null', 'desk.db') })).rejects.toMatchObject({ code: 'store_failed' });
    });

    it('holds no lock after it failed to open', async () => {
      await writeFile(file, 'this is a letter, not a database. '.repeat(300));
      await expect(open()).rejects.toMatchObject({ code: 'store_corrupt' });
      await rm(file);
      await open();
    });
  });

  describe('reading only', () => {
    it('sees what the writer commits and writes nothing itself', async () => {
      const writer = await open();
      const reader = await open({ readOnly: true });
      expect(await reader.findCase(sampleRunId)).toBeNull();
      await writer.commit(commitOf(sampleCase()));
      expect(await reader.findCase(sampleRunId)).toEqual(sampleCase());
      await expect(reader.commit(commitOf(nextVersion(sampleCase())))).rejects.toMatchObject({ code: 'store_failed' });
      expect(await writer.readEvents({ limit: 10 })).toHaveLength(1);
    });

    it('needs a database that is there, and does not make one', async () => {
      await expect(open({ readOnly: true })).rejects.toMatchObject({
        code: 'store_corrupt',
        message: expect.stringContaining(file),
      });
      expect(await readdir(folder)).toEqual([]);
    });

    it('stops at a database that is not ours', async () => {
      meddle('CREATE TABLE something_else (a)');
      await expect(open({ readOnly: true })).rejects.toMatchObject({
        code: 'store_corrupt',
        message: expect.stringContaining('audit_chain'),
      });
    });
  });

  describe('reading what somebody changed', () => {
    it.each([
      ['is no JSON', `UPDATE case_versions SET body = 'oops'`],
      ['lacks a field', `UPDATE case_versions SET body = json_remove(body, '$.approvals')`],
      ['has a status we do not know', `UPDATE case_versions SET body = json_set(body, '$.status', 'paid')`],
      ['is another version', `UPDATE case_versions SET body = json_set(body, '$.version', 2)`],
      ['is gone', `DELETE FROM case_versions`],
    ])('does not act on a case that %s', async (_what, sql) => {
      await openWithOne();
      const store = await open({ readOnly: true });
      meddle(sql);
      const named = {
        code: 'store_corrupt',
        message: expect.stringContaining(`${file}: case ${numberedCase(1).runId}`),
      };
      await expect(store.findCase(numberedCase(1).runId)).rejects.toMatchObject(named);
      await expect(store.findCaseByPayment('TXN-1')).rejects.toMatchObject(named);
      await expect(store.listCases({ statuses: ['under_review'], limit: 5 })).rejects.toMatchObject(named);
    });

    it('goes on from what it wrote itself, and verify tells of the change', async () => {
      const store = await openWithOne();
      meddle(`UPDATE case_versions SET body = json_set(body, '$.payment.amount', 1)`);
      expect(await store.findCase(numberedCase(1).runId)).toEqual(numberedCase(1));
      await expect(store.verifyAudit()).rejects.toMatchObject({ code: 'store_corrupt' });
    });

    it.each([
      ['audit_events', 'body'],
      ['audit_events', 'run_id'],
      ['audit_chain', 'hash'],
      ['case_versions', 'body'],
    ])('survives bytes that are no text in %s.%s', async (table, column) => {
      const store = await openWithOne();
      const reader = await open({ readOnly: true });
      meddle(`UPDATE ${table} SET ${column} = CAST(x'7BFF7D' AS TEXT)`);
      const reading = [
        reader.readEvents({ limit: 1 }),
        reader.findCase(numberedCase(1).runId),
        store.commit(commitOf(nextVersion(numberedCase(1)))),
      ].map((promise) =>
        promise.then(
          () => 'fine',
          (error: unknown) => asFault(error).code,
        ),
      );
      expect(await Promise.all(reading)).toContain('store_corrupt');
    });

    it('names a missing table', async () => {
      await prepare(1, 'DROP TABLE card_copies');
      await expect((await open()).listCopies('WF-1')).rejects.toMatchObject({
        code: 'store_corrupt',
        message: expect.stringContaining('card_copies'),
      });
    });
  });

  describe('failing to write', () => {
    it.each(['cases', 'audit_events', 'case_versions', 'audit_chain'])(
      'writes nothing when %s takes no change',
      async (table) => {
        const change = table === 'audit_chain' ? 'UPDATE OF hash' : 'INSERT';
        await prepare(
          1,
          `CREATE TRIGGER full BEFORE ${change} ON ${table} BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
        );
        const store = await open();
        await expect(store.commit(commitOf(numberedCase(2)))).rejects.toMatchObject({ code: 'store_failed' });
        expect(await store.findCase(numberedCase(2).runId)).toBeNull();
        expect(await store.readEvents({ limit: 10 })).toHaveLength(1);
        await store.close();
        meddle('DROP TRIGGER full');
        const again = await open();
        expect(await again.commit(commitOf(numberedCase(2)))).toMatchObject({
          ok: true,
          repeated: false,
          event: { seq: 2 },
        });
        expect(findChainFault(await again.readEvents({ limit: 10 }))).toBeNull();
      },
    );

    it('goes on after SQLite rolled a change back by itself', async () => {
      await prepare(
        1,
        `CREATE TRIGGER full BEFORE INSERT ON case_versions BEGIN SELECT RAISE(ROLLBACK, 'disk full'); END`,
      );
      const store = await open();
      await expect(store.commit(commitOf(numberedCase(2)))).rejects.toMatchObject({
        code: 'store_failed',
        message: expect.stringContaining('disk full'),
      });
      expect(await store.findCase(numberedCase(1).runId)).toEqual(numberedCase(1));
    });
  });
});
