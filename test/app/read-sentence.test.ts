import { readSentence } from '../../src/app/read-sentence';

const known = new Set(['ACC-BAN-001', 'ACC-GRP-003']);
const read = (text: string) => readSentence(text, (id) => known.has(id));

describe('a plain sentence', () => {
  it('fills the form with beneficiary, amount, currency, account and type', () => {
    expect(read('pay ACME Trading LLC 250,000 USD from ACC-BAN-001, emergency')).toEqual({
      draft: {
        beneficiary_name: 'ACME Trading LLC',
        amount: '250000',
        currency: 'USD',
        account_id: 'ACC-BAN-001',
        payment_type: 'EMERGENCY',
      },
      remarks: [],
    });
  });

  it.each([
    [
      'please send $2.5m to Large Vendor Inc from ACC-GRP-003',
      { beneficiary_name: 'Large Vendor Inc', amount: '2500000', currency: 'USD', account_id: 'ACC-GRP-003' },
    ],
    [
      'wire EUR 40k to Müller & Söhne by sepa',
      { beneficiary_name: 'Müller & Söhne', amount: '40000', currency: 'EUR', payment_type: 'SEPA' },
    ],
    ['transfer 191.83 TRY to ACME Corp', { beneficiary_name: 'ACME Corp', amount: '191.83', currency: 'TRY' }],
  ])('%s', (text, draft) => {
    expect(read(text)).toEqual({ draft, remarks: [] });
  });

  it('leaves an amount that can be read in two ways to the person', () => {
    const reading = read('pay ACME Corp 250.000 USD');
    expect(reading?.draft.amount).toBeUndefined();
    expect(reading?.remarks).toEqual([expect.stringContaining('more than one way')]);
  });

  it('names what is ambiguous: two amounts, two accounts, two types, an unknown account', () => {
    expect(read('pay ACME Corp 100 USD or 200 USD')?.remarks).toEqual([
      expect.stringContaining('More than one amount'),
    ]);
    expect(read('pay ACME Corp 100 USD from ACC-BAN-001 or ACC-GRP-003')?.remarks).toEqual([
      expect.stringContaining('More than one account'),
    ]);
    expect(read('pay ACME Corp 100 USD urgent emergency')?.remarks).toEqual([
      expect.stringContaining('More than one payment type'),
    ]);
    expect(read('pay ACME Corp 100 USD from ACC-XYZ-9')?.remarks).toEqual([
      expect.stringContaining('No account ACC-XYZ-9'),
    ]);
  });

  it('that asks for no payment is not taken for one', () => {
    expect(read('what is the cutoff for EUR?')).toBeNull();
    expect(read('')).toBeNull();
  });

  it('of hostile length is read without delay', () => {
    expect(read(`pay ${'1,'.repeat(2_000)} ${'A-'.repeat(1_000)}`)).not.toBeUndefined();
  });
});
