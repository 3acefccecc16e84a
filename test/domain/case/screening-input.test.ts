import { screeningInputOf } from '../../../src/domain/case/run/screening-input';
import { samplePayment } from '../../fakes/sample-case';

test('a bare payment is screened by its payee and by whoever pays', () => {
  expect(screeningInputOf(samplePayment)).toEqual({
    name: 'ACME Trading LLC',
    parties: [
      { role: 'beneficiary', name: 'ACME Trading LLC' },
      { role: 'ordering_entity', name: 'BankSubsidiary_TR' },
    ],
    context: { payment_id: 'TXN-EMRG-001', amount: 250_000, currency: 'USD' },
  });
});

test('whatever a payment states of people, banks, places and purpose is screened too', () => {
  expect(
    screeningInputOf({
      ...samplePayment,
      beneficiary_country: 'DE',
      beneficiary_account: 'DE89370400440532013000',
      beneficiary_bic: 'DEUTDEFF',
      claimed_originator: 'Somebody Else',
      purpose: 'invoice 12',
    }),
  ).toEqual({
    name: 'ACME Trading LLC',
    country: 'DE',
    parties: [
      { role: 'beneficiary', name: 'ACME Trading LLC', country: 'DE', account: 'DE89370400440532013000' },
      { role: 'beneficiary_bank', bic: 'DEUTDEFF' },
      { role: 'ordering_entity', name: 'BankSubsidiary_TR' },
      { role: 'claimed_originator', name: 'Somebody Else' },
    ],
    free_text: 'invoice 12',
    context: { payment_id: 'TXN-EMRG-001', amount: 250_000, currency: 'USD' },
  });
});
