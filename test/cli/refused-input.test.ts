import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { inFolder, runDesk } from './run-desk';

describe('a request that cannot be reviewed is refused by name: exit 2, standard output empty', () => {
  it.concurrent.each([
    ['an id nobody knows', '{"payment_id":"TXN-404"}', 'No payment TXN-404', 'unknown_payment, payment_id'],
    [
      'a field that contradicts the ledger',
      '{"payment_id":"TXN-EMRG-001","amount":250001}',
      'amount contradicts the ledger: TXN-EMRG-001 has 250000',
      'contradicts_ledger, amount',
    ],
    ['what is not JSON', '{"payment_id":', 'Standard input is not JSON', 'not_json'],
    ['nothing at all', '', 'Standard input is not JSON', 'not_json'],
    ['more than 1 MB', `{"purpose":"${'x'.repeat(1_048_576)}"}`, 'The request is over 1 MB', 'request_too_large'],
    ['a list', '[]', 'expected object', 'field_invalid'],
  ])('%s', async (_what, input, message, code) => {
    const { stderr, ...ended } = await runDesk(['review', '-'], { input });
    expect(ended).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^refused: /);
    expect(stderr).toContain(message);
    expect(stderr).toContain(`[${code}]`);
  });

  it.concurrent(
    'a file with several faults, each of them named',
    inFolder(async (folder) => {
      const file = path.join(folder, 'request.json');
      writeFileSync(file, JSON.stringify({ beneficiary_name: 'ACME Corp', amount: 1_000, currency: 'USD' }));
      const { code, stdout, stderr } = await runDesk(['review', file]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      for (const field of ['account_id', 'payment_type']) expect(stderr).toContain(`, ${field}]`);
    }),
  );

  it.concurrent('a file that is not there', async () => {
    expect(await runDesk(['review', 'no-such-file.json'])).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('no-such-file.json cannot be read: ENOENT') as string,
    });
  });

  it.concurrent('a command nobody knows', async () => {
    expect(await runDesk(['transfer'])).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining("unknown command 'transfer'") as string,
    });
  });
});
