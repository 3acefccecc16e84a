import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import type { Store } from '../../../src/ports/store';
import { openSqliteStore } from '../../../src/storage/sqlite/sqlite-store';
import { commitOf, numberedCase } from '../../fakes/sample-case';

describe('a database file', () => {
  let folder: string;
  let file: string;
  let store: Store | null;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'treasury-desk-'));
    file = join(folder, 'desk.db');
    store = null;
  });
  afterEach(async () => {
    await store?.close().catch(() => undefined);
    rmSync(folder, { recursive: true });
  });

  const open = async () => (store = await openSqliteStore({ file, recordedNow: () => 0 }));

  it.each([
    ['deleted', () => rmSync(file), 'was deleted'],
    ['moved away', () => renameSync(file, `${file}.old`), 'was deleted'],
    [
      'replaced by a copy of itself',
      () => {
        copyFileSync(file, `${file}.copy`);
        renameSync(`${file}.copy`, file);
      },
      'was replaced',
    ],
    ['robbed of its write-ahead log', () => rmSync(`${file}-wal`), 'was deleted'],
  ])('%s while it is in use takes nothing more, and says so', async (_what, change, expected) => {
    const opened = await open();
    await opened.commit(commitOf(numberedCase(1)));
    change();
    const refused = { code: 'store_failed', message: expect.stringContaining(expected) };
    await expect(opened.commit(commitOf(numberedCase(2)))).rejects.toMatchObject(refused);
    await expect(opened.probe()).rejects.toMatchObject(refused);
  });

  it.each([
    ['of no bytes', () => writeFileSync(file, ''), 'is empty'],
    ['cut to nothing', () => truncateSync(file), 'is empty'],
    [
      'that is somebody else’s',
      () => {
        rmSync(file);
        const other = new Database(file);
        other.exec('CREATE TABLE letters (a)');
        other.close();
      },
      'without the tables of Treasury Desk',
    ],
    [
      'that is gone, with its write-ahead log left',
      () => {
        rmSync(file);
        writeFileSync(`${file}-wal`, 'changes');
      },
      'is missing, but its last changes are still in',
    ],
  ])(
    '%s is no new beginning: the start is refused by name, and nothing is written',
    async (_what, change, expected) => {
      await (await open()).close();
      rmSync(`${file}-wal`, { force: true });
      change();
      const size = existsSync(file) ? statSync(file).size : null;
      await expect(open()).rejects.toMatchObject({ code: 'store_corrupt', message: expect.stringContaining(expected) });
      expect(existsSync(file) ? statSync(file).size : null).toBe(size);
    },
  );

  it('appears with its tables or not at all: a beginning that was cut off leaves nothing to trip over', async () => {
    writeFileSync(`${file}.new`, 'half a database');
    await (await open()).commit(commitOf(numberedCase(1)));
    expect(existsSync(`${file}.new`)).toBe(false);
  });
});
