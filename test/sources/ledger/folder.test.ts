import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../../../src/domain/values/errors';
import { assessLiquidity } from '../../../src/domain/liquidity/assess-liquidity';
import type { Ledger } from '../../../src/domain/liquidity/ledger/ledger';
import { withPolicyBuffers } from '../../../src/domain/liquidity/ledger/policy-buffers';
import { termsOf } from '../../../src/domain/liquidity/terms';
import { shippedPolicy } from '../../domain/policy/shipped-policy';
import { readLedgerFolder } from '../../../src/sources/ledger/folder';

const root = join(__dirname, '../../..');
const nowMs = Date.parse('2026-01-22T10:25:00Z');
const terms = termsOf(shippedPolicy);

function assess(ledger: Ledger, payment_id: string) {
  const result = assessLiquidity(ledger, { payment_id }, { runId: 'WF-test', nowMs, terms });
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(' '));
  return result.output;
}

describe('the demo ledger', () => {
  const demo = withPolicyBuffers(readLedgerFolder(join(root, 'demo/ledger')), shippedPolicy.liquidity.buffers);

  test('has the emergency payment breach its buffer by 125,000 at 14:30', () => {
    const { breach_assessment, account_summary, recommendation } = assess(demo, 'TXN-EMRG-001');
    expect(account_summary).toMatchObject({
      start_of_day_balance: 3_500_000,
      total_outflow: 1_875_000,
      total_inflow: 250_000,
    });
    expect(breach_assessment).toMatchObject({
      breach: true,
      severity: 'BREACH',
      first_breach_time: '2026-01-22T14:30:00Z',
      projected_min_time: '2026-01-22T14:30:00Z',
      projected_min_balance: 1_875_000,
      buffer_threshold: 2_000_000,
      gap: 125_000,
      headroom: -125_000,
      max_releasable: 125_000,
      already_below_buffer: false,
    });
    expect(recommendation.action).toBe('HOLD');
  });

  test('has no buffers of its own: policy’s count, and the cutoff beside them is the payment’s', () => {
    expect(demo.hasOwnBuffers).toBe(false);
    const { breach_assessment, audit } = assess(demo, 'TXN-EMRG-001');
    expect(breach_assessment.buffer_rule).toBe('buffer-tr-usd');
    expect(audit).toMatchObject({ cutoff_time: '15:00', data_as_of: '2026-01-22T10:20:00Z' });
  });

  test('leaves ACME Corp a headroom of 1,500,000', () => {
    expect(assess(demo, 'TXN-002').breach_assessment).toMatchObject({
      breach: false,
      headroom: 1_500_000,
      severity: 'NONE',
    });
  });

  test('has Large Vendor breach its buffer by 500,000, at 90 percent of it', () => {
    const { breach_assessment, payment_assessed } = assess(demo, 'TXN-003');
    expect(payment_assessed).toMatchObject({
      beneficiary_name: 'Large Vendor Inc',
      amount: 2_500_000,
      entity: 'GroupTreasuryCo',
    });
    expect(breach_assessment).toMatchObject({
      breach: true,
      gap: 500_000,
      severity: 'BREACH',
      projected_min_balance: 4_500_000,
    });
  });

  test('has room for BANK MASKAN and Maskan Trading: liquidity is not what stops them', () => {
    for (const id of ['TXN-001', 'TXN-004']) {
      expect(assess(demo, id).breach_assessment).toMatchObject({ breach: false, severity: 'NONE' });
    }
  });

  test('puts the contract payments on accounts of their own, as queued SWIFT payments', () => {
    const payments = ['TXN-EMRG-001', 'TXN-001', 'TXN-002', 'TXN-003', 'TXN-004'].map((id) => demo.findPayment(id)!);
    expect(new Set(payments.map(({ account_id }) => account_id)).size).toBe(5);
    expect(
      payments.every(
        ({ status, channel, direction }) => status === 'QUEUED' && channel === 'SWIFT' && direction === 'OUT',
      ),
    ).toBe(true);
    expect(demo.day).toBe('2026-01-22');
  });

  test('keeps every other account above its buffer all day', () => {
    for (const { account_id, currency, entity } of demo.accounts()) {
      const lowest = demo.accountPosition(account_id, currency, 'all')!.curveWith([]).lowest().minor;
      const minimum = BigInt(demo.bufferFor(entity, currency)!.minimum.times(100).toFixed());
      if (!['ACC-BAN-001', 'ACC-GRP-001'].includes(account_id))
        expect([account_id, lowest > minimum]).toEqual([account_id, true]);
    }
  });
});

