import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { liquidityScreeningSchema } from '../../../src/domain/evidence/liquidity-screening';
import { describeWithShared } from '../../fakes/shared-data';
import { mt940 } from '../../sources/statements/samples';

const root = join(__dirname, '../../..');
const runner = [join(root, 'dist/main.js')];

const folder = mkdtempSync(join(tmpdir(), 'desk-liquidity-'));
afterAll(() => rmSync(folder, { recursive: true }));

function desk(args: readonly string[], { ledger, input = '' }: { ledger?: string; input?: string } = {}) {
  const env = { PATH: process.env['PATH'], ...(ledger === undefined ? {} : { LEDGER_DIR: ledger }) };
  const { status, stdout, stderr } = spawnSync(process.execPath, [...runner, ...args], {
    env,
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

interface Answer {
  readonly breach_assessment?: { readonly gap: number };
  readonly problems?: readonly { readonly code: string }[];
}

describe('desk liquidity', () => {
  test('says in words what a payment does and what else could be done', () => {
    const { status, stdout } = desk(['liquidity', '--payment-id', 'TXN-003']);
    expect(status).toBe(0);
    expect(stdout).toContain('HOLD  ACC-GRP-001 would fall to 4,500,000 USD at 11:15 UTC, 500,000 USD below');
    expect(stdout).toContain('data is 5 minutes old');
    expect(stdout).toMatch(/ {2}yes {2}delay: From 15:10 UTC on .* before the cutoff at 16:00 UTC\./);
  });

  test('gives the tool’s full output for a described payment', () => {
    const { status, stdout } = desk(
      ['liquidity', '--json', '--amount', '100000', '--currency', 'USD', '--account', 'ACC-BAN-002'].concat([
        '--entity',
        'BankSubsidiary_TR',
        '--at',
        '2026-01-22T11:00:00Z',
      ]),
    );
    expect(status).toBe(0);
    const output = JSON.parse(stdout) as unknown;
    expect(liquidityScreeningSchema.parse(output)).toMatchObject({
      recommendation: { action: 'RELEASE' },
      payment_assessed: { timestamp_utc: '2026-01-22T11:00:00Z' },
    });
  });

  test('answers a batch line by line, in order, a refused line with its problems', () => {
    const lines = [
      '{"payment_id":"TXN-002"}',
      '{"payment_id":"NOBODY"}',
      '{"amount":1,"currency":"USD","account_id":"ACC-BAN-001","override":true}',
      'not json',
      '{"payment_id":"TXN-EMRG-001"}',
    ];
    const { status, stdout } = desk(['liquidity', '--batch', '-'], { input: `${lines.join('\n')}\n` });
    expect(status).toBe(0);
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Answer);
    expect(answers.map((answer) => answer.breach_assessment?.gap ?? answer.problems?.[0]?.code)).toEqual([
      0,
      'unknown_payment',
      'field_invalid',
      'not_json',
      125_000,
    ]);
  });

  test('refuses what cannot be answered, by name, with exit 2 and nothing on standard output', () => {
    const { status, stdout, stderr } = desk(['liquidity', '--amount', '5', '--currency', 'USD', '--account', 'NONE']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('No account NONE is in the ledger. [unknown_account, account_id]');
  });

  test('reports a day as text and CSV, and no other day', () => {
    const text = desk(['liquidity', 'report', '2026-01-22']);
    expect(text.stdout).toContain('BankSubsidiary_TR USD (all accounts)');
    expect(text.stdout).toContain('credit lines of 500,000');
    const csv = desk(['liquidity', 'report', '2026-01-22', '--csv']);
    const [header = '', ...rows] = csv.stdout.trim().split('\n');
    expect(header.split(',').slice(0, 6)).toEqual(['date', 'scope', 'name', 'entity', 'currency', 'max_usage']);
    expect(rows.every((row) => row.split(',').length === header.split(',').length)).toBe(true);
    expect(text.stdout).toContain('B(ii) intraday credit extended to customers: not applicable');
    expect(text.stdout).toMatch(
      /open {2}TXN-EMRG-001, EMERGENCY, 250,000 USD from ACC-BAN-001, .*; due 2026-01-22T15:00:00Z/,
    );
    const obligations = desk(['liquidity', 'report', '2026-01-22', '--csv', 'obligations']);
    expect(obligations.stdout.split('\n')[0]).toContain('deadline,state');
    expect(desk(['liquidity', 'report', '2026-01-22', '--csv', 'nothing']).stderr).toContain(
      'There is no table nothing',
    );
    expect(desk(['liquidity', 'report', '2026-01-21']).status).toBe(2);
  });
});

describe('desk import', () => {
  const ledger = join(folder, 'ledger');
  cpSync(join(root, 'demo/ledger'), ledger, { recursive: true });

  test('puts a statement in force at once, and refuses it the second time', () => {
    writeFileSync(join(ledger, 'statement_accounts.json'), '{"A": "ACC-BAN-002"}');
    const file = join(folder, 'a.sta');
    writeFileSync(file, mt940);
    const first = desk(['import', 'statement', file], { ledger });
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(first.stdout).toContain(
      'ACC-BAN-002 USD on 2026-01-22: 0 settled, 3 new, 0 known, opening balance 1,000; proven.',
    );
    expect(desk(['import', 'statement', file], { ledger })).toMatchObject({ status: 2, stdout: '' });
    expect(desk(['liquidity', '--payment-id', 'TXN-002'], { ledger }).stdout).toContain('HOLD  ACC-BAN-002');
  });

  test('keeps the figures of the day that ends, and the report of its month is made of them', () => {
    const own = join(folder, 'two-days');
    cpSync(join(root, 'demo/ledger'), own, { recursive: true });
    const flows = join(folder, 'next.csv');
    const [header = '', first = ''] = readFileSync(join(own, 'ledger_today.csv'), 'utf8').split('\n');
    writeFileSync(flows, `${header}\n${first.replace('2026-01-22', '2026-01-23')}\n`);
    const balances = join(own, 'starting_balances.csv');
    const next = ['import', 'ledger', flows, '--balances', balances, '--as-of', '2026-01-23T07:00:00Z'];
    expect(desk(next, { ledger: own }).stdout).toContain('the figures of 2026-01-22 are kept');
    const month = desk(['liquidity', 'report', '2026-01'], { ledger: own });
    expect(month.stdout).toContain('from 2 kept days: 2026-01-22, 2026-01-23.');
    expect(month.stdout).toMatch(/maximum usage: highest [\d,.]+ on 2026-01-22, [\d,.]+ on 2026-01-23; average/);
    expect(desk(['liquidity', 'report', '2025-12'], { ledger: own })).toMatchObject({ status: 2, stdout: '' });
  });

  test('refuses a ledger with a bad row by line, and never changes the demo ledger', () => {
    const file = join(folder, 'bad.csv');
    writeFileSync(file, 'txn_id,timestamp_utc\n');
    const bad = desk(['import', 'ledger', file, '--as-of', '2026-01-22T12:00:00Z'], { ledger });
    expect([bad.status, bad.stdout]).toEqual([2, '']);
    expect(bad.stderr).toContain('bad.csv:1: the column');
    expect(desk(['import', 'statement', file]).stderr).toContain('The demo ledger is never changed');
  });
});

describeWithShared('treasury', 'the public ledger', (publicLedger) => {
  test('gives the emergency payment its known figures, and no way to pay in dollars on a Fed holiday', () => {
    const run = [...runner, 'liquidity', '--json', '--payment-id', 'TXN-EMRG-001'];
    const text = execFileSync(process.execPath, run, {
      env: { PATH: process.env['PATH'], LEDGER_DIR: publicLedger },
      encoding: 'utf8',
    });
    const { breach_assessment, recommendation } = liquidityScreeningSchema.parse(JSON.parse(text));
    expect(breach_assessment).toMatchObject({
      projected_min_balance: 1_950_000,
      gap: 50_000,
      headroom: -50_000,
      max_releasable: 200_000,
    });
    const moved = recommendation.alternative_details!.filter(({ kind }) => kind === 'sweep' || kind === 'fx_sweep');
    expect(moved.map(({ feasible }) => feasible)).toEqual([false, false]);
  });
});
