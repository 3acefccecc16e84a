import { Kysely } from 'kysely';
import Database from 'libsql';
import { createGroupCommit, type Durability, type Write } from '../../src/storage/commit/group-commit';
import type { StoreSchema } from '../../src/storage/schema';
import { createSqliteDialect } from '../../src/storage/sqlite/sqlite-dialect';
import { transactionsOf } from '../../src/storage/sqlite/sqlite-transactions';

describe('writes at the same time', () => {
  let handle: Database.Database;
  let database: Kysely<StoreSchema>;
  let write: Write;
  /** How each write was kept, in order. */
  let seen: Durability[];
  let standing: Durability;
  let isLost: boolean;
  let isDown: boolean;

  beforeEach(() => {
    handle = new Database(':memory:');
    handle.exec('create table write_probe (id integer primary key, at integer not null check (at >= 0))');
    database = new Kysely<StoreSchema>({ dialect: createSqliteDialect(handle) });
    seen = [];
    standing = 'synced';
    isLost = false;
    isDown = false;
    write = createGroupCommit({
      inTransaction: transactionsOf(database, (durability) => {
        standing = durability;
      }),
      isEverybodys: (error) => isDown && error instanceof Error,
      turn: () => new Promise((resolve) => setImmediate(resolve)),
      stillThere: () => {
        if (isLost) throw new Error('the file is gone');
      },
    });
  });
  afterEach(() => database.destroy());

  const put = (durability: Durability, id: number, at = id) =>
    write(durability, async (held) => {
      seen.push(standing);
      await held.insertInto('write_probe').values({ id, at }).execute();
      return id;
    });
  const kept = () =>
    (handle.prepare('select id from write_probe order by id').all() as { id: number }[]).map(({ id }) => id);
  const settled = async (writes: readonly Promise<number>[]) =>
    (await Promise.allSettled(writes)).map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : 'refused'));

  it('share one transaction, which is synced where one of them is', async () => {
    const began = jest.spyOn(database, 'connection');
    expect(await settled([put('unsynced', 1), put('synced', 2), put('unsynced', 3)])).toEqual([1, 2, 3]);
    expect(began).toHaveBeenCalledTimes(1);
    expect(seen).toEqual(['synced', 'synced', 'synced']);
    expect(kept()).toEqual([1, 2, 3]);
  });

  it('wait for no disk where none of them has to, and the next that has to does', async () => {
    await put('unsynced', 1);
    await put('synced', 2);
    expect(seen).toEqual(['unsynced', 'synced']);
  });

  it('each fail alone: what one does wrong the others do not pay for', async () => {
    const writes = [put('synced', 1), put('synced', 2, -5), put('unsynced', 3), put('synced', 1, 7), put('synced', 5)];
    expect(await settled(writes)).toEqual([1, 'refused', 3, 'refused', 5]);
    expect(kept()).toEqual([1, 3, 5]);
  });

  it('all fail, and none is tried again alone, where it was the database that failed', async () => {
    isDown = true;
    expect(await settled([put('synced', 1), put('synced', 2, -5), put('synced', 3)])).toEqual(Array(3).fill('refused'));
    expect(seen).toHaveLength(2);
    expect(kept()).toEqual([]);
  });

  it('are all refused where the file is gone, and none is told that it was kept', async () => {
    isLost = true;
    expect(await settled([put('synced', 1), put('synced', 2)])).toEqual(['refused', 'refused']);
  });

  it('keep their order, more than one transaction takes of them too', async () => {
    const ids = Array.from({ length: 200 }, (_, index) => index + 1);
    expect(await settled(ids.map((id) => put('synced', id)))).toEqual(ids);
    expect(kept()).toEqual(ids);
  });
});