describe('a ledger folder', () => {
  const header =
    'txn_id,timestamp_utc,entity,account_id,beneficiary_name,payment_type,amount,direction,currency,status,alert_flag,channel';
  const row = 'T1,2026-01-22 10:00:00,North,A,"Acme, Works",SWIFT,10.50,OUT,USD,QUEUED,,SWIFT';
  const good = {
    'ledger_today.csv': [header, row],
    'starting_balances.csv': [
      'entity,account_id,currency,start_of_day_balance',
      'North,A,USD,-1000.0',
      'North,a,USD,5.00',
    ],
    'buffers.json': [
      '[',
      '  { "entity": "North", "currency": "USD", "min_buffer": 500, "cutoff_time_utc": "15:00" }',
      ']',
    ],
  };
  type File = keyof typeof good;
  const folders: string[] = [];
  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

  function folderWith(changes: Partial<Record<File, readonly string[]>>, lineEnd = '\n'): string {
    const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
    folders.push(folder);
    for (const [file, lines] of Object.entries({ ...good, ...changes }))
      writeFileSync(join(folder, file), lines.join(lineEnd) + lineEnd);
    return folder;
  }

  function faultOf(folder: string): Fault {
    try {
      readLedgerFolder(folder);
    } catch (error) {
      if (error instanceof Fault) return error;
      throw error;
    }
    throw new Error('the folder was read without a fault');
  }

  test('is read with either line ending, with or without a zone, ids kept apart by case', () => {
    const zoned = row.replace('2026-01-22 10:00:00', '2026-01-22T13:00:00+03:00');
    const fingerprints = ['\n', '\r\n'].map((lineEnd) => {
      const ledger = readLedgerFolder(
        folderWith({ 'ledger_today.csv': [header, zoned] }, lineEnd),
        '2026-01-22T09:55:00Z',
      );
      expect(ledger.findPayment('T1')).toMatchObject({
        atMs: Date.parse('2026-01-22T10:00:00Z'),
        beneficiary_name: 'Acme, Works',
        alert_flag: null,
      });
      expect(ledger.findAccount('A', 'USD')?.startOfDayBalance.toNumber()).toBe(-1000);
      expect(ledger.findAccount('a', 'USD')?.startOfDayBalance.toNumber()).toBe(5);
      expect(ledger.asOf).toBe('2026-01-22T09:55:00Z');
      return ledger.fingerprint;
    });
    expect(new Set(fingerprints).size).toBe(2);
  });

  test('says how old its data is, by the recorded time and never by the files', () => {
    const ledger = readLedgerFolder(folderWith({}), '2026-01-22T09:55:00Z');
    expect(assess(ledger, 'T1').audit).toMatchObject({ data_as_of: '2026-01-22T09:55:00Z', data_age_minutes: 30 });
    expect(assess(readLedgerFolder(folderWith({})), 'T1').audit).toMatchObject({
      data_as_of: null,
      data_age_minutes: null,
    });
  });

  test.each<[string, File, string[], string]>([
    [
      'a negative amount',
      'ledger_today.csv',
      [header, row, row.replace('T1', 'T2').replace('10.50', '-10.50')],
      'ledger_today.csv:3: the amount is negative',
    ],
    [
      'an amount that is none',
      'ledger_today.csv',
      [header, row.replace('10.50', '1e5')],
      'ledger_today.csv:2: amount "1e5" is not an amount',
    ],
    [
      'too many decimals',
      'ledger_today.csv',
      [header, row.replace('10.50', '10.505')],
      'ledger_today.csv:2: USD has 2 decimals; 10.505 has more',
    ],
    [
      'over 15 digits',
      'ledger_today.csv',
      [header, row.replace('10.50', '12345678901234')],
      'ledger_today.csv:2: 12345678901234 has more than 15 digits',
    ],
    [
      'an unknown direction',
      'ledger_today.csv',
      [header, row.replace('OUT', 'SIDEWAYS')],
      'ledger_today.csv:2: direction "SIDEWAYS" is neither IN nor OUT',
    ],
    [
      'an unknown status',
      'ledger_today.csv',
      [header, row.replace('QUEUED', 'MAYBE')],
      'ledger_today.csv:2: status "MAYBE" is none of RELEASED, SETTLED, RETURNED, QUEUED, PENDING_APPROVAL, ON_HOLD',
    ],
    [
      'an unknown currency',
      'ledger_today.csv',
      [header, row.replace('USD', 'QQQ')],
      'ledger_today.csv:2: QQQ is not a currency code we know',
    ],
    [
      'a time that is none',
      'ledger_today.csv',
      [header, row.replace('2026-01-22', '2026-02-31')],
      'ledger_today.csv:2: timestamp_utc "2026-02-31 10:00:00" is not a date and time',
    ],
    [
      'a second day',
      'ledger_today.csv',
      [header, row, row.replace('T1', 'T2').replace('01-22', '01-23')],
      'ledger_today.csv:3: 2026-01-23T10:00:00Z is not on 2026-01-22, the day of the rows before it',
    ],
    [
      'a transaction twice',
      'ledger_today.csv',
      [header, row, row],
      'ledger_today.csv:3: transaction T1 appears a second time',
    ],
    [
      'another owner than the balance says',
      'ledger_today.csv',
      [header, row.replace('North', 'South')],
      'ledger_today.csv:2: account A belongs to North, not to South',
    ],
    ['a missing field', 'ledger_today.csv', [header, 'T1,2026-01-22 10:00:00'], 'ledger_today.csv:2: '],
    [
      'a missing column',
      'ledger_today.csv',
      [header.replace('status,', '')],
      'ledger_today.csv:1: the column status is missing',
    ],
    [
      'an empty account id',
      'ledger_today.csv',
      [header, row.replace(',A,', ',,')],
      'ledger_today.csv:2: account_id "" is empty',
    ],
    [
      'a balance twice',
      'starting_balances.csv',
      [...good['starting_balances.csv'], 'North,A,USD,7.00'],
      'starting_balances.csv:4: account A has a second USD balance',
    ],
    [
      'a balance that is none',
      'starting_balances.csv',
      ['entity,account_id,currency,start_of_day_balance', 'North,A,USD,'],
      'starting_balances.csv:2: start_of_day_balance "" is not an amount',
    ],
    [
      'a buffer twice',
      'buffers.json',
      [
        '[{ "entity": "N", "currency": "USD", "min_buffer": 5 },',
        '{ "entity": "N", "currency": "USD", "min_buffer": 6 }]',
      ],
      'buffers.json:2: entity N has a second USD buffer',
    ],
    [
      'a negative buffer',
      'buffers.json',
      ['[{ "entity": "N", "currency": "USD",', '"min_buffer": -5 }]'],
      'buffers.json:1: the buffer is negative',
    ],
    ['a JSON object', 'buffers.json', ['{}'], 'buffers.json:1: '],
    ['broken JSON', 'buffers.json', ['[{ "entity": '], 'buffers.json:'],
  ])('with %s is refused by file, line and reason', (_what, file, lines, message) => {
    const folder = folderWith({ [file]: lines });
    const fault = faultOf(folder);
    expect(fault.code).toBe('ledger_unreadable');
    expect(fault.message).toContain(message);
  });

  test('that lacks a file is refused by the file’s name', () => {
    const folder = folderWith({});
    rmSync(join(folder, 'starting_balances.csv'));
    const fault = faultOf(folder);
    expect(fault.code).toBe('ledger_unreadable');
    expect(fault.message).toMatch(/^starting_balances\.csv: /);
  });

  test('whose buffers.json leads nowhere is refused, not judged by other buffers', () => {
    const folder = folderWith({});
    rmSync(join(folder, 'buffers.json'));
    symlinkSync('nowhere.json', join(folder, 'buffers.json'));
    expect(faultOf(folder).message).toMatch(/^buffers\.json: /);
  });

  test('without a buffers.json leaves the buffers to policy; an empty one is the whole truth', () => {
    const folder = folderWith({ 'buffers.json': ['[]'] });
    expect(readLedgerFolder(folder).hasOwnBuffers).toBe(true);
    rmSync(join(folder, 'buffers.json'));
    expect(readLedgerFolder(folder)).toMatchObject({ hasOwnBuffers: false });
  });
});
