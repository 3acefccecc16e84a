/** What ended after its cutoff can be asked for again so that something comes of it: for the day that is next. */
import { requestAgain } from '../../src/app/requests/request-again';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import { openTreasury, type Treasury } from '../fakes/treasury';

const hourMs = 3_600_000;

let treasury: Treasury;
beforeEach(async () => {
  treasury = await openTreasury();
});
afterEach(() => treasury.close());

function again(old: PaymentCase) {
  const { data, clock } = treasury;
  const paymentId = `${old.payment.payment_id}-2`;
  const asked = { paymentId, originator: 'treasury-ops@bank.local', nowMs: clock.now() };
  const read = requestAgain(old, asked, { ledger: data.ledger.current(), policy: data.policy.current() });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.request;
}

it('before the cutoff it is for the day it is asked on', async () => {
  expect(again(await treasury.review('TXN-002'))).not.toHaveProperty('value_date');
});

it('after the cutoff it is for the day that is next, and waits for that day in the place of being rejected once more', async () => {
  const old = await treasury.review('TXN-002');
  await treasury.clock.advance(5 * hourMs);
  const request = again(old);
  expect(request).toMatchObject({ payment_id: 'TXN-002-2', value_date: '2026-01-23' });
  const { originator: _by, payment_id: _id, ledger_payment_id: _row, ...draft } = request;
  const reviewed = await treasury.askFor({ ...draft, payment_id: 'LATE-1' });
  expect(reviewed).toMatchObject({ status: 'held', payment: { value_date: '2026-01-23' } });
});

it('a day before the weekend is followed by the Monday', async () => {
  const old = await treasury.review('TXN-002');
  await treasury.clock.advance(29 * hourMs);
  expect(again(old)).toMatchObject({ value_date: '2026-01-26' });
});
