import fc from 'fast-check';
import { severities } from '../../../../../src/domain/evidence/liquidity-screening';
import { decimal } from '../../../../../src/domain/values/money';
import { paymentTypes } from '../../../../../src/domain/payment/payment-request';
import { firedSets, standingSet } from '../../../../../src/domain/policy/approvals/approvals';
import { askEverywhere } from '../../../../../src/domain/policy/lint/approvals/standing-sets';
import { policyWith, shippedPolicy } from '../../shipped-policy';

const withEntityRule = policyWith({
  file: 'approval-matrix.yaml',
  from: '  - id: severity-breach',
  to: '  - id: group-above-300k\n    when: { entities: [GroupTreasuryCo], above_usd: 300000 }\n    require: { at_least: CFO }\n  - id: severity-breach',
});

test.each([
  ['the shipped policy', shippedPolicy],
  ['a policy with a rule for one entity', withEntityRule],
])('whatever payment is asked about, %s answers it as one of the payments the linter looks at', (_what, policy) => {
  const firedIds = (sets: readonly { readonly ruleId: string }[]) => sets.map(({ ruleId }) => ruleId).join();
  const seen = new Set(askEverywhere(policy).map(({ fired, standing }) => `${firedIds(fired)} > ${standing.ruleId}`));
  fc.assert(
    fc.property(
      fc.record({
        cents: fc.oneof(fc.integer({ min: 1, max: 700_000_000 }), fc.integer({ min: 1, max: 30_000_000 })),
        paymentType: fc.constantFrom(...paymentTypes),
        severity: fc.constantFrom(...severities),
        entity: fc.constantFrom('BankSubsidiary_TR', 'GroupTreasuryCo', 'Nowhere Ltd'),
        minuteOfDay: fc.integer({ min: 0, max: 1_439 }),
      }),
      ({ cents, minuteOfDay, ...payment }) => {
        const atMs = Date.parse('2026-01-22T00:00:00Z') + minuteOfDay * 60_000;
        const fired = firedSets(policy.approvals, { ...payment, amountUsd: decimal(cents).div(100), atMs });
        expect(seen).toContain(`${firedIds(fired)} > ${standingSet(policy, fired).ruleId}`);
      },
    ),
    { numRuns: 500 },
  );
});
