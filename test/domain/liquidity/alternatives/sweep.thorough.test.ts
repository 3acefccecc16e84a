import fc from 'fast-check';
import type { Ledger } from '../../../../src/domain/liquidity/ledger/ledger';
import type { LiquidityTerms } from '../../../../src/domain/liquidity/terms';
import { decimal } from '../../../../src/domain/values/money';
import { account, at, buffer, flow, ledgerOf, termsWith, testDay } from '../ledger-fixture';
import { offered } from './offered';

const usd = { amount: 700, currency: 'USD', account_id: 'A', timestamp_utc: `${testDay}T11:00:00Z` };

describe('a sweep from several accounts', () => {
  const on = (openings: Readonly<Record<string, readonly [entity: string, opening: string]>>) =>
    ledgerOf(
      [
        account('A', '500.00'),
        ...Object.entries(openings).map(([id, [entity, opening]]) => account(id, opening, { entity })),
      ],
      [buffer('500.00'), buffer('500.00', { entity: 'South' })],
      [flow('ANCHOR', 'A', '09:00', '0.00')],
    );
  const taken = (ledger: Ledger, amount: number) =>
    offered(ledger, { ...usd, amount }, 'sweep').sources.map(({ account_id, amount: part }) => [account_id, part]);
  const littleOfItsOwn = on({
    K1: ['North', '510.00'],
    K2: ['North', '520.00'],
    K3: ['North', '530.00'],
    S1: ['South', '800.00'],
    S2: ['South', '800.00'],
  });

  test('comes from its own entity alone where that is enough, the most first', () => {
    const much = on({
      K1: ['North', '510.00'],
      K2: ['North', '520.00'],
      K3: ['North', '530.00'],
      S: ['South', '540.00'],
    });
    expect(taken(much, 60)).toEqual([
      ['K3', 30],
      ['K2', 20],
      ['K1', 10],
    ]);
  });

  test('leaves accounts with little to spare where three others are enough', () => {
    expect(taken(littleOfItsOwn, 340)).toEqual([
      ['K3', 30],
      ['K2', 20],
      ['S1', 290],
    ]);
    expect(taken(littleOfItsOwn, 630)).toEqual([
      ['K3', 30],
      ['S1', 300],
      ['S2', 300],
    ]);
  });

  test('from one account of another entity comes before several of its own', () => {
    expect(taken(littleOfItsOwn, 290)).toEqual([['S1', 290]]);
  });

  test('says the most that three can give where even the best three are not enough', () => {
    const offer = offered(littleOfItsOwn, { ...usd, amount: 631 }, 'sweep');
    expect(offer.feasible).toBe(false);
    expect(offer.why).toBe('No 3 other USD accounts can spare more than 630 USD of the 631 USD needed.');
  });

  test('takes from its own entity only what the entity’s total does not lack, where both must hold', () => {
    const both = (south: string) =>
      ledgerOf(
        [
          account('A', '600.00'),
          account('B', '-500.00'),
          account('K', '900.00'),
          account('S', south, { entity: 'South' }),
        ],
        [buffer('300.00'), buffer('0.00', { entity: 'South' })],
        [flow('ANCHOR', 'A', '09:00', '0.00')],
      );
    const offer = (south: string) =>
      offered(both(south), { ...usd, amount: 800 }, 'sweep', termsWith({ deciding_scope: 'strictest' }));
    // The account falls to -200, 500 short; North's total of 1,000 to 200, 100 short. K could spare 600.
    expect(offer('100.00').sources).toMatchObject([
      { account_id: 'K', amount: 400, headroom_after: 200 },
      { account_id: 'S', amount: 100 },
    ]);
    expect(offer('99.99')).toMatchObject({ feasible: false, amount: 500 });
    expect(offer('99.99').why).toBe('Other USD accounts can spare 499.99 USD of the 500 USD needed.');
  });
});

/** The most that three of these can give. */
function bestThree(spare: readonly bigint[]): bigint {
  return spare
    .toSorted((a, b) => Number(b - a))
    .slice(0, 3)
    .reduce((sum, cents) => sum + cents, 0n);
}

