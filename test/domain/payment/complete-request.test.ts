import { completeRequest, readDraft } from '../../../src/domain/payment/complete-request';
import type { PaymentDraft } from '../../../src/domain/payment/payment-request';
import { createLedger } from '../../../src/domain/liquidity/ledger/ledger';
import { decimal } from '../../../src/domain/values/money';
import { parseUtc } from '../../../src/domain/values/time';

const at = (text: string) => parseUtc(text) ?? NaN;

const ledger = createLedger({
  name: 'a test ledger',
  accounts: [
    { entity: 'GroupTreasuryCo', account_id: 'ACC-1', currency: 'USD', startOfDayBalance: decimal('7000000') },
    { entity: 'GroupTreasuryCo', account_id: 'ACC-2', currency: 'CHF', startOfDayBalance: decimal('10') },
  ],
  buffers: [{ entity: 'GroupTreasuryCo', currency: 'USD', minimum: decimal('5000000'), cutoffUtc: '16:00' }],
  rows: [row('TXN-1', 'QUEUED', 'EMERGENCY'), row('TXN-2', 'RELEASED', 'SWIFT'), row('TXN-3', 'QUEUED', 'es_health')],
});

function row(txn_id: string, status: string, payment_type: string) {
  return {
    txn_id,
    atMs: at('2026-01-22 11:00:00'),
    entity: 'GroupTreasuryCo',
    account_id: 'ACC-1',
    beneficiary_name: 'Large Vendor Inc',
    payment_type,
    amount: decimal('2500000'),
    direction: 'OUT' as const,
    currency: 'USD',
    status: status as 'QUEUED',
    alert_flag: null,
    channel: 'SWIFT' as const,
  };
}

function complete(draft: unknown) {
  const read = readDraft(draft);
  if (!read.ok) return read;
  return completeRequest(read.draft, {
    ledger,
    nowMs: at('2026-01-22 10:25:00'),
    originator: 'dana@bank.local',
    newPaymentId: () => 'PAY-1',
  });
}

function codes(draft: unknown): string[] {
  const completed = complete(draft);
  return completed.ok
    ? []
    : completed.problems.map(({ code, field }) => `${code}${field === undefined ? '' : ` ${field}`}`);
}

const whole: PaymentDraft = {
  beneficiary_name: 'ACME Corp',
  amount: 100,
  currency: 'USD',
  account_id: 'ACC-1',
  payment_type: 'SWIFT',
};

describe('a bare payment id', () => {
  it('is completed from the queued ledger payment, with the submitter as originator', () => {
    const completed = complete({ payment_id: 'TXN-1' });
    expect(completed).toEqual({
      ok: true,
      request: {
        payment_id: 'TXN-1',
        beneficiary_name: 'Large Vendor Inc',
        amount: 2_500_000,
        currency: 'USD',
        account_id: 'ACC-1',
        entity: 'GroupTreasuryCo',
        payment_type: 'EMERGENCY',
        timestamp_utc: '2026-01-22T11:00:00Z',
        originator: 'dana@bank.local',
        channel: 'SWIFT',
      },
    });
  });

  it('takes the channel for the type where the ledger’s own type is no request type', () => {
    const completed = complete({ payment_id: 'TXN-3' });
    expect(completed.ok && completed.request.payment_type).toBe('SWIFT');
  });

  it('is refused where no such payment is queued, or where it already left', () => {
    expect(codes({ payment_id: 'TXN-404' })).toEqual(['unknown_payment payment_id']);
    expect(codes({ payment_id: 'TXN-2' })).toEqual(['payment_not_queued payment_id']);
  });
});

