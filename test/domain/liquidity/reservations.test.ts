import fc from 'fast-check';
import { assessLiquidity } from '../../../src/domain/liquidity/assess-liquidity';
import { compareScreenings } from '../../../src/domain/liquidity/compare-screenings';
import { reservationOf, type Reservation } from '../../../src/domain/liquidity/reservation';
import { reserve } from '../../../src/domain/liquidity/reservations';
import type { Ledger } from '../../../src/domain/liquidity/ledger';
import { caseStatuses } from '../../../src/domain/payment-case';
import { decimal } from '../../../src/domain/money';
import { account, at, buffer, flow, ledgerOf, testDay } from './ledger-fixture';

const accounts = [account('A', '1000.00'), account('B', '1000.00')];
const ledger = ledgerOf(
  accounts,
  [buffer('500.00')],
  [flow('QUEUED', 'A', '12:00', '-100.00'), flow('LATER', 'A', '16:00', '0.00')],
);

function held(paymentId: string, amount: string, time = '11:00', accountId = 'A'): Reservation {
  return { paymentId, entity: 'North', accountId, currency: 'USD', amount: decimal(amount), atMs: at(time) };
}

function assess(of: Ledger, amount: number | string, time = '11:00', payment_id?: string) {
  const input = { amount, currency: 'USD', account_id: 'A', timestamp_utc: `${testDay}T${time}:00Z` };
  const result = assessLiquidity(of, payment_id === undefined ? input : { ...input, payment_id }, {
    runId: 'WF-test',
    nowMs: at('10:00'),
  });
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(' '));
  return result.output;
}

describe('a payment that waits for approval', () => {
  test('holds its headroom: two that fit one by one cannot both pass', () => {
    expect(assess(ledger, 300).breach_assessment.breach).toBe(false);
    const output = assess(reserve(ledger, [held('P1', '300.00')], null), 300);
    expect(output.breach_assessment).toMatchObject({ breach: true, gap: 200, max_releasable: 100 });
    expect(output.audit['reserved']).toEqual([{ payment_id: 'P1', amount: 300, from: `${testDay}T11:00:00Z` }]);
  });

  test('does not compete with itself', () => {
    expect(assess(reserve(ledger, [held('P1', '300.00')], 'P1'), 300).breach_assessment.breach).toBe(false);
  });

  test('that the ledger has a row of is counted once, by the row', () => {
    const again = reserve(ledger, [held('QUEUED', '100.00', '12:00')], null);
    expect(assess(again, 300).breach_assessment).toEqual(assess(ledger, 300).breach_assessment);
  });

  test('holds nothing on other accounts, and nothing in the certain view', () => {
    const output = assess(reserve(ledger, [held('P1', '300.00', '11:00', 'B')], null), 300);
    expect(output.breach_assessment.breach).toBe(false);
    const entity = (of: typeof output) => of.scopes!.find(({ scope, view }) => scope === 'entity' && view === 'all')!;
    expect(entity(output).headroom).toBe(entity(assess(ledger, 300)).headroom - 300);
    const certain = (of: typeof output) => of.scopes!.filter(({ view }) => view === 'certain');
    expect(certain(output)).toEqual(certain(assess(ledger, 300)));
  });

  test('from an earlier day holds from the day’s start, and for a later day holds nothing', () => {
    const yesterday = { ...held('OLD', '300.00'), atMs: at('11:00') - 86_400_000 };
    const tomorrow = { ...held('NEXT', '300.00'), atMs: at('11:00') + 86_400_000 };
    expect(assess(reserve(ledger, [yesterday], null), 1, '00:00').breach_assessment.projected_min_balance).toBe(599);
    expect(reserve(ledger, [tomorrow], null)).toBe(ledger);
  });

  test('is nobody’s funding: what it holds is not swept away', () => {
    const poor = ledgerOf(
      [account('A', '600.00'), account('B', '900.00')],
      [buffer('500.00')],
      [flow('X', 'A', '09:00', '0.00')],
    );
    const sweep = (of: Ledger) =>
      assess(of, 400).recommendation.alternative_details!.find(({ kind }) => kind === 'sweep')!.feasible;
    expect(sweep(poor)).toBe(true);
    expect(sweep(reserve(poor, [held('P1', '200.00', '18:00', 'B')], null))).toBe(false);
  });

  test('gives the same figures as a row of the same amount and time, whatever else is on the day', () => {
    const time = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:00`);
    const cents = fc.integer({ min: 0, max: 60_000 }).map((value) => (value / 100).toFixed(2));
    const payments = fc.array(fc.record({ time, cents }), { maxLength: 6 });
    fc.assert(
      fc.property(payments, payments, time, cents, (rows, waiting, when, amount) => {
        fc.pre(Number(amount) > 0);
        const base = [
          flow('ANCHOR', 'A', '10:00', '0.00'),
          ...rows.map((row, index) => flow(`R${index}`, 'A', row.time, `-${row.cents}`)),
        ];
        const asRows = waiting.map((row, index) => flow(`W${index}`, 'A', row.time, `-${row.cents}`));
        const asHeld = waiting.map((row, index) => held(`W${index}`, row.cents, row.time));
        const reserved = reserve(ledgerOf(accounts, [buffer('500.00')], base), asHeld, null);
        const counted = ledgerOf(accounts, [buffer('500.00')], [...base, ...asRows]);
        const [one, other] = [assess(reserved, amount, when), assess(counted, amount, when)];
        expect(one.breach_assessment).toEqual(other.breach_assessment);
        expect(one.account_summary).toEqual(other.account_summary);
        expect(one.scopes).toEqual(other.scopes);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a case', () => {
  const payment = {
    payment_id: 'P1',
    beneficiary_name: 'Acme',
    amount: 300.5,
    currency: 'USD',
    account_id: 'A',
    entity: 'North',
    payment_type: 'SWIFT' as const,
    timestamp_utc: `${testDay}T11:00:00Z`,
    originator: 'dana',
  };

  test('holds headroom while it waits for approval and once approved, and releases it when rejected', () => {
    const holding = caseStatuses.filter((status) => reservationOf({ status, payment }) !== null);
    expect(holding).toEqual(['awaiting_approval', 'approved']);
    expect(reservationOf({ status: 'awaiting_approval', payment })).toEqual(held('P1', '300.5'));
  });
});

describe('a screening made again', () => {
  const before = assess(ledger, 300);

  test('that says the same changes nothing', () => {
    expect(compareScreenings(before, assess(ledger, 300))).toEqual({ verdict: 'same', changes: [] });
  });

  test('that breaches now is worse and says what changed', () => {
    const after = assess(reserve(ledger, [held('P1', '300.00')], null), 300);
    const { verdict, changes } = compareScreenings(before, after);
    expect(verdict).toBe('worse');
    expect(changes).toContainEqual({ field: 'breach', before: 'no', after: 'yes' });
    expect(changes).toContainEqual({ field: 'gap', before: '0 USD', after: '200 USD' });
    expect(compareScreenings(after, before).verdict).toBe('better');
  });

  test('with less headroom but no breach and the same severity is not worse', () => {
    const rich = ledgerOf([account('A', '5000.00')], [buffer('500.00')], [flow('X', 'A', '09:00', '0.00')]);
    const { verdict, changes } = compareScreenings(
      assess(rich, 100),
      assess(reserve(rich, [held('P', '50.00')], null), 100),
    );
    expect(verdict).toBe('same');
    expect(changes).toEqual([{ field: 'projected_min_balance', before: '4,900 USD', after: '4,850 USD' }]);
  });
});
