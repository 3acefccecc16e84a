import fc from 'fast-check';
import type { Ledger, LedgerRow } from '../../../src/domain/liquidity/ledger';
import { isCertain } from '../../../src/domain/liquidity/ledger-content';
import { mergeStatement, type StatementMerge } from '../../../src/domain/liquidity/merge-statement';
import type { Statement, StatementEntry } from '../../../src/domain/liquidity/statement';
import { decimal, zero } from '../../../src/domain/money';
import { account, at, flow, ledgerOf, testDay } from './ledger-fixture';

const accounts = [account('A', '1000000'), account('B', '0'), account('A', '0', { currency: 'EUR' })];

function entry(amount: string, bankReference: string | null, more: Partial<StatementEntry> = {}): StatementEntry {
  return {
    place: `entry ${bankReference ?? 'without reference'}`,
    references: bankReference === null ? ['T1'] : [bankReference, 'T1'],
    bankReference,
    direction: 'OUT',
    amount: decimal(amount),
    currency: 'USD',
    booked: true,
    day: testDay,
    atMs: null,
    counterparty: '',
    ...more,
  };
}

function statementOf(entries: readonly StatementEntry[], more: Partial<Statement> = {}): Statement {
  const asOfMs = at('11:00');
  const common = { format: 'camt.052', id: 'R1', account: 'A', currency: 'USD', asOfMs } as const;
  return { ...common, opening: null, closing: null, entries, ...more };
}

function queued(amount: string, more: Partial<LedgerRow> = {}): LedgerRow {
  return flow('T1', 'A', '14:30', `-${amount}`, more);
}

function merged(ledger: Ledger, entries: readonly StatementEntry[]): { merge: StatementMerge; ledger: Ledger } {
  const result = mergeStatement(ledger, statementOf(entries), 'A');
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { settled, added } = result.merge;
  const rows = [...[...ledger.rows()].map((row) => settled.get(row.txn_id) ?? row)];
  const own = added.map((row) => settled.get(row.txn_id) ?? row);
  return { merge: result.merge, ledger: ledgerOf(accounts, [], [...rows, ...own]) };
}

const after = (row: LedgerRow, ...reports: readonly (readonly StatementEntry[])[]): Ledger =>
  reports.reduce((ledger, entries) => merged(ledger, entries).ledger, ledgerOf(accounts, [], [row]));

const shown = (ledger: Ledger) =>
  [...ledger.rows()].map(({ txn_id: id, amount, status }) => `${id} ${amount.toFixed()} ${status}`);

function problemsOf(row: LedgerRow, entries: readonly StatementEntry[], more: Partial<Statement> = {}) {
  const result = mergeStatement(ledgerOf(accounts, [], [row]), statementOf(entries, more), more.account ?? 'A');
  return result.ok ? [] : result.problems.map(({ code, message }) => [code, message]);
}

describe('a payment the bank booked in part', () => {
  test('is settled as far as it was booked, and expected for the rest', () => {
    const ledger = after(queued('250000', { alert_flag: 'F', status: 'ON_HOLD' }), [entry('125000', 'BANK-1')]);
    expect(shown(ledger)).toEqual(['T1 125000 ON_HOLD', 'T1:part:BANK-1 125000 SETTLED']);
    expect(ledger.findPayment('T1')).toMatchObject({ atMs: at('14:30'), alert_flag: 'F' });
    // Booked is not still to come: it was on the account when the statement was true.
    expect(ledger.findPayment('T1:part:BANK-1')).toMatchObject({
      atMs: at('11:00'),
      beneficiary_name: 'Acme Works',
      payment_type: 'SWIFT',
      alert_flag: 'F',
    });
  });

  test('leaves at the bank’s own time where there is one', () => {
    const ledger = after(queued('250'), [entry('100', 'BANK-1', { atMs: at('09:15') })]);
    expect(ledger.findPayment('T1:part:BANK-1')?.atMs).toBe(at('09:15'));
    expect(ledger.findPayment('T1')?.atMs).toBe(at('14:30'));
  });

  test('is settled under its own id when nothing is left', () => {
    const inOne = after(queued('250'), [entry('100', 'BANK-1'), entry('50', 'BANK-2'), entry('100', 'BANK-3')]);
    const oneByOne = after(queued('250'), [entry('100', 'BANK-1')], [entry('50', 'BANK-2')], [entry('100', 'BANK-3')]);
    expect(shown(inOne)).toEqual(['T1 100 SETTLED', 'T1:part:BANK-1 100 SETTLED', 'T1:part:BANK-2 50 SETTLED']);
    expect(shown(oneByOne)).toEqual(shown(inOne));
  });

  test('is known in every later report of the same booking', () => {
    const first = after(queued('250'), [entry('125', 'BANK-1')]);
    const again = merged(first, [entry('125', 'BANK-1')]);
    expect(again.merge).toMatchObject({ known: 1, added: [] });
    expect(shown(again.ledger)).toEqual(shown(first));
    const whole = merged(first, [entry('125', 'BANK-1'), entry('125', 'BANK-2')]);
    expect(shown(whole.ledger)).toEqual(['T1 125 SETTLED', 'T1:part:BANK-1 125 SETTLED']);
  });

  test('without a bank reference is known by its amount and its place among equal ones', () => {
    const bookings = [entry('50', null), entry('50', null), entry('70', null)];
    const first = after(queued('250'), bookings.slice(0, 2));
    expect(shown(first)).toEqual(['T1 150 QUEUED', 'T1:amount:50/1 50 SETTLED', 'T1:amount:50/2 50 SETTLED']);
    const next = merged(first, bookings);
    expect([next.merge.known, next.ledger.findPayment('T1')?.amount.toFixed()]).toEqual([2, '80']);
  });

  test('and first reported as pending by the bank itself keeps what was not booked', () => {
    const pending = entry('7', 'B7', { references: ['B7'], booked: false });
    const booked = entry('5', 'B7', { references: ['B7'] });
    const ledger = after(queued('250'), [pending], [booked], [booked]);
    expect(shown(ledger)).toEqual(['T1 250 QUEUED', 'A:B7 2 QUEUED', 'A:B7:part:B7 5 SETTLED']);
  });

  test('only pending so far changes nothing: the row expects it already', () => {
    const { merge } = merged(ledgerOf(accounts, [], [queued('250')]), [entry('125', 'BANK-1', { booked: false })]);
    expect([merge.known, merge.settled.size, merge.added.length]).toEqual([1, 0, 0]);
  });

  test('does not take the file’s other entries down with it', () => {
    const other = entry('3', 'BANK-9', { references: ['BANK-9'], direction: 'IN' });
    expect(shown(after(queued('250'), [entry('125', 'BANK-1'), other]))).toContain('A:BANK-9 3 SETTLED');
  });
});

