import fc from 'fast-check';
import { severities } from '../../../src/domain/evidence/liquidity-screening';
import { decimal } from '../../../src/domain/values/money';
import { channels, paymentTypes } from '../../../src/domain/payment/payment-request';
import { effectiveCutoff } from '../../../src/domain/policy/cutoff/cutoff';
import { determine } from '../../../src/domain/policy/determine';
import { shippedPolicy } from './shipped-policy';

const yearMs = fc.integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2026-12-31T23:59:59Z') });
const entities = fc.constantFrom('BankSubsidiary_TR', 'GroupTreasuryCo');

const question = fc.record({
  entity: entities,
  currency: fc.constantFrom('USD', 'EUR', 'GBP', 'TRY'),
  channel: fc.constantFrom(undefined, ...channels),
  paymentType: fc.constantFrom(...paymentTypes),
  atMs: yearMs,
});

const payment = fc.record({
  sanctions: fc.constant('CLEAR' as const),
  severity: fc.constantFrom(...severities),
  beforeCutoff: fc.constant(true),
  paymentType: fc.constantFrom(...paymentTypes),
  entity: entities,
  atMs: yearMs,
});

function leadingRank(roles: readonly { readonly role: string }[]): number {
  return Math.max(...roles.map(({ role }) => shippedPolicy.roles.find(({ name }) => name === role)?.rank ?? 0));
}

test('a value date is a weekday, never in the past, and the day itself exactly when the payment is on time', () => {
  fc.assert(
    fc.property(question, (asked) => {
      const { before_cutoff: onTime, value_date: valueDate } = effectiveCutoff(shippedPolicy, asked);
      const day = new Date(asked.atMs).toISOString().slice(0, 10);
      expect(valueDate).not.toBeNull();
      const weekday = new Date(`${valueDate ?? ''}T00:00:00Z`).getUTCDay();
      expect([1, 2, 3, 4, 5]).toContain(weekday);
      expect(valueDate === day).toBe(onTime);
      expect((valueDate ?? '') >= day).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('within a day a payment that is late does not become on time again', () => {
  fc.assert(
    fc.property(question, fc.integer({ min: 1, max: 86_400_000 }), (asked, laterMs) => {
      const sameDay = Math.min(asked.atMs + laterMs, Math.floor(asked.atMs / 86_400_000) * 86_400_000 + 86_399_999);
      const [now, later] = [asked.atMs, sameDay].map(
        (atMs) => effectiveCutoff(shippedPolicy, { ...asked, atMs }).before_cutoff,
      );
      expect(later === true && now === false).toBe(false);
    }),
    { numRuns: 300 },
  );
});

test('more money never needs somebody less senior, and no rate never less than any amount', () => {
  fc.assert(
    fc.property(
      payment,
      fc.integer({ min: 1, max: 900_000_000 }),
      fc.integer({ min: 1, max: 900_000_000 }),
      (facts, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((cents) =>
          leadingRank(determine(shippedPolicy, { ...facts, amountUsd: decimal(cents).div(100) }).requiredApprovals),
        );
        expect(more).toBeGreaterThanOrEqual(less ?? 0);
        const withoutRate = leadingRank(determine(shippedPolicy, { ...facts, amountUsd: null }).requiredApprovals);
        expect(withoutRate).toBeGreaterThanOrEqual(more ?? 0);
      },
    ),
    { numRuns: 500 },
  );
});

test('approvers are listed from the lowest rank up, none twice', () => {
  fc.assert(
    fc.property(payment, fc.integer({ min: 1, max: 9_000_000 }), (facts, usd) => {
      const roles = determine(shippedPolicy, { ...facts, amountUsd: decimal(usd) }).requiredApprovals;
      const ranks = roles.map((role) => leadingRank([role]));
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      expect(new Set(roles.map(({ role }) => role)).size).toBe(roles.length);
      expect(roles.length).toBeGreaterThan(0);
    }),
  );
});
