import { cards, textOf } from '../read-card';
import { eventsOf, person, states, viewOf } from './case-fixtures';
import { deskActor, eventActor } from '../../../src/domain/case/audit-event';
import type { PaymentCase } from '../../../src/domain/case/payment-case';

const waiting = states['awaiting one approval']!;
const dana = person('Dana');
const changes = [
  { field: 'amount', from: 1_234.567, to: 180_000 },
  { field: 'currency', from: 'KWD', to: 'JPY' },
];
const corrected: PaymentCase = {
  ...waiting,
  payment: { ...waiting.payment, amount: 180_000, currency: 'JPY' },
  corrections: [{ by: dana, at: '2026-01-22T10:35:00Z', changes }],
};
const events = eventsOf(corrected, [
  { type: 'payment_submitted', actor: eventActor(dana), payload: { payment_request: { amount: 1_234.567 } } },
  { type: 'payment_corrected', actor: eventActor(dana), payload: { changes, comment: 'Paid in yen' } },
  { type: 'payment_reduced', actor: deskActor, payload: { from: 200_000, to: 180_000 } },
]);

it('shows an amount before a correction in the currency and with the decimals it had then', () => {
  const text = textOf(cards.paymentCard(viewOf(corrected, { events })));
  expect(text).toContain('Corrected by Dana: Amount 1,234.567 → 180,000, Currency KWD → JPY');
  expect(text).toContain('asked for 1,234.567 KWD');
  expect(text).toContain('from 200,000 JPY to 180,000 JPY');
  expect(text).not.toContain('1,235');
});
