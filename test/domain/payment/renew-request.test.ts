import { renewRequest } from '../../../src/domain/payment/renew-request';
import type { PaymentRequest } from '../../../src/domain/payment/payment-request';
import { account, at, buffer, flow, ledgerOf } from '../liquidity/ledger-fixture';

const dayMs = 86_400_000;
const ledger = ledgerOf([account('A', '1000.00')], [buffer('500.00')], [flow('PAY', 'A', '14:00', '-10.00')]);

function asked(payment_id: string, timestamp_utc: string): PaymentRequest {
  return {
    payment_id,
    beneficiary_name: 'Acme Works',
    amount: 10,
    currency: 'USD',
    account_id: 'A',
    entity: 'North',
    payment_type: 'SWIFT',
    timestamp_utc,
    originator: 'dana',
  };
}

describe('a payment whose review starts again', () => {
  it('on its own day leaves when it was to leave, even where that time has passed', () => {
    const request = asked('OWN', '2026-01-22T09:00:00Z');
    expect(renewRequest(request, ledger, at('11:00'))).toBe(request);
  });

  it('on a later day leaves now', () => {
    const renewed = renewRequest(asked('OWN', '2026-01-21T09:00:00Z'), ledger, at('11:00'));
    expect(renewed).toEqual(asked('OWN', '2026-01-22T11:00:00Z'));
  });

  it('on a later day, judged by a ledger of neither that day nor today, leaves at the start of the ledger’s day', () => {
    const renewed = renewRequest(asked('OWN', '2026-01-21T09:00:00Z'), ledger, at('11:00') + dayMs);
    expect(renewed.timestamp_utc).toBe('2026-01-22T00:00:00Z');
  });

  it('before the ledger has come to its day keeps its own', () => {
    const request = asked('OWN', '2026-01-23T09:00:00Z');
    expect(renewRequest(request, ledger, at('11:00'))).toBe(request);
  });

  it('leaves when the ledger says, where it has a row that moved', () => {
    expect(renewRequest(asked('PAY', '2026-01-21T09:00:00Z'), ledger, at('11:00')).timestamp_utc).toBe(
      '2026-01-22T14:00:00Z',
    );
    const unmoved = asked('PAY', '2026-01-22T14:00:00Z');
    expect(renewRequest(unmoved, ledger, at('15:00'))).toBe(unmoved);
  });

  it('by a ledger without flows leaves on the day it is', () => {
    const empty = ledgerOf([account('A', '1000.00')], [buffer('500.00')], []);
    expect(renewRequest(asked('OWN', '2026-01-21T09:00:00Z'), empty, at('11:00')).timestamp_utc).toBe(
      '2026-01-22T11:00:00Z',
    );
  });

  it('with less left to pay in the ledger keeps what was first asked for in all', () => {
    const now = at('14:00');
    const before = { ...asked('PAY', '2026-01-22T14:00:00Z'), amount: 40 };
    const once = renewRequest(before, ledger, now);
    expect(once).toMatchObject({ amount: 10, asked_in_all: 40 });
    expect(renewRequest(once, ledger, now)).toBe(once);
    expect(renewRequest({ ...before, asked_in_all: 70 }, ledger, now)).toMatchObject({ amount: 10, asked_in_all: 70 });
  });

  it('a part that was made before that was kept has its whole from then on', () => {
    const part = { ...asked('OWN', '2026-01-22T09:00:00Z'), full_amount: 30 };
    expect(renewRequest(part, ledger, at('11:00'))).toEqual({ ...part, asked_in_all: 30 });
  });
});
