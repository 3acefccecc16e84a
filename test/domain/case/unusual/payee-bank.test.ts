import { findUnusual } from '../../../../src/domain/case/unusual/find-unusual';
import { historyKeys, type EarlierPayment } from '../../../../src/domain/case/unusual/earlier-payment';
import { bankText, compareBanks, payeeBank } from '../../../../src/domain/case/unusual/payee-bank';
import type { PaymentRequest } from '../../../../src/domain/payment/payment-request';
import { sampleCase } from '../../../fakes/sample-case';
import { shippedPolicy } from '../../policy/shipped-policy';

const nowMs = Date.UTC(2026, 0, 22, 10, 25);
const iban = 'DE89370400440532013000';
const number = '12345678';
const chase = 'CHASUS33';
const america = 'BOFAUS3N';

type Details = Pick<PaymentRequest, 'beneficiary_account' | 'beneficiary_bic' | 'beneficiary_bank_code'>;
const payment = (details: Details): PaymentRequest => ({ ...sampleCase().payment, amount: 1_000, ...details });
const at = (beneficiary_account: string, beneficiary_bic?: string, beneficiary_bank_code?: string): Details => ({
  beneficiary_account,
  ...(beneficiary_bic === undefined ? {} : { beneficiary_bic }),
  ...(beneficiary_bank_code === undefined ? {} : { beneficiary_bank_code }),
});

function paid(details: Details, over: Partial<EarlierPayment> = {}): EarlierPayment {
  const before = { ...payment(details), payment_id: 'TXN-BEFORE', amount: 5 };
  return {
    runId: 'WF-before',
    paymentId: before.payment_id,
    payee: before.beneficiary_name,
    ...historyKeys(before),
    amount: before.amount,
    currency: before.currency,
    askedAtMs: nowMs - 60_000,
    status: 'settled',
    ...over,
  };
}

const found = (details: Details, ...history: readonly EarlierPayment[]) =>
  findUnusual({ payment: payment(details), history, policy: shippedPolicy, askedAtMs: nowMs });
const isChanged = (before: Details, now: Details) =>
  found(now, paid(before)).some(({ check }) => check === 'changed_bank_details');

test.each<[string, Details, Details]>([
  ['at a bank of another BIC', at(number, chase), at(number, america)],
  ['at a bank of another code', at(number, undefined, '021000021'), at(number, undefined, '026009593')],
  ['of one BIC and another code', at(number, chase, '021000021'), at(number, chase, '026009593')],
  ['of one code and another BIC', at(number, chase, '021000021'), at(number, america, '021000021')],
  ['at another branch of the bank', at(number, 'CHASUS33MIA'), at(number, 'CHASUS33LAX')],
  ['of which nothing that is said can be compared', at(number, undefined, '021000021'), at(number, america)],
  // Nobody can tell that this is the bank of the IBAN.
  ['that is the end of the IBAN before', at(iban, 'COBADEFF'), at('0532013000', 'COBADEFF', '37040044')],
  ['that was a number, and is an IBAN', at('0532013000', 'COBADEFF'), at(iban, 'COBADEFF')],
  ['with another IBAN', at(iban), at('FR1420041010050500013M02606')],
])('an account %s is changed bank details', (_what, before, now) => {
  expect(isChanged(before, now)).toBe(true);
});

test.each<[string, Details, Details]>([
  ['at the same bank', at(number, chase, '021000021'), at(number, chase, '021000021')],
  ['with XXX behind its BIC', at(number, chase), at(number, 'CHASUS33XXX')],
  ['with XXX no more', at(number, 'CHASUS33XXX'), at(number, chase)],
  ['of which a branch was left out', at(number, 'CHASUS33MIA'), at(number, chase)],
  ['in small letters, with spaces and dashes', at(number, chase, '021000021'), at(number, 'chas us33', '021-000-021')],
  ['with a code that was left out before', at(number, chase), at(number, chase, '021000021')],
  ['with a BIC that is left out now', at(number, chase, '021000021'), at(number, undefined, '021000021')],
  ['with no bank before', at(number), at(number, chase)],
  // The IBAN says where the money goes, whatever stands beside it.
  ['by IBAN, with another BIC beside it', at(iban, 'COBADEFF'), at(iban, 'DEUTDEFF')],
  ['by IBAN, with a BIC that was left out', at(iban, 'COBADEFFXXX'), at(iban)],
])('an account %s is not', (_what, before, now) => {
  expect(isChanged(before, now)).toBe(false);
});

test('the same number at another bank is told with both banks; another number is told by itself', () => {
  expect(found(at(number, america), paid(at(number, chase, '021000021')))).toMatchObject([
    {
      check: 'changed_bank_details',
      evidence: { before: number, now: number, before_bank: 'CHASUS33, 021000021', now_bank: 'BOFAUS3N' },
    },
  ]);
  const [other] = found(at('999', america), paid(at(number, chase)));
  expect(other?.evidence).toEqual({ before: number, now: '999', count: 1 });
});

test('a bank that was paid at once before is known, whichever was last', () => {
  const history = [paid(at(number, chase)), paid(at(number, america), { askedAtMs: nowMs - 120_000 })];
  expect(found(at(number, america), ...history)).toEqual([]);
});

test('another payee’s account of the same number at another bank is not shared; at one that may be the same it is', () => {
  const others = (details: Details) =>
    found(at(number, chase), paid(at(number, chase)), paid(details, { payeeKey: 'other', payee: 'Other' })).map(
      ({ check }) => check,
    );
  expect(others(at(number, america))).toEqual([]);
  expect(others(at(number, 'CHASUS33XXX'))).toEqual(['several_payees_on_account']);
  expect(others(at(number, undefined, '021000021'))).toEqual(['several_payees_on_account']);
});

test('who says a bank is compared alike from both sides, and reads as people write it', () => {
  const banks = [null, 'CHASUS33/', 'CHASUS33MIA/', '/021000021', 'CHASUS33/021000021', 'BOFAUS3N/026009593'];
  for (const one of banks)
    for (const other of banks) {
      expect(compareBanks(one, other)).toBe(compareBanks(other, one));
      if (one === other) expect(compareBanks(one, other)).toBe('same');
    }
  expect([bankText(null), bankText('CHASUS33/'), bankText('/021000021')]).toEqual(['', 'CHASUS33', '021000021']);
  expect(payeeBank({ beneficiary_bic: chase })).toBeNull();
});
