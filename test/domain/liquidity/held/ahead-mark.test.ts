import fc from 'fast-check';
import { aheadMark } from '../../../../src/domain/liquidity/held/ahead-mark';
import { holding, placeIn } from '../../../../src/domain/liquidity/held/held-set';
import { isServedBefore, type Reservation } from '../../../../src/domain/liquidity/held/reservation';
import { decimal } from '../../../../src/domain/values/money';

const place = { entity: 'BankSubsidiary_TR', accountId: 'ACC-BAN-002', currency: 'USD' };
const reservation = fc
  .record({
    number: fc.nat(30),
    amount: fc.integer({ min: 1, max: 4 }),
    decided: fc.nat(6),
    at: fc.nat(2),
    isApproved: fc.boolean(),
  })
  .map(({ number, amount, decided, at, isApproved }): Reservation => ({
    ...place,
    runId: `WF-${String(number).padStart(3, '0')}`,
    paymentId: `TXN-${number}`,
    amount: decimal(amount),
    atMs: at,
    decidedAtMs: decided,
    isApproved,
  }));
const held = fc.uniqueArray(reservation, { selector: ({ runId }) => runId, maxLength: 25 });

const aheadOf = (all: readonly Reservation[], waiting: Reservation) =>
  all
    .filter((other) => isServedBefore(other, waiting))
    .map(({ runId, amount, atMs }) => `${runId} ${amount.toFixed()} ${atMs}`)
    .sort()
    .join();

it('changes when what stands before a payment changes, and only then', () => {
  fc.assert(
    fc.property(held, held, reservation, (one, other, drawn) => {
      const waiting = { ...drawn, isApproved: false };
      const [before, after] = [one, other].map((all) => all.filter(({ runId }) => runId !== waiting.runId));
      if (!before || !after) throw new Error('two sets');
      const marks = [before, after].map((all) => aheadMark(placeIn(holding(all), place), waiting));
      expect(marks[0] === marks[1]).toBe(aheadOf(before, waiting) === aheadOf(after, waiting));
      expect(marks[0] === '').toBe(aheadOf(before, waiting) === '');
    }),
    { numRuns: 500 },
  );
});

it('is found among ten thousand in a moment', () => {
  const many = Array.from({ length: 10_000 }, (_, number): Reservation => ({
    ...place,
    runId: `WF-${String(number).padStart(6, '0')}`,
    paymentId: `TXN-${number}`,
    amount: decimal(number),
    atMs: 0,
    decidedAtMs: number,
    isApproved: number % 3 === 0,
  }));
  const all = placeIn(holding(many), place);
  const marks = new Set(many.filter(({ isApproved }) => !isApproved).map((one) => aheadMark(all, one)));
  expect(marks.size).toBe(many.filter(({ isApproved }) => !isApproved).length);
});