describe('every sweep there is', () => {
  test('is found: at most three sources suffice exactly when it is offered, and the figure said is the most they give', () => {
    const hour = fc.integer({ min: 0, max: 23 }).map((value) => `${String(value).padStart(2, '0')}:00`);
    const spareOf = fc.constantFrom(0, 1, 1_000, 5_000, 10_000, 30_000, 100_000);
    const holder = fc.record({ entity: fc.constantFrom('North', 'South'), spare: spareOf });
    const move = fc.record({ on: fc.nat(5), hour, cents: fc.integer({ min: -10_000, max: 10_000 }) });
    const cutoffs = { North: at('14:00'), South: at('12:00') };
    const terms: LiquidityTerms = {
      ...termsWith({}),
      // Its own entity sends by INTERNAL until 14:00, another by SWIFT until 12:00.
      judgeDeparture: ({ entity, channel, atMs }) => {
        const cutoffMs = entity === 'North' ? cutoffs.North : cutoffs.South;
        const known = channel === (entity === 'North' ? 'INTERNAL' : 'SWIFT');
        return { allowed: known && atMs < cutoffMs, cutoffMs, why: '' };
      },
    };
    const seen = { feasible: 0, infeasible: 0, mixed: 0 };
    fc.assert(
      fc.property(
        fc.array(holder, { maxLength: 6 }),
        fc.array(move, { maxLength: 10 }),
        fc.integer({ min: 1, max: 120_000 }),
        hour,
        (holders, moves, cents, when) => {
          const accounts = holders.map(({ entity, spare }, index) =>
            account(`S${index}`, ((50_000 + spare) / 100).toFixed(2), { entity }),
          );
          const rows = moves
            .filter(({ on }) => on < holders.length)
            .map((of, index) =>
              flow(`T${index}`, `S${of.on}`, of.hour, (of.cents / 100).toFixed(2), { entity: holders[of.on]!.entity }),
            );
          const day = ledgerOf(
            [account('A', '500.00'), ...accounts],
            [buffer('500.00'), buffer('500.00', { entity: 'South' })],
            [flow('ANCHOR', 'A', '00:00', '0.00'), ...rows],
          );
          const payment = { ...usd, amount: (cents / 100).toFixed(2), timestamp_utc: `${testDay}T${when}:00Z` };
          const offer = offered(day, payment, 'sweep', terms);
          // The plain way: each account's lowest balance from the payment on, less its buffer.
          const spare = holders.flatMap(({ entity, spare: opening }, index) => {
            if (at(when) >= (entity === 'North' ? cutoffs.North : cutoffs.South)) return [];
            const own = rows.filter(({ account_id }) => account_id === `S${index}`);
            const balanceAt = (ms: number) =>
              own
                .filter(({ atMs }) => atMs <= ms)
                .reduce(
                  (sum, { amount, direction }) => sum + amount.times(direction === 'IN' ? 100 : -100).toNumber(),
                  50_000 + opening,
                );
            const instants = [at(when), ...own.map(({ atMs }) => atMs).filter((ms) => ms > at(when))];
            const left = Math.min(...instants.map(balanceAt)) - 50_000;
            return left > 0 ? [{ id: `S${index}`, left: BigInt(Math.round(left)) }] : [];
          });
          const most = bestThree(spare.map(({ left }) => left));
          expect(offer.feasible).toBe(most >= BigInt(cents));
          expect(offer.sources.length).toBeLessThanOrEqual(3);
          for (const source of offer.sources) {
            const left = spare.find(({ id }) => id === source.account_id)!.left;
            expect(Math.round(source.amount * 100)).toBeLessThanOrEqual(Number(left));
            expect(Math.round((source.amount + source.headroom_after) * 100)).toBe(Number(left));
          }
          const given = offer.sources.reduce((sum, { amount }) => sum + Math.round(amount * 100), 0);
          expect(given).toBe(offer.feasible ? cents : Number(most));
          if (offer.feasible) {
            seen.feasible += 1;
            // An intercompany loan is never taken where its own entity has enough in one account.
            const own = spare.filter(({ id }) => holders[Number(id.slice(1))]!.entity === 'North');
            if (own.some(({ left }) => left >= BigInt(cents)))
              expect(offer.sources.map(({ intercompany }) => intercompany)).toEqual([false]);
            if (new Set(offer.sources.map(({ intercompany }) => intercompany)).size === 2) seen.mixed += 1;
          } else seen.infeasible += 1;
        },
      ),
      { numRuns: 1_500, seed: 20_260_122 },
    );
    expect(seen.feasible).toBeGreaterThan(100);
    expect(seen.infeasible).toBeGreaterThan(100);
    expect(seen.mixed).toBeGreaterThan(20);
  });
});

