import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inFolder, runDesk } from './run-desk';

const local = { PROFILE: 'local' };

async function review(request: object, environment: Record<string, string> = local) {
  const { code, stdout, stderr } = await runDesk(['review', '-'], { input: JSON.stringify(request), environment });
  return {
    code,
    stderr,
    output: (stdout === '' ? {} : JSON.parse(stdout)) as {
      final_decision: { action: string; reason: string };
      agent_trace: { parties: { role: string; decision: string }[] }[];
    },
  };
}

describe('a review of TXN-002 to ACME Corp no longer proceeds where the payment states', () => {
  test.each([
    ['country Iran', { beneficiary_country: 'IR' }, 'REJECT', 'Sanctions BLOCK - sanctioned jurisdiction Iran'],
    [
      "an Iranian bank's BIC",
      { beneficiary_bic: 'MELIIRTH' },
      'REJECT',
      'Sanctions BLOCK - direct match to OFAC SDN entity',
    ],
    [
      'an Iranian IBAN',
      { beneficiary_account: 'IR580540105180021273113007' },
      'REJECT',
      'Sanctions BLOCK - sanctioned jurisdiction Iran',
    ],
    [
      'BANK MELLI IRAN in the purpose',
      { purpose: 'goods for BANK MELLI IRAN' },
      'HOLD',
      'Sanctions ESCALATE - pending compliance review',
    ],
    [
      'Sevastopol in the purpose',
      { purpose: 'delivery to Sevastopol' },
      'HOLD',
      'Sanctions ESCALATE - pending compliance review',
    ],
  ])('%s', async (_, stated, action, reason) => {
    const { code, output } = await review({ payment_id: 'TXN-002', ...stated });
    expect(code).toBe(0);
    expect(output.final_decision).toMatchObject({ action, reason });
  });

  test('nothing of the kind: then every party was screened and the payment proceeds', async () => {
    const { output } = await review({
      payment_id: 'TXN-002',
      beneficiary_country: 'Germany',
      beneficiary_bic: 'DEUTDEFF',
      beneficiary_account: 'DE89370400440532013000',
      purpose: 'salaries January',
    });
    expect(output.final_decision).toMatchObject({ action: 'PROCEED' });
    expect(output.agent_trace[0]?.parties.map(({ role }) => role)).toEqual([
      'beneficiary',
      'beneficiary_bank',
      'ordering_entity',
      'free_text',
    ]);
  });

  test.each([
    ['a country nobody understands', { beneficiary_country: 'Atlantis' }, /country_unknown, beneficiary_country/],
    ['a purpose of 5,000 letters', { purpose: 'a'.repeat(5_000) }, /purpose: is longer than 400 characters/],
  ])('%s is refused by its field and nothing is cut', async (_, stated, told) => {
    const { code, stderr } = await review({ payment_id: 'TXN-002', ...stated });
    expect(code).toBe(2);
    expect(stderr).toMatch(told);
  });

  test('a definition that leaves the bank and the purpose out proves nothing', async () =>
    inFolder(async (folder) => {
      const shipped = readFileSync(path.join(__dirname, '../../workflows/treasury-shock-day.yaml'), 'utf8');
      const file = path.join(folder, 'workflow.yaml');
      writeFileSync(file, shipped.replace(/ {8}country:[\s\S]*?(?= {8}context:)/, ''));
      const { output } = await review(
        { payment_id: 'TXN-002', beneficiary_bic: 'DEUTDEFF', purpose: 'salaries' },
        { ...local, WORKFLOW_FILE: file },
      );
      expect(output.final_decision).toMatchObject({
        action: 'HOLD',
        reason: 'Manual review - sanctions evidence leaves out beneficiary_bic, purpose',
      });
    })());
});

test(
  'lookback screens recorded payments again and tells what a newer list finds',
  async () =>
    inFolder(async (folder) => {
      const environment = { ...local, DATA_DIR: path.join(folder, 'data') };
      const { code } = await runDesk(['review', '-'], { input: '{"payment_id": "TXN-002"}', environment });
      expect(code).toBe(0);
      const quiet = await runDesk(['screen', '--lookback', '30'], { environment });
      expect(quiet).toMatchObject({
        code: 0,
        stdout: '',
        stderr: expect.stringMatching(/^1 payments.*0 with new hits/) as string,
      });
      const freezes = path.join(folder, 'tr');
      mkdirSync(freezes);
      writeFileSync(path.join(freezes, 'freezes.csv'), 'name,type,programme\nACME CORP,entity,Law 6415 Art. 7\n');
      const found = await runDesk(['screen', '--lookback', '30'], {
        environment: { ...environment, TR_LIST_DIR: freezes, TR_LIST_DATE: '2026-01-22' },
      });
      expect(JSON.parse(found.stdout)).toMatchObject({
        payment_id: 'TXN-002',
        role: 'beneficiary',
        decision: 'BLOCK',
        list_family: 'TR Freezes',
      });
      expect((await runDesk(['screen', '--lookback', 'x'], { environment })).code).toBe(2);
    })(),
  60_000,
);

test(
  'a long batch is screened by several threads and answered in the order of its rows',
  async () =>
    inFolder(async (folder) => {
      const file = path.join(folder, 'names.csv');
      const names = Array.from({ length: 5_200 }, (_, at) =>
        at % 100 === 0 ? 'BANK MASKAN' : `Quillfeather ${at} Works`,
      );
      writeFileSync(file, `query\n${names.join('\n')}\n`);
      const { code, stdout } = await runDesk(['screen', '--batch', file], { environment: local });
      expect(code).toBe(0);
      const answers = stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { query: string; decision: string });
      expect(answers.map(({ query }) => query)).toEqual(names);
      expect(answers.filter(({ decision }) => decision === 'BLOCK')).toHaveLength(52);
    })(),
  60_000,
);
