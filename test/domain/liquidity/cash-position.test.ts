import fc from 'fast-check';
import { cashPosition } from '../../../src/domain/liquidity/cash-position';
import { account, at, flow, ledgerOf, termsWith } from './ledger-fixture';

const { rate } = termsWith({ usdPerUnit: { EUR: 2 } });
const bank = 'First Bank';
const ledger = ledgerOf(
  [
    { ...account('A', '100.00'), bank },
    { ...account('B', '50.00'), bank },
    { ...account('A', '10.00', { currency: 'EUR' }), bank: 'Second Bank' },
    account('C', '1.00', { entity: 'South' }),
  ],
  [],
  [
    flow('T1', 'A', '09:00', '-30.00', { status: 'RELEASED' }),
    flow('T2', 'A', '15:00', '5.00', { status: 'SETTLED' }),
    flow('T3', 'B', '16:00', '-20.00'),
    flow('T4', 'A', '10:00', '1.00', { currency: 'EUR', status: 'SETTLED' }),
  ],
);

describe('the cash position', () => {
  const position = cashPosition(ledger, { nowMs: at('12:00'), baseCurrency: 'USD', rate });

  test('tells by bank, entity and currency what was there, what can be used now and what the day ends with', () => {
    const shown = position.groups.map((group) => [
      group.bank,
      group.entity,
      group.currency,
      ...[group.opening, group.certain, group.available, group.closing].map((amount) => amount.toNumber()),
      group.accounts.length,
    ]);
    expect(shown).toEqual([
      // 5.00 is booked and not money before 15:00.
      ['First Bank', 'North', 'USD', 150, 125, 120, 105, 2],
      ['Second Bank', 'North', 'EUR', 10, 11, 11, 11, 1],
      [null, 'South', 'USD', 1, 1, 1, 1, 1],
    ]);
  });

  test('adds everything up in one currency, now and at the day’s end', () => {
    expect([position.total?.toNumber(), position.totalAtClose?.toNumber()]).toEqual([143, 128]);
    const inEuro = cashPosition(ledger, { nowMs: at('12:00'), baseCurrency: 'EUR', rate });
    expect(inEuro.total?.toNumber()).toBe(71.5);
  });

  test('has no sum where one rate is missing: a part would be taken for all', () => {
    const { rate: none } = termsWith({});
    const without = cashPosition(ledger, { nowMs: at('12:00'), baseCurrency: 'USD', rate: none });
    expect([without.total, without.totalAtClose, without.curve]).toEqual([null, null, []]);
    expect(without.groups.find(({ currency }) => currency === 'USD')?.availableInBase?.toNumber()).toBe(120);
  });

  test('has a curve of the day that begins with what opened, and ends with what closes', () => {
    const [first, last] = [position.curve[0]!, position.curve.at(-1)!];
    expect([first.all.toNumber(), first.certain.toNumber()]).toEqual([171, 171]);
    expect(last.all.toNumber()).toBe(position.totalAtClose?.toNumber());
    const noon = position.curve.find(({ atMs }) => atMs === at('12:00'));
    expect(noon?.certain.toNumber()).toBe(position.total?.toNumber());
  });

  test('of groups is the sum of their accounts, whatever the accounts are', () => {
    const place = fc.record({
      bank: fc.constantFrom('X', 'Y', ''),
      entity: fc.constantFrom('N', 'S'),
      currency: fc.constantFrom('USD', 'EUR'),
      cents: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    });
    fc.assert(
      fc.property(fc.array(place, { maxLength: 12 }), (places) => {
        const accounts = places.map(({ bank: name, entity, currency, cents }, index) => ({
          ...account(`ACC-${index}`, (cents / 100).toFixed(2), { entity, currency }),
          ...(name === '' ? {} : { bank: name }),
        }));
        const found = cashPosition(ledgerOf(accounts, [], []), { nowMs: at('12:00'), baseCurrency: 'USD', rate });
        const all = found.groups.flatMap((group) => group.accounts);
        expect(all).toHaveLength(places.length);
        const sum = found.groups.reduce((total, group) => total + (group.availableInBase?.toNumber() ?? NaN), 0);
        expect(sum).toBeCloseTo(found.total?.toNumber() ?? NaN, 6);
      }),
      { numRuns: 200 },
    );
  });
});