describe('an entry that names a payment and does not fit it is refused', () => {
  test.each<[string, Partial<LedgerRow>, StatementEntry, string]>([
    ['more than the row', {}, entry('250.01', 'X'), 'entry X has amount 250.01; T1 of the ledger has 250.'],
    ['a part the other way', {}, entry('5', 'X', { direction: 'IN' }), 'entry X has direction IN; T1'],
    [
      'a part on another account',
      { account_id: 'B' },
      entry('5', 'X'),
      'entry X has account A; T1 of the ledger has B',
    ],
    ['a part in another currency', { currency: 'EUR' }, entry('5', 'X'), 'entry X has currency USD; T1'],
    ['less than what is settled', { status: 'SETTLED' }, entry('5', 'X'), 'entry X has amount 5; T1'],
    ['less than what is released', { status: 'RELEASED' }, entry('5', 'X'), 'entry X has amount 5; T1'],
  ])('%s', (_what, row, wrong, message) => {
    const problems = problemsOf(queued('250', row), [wrong]);
    expect(problems).toEqual([['contradicts_ledger', expect.stringContaining(message)]]);
  });

  test('also where only the parts together are more than the row', () => {
    const problems = problemsOf(queued('250'), [entry('200', 'X'), entry('51', 'Y')]);
    expect(problems).toEqual([['contradicts_ledger', 'entry Y has amount 51; T1 of the ledger has 50.']]);
  });

  test('also where the same booking now has another amount', () => {
    const first = after(queued('250'), [entry('100', 'X')]);
    const result = mergeStatement(first, statementOf([entry('90', 'X')]), 'A');
    expect(!result.ok && result.problems[0]?.message).toBe('entry X has amount 90; T1:part:X of the ledger has 100.');
  });
});

describe('whatever parts a bank books of a payment', () => {
  /** The parts in minor units, and what is left of the row at last. */
  const bookings = fc.record({
    parts: fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 8 }),
    left: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1_000_000 })),
    hasReferences: fc.boolean(),
    reports: fc.integer({ min: 1, max: 4 }),
    status: fc.constantFrom('QUEUED', 'PENDING_APPROVAL', 'ON_HOLD' as const),
    direction: fc.constantFrom('OUT', 'IN' as const),
  });
  const money = (minor: number) => decimal(minor).dividedBy(100).toFixed();

  test('certain and expected together stay its amount, and importing twice changes nothing', () => {
    fc.assert(
      fc.property(bookings, ({ parts, left, hasReferences, reports, status, direction }) => {
        const whole = parts.reduce((sum, part) => sum + part, left);
        const row = queued(money(whole), { status, direction });
        const entries = parts.map((part, index) =>
          entry(money(part), hasReferences ? `B${index}` : null, { direction }),
        );
        // Each report repeats what the ones before said, as intraday reports do.
        const upTo = (report: number) => entries.slice(0, Math.ceil((entries.length * report) / reports));
        const files = Array.from({ length: reports }, (_, index) => upTo(index + 1));
        let ledger = ledgerOf(accounts, [], [row]);
        for (const [index, file] of files.entries()) {
          ledger = merged(ledger, file).ledger;
          const rows = [...ledger.rows()];
          expect(rows.reduce((sum, { amount }) => sum.plus(amount), zero).toFixed()).toBe(money(whole));
          const certain = rows.filter(isCertain).reduce((sum, { amount }) => sum.plus(amount), zero);
          const booked = parts.slice(0, file.length).reduce((sum, part) => sum + part, 0);
          expect([index, certain.toFixed()]).toEqual([index, money(booked)]);
        }
        expect(ledger.findPayment('T1')?.status).toBe(left === 0 ? 'SETTLED' : status);
        for (const again of [entries, ...(hasReferences ? [[...entries].reverse()] : [])]) {
          const { merge, ledger: same } = merged(ledger, again);
          expect([merge.known, merge.settled.size, merge.added.length]).toEqual([entries.length, 0, 0]);
          expect(shown(same)).toEqual(shown(ledger));
        }
      }),
      { numRuns: 300 },
    );
  });
});
