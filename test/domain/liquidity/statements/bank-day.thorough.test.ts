/** Whatever a bank sends of a day, and however it arrives, leaves exactly the bank's own day. */
import fc from 'fast-check';
import { deriveLedger } from '../../../../src/domain/liquidity/statements/derive-ledger';
import type { Statement, StatementEntry } from '../../../../src/domain/liquidity/statements/statement';
import { decimal, zero, type Decimal } from '../../../../src/domain/values/money';
import { account, at, flow, ledgerOf, testDay } from '../ledger-fixture';

const dayBefore = '2026-01-21';

interface Booked {
  readonly amount: number;
  readonly direction: 'IN' | 'OUT';
  readonly hasReference: boolean;
  readonly ofPayment: boolean;
}

const bookedDay = fc.array(
  fc.record({
    amount: fc.constantFrom(1, 2, 2, 5, 10),
    direction: fc.constantFrom('IN' as const, 'OUT' as const),
    hasReference: fc.boolean(),
    ofPayment: fc.boolean(),
  }),
  { maxLength: 8 },
);

function entryOf({ amount, direction, hasReference, ofPayment }: Booked, index: number): StatementEntry {
  const bankReference = hasReference ? `B${index}` : null;
  const customerReference = ofPayment && direction === 'OUT' ? `P${index}` : null;
  return {
    place: `line ${index}`,
    references: [bankReference, customerReference].filter((name) => name !== null),
    bankReference,
    customerReference,
    direction,
    amount: decimal(amount),
    currency: 'USD',
    status: 'booked',
    day: testDay,
    valueDay: null,
    atMs: null,
    isReturn: false,
    counterparty: '',
    // Without a reference the bank says at least which of the day's entries it is.
    says: `entry ${index}`,
  };
}

const signedOf = ({ amount, direction }: StatementEntry): Decimal => (direction === 'IN' ? amount : amount.negated());
const sumOf = (entries: readonly StatementEntry[], from: Decimal): Decimal =>
  entries.reduce((sum, one) => sum.plus(signedOf(one)), from);
const balance = (amount: Decimal, day = testDay) => ({ amount, currency: 'USD', day });

const blank = {
  account: 'A',
  currency: 'USD',
  isDuplicate: false,
  opening: null,
  closing: null,
  interim: null,
  firstDay: null,
};

/** The day's final statement in pieces that go on from one another. */
function finalsOf(entries: readonly StatementEntry[], opening: Decimal, pieces: number): Statement[] {
  const size = Math.max(1, Math.ceil(entries.length / pieces));
  let from = opening;
  return Array.from({ length: Math.max(1, Math.ceil(entries.length / size)) }, (_, index): Statement => {
    const own = entries.slice(index * size, (index + 1) * size);
    const to = sumOf(own, from);
    const piece: Statement = {
      ...blank,
      format: 'MT940',
      id: `F${index}`,
      asOfMs: at('20:00') + index * 60_000,
      isInterim: false,
      firstDay: testDay,
      opening: balance(from),
      closing: balance(to),
      entries: own,
    };
    from = to;
    return piece;
  });
}

/** Reports during the day: growing, or each of what is new; what is not booked yet is announced. */
function reportsOf(
  entries: readonly StatementEntry[],
  opening: Decimal,
  count: number,
  isGrowing: boolean,
): Statement[] {
  return Array.from({ length: count }, (_, index): Statement => {
    const [from, to] = [index, index + 1].map((number) => Math.floor((entries.length * number) / count)) as [
      number,
      number,
    ];
    const booked = entries.slice(isGrowing ? 0 : from, to);
    const pending = entries.slice(to).map((one): StatementEntry => ({ ...one, status: 'pending' }));
    return {
      ...blank,
      format: 'camt.052',
      id: 'R',
      asOfMs: at('09:00') + index * 3_600_000,
      isInterim: true,
      interim: balance(sumOf(entries.slice(0, to), opening)),
      entries: [...booked, ...pending],
    };
  });
}

const yesterday = (closing: Decimal): Statement => ({
  ...blank,
  format: 'camt.053',
  id: 'Y',
  asOfMs: at('09:00') - 86_400_000,
  isInterim: false,
  closing: balance(closing, dayBefore),
  entries: [],
});
const lastWeek: Statement = {
  ...yesterday(decimal(7)),
  id: 'W',
  asOfMs: at('09:00') - 7 * 86_400_000,
  closing: balance(decimal(7), '2026-01-15'),
};

