import fc from 'fast-check';
import { Decimal } from 'decimal.js';
import { paymentFile } from '../../../src/domain/payment-file/payment-file';
import { writePain001 } from '../../../src/domain/payment-file/write-pain001';
import type { Instruction } from '../../../src/domain/payment-file/instruction';
import { currencyExponent } from '../../../src/domain/values/money';
import { schemaProblems } from '../../fakes/xml-schema';
import { inEuro, instruction } from './sample-instruction';

const head = {
  id: 'TD-20260122103000-0a1b2c',
  createdAt: '2026-01-22T10:30:00Z',
  initiatingParty: 'Group Treasury Co',
};
const schema = 'test/standards/pain.001.001.09.xsd';
const write = (instructions: readonly Instruction[]): string => writePain001(paymentFile(head, instructions));

describe('a payment file', () => {
  const several = [
    instruction(),
    instruction({ payment_id: 'PAY-2', beneficiary_bank_code: undefined, beneficiary_bic: 'CHASUS33XXX', amount: 0.1 }),
    instruction({ payment_id: 'PAY-3', timestamp_utc: '2026-01-23T08:00:00Z', purpose: undefined }),
    instruction({ ...inEuro, payment_id: 'PAY-4', amount: 1234.56 }, 'SEPA'),
    instruction({ payment_id: 'PAY-5', account_id: 'ACC-GRP-001' }, 'INTERNAL'),
  ];

  it('is valid by the published schema', async () => {
    expect(await schemaProblems(write(several), schema)).toEqual([]);
  });

  it('that lacks something is not: the schema is really asked', async () => {
    const broken = write(several).replace('<PmtMtd>TRF</PmtMtd>', '');
    expect(await schemaProblems(broken, schema)).not.toEqual([]);
  });

  it('has one group for each account, day and channel, with its own count and sum', () => {
    const { groups, count, sum } = paymentFile(head, several);
    expect([count, sum]).toEqual([5, '151234.66']);
    expect(groups.map((group) => [group.id, group.count, group.sum])).toEqual([
      ['TD-20260122103000-0a1b2c-0001', 1, '1234.56'],
      ['TD-20260122103000-0a1b2c-0002', 2, '50000.10'],
      ['TD-20260122103000-0a1b2c-0003', 1, '50000.00'],
      ['TD-20260122103000-0a1b2c-0004', 1, '50000.00'],
    ]);
  });

  it('is the same to the byte in whatever order its payments come', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(several, { minLength: several.length }), (order) => {
        expect(write(order)).toBe(write(several));
      }),
    );
  });

  it('keeps every amount exact in the decimals of its currency, and its sums too', async () => {
    const written: string[] = [];
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            currency: fc.constantFrom('USD', 'JPY', 'KWD', 'EUR', 'TRY'),
            minor: fc.bigInt({ min: 1n, max: 999_999_999_999n }),
          }),
          { minLength: 1, maxLength: 30 },
        ),
        (amounts) => {
          const made = amounts.map(({ currency, minor }, at) => {
            const exponent = currencyExponent(currency) ?? 0;
            const exact = new Decimal(minor.toString()).div(new Decimal(10).pow(exponent));
            return { ...instruction({ payment_id: `PAY-${at}`, amount: exact.toNumber() }), currency, exact, exponent };
          });
          const text = write(
            made.map((one) => ({ ...one, amount: instructionAmount(one.exact.toNumber(), one.currency) })),
          );
          const told = [...text.matchAll(/<InstdAmt Ccy="([A-Z]{3})">([0-9.]+)</g)].map(([, code, value]) => [
            code,
            value,
          ]);
          const wanted = made.map(({ currency, exact, exponent }) => [currency, exact.toFixed(exponent)]);
          expect(told.sort()).toEqual(wanted.sort());
          const sums = [...text.matchAll(/<CtrlSum>([0-9.]+)</g)].map(([, sum]) => new Decimal(sum ?? ''));
          const total = made.reduce((sum, { exact }) => sum.plus(exact), new Decimal(0));
          expect(sums[0]?.eq(total)).toBe(true);
          expect(
            sums
              .slice(1)
              .reduce((sum, one) => sum.plus(one), new Decimal(0))
              .eq(total),
          ).toBe(true);
          const counts = [...text.matchAll(/<NbOfTxs>(\d+)</g)].map(([, count]) => Number(count));
          expect(counts[0]).toBe(made.length);
          expect(counts.slice(1).reduce((sum, one) => sum + one, 0)).toBe(made.length);
          written.push(text);
        },
      ),
      { numRuns: 60 },
    );
    for (const text of written.slice(-5)) expect(await schemaProblems(text, schema)).toEqual([]);
  });

  it('with a sum that no file can say is never written', () => {
    const most = instruction({ amount: 9_999_999_999_999.99 });
    const many = Array.from({ length: 100_000 }, () => ({ ...most, amount: '9999999999999.99' }));
    expect(() => paymentFile(head, many)).toThrow('a payment file cannot say the sum 999999999999999000.00');
  });
});

function instructionAmount(amount: number, currency: string): string {
  const own =
    currency === 'EUR' ? { account_id: 'ACC-BAN-020' } : currency === 'TRY' ? { account_id: 'ACC-BAN-011' } : {};
  return instruction({ amount, currency, ...own }).amount;
}
