import { mkdtempSync, openSync, closeSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { asFault } from '../../../src/domain/values/errors';
import { refuseDamage, refuseDamageInPassing } from '../../../src/storage/sqlite/refuse-damage';

function codeOf(work: () => void): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return asFault(error).code;
  }
}

describe('a page that is not whole', () => {
  const folder = mkdtempSync(join(tmpdir(), 'treasury-desk-'));
  const file = join(folder, 'damaged.db');
  let handle: Database.Database;
  let bytes: number;
  beforeAll(() => {
    const made = new Database(file);
    made.exec('create table payments (id text primary key, body text)');
    const insert = made.prepare('insert into payments values (?, ?)');
    for (let number = 0; number < 500; number += 1) insert.run(`TXN-${number}`, 'x'.repeat(900));
    const [pages] = made.prepare('PRAGMA page_count').all() as { page_count: number }[];
    const [size] = made.prepare('PRAGMA page_size').all() as { page_size: number }[];
    bytes = (pages?.page_count ?? 0) * (size?.page_size ?? 0);
    made.close();
    const written = openSync(file, 'r+');
    writeSync(written, Buffer.alloc(2_000, 0xff), 0, 2_000, (size?.page_size ?? 0) * 40);
    closeSync(written);
    handle = new Database(file);
  });
  afterAll(() => {
    handle.close();
    rmSync(folder, { recursive: true });
  });

  it('is found in passing where the file is small enough to look at all of it', () => {
    expect(() => refuseDamageInPassing(file, handle, bytes)).toThrow(`${file}: `);
    expect(codeOf(() => refuseDamageInPassing(file, handle))).toBe('store_corrupt');
  });

  it('is left, in a larger file, to whoever looks at all of it, and to whoever meets it', () => {
    expect(() => refuseDamageInPassing(file, handle, bytes - 1)).not.toThrow();
    expect(codeOf(() => refuseDamage(file, handle))).toBe('store_corrupt');
    expect(() => handle.prepare('select sum(length(body)) from payments').all()).toThrow(/malformed/);
  });
});