describe('every conversion there is', () => {
  test('is found: at most three sources buy enough exactly when it is offered, and each keeps its own buffer', () => {
    const rates = { EUR: 1.25, JPY: 0.0063, KWD: 3.2467, TRY: 0.95 };
    const exponents = { EUR: 2, JPY: 0, KWD: 3, TRY: 2 };
    const rules = [
      buffer('500.00'),
      ...Object.keys(rates).flatMap((currency) =>
        ['North', 'South'].map((entity) => buffer('0', { currency, entity })),
      ),
    ];
    const holder = fc.record({
      currency: fc.constantFrom('EUR' as const, 'JPY' as const, 'KWD' as const, 'TRY' as const),
      entity: fc.constantFrom('North', 'South'),
      worth: fc.integer({ min: 0, max: 9 }).map((step) => step * step * 10),
    });
    const seen = { feasible: 0, infeasible: 0 };
    fc.assert(
      fc.property(
        fc.array(holder, { maxLength: 6 }),
        fc.integer({ min: 1, max: 150_000 }),
        fc.constantFrom(0, 1, 2.5),
        (holders, cents, fx_margin_percent) => {
          const terms = termsWith({ usdPerUnit: rates, fx_margin_percent });
          const held = holders.map(({ currency, entity, worth }, index) => {
            const units = Math.floor((worth / rates[currency]) * 10 ** exponents[currency]);
            const text = decimal(units).dividedBy(10 ** exponents[currency]);
            return { id: `F${index}`, currency, entity, opening: text };
          });
          const day = ledgerOf(
            [account('A', '500.00'), ...held.map(({ id, opening, ...more }) => account(id, opening.toFixed(), more))],
            rules,
            [flow('ANCHOR', 'A', '09:00', '0.00')],
          );
          const offer = offered(day, { ...usd, amount: (cents / 100).toFixed(2) }, 'fx_sweep', terms);
          // What each buys in whole cents, worked out in fractions: rates have at most four decimals, margins one.
          const buys = held.map(({ currency, opening }) => {
            const numerator =
              BigInt(opening.times(1_000).toFixed()) * BigInt(Math.round(rates[currency] * 10_000)) * 1_000n * 100n;
            return numerator / (1_000n * 10_000n * BigInt(1_000 + fx_margin_percent * 10));
          });
          const most = buys
            .toSorted((a, b) => Number(b - a))
            .slice(0, 3)
            .reduce((sum, worth) => sum + worth, 0n);
          expect(offer.feasible).toBe(most >= BigInt(cents));
          expect(offer.sources.length).toBeLessThanOrEqual(3);
          const bought = offer.sources.reduce((sum, source) => sum + Math.round(source.bought * 100), 0);
          expect(bought).toBe(offer.feasible ? cents : Number(most));
          for (const { account_id, amount, headroom_after, bought: share, currency } of offer.sources) {
            const { opening } = held.find(({ id }) => id === account_id)!;
            expect(headroom_after).toBeGreaterThanOrEqual(0);
            expect(opening.eq(decimal(amount).plus(decimal(headroom_after)))).toBe(true);
            const usdPerUnit = rates[currency as keyof typeof rates] / (1 + fx_margin_percent / 100);
            expect(amount * usdPerUnit).toBeGreaterThanOrEqual(share - 1e-9);
          }
          if (offer.feasible) seen.feasible += 1;
          else seen.infeasible += 1;
        },
      ),
      { numRuns: 1_000 },
    );
    expect(seen.feasible).toBeGreaterThan(100);
    expect(seen.infeasible).toBeGreaterThan(100);
  });
});
