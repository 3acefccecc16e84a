import { decimal } from '../../../../src/domain/values/money';
import { determine } from '../../../../src/domain/policy/determine';
import { authorityText } from '../../../../src/domain/policy/approvals/grants';
import { grantsOverride } from '../../../../src/domain/policy/approvals/segregation';
import { shippedPolicy } from '../shipped-policy';

test('an override stays one when another rule names the same role for the night', () => {
  const { requiredApprovals } = determine(shippedPolicy, {
    sanctions: 'CLEAR',
    severity: 'BREACH',
    beforeCutoff: true,
    amountUsd: decimal(500_000),
    paymentType: 'SWIFT',
    entity: 'GroupTreasuryCo',
    atMs: Date.parse('2026-01-22T05:00:00Z'),
  });
  const head = requiredApprovals.find(({ role }) => role === 'Head of Treasury');
  expect(authorityText(head?.grants ?? [])).toBe('Override approval; After hours with callback');
  expect(grantsOverride(head?.grants ?? [])).toBe(true);
});

test('evaluating options, or approving plainly, grants no override', () => {
  expect(grantsOverride(['evaluate_options'])).toBe(false);
  expect(grantsOverride([])).toBe(false);
});