const sequence = fc.record({
  booked: bookedDay,
  pieces: fc.integer({ min: 1, max: 3 }),
  reports: fc.integer({ min: 0, max: 4 }),
  isGrowing: fc.boolean(),
  hasYesterday: fc.boolean(),
  hasLastWeek: fc.boolean(),
  order: fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
  doubled: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
});

function arranged(
  statements: readonly Statement[],
  order: readonly number[],
  doubled: readonly boolean[],
): Statement[] {
  const all = [...statements, ...statements.filter((_, index) => doubled[index])];
  return all
    .map((statement, index) => ({ statement, key: order[index % order.length] ?? 0 }))
    .sort((one, other) => one.key - other.key)
    .map(({ statement }) => statement);
}

function derive(statements: readonly Statement[], entries: readonly StatementEntry[]) {
  const payments = entries.flatMap(({ customerReference: id, amount }) =>
    id === null ? [] : [flow(id, 'A', '14:30', amount.negated().toFixed(), { status: 'RELEASED' })],
  );
  const ledger = ledgerOf([account('A', '100')], [], payments);
  const placed = statements.map((statement) => ({ statement, accountId: 'A' }));
  const [own] = deriveLedger({ ledger, day: testDay, statements: placed, settlements: [] }).accounts;
  if (!own) throw new Error('no account');
  const rows = [...[...ledger.rows()].map((row) => own.changed.get(row.txn_id) ?? row), ...own.added];
  return { own, rows };
}

describe('any sequence of well-formed statements of a bank day, in any order, in pieces, doubled', () => {
  test('leaves exactly the bank’s own day: opening, every booking once, closing, nothing expected', () => {
    fc.assert(
      fc.property(sequence, ({ booked, pieces, reports, isGrowing, hasYesterday, hasLastWeek, order, doubled }) => {
        const opening = decimal(100);
        const entries = booked.map(entryOf);
        const sent = [
          ...finalsOf(entries, opening, pieces),
          ...(reports > 0 ? reportsOf(entries, opening, reports, isGrowing) : []),
          ...(hasYesterday ? [yesterday(opening)] : []),
          ...(hasLastWeek ? [lastWeek] : []),
        ];
        const { own, rows } = derive(arranged(sent, order, doubled), entries);
        expect([own.proof.state, own.proof.why]).toEqual(['proven', own.proof.why]);
        expect((own.opening ?? zero).toFixed()).toBe('100');
        const flows = rows.map(({ direction, amount, status }) => `${direction} ${amount.toFixed()} ${status}`).sort();
        expect(flows).toEqual(
          entries.map(({ direction, amount }) => `${direction} ${amount.toFixed()} SETTLED`).sort(),
        );
        expect(own.open).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('before the day is closed leaves what the reports have booked, proven by the last one’s balance', () => {
    fc.assert(
      fc.property(sequence, ({ booked, reports, isGrowing, order, doubled }) => {
        const opening = decimal(100);
        const entries = booked.map(entryOf);
        const sent = reportsOf(entries, opening, Math.max(1, reports), isGrowing);
        const { own, rows } = derive(arranged(sent, order, doubled), entries);
        expect([own.proof.state, own.proof.why]).toEqual(['proven', own.proof.why]);
        expect(rows.filter(({ status }) => status === 'SETTLED')).toHaveLength(entries.length);
        expect(rows).toHaveLength(entries.length);
      }),
      { numRuns: 200 },
    );
  });

  test('does not depend on the order they come in, one way or another', () => {
    fc.assert(
      fc.property(sequence, ({ booked, pieces, reports, isGrowing, order, doubled }) => {
        const entries = booked.map(entryOf);
        const sent = [
          ...finalsOf(entries, decimal(100), pieces).slice(1),
          ...reportsOf(entries, decimal(100), reports + 1, isGrowing),
        ];
        const [one, other] = [sent, arranged(sent, order, doubled)].map((statements) => derive(statements, entries));
        const shown = (rows: (typeof one & object)['rows']) => rows.map((row) => JSON.stringify(row)).sort();
        expect(shown(other!.rows)).toEqual(shown(one!.rows));
        expect(other!.own.proof).toEqual(one!.own.proof);
      }),
      { numRuns: 200 },
    );
  });
});
