/** What a person at a terminal reads, and what a folder that cannot be one is told. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runDesk } from './run-desk';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'desk-words-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('review has JSON for programs and a summary for people', async () => {
  const args = ['--data-dir', folder, 'review', '-'];
  const input = '{"payment_id":"TXN-EMRG-001"}';
  const json = await runDesk(args, { input });
  expect(JSON.parse(json.stdout)).toMatchObject({ payment_id: 'TXN-EMRG-001', final_decision: { action: 'HOLD' } });
  const { stdout } = await runDesk([...args, '--summary'], { input });
  expect(stdout.split('\n')[0]).toBe('TXN-EMRG-001: HOLD, waiting for approval');
  expect(stdout).toMatch(/liquidity +breach, [\d,]+ USD short of the buffer/);
  expect(stdout).toMatch(/to approve +Treasury Manager, Head of Treasury/);
  const shown = await runDesk(['--data-dir', folder, 'audit', 'show', 'TXN-EMRG-001']);
  expect(shown.stdout).toContain(stdout.split('\n')[0]);
  expect(shown.stdout).toMatch(/^4 {2}.*decision_made/m);
});

test('policy explain reads well too', async () => {
  const args = [
    'policy',
    'explain',
    '--sanctions',
    'CLEAR',
    '--amount',
    '300,000',
    '--currency',
    'USD',
    '--type',
    'EMERGENCY',
    '--entity',
    'GroupTreasuryCo',
    '--before-cutoff',
  ];
  const { stdout } = await runDesk([...args, '--summary']);
  expect(stdout.split('\n')).toEqual(expect.arrayContaining(['PROCEED', '  to approve  Head of Treasury']));
  expect(JSON.parse((await runDesk(args)).stdout)).toMatchObject({ action: 'PROCEED' });
});

test('the version is the package’s, and help has an example and the fields', async () => {
  expect((await runDesk(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  const { stdout } = await runDesk(['review', '--help']);
  expect(stdout).toMatch(/desk review -[^]*beneficiary_bank_code/);
});

test.each<[string, (folder: string) => string, readonly string[]]>([
  ['a file', (folder) => path.join(folder, 'file'), ['review', '-']],
  ['below a file', (folder) => path.join(folder, 'file', 'data'), ['audit', 'verify']],
  ['where nothing can be made', () => '/proc/desk/data', ['review', '-']],
  ['where nothing was ever recorded', (folder) => path.join(folder, 'data'), ['audit', 'show', 'TXN-002']],
])('a data folder that cannot be, %s, is refused in words', async (_, place, args) => {
  writeFileSync(path.join(folder, 'file'), '');
  const ended = await runDesk(['--data-dir', place(folder), ...args], { input: '{"payment_id":"TXN-002"}' });
  expect(ended).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('[data_dir_unusable, data-dir]') as string,
  });
});
