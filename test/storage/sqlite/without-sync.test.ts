import Database from 'libsql';
import { Kysely } from 'kysely';
import type { StoreSchema } from '../../../src/storage/schema';
import { createSqliteDialect } from '../../../src/storage/sqlite/sqlite-dialect';
import { createWithoutSync } from '../../../src/storage/sqlite/without-sync';

const normal = 1;
const full = 2;

describe('a write that may wait for the disk', () => {
  let handle: Database.Database;
  let database: Kysely<StoreSchema>;

  beforeEach(() => {
    handle = new Database(':memory:');
    handle.exec('PRAGMA synchronous = FULL');
    database = new Kysely<StoreSchema>({ dialect: createSqliteDialect(handle) });
  });

  afterEach(() => database.destroy());

  const synchronous = () => (handle.prepare('PRAGMA synchronous').get() as { synchronous: number }).synchronous;
  const writeLightly = () => createWithoutSync(database, (sql) => handle.exec(sql));

  it('spares its own sync, and every write after it is synced again, each time', async () => {
    for (let time = 0; time < 3; time += 1) {
      expect(await writeLightly()(async () => Promise.resolve(synchronous()))).toBe(normal);
      expect(synchronous()).toBe(full);
    }
  });

  it('leaves later writes synced when it fails', async () => {
    await expect(writeLightly()(() => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full');
    expect(synchronous()).toBe(full);
  });

  it('keeps a commit waiting until it is over, so that no commit goes without its sync', async () => {
    const seen: number[] = [];
    await Promise.all([
      writeLightly()(async (held) => held.transaction().execute(async () => Promise.resolve(seen.push(synchronous())))),
      database.transaction().execute(async () => Promise.resolve(seen.push(synchronous()))),
      writeLightly()(async () => Promise.resolve(seen.push(synchronous()))),
      database.transaction().execute(async () => Promise.resolve(seen.push(synchronous()))),
    ]);
    expect(seen).toEqual([normal, full, normal, full]);
  });
});
