import { decimal } from '../../../../src/domain/values/money';
import { toUsd } from '../../../../src/domain/policy/facts/to-usd';
import { policyWith, shippedPolicy } from '../shipped-policy';

const demoDay = Date.parse('2026-01-22T10:25:00Z');
const threeDays = policyWith({ file: 'fx-rates.yaml', from: 'max_age_days: 366', to: 'max_age_days: 3' });

test('USD is worth itself, rate or no rate', () => {
  expect(toUsd(shippedPolicy, decimal('50000.01'), 'USD', demoDay)?.toString()).toBe('50000.01');
});

test('another currency is taken at the recorded rate', () => {
  expect(toUsd(shippedPolicy, decimal('100000'), 'EUR', demoDay)?.toString()).toBe('117000');
});

test('a fraction of a cent rounds up, never into the lower tier', () => {
  expect(toUsd(shippedPolicy, decimal('2164502.17'), 'TRY', demoDay)?.toString()).toBe('50000.01');
});

test('a currency without a rate has no worth we could state', () => {
  expect(toUsd(shippedPolicy, decimal('1'), 'KWD', demoDay)).toBeNull();
  expect(toUsd(shippedPolicy, decimal('1'), 'toString', demoDay)).toBeNull();
});

test('a rate older than policy allows counts as missing', () => {
  expect(toUsd(threeDays, decimal('1'), 'EUR', Date.parse('2026-01-24T16:00:00Z'))).not.toBeNull();
  expect(toUsd(threeDays, decimal('1'), 'EUR', Date.parse('2026-01-24T16:00:00.001Z'))).toBeNull();
});
