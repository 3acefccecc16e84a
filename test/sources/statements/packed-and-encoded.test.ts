/** Statements as banks pack and encode them, and archives that are not what they seem. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { readStatementFile } from '../../../src/sources/statements/file';
import { newFolder } from '../ledger/folder-fixture';
import { camt, camtEntry, mt940 } from './samples';

interface Packed {
  readonly name: string;
  readonly content: Buffer;
  readonly flags?: number;
}

/** A zip archive as the format has it: each file behind its header, then the directory, then its end. */
function zipOf(files: readonly Packed[], claimed = files.length): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, flags = 0 } of files) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, Buffer.from(name));
    parts.push(local, Buffer.from(name), packed);
    offset += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(claimed, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

function read(name: string, content: Buffer) {
  const path = join(newFolder(), name);
  writeFileSync(path, content);
  return readStatementFile(path);
}

const one = (name: string, text: string): Packed => ({ name, content: Buffer.from(text) });

describe('a packed statement', () => {
  test('is read from gzip and from every file of a zip, and its places name the file inside', () => {
    expect(read('a.sta.gz', gzipSync(mt940))).toHaveLength(1);
    const files = [one('folder/', ''), one('folder/a.sta', mt940), one('b.xml', camt('camt.053', [camtEntry()]))];
    const statements = read('day.zip', zipOf(files));
    expect(statements.map(({ format }) => format)).toEqual(['MT940', 'camt.053']);
    expect(statements[1]?.entries[0]?.place).toBe('day.zip/b.xml:6');
  });

  test.each<[string, Buffer, RegExp]>([
    ['too many files', zipOf([one('a', mt940)], 2_000), /^x: holds 2000 files/],
    ['a file that grows', zipOf([{ name: 'a', content: Buffer.alloc(150 << 20) }]), /^x\/a: unpacks to more than/],
    ['an archive inside', zipOf([{ name: 'a', content: gzipSync(mt940) }]), /^x\/a: is an archive inside an archive/],
    ['a password', zipOf([{ ...one('a', mt940), flags: 1 }]), /^x\/a: is encrypted/],
    ['no file', zipOf([]), /^x: holds no file/],
    ['half of it', zipOf([one('a', mt940)]).subarray(0, 120), /^x: is a zip archive without an end/],
    ['damaged data', gzipSync(mt940).subarray(0, 60), /^x: cannot be unpacked/],
    ['an archive in gzip', gzipSync(gzipSync(mt940)), /^x: holds an archive inside an archive/],
  ])('with %s is refused by name', (_what, content, message) => {
    expect(() => read('x', content)).toThrow(message);
  });
});

describe('a statement in another encoding', () => {
  const text = (encoding: string) =>
    camt('camt.053', [camtEntry({ name: 'Müller' })]).replace('encoding="UTF-8"', `encoding="${encoding}"`);
  const nameIn = (content: Buffer) => read('a.xml', content)[0]?.entries[0]?.counterparty;

  test.each([
    ['Latin-1 as declared', Buffer.from(text('ISO-8859-1'), 'latin1')],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${text('UTF-16')}`, 'utf16le')],
    ['UTF-16 without', Buffer.from(text('UTF-16'), 'utf16le')],
    ['UTF-8', Buffer.from(text('UTF-8'))],
  ])('%s is read as that', (_what, content) => {
    expect(nameIn(content)).toBe('Müller');
  });

  test('that is not what it declares, or declares what nobody reads, is refused', () => {
    expect(() => nameIn(Buffer.from(text('UTF-8'), 'latin1'))).toThrow('a.xml:1: is not UTF-8');
    expect(() => nameIn(Buffer.from(text('EBCDIC')))).toThrow('a.xml:1: is in an encoding we do not read');
  });

  test('an MT940 in Latin-1 keeps its letters', () => {
    const content = Buffer.from(mt940.replace('?32Acme Works', '?32Müller'), 'latin1');
    expect(read('a.sta', content)[0]?.entries[0]?.counterparty).toBe('Müller Ltd');
  });
});
