import { chmodSync, copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import { openSqliteStore } from '../../../src/storage/sqlite/sqlite-store';
import { lookAt, openWorkplace, type Workplace } from './look';

let place: Workplace;
let file: string;
beforeEach(() => {
  place = openWorkplace();
  file = path.join(place.folder, 'demo.db');
});
afterEach(() => {
  chmodSync(place.folder, 0o755);
  place.remove();
});

const open = () => openSqliteStore({ file, recordedNow: () => 0 });
const found = async () => (await lookAt({ DATA_DIR: place.folder }))['database'];

/** Root may write anything, so whoever runs the tests as root looks as nobody. */
async function asSomebody<T>(look: () => Promise<T>): Promise<T> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    return await look();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

test('a folder without a database works, and stays without one', async () => {
  expect(await found()).toMatchObject({ state: 'works', said: expect.stringContaining('not there yet') as string });
  expect(readdirSync(place.folder)).toEqual([]);
});

test('a database that can be written works, and is not changed by a byte', async () => {
  await (await open()).close();
  const contents = () =>
    readdirSync(place.folder).map((name) => [name, readFileSync(path.join(place.folder, name), 'hex')]);
  const before = contents();
  expect(await found()).toMatchObject({ state: 'works', settings: ['DATA_DIR'] });
  expect(contents()).toEqual(before);
});

test('a database that another process has is looked at and left alone', async () => {
  const store = await open();
  try {
    expect(await found()).toMatchObject({ state: 'warns', said: expect.stringContaining('in use') as string });
    await store.probe();
  } finally {
    await store.close();
  }
});

test('a database that may only be read fails', async () => {
  await (await open()).close();
  for (const name of readdirSync(place.folder)) chmodSync(path.join(place.folder, name), 0o444);
  chmodSync(place.folder, 0o555);
  expect(await asSomebody(found)).toMatchObject({ state: 'fails', code: 'store_failed', settings: ['DATA_DIR'] });
});

test('a folder in which nothing may be made fails', async () => {
  chmodSync(place.folder, 0o555);
  expect(await asSomebody(found)).toMatchObject({
    state: 'fails',
    code: 'store_failed',
    said: expect.stringContaining('nothing may be made') as string,
  });
});

test.each<[string, () => void]>([
  ['an empty file', () => writeFileSync(file, '')],
  ['no database', () => copyFileSync('package.json', file)],
  [
    'somebody else’s database',
    () => {
      const other = new Database(file);
      other.exec('CREATE TABLE theirs (x)');
      other.close();
    },
  ],
])('%s fails as a start would', async (_what, make) => {
  make();
  expect(await found()).toMatchObject({ state: 'fails', code: 'store_corrupt' });
});
