/** Bundles that somebody made to do harm, and bundles that did not arrive whole: refused by name, and nothing written. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { bundleLimits } from '../../../src/sources/bundle/bundle-limits';
import { readBundle } from '../../../src/sources/bundle/read-bundle';
import { RefusedBundle } from '../../../src/sources/bundle/refused-bundle';
import { writeBundle } from '../../../src/sources/bundle/write-bundle';
import { readZip, zipBundle } from '../../../src/sources/bundle/zip';

const name = 'AUDIT_BUNDLE_TXN-1';
const files = new Map([
  ['01_payment_instruction.json', '{"beneficiary":"Müller & Söhne"}\n'],
  ['06_override_records/overrides.json', '{}\n'],
  ['replay/events.jsonl', '{"seq":1}\n{"seq":2}\n'],
]);

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function refusalOf(work: () => unknown): { readonly code: string; readonly message: string } | null {
  try {
    work();
    return null;
  } catch (error) {
    if (!(error instanceof RefusedBundle)) throw error;
    const [problem] = error.refusal.problems;
    return { code: problem!.code, message: problem!.message };
  }
}

test('a folder and a zip file read as what was written, and the same bundle is the same bytes', () => {
  const asFolder = writeBundle(folder, name, files);
  const asZip = writeBundle(path.join(folder, 'one.zip'), name, files);
  expect(readBundle(asFolder)).toEqual({ folder: name, files });
  expect(readBundle(asZip)).toEqual({ folder: name, files });
  expect(Buffer.from(zipBundle(name, files)).equals(readFileSync(asZip))).toBe(true);
});

test('what is there already is not overwritten, and nothing half-written is left', () => {
  writeBundle(folder, name, files);
  expect(refusalOf(() => writeBundle(folder, name, files))?.code).toBe('bundle_exists');
  writeFileSync(path.join(folder, 'taken.zip'), 'mine');
  expect(refusalOf(() => writeBundle(path.join(folder, 'taken.zip'), name, files))?.code).toBe('bundle_exists');
  expect(readFileSync(path.join(folder, 'taken.zip'), 'utf8')).toBe('mine');
  const unwritable = new Map([...files, ['a', 'a file'], ['a/b', 'in a file']]);
  expect(() => writeBundle(path.join(folder, 'more'), name, unwritable)).toThrow();
  expect(readdirSync(path.join(folder, 'more'))).toEqual([]);
});

test('a byte changed, or a piece cut off, anywhere in the zip file is found', () => {
  const zipped = zipBundle(name, files);
  fc.assert(
    fc.property(fc.nat(zipped.length - 1), fc.integer({ min: 1, max: 255 }), (at, to) => {
      const changed = Buffer.from(zipped);
      changed[at] = changed[at]! ^ to;
      const read = (() => {
        try {
          return readZip(changed);
        } catch (error) {
          return error;
        }
      })();
      // What reads at all has other content, which its hashes tell.
      return (
        read instanceof RefusedBundle ||
        JSON.stringify([...(read as ReturnType<typeof readZip>).files]) !== JSON.stringify([...files])
      );
    }),
    { numRuns: 500 },
  );
  for (let length = 0; length < zipped.length; length += 7)
    expect(refusalOf(() => readZip(zipped.subarray(0, length)))?.code).toMatch(/^bundle_/);
});

const bytes = Buffer.from('x');
test.each<[string, Record<string, Uint8Array>, string]>([
  ['a path upwards', { [`${name}/../../evil.txt`]: bytes }, '/../../evil.txt" is no name'],
  ['an absolute path', { '/etc/passwd': bytes }, '"/etc/passwd" is no name'],
  ["another system's path", { [`${name}\\..\\evil`]: bytes }, 'is no name'],
  ['a drive', { 'C:/evil': bytes }, '"C:/evil" is no name'],
  ['a hidden file', { [`${name}/.ssh`]: bytes }, 'is no name'],
  ['a control character', { [`${name}/a\nb`]: bytes }, 'is no name'],
  ['a long name', { [`${name}/${'a'.repeat(300)}`]: bytes }, 'is no name'],
  ['two folders', { [`${name}/a`]: bytes, 'OTHER/a': bytes }, 'OTHER/a lies outside'],
  ['no text', { [`${name}/a`]: Buffer.from([0xff, 0xfe]) }, 'a is not text in UTF-8'],
])('a zip file with %s is refused by name', (_what, content, said) => {
  const zipped = zipSync(content, { level: 0, mtime: new Date(1980, 0, 1), os: 3 });
  expect(refusalOf(() => readZip(zipped))?.message).toContain(said);
});

test('a small file that claims to be a large one is refused before anything is unpacked', () => {
  const zipped = Buffer.from(zipSync({ [`${name}/a`]: Buffer.alloc(1_000) }, { level: 9 }));
  // Its size in the directory at the end: 24 bytes into its entry.
  zipped.writeUInt32LE(bundleLimits.bytes + 1, zipped.indexOf('PK\u0001\u0002', 0, 'latin1') + 24);
  expect(refusalOf(() => readZip(zipped))?.message).toContain('unpacks to more');
  const many = Object.fromEntries(Array.from({ length: bundleLimits.files + 1 }, (_, at) => [`${name}/${at}`, bytes]));
  expect(refusalOf(() => readZip(zipSync(many, { level: 0 })))?.message).toContain('unpacks to more');
});

test('a name that is in the zip file twice is refused', () => {
  const one = Buffer.from(zipSync({ [`${name}/aa`]: bytes, [`${name}/ab`]: bytes }, { level: 0 }));
  const twice = Buffer.from(one.toString('latin1').replaceAll(`${name}/ab`, `${name}/aa`), 'latin1');
  expect(refusalOf(() => readZip(twice))?.message).toContain(`${name}/aa is in the zip file twice`);
});

test('a bundle that was packed anew is told apart, with a way on', () => {
  const packed = zipSync({ [`${name}/a.json`]: Buffer.from('{}'.repeat(100)) }, { level: 9 });
  expect(refusalOf(() => readZip(packed))).toMatchObject({
    code: 'bundle_altered',
    message: expect.stringContaining('unpack it and check the folder') as string,
  });
});

test('a folder with a link, an odd name, or nothing at all is refused', () => {
  const place = path.join(folder, name);
  mkdirSync(place);
  symlinkSync('/etc/passwd', path.join(place, 'link'));
  expect(refusalOf(() => readBundle(place))?.message).toContain('link is neither a file nor a folder');
  rmSync(path.join(place, 'link'));
  writeFileSync(path.join(place, '.DS_Store'), '');
  expect(refusalOf(() => readBundle(place))?.message).toContain('".DS_Store" is no name');
  expect(refusalOf(() => readBundle(path.join(folder, 'none')))?.message).toContain('There is no bundle at');
  expect(existsSync(path.join(folder, 'none'))).toBe(false);
});
