import fc from 'fast-check';
import type { Ledger } from '../../../../src/domain/liquidity/ledger/ledger';
import type { LedgerRow } from '../../../../src/domain/payment/ledger-row';
import { isCertain } from '../../../../src/domain/payment/ledger-row';
import { mergeStatement } from '../../../../src/domain/liquidity/statements/merge-statement';
import type { Statement, StatementEntry } from '../../../../src/domain/liquidity/statements/statement';
import { decimal, zero } from '../../../../src/domain/values/money';
import { account, at, flow, ledgerOf, testDay } from '../ledger-fixture';

const accounts = [account('A', '1000000'), account('B', '0'), account('A', '0', { currency: 'EUR' })];

function entry(amount: string, bankReference: string | null, more: Partial<StatementEntry> = {}): StatementEntry {
  return {
    place: `entry ${bankReference ?? 'without reference'}`,
    references: bankReference === null ? ['T1'] : [bankReference, 'T1'],
    bankReference,
    customerReference: more.references ? null : 'T1',
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

function merged(ledger: Ledger, entries: readonly StatementEntry[], filed?: ReadonlyMap<string, string>) {
  const result = mergeStatement(ledger, statementOf(entries), 'A', filed);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { changed, parts, added } = result.merge;
  const rows = [...ledger.rows()].map((row) => changed.get(row.txn_id) ?? row);
  return { merge: result.merge, ledger: ledgerOf(accounts, [], [...rows, ...parts, ...added]) };
}

function after(row: LedgerRow, ...reports: readonly (readonly StatementEntry[])[]): Ledger {
  const filed = new Map<string, string>();
  return reports.reduce(
    (before, entries) => {
      const { merge, ledger } = merged(before, entries, filed);
      for (const [reference, id] of merge.filed) filed.set(reference, id);
      return ledger;
    },
    ledgerOf(accounts, [], [row]),
  );
}

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
    expect(again.merge).toMatchObject({ known: 1, parts: [], added: [] });
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

  test('only pending so far changes nothing: the row expects it already', () => {
    const { merge } = merged(ledgerOf(accounts, [], [queued('250')]), [entry('125', 'BANK-1', { booked: false })]);
    expect([merge.known, merge.changed.size, merge.added.length]).toEqual([1, 0, 0]);
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

describe('a booking that only the bank named', () => {
  const other = queued('250');
  const banks = (amount: string, more: Partial<StatementEntry> = {}): StatementEntry =>
    entry(amount, 'B7', { references: ['B7'], ...more });

  test.each(['500', '700', '710'])('is booked whole, with what the bank booked of 700: %s', (amount) => {
    const pending = banks('700', { booked: false, direction: 'IN' });
    const booked = banks(amount, { direction: 'IN' });
    expect(shown(after(other, [pending], [booked], [booked]))).toEqual(['T1 250 QUEUED', `A:B7 ${amount} SETTLED`]);
  });

  test('is not another one the other way', () => {
    const ledger = after(other, [banks('700', { booked: false, direction: 'IN' })]);
    const result = mergeStatement(ledger, statementOf([banks('700')]), 'A');
    expect(!result.ok && result.problems[0]?.message).toBe('entry B7 has direction OUT; A:B7 of the ledger has IN.');
  });
});

describe('a payment of the desk that the ledger has not', () => {
  const desk = queued('250');
  const pays = (amount: string, bank: string | null, more: Partial<StatementEntry> = {}): StatementEntry => {
    const references = bank === null ? ['PAY-1'] : [bank, 'PAY-1'];
    return entry(amount, bank, { references, customerReference: 'PAY-1', ...more });
  };

  test('is found by its own id once it is booked, and known by either reference', () => {
    const alone = entry('100', 'B1', { references: ['B1'] });
    for (const reports of [
      [[pays('100', 'B1')]],
      [[pays('100', 'B1')], [pays('100', 'B1')], [alone]],
      [[pays('100', null)], [pays('100', null)], [pays('100', 'B1')], [alone]],
      [[pays('90', 'B1', { booked: false })], [pays('100', 'B1')], [alone]],
    ])
      expect(shown(after(desk, ...reports))).toEqual(['T1 250 QUEUED', 'PAY-1 100 SETTLED']);
  });

  test('is not called settled where two entries of the statement, or none that goes out, have its name', () => {
    const twice = after(desk, [pays('100', 'B1'), pays('1', 'B2')]);
    expect(shown(twice).slice(1)).toEqual(['A:B1 100 SETTLED', 'A:B2 1 SETTLED']);
    const incoming = after(desk, [pays('100', 'B1', { direction: 'IN' })]);
    expect(shown(incoming).slice(1)).toEqual(['A:B1 100 SETTLED']);
    const pending = after(desk, [pays('100', 'B1', { booked: false })]);
    expect(shown(pending).slice(1)).toEqual(['A:B1 100 QUEUED']);
    const made = after(desk, [pays('100', 'B1', { customerReference: 'T1:part:B9' })]);
    expect(shown(made).slice(1)).toEqual(['A:B1 100 SETTLED']);
  });

  test('leaves a later booking of its name a flow of its own, whichever way and on whichever account', () => {
    const first = [pays('100', 'B1')];
    const later = [pays('100', 'B2'), pays('0.25', 'B3'), pays('100', 'B4', { direction: 'IN' })];
    const all = shown(after(desk, first, later, [...first, ...later]));
    expect(all.slice(1)).toEqual(['PAY-1 100 SETTLED', 'A:B2 100 SETTLED', 'A:B3 0.25 SETTLED', 'A:B4 100 SETTLED']);
    const received = statementOf([pays('100', 'B1', { direction: 'IN' })], { account: 'B' });
    const result = mergeStatement(after(desk, first), received, 'B', new Map([['A:B1', 'PAY-1']]));
    expect(result.ok && result.merge.added.map(({ txn_id: id }) => id)).toEqual(['B:B1']);
  });

  test('without any bank reference is counted once for each of its amount', () => {
    const twice = [pays('20', null), pays('20', null), pays('30', null)];
    const expected = ['A:PAY-1:OUT:20/1 20 SETTLED', 'A:PAY-1:OUT:20/2 20 SETTLED', 'A:PAY-1:OUT:30/1 30 SETTLED'];
    expect(shown(after(desk, twice, twice, twice.slice(0, 1))).slice(1)).toEqual(expected);
    const grown = shown(after(desk, twice.slice(0, 1), twice, twice));
    expect(grown.slice(1)).toEqual(['PAY-1 20 SETTLED', ...expected.filter((row) => !row.includes('/2'))]);
    const incoming = twice.map((one) => ({ ...one, direction: 'IN' as const }));
    expect(shown(after(desk, incoming, incoming))).toHaveLength(4);
  });
});

describe('a part that gets its bank reference later', () => {
  const early = [entry('20', null)];
  const late = [entry('20', 'B1'), entry('30', 'B2')];

  test('is taken once', () => {
    const expected = ['T1 30 SETTLED', 'T1:amount:20/1 20 SETTLED'];
    expect(shown(after(queued('50'), early, late))).toEqual(expected);
    expect(shown(after(queued('50'), early, late, [...late].reverse()))).toEqual(expected);
  });

  test('is not taken for a second part of that amount', () => {
    const two = [entry('20', 'B1'), entry('20', 'B2')];
    const ledger = after(queued('50'), early, [entry('20', 'B1')], two, two);
    expect(shown(ledger)).toEqual(['T1 10 QUEUED', 'T1:amount:20/1 20 SETTLED', 'T1:part:B2 20 SETTLED']);
  });
});

describe('a fee booked under the payment’s own name', () => {
  const fee = (bank: string | null) => entry('0.25', bank);
  const paid = (bank: string | null) => entry('50', bank);

  test.each<[string, StatementEntry[][]]>([
    ['before it', [[fee('F'), paid('P')]]],
    [
      'after it, and in the next report',
      [
        [paid('P'), fee('F')],
        [paid('P'), fee('F')],
      ],
    ],
    ['in an earlier report', [[fee('F')], [fee('F'), paid('P')], [paid('P'), fee('F')]]],
    ['in a later report', [[paid('P')], [paid('P'), fee('F')]]],
  ])('does not keep the payment open: %s', (_what, reports) => {
    expect(shown(after(queued('50'), ...reports))).toEqual(['T1 50 SETTLED', 'T1:part:F 0.25 SETTLED']);
  });

  test('is expected while it is pending, and the payment pending once more is not', () => {
    const pending = [
      { ...fee('F'), booked: false },
      { ...paid('Q'), booked: false },
    ];
    const first = [paid('P'), ...pending];
    expect(shown(after(queued('50'), first))).toEqual(['T1 50 SETTLED', 'T1:part:F 0.25 QUEUED']);
    const settled = ['T1 50 SETTLED', 'T1:part:F 0.25 SETTLED'];
    expect(shown(after(queued('50'), first, [paid('P'), fee('F')]))).toEqual(settled);
  });

  test('nor without a bank reference', () => {
    const both = [fee(null), paid(null)];
    expect(shown(after(queued('50'), both, both))).toEqual(['T1 50 SETTLED', 'T1:amount:0.25/1 0.25 SETTLED']);
  });
});

describe('whatever a bank books under one reference', () => {
  const bookings = fc.array(
    fc.record({
      amount: fc.constantFrom('0.25', '20', '50'),
      bank: fc.boolean(),
      direction: fc.constantFrom('OUT', 'IN' as const),
    }),
    { minLength: 1, maxLength: 6 },
  );
  const net = (ledger: Ledger) =>
    [...ledger.rows()]
      .filter(({ txn_id: id, ...row }) => id !== 'T1' && isCertain(row))
      .reduce((sum, { amount, direction }) => (direction === 'IN' ? sum.plus(amount) : sum.minus(amount)), zero);

  test('is counted once, however often and in however growing reports it is told', () => {
    fc.assert(
      fc.property(bookings, fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 3 }), (booked, lengths) => {
        const entries = booked.map(({ amount, bank, direction }, index) => {
          const bankReference = bank ? `B${index}` : null;
          const references = bankReference === null ? ['PAY-1'] : [bankReference, 'PAY-1'];
          return entry(amount, bankReference, { references, customerReference: 'PAY-1', direction });
        });
        const growing = [...lengths].sort((one, other) => one - other).map((length) => entries.slice(0, length));
        const ledger = after(queued('250'), ...growing, entries, entries);
        const expected = entries.reduce(
          (sum, { amount, direction }) => (direction === 'IN' ? sum.plus(amount) : sum.minus(amount)),
          zero,
        );
        expect(net(ledger).toFixed()).toBe(expected.toFixed());
        expect([...ledger.rows()]).toHaveLength(entries.length + 1);
      }),
      { numRuns: 500 },
    );
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
        const filed = new Map<string, string>();
        for (const [index, file] of files.entries()) {
          const next = merged(ledger, file, filed);
          ledger = next.ledger;
          for (const [reference, id] of next.merge.filed) filed.set(reference, id);
          const rows = [...ledger.rows()];
          expect(rows.reduce((sum, { amount }) => sum.plus(amount), zero).toFixed()).toBe(money(whole));
          const certain = rows.filter(isCertain).reduce((sum, { amount }) => sum.plus(amount), zero);
          const booked = parts.slice(0, file.length).reduce((sum, part) => sum + part, 0);
          expect([index, certain.toFixed()]).toEqual([index, money(booked)]);
        }
        expect(ledger.findPayment('T1')?.status).toBe(left === 0 ? 'SETTLED' : status);
        for (const again of [entries, ...(hasReferences ? [[...entries].reverse()] : [])]) {
          const { merge, ledger: same } = merged(ledger, again, filed);
          expect([merge.known, merge.changed.size, merge.added.length]).toEqual([entries.length, 0, 0]);
          expect(shown(same)).toEqual(shown(ledger));
        }
      }),
      { numRuns: 300 },
    );
  });
});
