import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inFolder, projectRoot, runDesk } from '../run-desk';

const cutoffKeys = ['before_cutoff', 'effective_cutoff_utc', 'binding', 'grace_until_utc', 'value_date', 'reasons'];
const explainKeys = ['action', 'required_approvals', 'workflow_steps', 'rule_ids'];

/** A copy of the shipped policy with one passage replaced. */
function changedPolicy(folder: string, file: string, from: string, to: string): string {
  const copy = path.join(folder, 'policy');
  cpSync(path.join(projectRoot, 'policy'), copy, { recursive: true });
  const text = readFileSync(path.join(copy, file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no "${from}"`);
  writeFileSync(path.join(copy, file), text.replace(from, to));
  return copy;
}

describe('cutoff', () => {
  it.concurrent('answers one question with the six facts', async () => {
    const args = [
      '--entity',
      'GroupTreasuryCo',
      '--currency',
      'EUR',
      '--channel',
      'SEPA',
      '--at',
      '2026-03-30T13:00:00Z',
    ];
    const { code, stdout, stderr } = await runDesk(['cutoff', ...args, '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const answer = JSON.parse(stdout) as Record<string, unknown>;
    expect(Object.keys(answer)).toEqual(cutoffKeys);
    expect(answer).toMatchObject({
      before_cutoff: true,
      effective_cutoff_utc: '2026-03-30T14:00:00Z',
      binding: 'internal',
    });
  });

  it.concurrent('answers many in order, and refuses a bad line on its line', async () => {
    const lines = [
      { entity: 'BankSubsidiary_TR', currency: 'USD', channel: 'SWIFT', at: '2026-01-19T10:00:00Z' },
      { entity: 'BankSubsidiary_TR', currency: 'USD', channel: 'PIGEON' },
      { entity: 'BankSubsidiary_TR', currency: 'USD', payment_type: 'EMERGENCY', at: '2026-01-22T15:30:00Z' },
    ];
    const input = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
    const { code, stdout } = await runDesk(['cutoff', '--batch', '-'], { input });
    expect(code).toBe(0);
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(answers).toEqual([
      expect.objectContaining({ before_cutoff: false, value_date: '2026-01-20' }),
      { problems: [expect.objectContaining({ code: 'field_invalid', field: 'channel' })] },
      expect.objectContaining({ before_cutoff: true, grace_until_utc: '2026-01-22T15:30:00Z' }),
    ]);
  });

  it.concurrent('refuses an unknown currency by its field', async () => {
    const args = ['cutoff', '--entity', 'GroupTreasuryCo', '--currency', 'XXQ', '--channel', 'SWIFT', '--json'];
    expect(await runDesk(args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('currency') });
  });
});

describe('policy explain', () => {
  const flags = ['--sanctions', 'CLEAR', '--currency', 'USD', '--type', 'SWIFT', '--entity', 'GroupTreasuryCo'];

  it.concurrent('answers the payment of the third contract case', async () => {
    const args = [
      ...flags,
      '--breach',
      '--before-cutoff',
      'true',
      '--amount',
      '2500000',
      '--at',
      '2026-01-22T11:00:00Z',
    ];
    const { code, stdout, stderr } = await runDesk(['policy', 'explain', ...args]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const answer = JSON.parse(stdout) as Record<string, unknown>;
    expect(Object.keys(answer)).toEqual(explainKeys);
    expect(answer).toMatchObject({
      action: 'HOLD',
      required_approvals: [
        { role: 'Treasury Manager', authority: 'Evaluate options', sla_hours: 2 },
        { role: 'Head of Treasury', authority: 'Override approval', sla_hours: 2 },
      ],
      rule_ids: ['decide-breach', 'tier-5m', 'severity-breach'],
    });
  });

  it.concurrent('answers many in order, and refuses a bad line on its line', async () => {
    const line = {
      sanctions: 'CLEAR',
      severity: 'none',
      before_cutoff: true,
      amount: 50000,
      currency: 'USD',
      payment_type: 'SWIFT',
      entity: 'GroupTreasuryCo',
      at: '2026-01-22T11:00:00Z',
    };
    const lines = [JSON.stringify(line), '{"amount":', JSON.stringify({ ...line, amount: 50000.01 })];
    const { code, stdout } = await runDesk(['policy', 'explain', '--batch', '-'], { input: lines.join('\n') });
    expect(code).toBe(0);
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text) as { rule_ids?: string[]; problems?: { code: string }[] });
    expect(answers.map(({ rule_ids: ids, problems }) => ids?.[1] ?? problems?.[0]?.code)).toEqual([
      'tier-50k',
      'not_json',
      'tier-250k',
    ]);
  });

  it.concurrent('says beside the answer that the strictest tier stands for want of a rate', async () => {
    const args = ['policy', 'explain', '--sanctions', 'CLEAR', '--before-cutoff', '--amount', '5', '--currency', 'SEK'];
    const { code, stdout, stderr } = await runDesk([...args, '--type', 'SWIFT', '--entity', 'GroupTreasuryCo']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'note: no usable USD rate: the strictest tier applies\n' });
    expect(JSON.parse(stdout)).toMatchObject({ rule_ids: ['decide-clear', 'tier-above-5m', 'fx-rates'] });
  });

  it.concurrent('refuses what is missing, by its field', async () => {
    const ended = await runDesk(['policy', 'explain', ...flags, '--before-cutoff']);
    expect(ended).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'refused: amount: is missing [field_invalid, amount]\n',
    });
  });
});

describe('policy lint', () => {
  it.concurrent('finds nothing in the shipped policy', async () => {
    const ended = await runDesk(['policy', 'lint', '--json']);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(ended.stdout)).toEqual({ findings: [] });
  });

  it.concurrent(
    'exits 1 with file, line, rule ids and an example where something is weak',
    inFolder(async (folder) => {
      const policy = changedPolicy(folder, 'fx-rates.yaml', '  GBP: 1.345\n', '');
      const { code, stdout } = await runDesk(['policy', 'lint', '--json', '--policy', policy]);
      expect(code).toBe(1);
      expect(JSON.parse(stdout)).toEqual({
        findings: [
          {
            kind: 'currency_without_rate',
            file: 'policy/fx-rates.yaml',
            line: expect.any(Number),
            rule_ids: ['fx-rates'],
            reason: expect.stringContaining('GBP'),
            example: { amount: 1, currency: 'GBP' },
          },
        ],
      });
    }),
  );

  it.concurrent(
    'tells a file that is no table as it is, with its line',
    inFolder(async (folder) => {
      const policy = changedPolicy(folder, 'rails.yaml', 'zone: Europe/London', 'zone: Europe/Londn');
      const { code, stdout } = await runDesk(['policy', 'lint', '--policy', policy]);
      expect(code).toBe(1);
      expect(stdout).toMatch(/^policy\/rails\.yaml:\d+: file_invalid: rails\.5\.zone: is not a time zone/);
    }),
  );
});

describe('a changed policy over the cases of a database', () => {
  it.concurrent(
    'simulate and impact name the payment that would need other people',
    inFolder(async (folder) => {
      const data = ['--data-dir', path.join(folder, 'data')];
      for (const input of ['{"payment_id":"TXN-001"}', '{"payment_id":"TXN-002"}', '{"payment_id":"TXN-003"}'])
        expect(await runDesk([...data, 'review', '-'], { input })).toMatchObject({ code: 0 });
      const policy = changedPolicy(
        folder,
        'approval-matrix.yaml',
        'roles: [Payments Operator] }',
        'roles: [Payments Supervisor] }',
      );

      const simulated = await runDesk([...data, 'policy', 'simulate', '--policy', policy, '--json']);
      expect(simulated).toMatchObject({ code: 0, stderr: '' });
      expect(JSON.parse(simulated.stdout)).toMatchObject({
        cases: 3,
        differing: 1,
        results: [
          {
            payment_id: 'TXN-002',
            before: { required_approvers: ['Payments Operator'] },
            after: { required_approvers: ['Payments Supervisor'] },
            differences: ['required_approvers'],
          },
        ],
      });

      const touched = await runDesk([...data, 'policy', 'impact', '--policy', policy, '--json']);
      expect(JSON.parse(touched.stdout)).toMatchObject({ open_cases: 2, cases: [{ payment_id: 'TXN-002' }] });
      const unchanged = await runDesk([...data, 'policy', 'impact']);
      expect(unchanged).toMatchObject({ code: 0, stdout: '0 of 2 open cases touched; 0 not yet decided\n' });
    }),
  );
});