describe('a field that contradicts the ledger', () => {
  it.each([
    [{ beneficiary_name: 'Somebody Else' }, 'beneficiary_name'],
    [{ amount: 2_500_001 }, 'amount'],
    [{ currency: 'EUR' }, 'currency'],
    [{ account_id: 'ACC-2' }, 'account_id'],
    [{ timestamp_utc: '2026-01-22 11:00:01' }, 'timestamp_utc'],
    [{ channel: 'SEPA' }, 'channel'],
    [{ payment_type: 'SWIFT' }, 'payment_type'],
    [{ payment_type: 'URGENT_SUPPLIER' }, 'payment_type'],
  ])('%j is refused by name', (given, field) => {
    expect(codes({ payment_id: 'TXN-1', ...given })).toContain(`contradicts_ledger ${field}`);
  });

  it('is accepted where it only says the same, or asks for a stricter type', () => {
    expect(
      codes({
        payment_id: 'TXN-1',
        amount: '2,500,000.00',
        beneficiary_name: 'LARGE  vendor inc',
        timestamp_utc: '2026-01-22T11:00:00Z',
      }),
    ).toEqual([]);
    const stricter = complete({ payment_id: 'TXN-3', payment_type: 'EMERGENCY' });
    expect(stricter.ok && stricter.request.payment_type).toBe('EMERGENCY');
  });
});

describe('a request of its own', () => {
  it('is named, and keeps a claimed originator beside the real one', () => {
    const completed = complete({ ...whole, originator: 'boss@bank.local' });
    expect(completed.ok && completed.request).toMatchObject({
      payment_id: 'PAY-1',
      originator: 'dana@bank.local',
      claimed_originator: 'boss@bank.local',
      entity: 'GroupTreasuryCo',
      timestamp_utc: '2026-01-22T10:25:00Z',
    });
  });

  it.each([
    [{ ...whole, amount: 0 }, 'amount_not_positive amount'],
    [{ ...whole, amount: 'a lot' }, 'amount_not_a_number amount'],
    [{ ...whole, amount: 1.001 }, 'amount_too_precise amount'],
    [{ ...whole, currency: 'XXQ' }, 'unknown_currency currency'],
    [{ ...whole, account_id: 'ACC-9' }, 'unknown_account account_id'],
    [{ ...whole, entity: 'Nobody' }, 'unknown_entity entity'],
    [{ ...whole, account_id: 'ACC-2', currency: 'CHF' }, 'no_buffer_rule entity'],
    [{ ...whole, account_id: 'ACC-1', currency: 'EUR' }, 'account_currency currency'],
    [{ ...whole, timestamp_utc: '2026-01-23 09:00:00' }, 'timestamp_outside_day timestamp_utc'],
    [{ ...whole, timestamp_utc: 'soon' }, 'timestamp_invalid timestamp_utc'],
    [{ ...whole, beneficiary_account: 'TR00 1234' }, 'iban_invalid beneficiary_account'],
    [{ ...whole, beneficiary_bic: 'NOPE' }, 'bic_invalid beneficiary_bic'],
    [{ ...whole, beneficiary_name: '' }, 'field_invalid beneficiary_name'],
    [{ ...whole, beneficiary_name: 'x'.repeat(5_000) }, 'field_invalid beneficiary_name'],
    [{ ...whole, beneficiary_name: 'ACME\u0007Corp' }, 'field_invalid beneficiary_name'],
    [{ ...whole, beneficiary_name: 'ACME \u202Eproc' }, 'field_invalid beneficiary_name'],
    [{ ...whole, beneficiary_name: 'ACME \ud800 Corp' }, 'field_invalid beneficiary_name'],
    [{ ...whole, payment_type: 'GIFT' }, 'field_invalid payment_type'],
    [{ ...whole, approved: true }, 'field_invalid approved'],
    ['pay it', 'field_invalid '],
  ])('%j is refused', (draft, expected) => {
    expect(codes(draft)).toContain(expected);
  });

  it('has every missing field named at once', () => {
    expect(codes({ beneficiary_name: 'ACME Corp' })).toEqual(
      expect.arrayContaining([
        'field_missing amount',
        'field_missing currency',
        'field_missing account_id',
        'field_missing payment_type',
      ]),
    );
  });
});
