import type { WhyNotExportable } from '../../../src/domain/payment-file/instruction';
import { ownAccountsSchema } from '../../../src/domain/payment-file/own-accounts';
import type { Channel } from '../../../src/domain/payment/payment-request';
import { demoAccounts, inEuro, instruct, instruction, type Over } from './sample-instruction';

describe('a payment as a file says it', () => {
  it('has its own ids, its exact amount, the payee in parts and who pays from the own accounts', () => {
    expect(instruction()).toMatchObject({
      paymentId: 'PAY-1',
      endToEndId: 'PAY-1',
      amount: '50000.00',
      executionDate: '2026-01-22',
      debtor: { name: 'Bank Subsidiary TR A.S.', account: { iban: 'TR690006200000001000015838' }, bic: 'HUDSTRISXXX' },
      creditor: { name: 'ACME Corp', address: { street: 'Main Street', town: 'New York', country: 'US' } },
      account: { number: '000123456789' },
      bank: { bic: null, clearing: { system: 'USABA', member: '021000021' } },
      remittance: 'Invoice 4711',
    });
  });

  it('goes within SEPA by name, address and IBAN alone, in the letters banks take', () => {
    expect(instruction(inEuro, 'SEPA')).toMatchObject({
      creditor: { name: 'Muller + Sohne GmbH', address: { town: 'Koln', postcode: '50667', country: 'DE' } },
      account: { iban: 'DE89370400440532013000' },
      bank: { bic: null, clearing: null },
      marks: { service_level: 'SEPA', charge_bearer: 'SLEV' },
    });
  });

  it('names the country of a region that sanctions treat apart', () => {
    const made = instruction({ beneficiary_country: 'UA-43', beneficiary_bic: 'AEBAUAUKXXX' });
    expect(made.creditor.address.country).toBe('UA');
  });

  const refused: readonly (readonly [WhyNotExportable, Over, Channel?])[] = [
    ['own_account_unknown', { account_id: 'ACC-XXX' }],
    ['currency_not_taken', { ...inEuro, currency: 'USD', account_id: 'ACC-BAN-002' }, 'SEPA'],
    ['reference_not_sendable', { payment_id: 'TXN_1' }],
    ['reference_not_sendable', { payment_id: 'X'.repeat(36) }],
    ['name_not_sendable', { beneficiary_name: '***' }],
    ['name_too_long', { beneficiary_name: 'A'.repeat(71) }],
    ['town_missing', { beneficiary_town: undefined }],
    ['country_missing', { beneficiary_country: undefined, beneficiary_bic: 'CHASUS33XXX' }],
    ['address_not_sendable', { beneficiary_street: '***' }],
    ['address_not_sendable', { beneficiary_town: '株'.repeat(30) }],
    ['account_missing', { beneficiary_account: undefined }],
    ['iban_missing', { ...inEuro, beneficiary_account: '12345' }, 'SEPA'],
    ['bank_missing', { beneficiary_bank_code: undefined }],
    ['clearing_unknown', { beneficiary_country: 'BR' }],
    ['purpose_not_sendable', { purpose: '***' }],
    ['purpose_too_long', { purpose: 'word '.repeat(40) }],
  ];
  it.each(refused.map(([why, over, channel = 'SWIFT']) => [why, over, channel] as const))(
    'is refused by name: %s',
    (why, over, channel) => {
      expect(instruct(over, channel)).toEqual({ ok: false, why: [why] });
    },
  );

  it('is told everything that stands in the way at once', () => {
    const bare = { beneficiary_account: undefined, beneficiary_town: undefined, beneficiary_country: undefined };
    expect(instruct(bare)).toEqual({
      ok: false,
      why: ['town_missing', 'country_missing', 'account_missing', 'clearing_unknown'],
    });
  });
});

describe('the own accounts', () => {
  const [account, ...accounts] = demoAccounts().accounts;
  const [entity, ...entities] = demoAccounts().entities;
  it.each([
    ['an IBAN whose check digits are wrong', { accounts: [{ ...account, iban: 'TR000006200000001000007919' }] }],
    ['an account of nobody', { accounts: [{ ...account, entity: 'Nobody' }] }],
    ['an account twice', { accounts: [account, ...accounts, account] }],
    ['letters banks do not take', { entities: [{ ...entity, name: 'Müller' }, ...entities] }],
    ['an address without a town', { entities: [{ ...entity, address: { country: 'TR' } }, ...entities] }],
    ['an IBAN and a number', { accounts: [{ ...account, number: '12345' }] }],
  ])('with %s are refused', (_what, change) => {
    expect(ownAccountsSchema.safeParse(demoAccounts()).success).toBe(true);
    expect(ownAccountsSchema.safeParse({ ...demoAccounts(), ...change }).success).toBe(false);
  });
});
