/** The embedded store keeps the contract of every store. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { describeStore } from './store';

describeStore('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'treasury-desk-'));
  return {
    open: (recordedNow) => openSqliteStore({ file: join(folder, 'desk.db'), recordedNow }),
    remove: () => rm(folder, { recursive: true }),
  };
});
