import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../../src/composition/config/config';
import { openStore } from '../../src/composition/store/open-store';
import { sha256 } from '../../src/domain/values/json';
import { payable } from '../domain/payment-file/sample-instruction';
import { commitOf, numberedCase, sampleDecision } from '../fakes/sample-case';
import { runDesk } from './run-desk';

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
    expect(await runDesk(['--data-dir', folder, 'audit', 'verify'])).toMatchObject({ code: 0 });
  });
});
