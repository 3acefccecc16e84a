import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../../src/composition/config/config';
import { openStore } from '../../src/composition/store/open-store';
import { sha256 } from '../../src/domain/values/json';
import { payable } from '../domain/payment-file/sample-instruction';
import { commitOf, numberedCase, sampleDecision } from '../fakes/sample-case';
import { pain002 } from '../sources/payment-files/samples';
import { runDesk } from './run-desk';

describe('desk submit', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-'));
  const file = path.join(folder, 'run.csv');
  afterAll(() => rmSync(folder, { recursive: true }));
  const desk = (...args: string[]) => runDesk(['--data-dir', folder, ...args]);
  const header = 'payment_id,beneficiary_name,amount,currency,account_id,payment_type';

  it('takes what is right, lists what is not by file and line, and adds nothing the second time', async () => {
    writeFileSync(
      file,
      [header, 'TXN-A,ACME Corp,1000,USD,ACC-BAN-002,SWIFT', 'TXN-B,ACME Corp,much,USD,ACC-BAN-002,SWIFT', ''].join(
        '\n',
      ),
    );
    const taken = await desk('submit', file, '--by', 'Dana Demir');
    expect(taken).toMatchObject({ code: 3, stderr: '' });
    expect(taken.stdout).toMatch(
      /^RUN-[0-9A-F]{12}: 1 of 2 payments are under review\n1 not taken:\n {2}run\.csv:3: .*\[amount_not_a_number\]\n$/,
    );
    const again = await desk('submit', file, '--by', 'Dana Demir', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ was_taken: true, rows: 2, by: 'Dana Demir' });
    expect(again.code).toBe(3);
    const shown = await desk('audit', 'events');
    expect(
      shown.stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/\s+/)[2]),
    ).toEqual(['payment_run_begun', 'payment_run_taken']);
  });

  it('says by its exit code whether all rows were taken, some, or none', async () => {
    const row = (id: string, amount: string) => `TXN-${id},ACME Corp,${amount},USD,ACC-BAN-002,SWIFT`;
    const codeOf = async (name: string, ...rows: readonly string[]) => {
      const run = path.join(folder, name);
      writeFileSync(run, [header, ...rows, ''].join('\n'));
      return (await desk('submit', run, '--by', 'Dana')).code;
    };
    expect(await codeOf('all.csv', row('ALL-1', '1000'), row('ALL-2', '1000'))).toBe(0);
    expect(await codeOf('none.csv', row('NONE-1', 'much'), row('NONE-2', 'more'))).toBe(2);
    // What was asked for before is there, whoever brought it.
    expect(await codeOf('known.csv', row('ALL-1', '1000'), row('NONE-3', 'much'))).toBe(3);
  });

  it('refuses a broken file whole, and each kind of file where the other belongs', async () => {
    const broken = path.join(folder, 'broken.csv');
    writeFileSync(broken, `${header},favourite\n`);
    expect(await desk('submit', broken, '--by', 'Dana')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/broken\.csv:1: column "favourite" is no field.*\[file_invalid, file\]/),
    });
    expect(await desk('payments', 'status', file)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('desk submit'),
    });
    const answer = path.join(folder, 'answer.xml');
    writeFileSync(answer, pain002({ original: 'TD-404' }));
    expect(await desk('payments', 'status', answer)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('[payment_file_unknown, file]'),
    });
  });
});

describe('desk payments export', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-'));
  const out = path.join(folder, 'out');
  afterAll(() => rmSync(folder, { recursive: true }));
  const send = (...args: string[]) => runDesk(['--data-dir', folder, 'payments', 'export', '--out', out, ...args]);

  it('needs a database, and a name to stand in the audit', async () => {
    expect(await send('--by', 'Omar Okafor')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('[data_dir_unusable'),
    });
    expect(await send()).toMatchObject({ code: 2, stderr: expect.stringContaining('--by') });
  });

  it('writes the file, says its hash, lists what stays with its reasons, and has nothing to send the second time', async () => {
    const store = await openStore(readConfig({ profile: 'local', dataDir: folder }, {}), { keep: 'existing' });
    const approved = { status: 'approved', decision: sampleDecision } as const;
    await store.commit(commitOf(numberedCase(1, { ...approved, payment: { ...payable, payment_id: 'TXN-1' } })));
    const { beneficiary_town: _none, ...townless } = payable;
    await store.commit(commitOf(numberedCase(2, { ...approved, payment: { ...townless, payment_id: 'TXN_2' } })));
    await store.close();

    const { stdout, ...ended } = await send('--by', 'Omar Okafor');
    expect(ended).toEqual({ code: 0, stderr: '' });
    const [, name = '', hash = ''] =
      /^(TD-\S+\.xml): 1 payment, control sum 50000\.00\n {2}sha256 ([0-9a-f]{64})\n/.exec(stdout) ?? [];
    expect(sha256(readFileSync(path.join(out, name), 'utf8'))).toBe(hash);
    expect(stdout).toContain('1 stay approved and are in no file:');
    expect(stdout).toMatch(/TXN_2: its id .* \[reference_not_sendable\]; the payee's town is missing \[town_missing\]/);

    const again = await send('--by', 'Omar Okafor', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ files: [], left_out: [{ paymentId: 'TXN_2' }] });
    const shown = await runDesk(['--data-dir', folder, 'audit', 'show', 'TXN-1']);
    expect(shown.stdout).toContain('payment_sent');
    expect(await runDesk(['--data-dir', folder, 'audit', 'head'])).toMatchObject({ code: 0 });
  });
});
