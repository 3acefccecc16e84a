/** A bundle exported as an operator does it, and checked as an outsider does: a copy of the built program in an empty folder, and the script that needs none. */
import { execFile, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectRoot, runDesk } from './run-desk';

const run = promisify(execFile);
const folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-'));
const data = path.join(folder, 'data');
const out = path.join(folder, 'out');
/** Nothing but the program and its packages: no policy, no list, no ledger, no database. */
const outside = path.join(folder, 'outside');
const payments = ['TXN-001', 'TXN-002', 'TXN-EMRG-001'];
const desk = (...args: string[]) => runDesk(['--data-dir', data, ...args]);
const bundle = (id: string): string => path.join(out, `AUDIT_BUNDLE_${id}`);

beforeAll(async () => {
  for (const id of payments) {
    await runDesk(['--data-dir', data, 'review', '-'], { input: JSON.stringify({ payment_id: id }) });
    expect((await desk('audit', 'export', id, '--out', out)).stderr).toBe('');
  }
  mkdirSync(path.join(outside, 'empty'), { recursive: true });
  cpSync(path.join(projectRoot, 'dist'), path.join(outside, 'dist'), { recursive: true });
  cpSync(path.join(projectRoot, 'package.json'), path.join(outside, 'package.json'));
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(outside, 'node_modules'));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

async function runOutside(...args: string[]): Promise<string> {
  const { PATH = '' } = process.env;
  const { stdout } = await run(process.execPath, [path.join(outside, 'dist/main.js'), ...args], {
    cwd: path.join(outside, 'empty'),
    env: { PATH, LOG_LEVEL: 'warn' },
  });
  return stdout;
}

it('is exported as a zip file too, with the same bytes each time, and never over what is there', async () => {
  const [first, second] = ['a.zip', 'b.zip'].map((name) => path.join(folder, name)) as [string, string];
  await desk('audit', 'export', 'TXN-002', '--out', first);
  await desk('audit', 'export', 'TXN-002', '--out', second, '--for', 'auditor');
  expect(readFileSync(first).equals(readFileSync(second))).toBe(true);
  expect(await desk('audit', 'export', 'TXN-002', '--out', first)).toMatchObject({ code: 2, stdout: '' });
  const unknown = await desk('audit', 'export', 'TXN-404', '--out', out);
  expect(unknown).toMatchObject({ code: 2, stderr: 'refused: Nothing is recorded as TXN-404. [unknown_case, id]\n' });
  const reader = await desk('audit', 'export', 'TXN-002', '--out', out, '--for', 'press');
  expect(reader).toMatchObject({ code: 2 });
  expect(await desk('audit', 'verify', second)).toMatchObject({ code: 0, stderr: '' });
}, 60_000);

it('is signed beside it where a key is configured, and by nobody else for nothing else', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const [secret, open, other] = ['anchor.pem', 'anchor.pub', 'other.pub'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(secret, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(open, publicKey.export({ type: 'spki', format: 'pem' }));
  writeFileSync(other, generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }));
  const zip = path.join(folder, 'signed.zip');
  const exported = await runDesk(['--data-dir', data, 'audit', 'export', 'TXN-002', '--out', zip], {
    environment: { ANCHOR_KEY_FILE: secret, ANCHOR_FILE: path.join(folder, 'anchors.txt') },
  });
  expect(exported.stdout).toContain(`signed in ${zip}.jws`);
  const verify = (place: string, key: string, signature = `${zip}.jws`) =>
    desk('audit', 'verify', place, '--signature', signature, '--anchor-key', key);
  expect(await verify(zip, open)).toMatchObject({ code: 0, stdout: expect.stringContaining('the signature holds') });
  expect(await verify(zip, other)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('[anchor_not_signed, signature]'),
  });
  expect(await verify(bundle('TXN-001'), open)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('[bundle_altered, signature]'),
  });
  expect(await verify(zip, open, open)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('[anchor_unreadable, signature]'),
  });
  expect(await desk('audit', 'verify', zip, '--signature', `${zip}.jws`)).toMatchObject({ code: 2 });
}, 60_000);

it.each(payments)(
  'of %s verifies and replays where nothing else is',
  async (id) => {
    expect(await runOutside('audit', 'verify', bundle(id))).toContain(`${id}: `);
    const { equal, replayed } = JSON.parse(await runOutside('audit', 'replay', bundle(id), '--json')) as {
      equal: boolean;
      replayed: { result: string }[];
    };
    expect(equal).toBe(true);
    expect(replayed.map(({ result }) => result)).toEqual(replayed.map(() => 'equal'));
  },
  60_000,
);

it('with one changed file is refused with its name', async () => {
  const changed = path.join(folder, 'changed', 'AUDIT_BUNDLE_TXN-001');
  cpSync(bundle('TXN-001'), changed, { recursive: true });
  const file = path.join(changed, '05_final_status.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('REJECT', 'PROCEED'));
  for (const command of ['verify', 'replay'])
    expect(await desk('audit', command, changed)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'refused: 05_final_status.json was changed. [bundle_altered]\n',
    });
}, 60_000);

const python = spawnSync('python3', ['--version']).status === 0;
if (!python) process.stderr.write('skipped: python3 is not installed here, so docs/verify_bundle.py is not tried\n');
const withPython = python ? it : it.skip;

const script = path.join(projectRoot, 'docs/verify_bundle.py');
const check = (place: string) => spawnSync('python3', [script, place], { encoding: 'utf8' });

withPython(
  'is checked by the script in under 200 lines, which needs none of us',
  async () => {
    expect(readFileSync(script, 'utf8').split('\n').length).toBeLessThan(200);
    for (const id of payments) {
      const { status, stdout } = check(bundle(id));
      expect({ status, stdout }).toEqual({
        status: 0,
        stdout: expect.stringMatching(new RegExp(`^${id}: \\d+ files, \\d+ events and versions as sealed`)) as string,
      });
      process.stdout.write(`verify_bundle.py, ${stdout}`);
    }
    const zip = path.join(folder, 'c.zip');
    await desk('audit', 'export', 'TXN-EMRG-001', '--out', zip);
    expect(check(zip).stdout).toContain('1 impacts added up again');
    const shared = path.join(folder, 'shared');
    await desk('audit', 'export', 'TXN-001', '--out', shared, '--for', 'originator');
    expect(check(path.join(shared, 'AUDIT_BUNDLE_TXN-001')).status).toBe(0);
  },
  60_000,
);

withPython(
  'changed in any file is found by the script as well',
  () => {
    const place = path.join(folder, 'script', 'AUDIT_BUNDLE_TXN-EMRG-001');
    const { files } = JSON.parse(readFileSync(path.join(bundle('TXN-EMRG-001'), '09_audit_metadata.json'), 'utf8')) as {
      files: { path: string }[];
    };
    const names = ['09_audit_metadata.json', ...files.map((file) => file.path).filter((_, at) => at % 5 === 0)];
    for (const [at, name] of names.entries()) {
      cpSync(bundle('TXN-EMRG-001'), place, { recursive: true, force: true });
      const file = path.join(place, name);
      const bytes = readFileSync(file);
      const spot = (at * 7_919) % bytes.length;
      bytes[spot] = bytes[spot]! ^ 1;
      writeFileSync(file, bytes);
      expect(check(place).status).toBeGreaterThan(0);
      rmSync(place, { recursive: true });
    }
    expect(check(path.join(folder, 'nothing')).status).toBe(2);
  },
  60_000,
);
