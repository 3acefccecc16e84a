import fc from 'fast-check';
import { parseAmount } from '../../../src/domain/values/amounts/parse-amount';
import { decimal, formatAmount, toJsonNumber } from '../../../src/domain/values/money';

function problemOf(input: string | number, currency: string): string | null {
  const parsed = parseAmount(input, currency);
  return parsed.ok ? null : (parsed.problems[0]?.code ?? null);
}

describe('an amount as people write it', () => {
  it.each([
    [250000, 'USD', '250000'],
    ['250,000.00', 'USD', '250000'],
    ['0.01', 'EUR', '0.01'],
    ['1000', 'JPY', '1000'],
    ['250.000,00', 'USD', '250000'],
    ['1.250.000', 'EUR', '1250000'],
    ['100 000', 'USD', '100000'],
    ['1,5', 'USD', '1.5'],
    ['US$250,000', 'USD', '250000'],
    ['2.5m', 'EUR', '2500000'],
    ['€10k', 'EUR', '10000'],
    [1.234, 'KWD', '1.234'],
    ['01.234', 'KWD', '1.234'],
    ['9999999999999.99', 'USD', '9999999999999.99'],
  ])('%p %s is read as %s', (input, currency, expected) => {
    const parsed = parseAmount(input, currency);
    expect(parsed.ok && parsed.amount.toString()).toBe(expected);
  });

  it.each([
    ['0', 'USD', 'amount_not_positive'],
    ['-5', 'USD', 'amount_not_positive'],
    ['12.3456', 'USD', 'amount_too_precise'],
    ['12.345', 'USD', 'amount_ambiguous'],
    ['1.500', 'USD', 'amount_ambiguous'],
    ['1,500', 'KWD', 'amount_ambiguous'],
    ['100.00', 'JPY', 'amount_too_precise'],
    ['10.0000', 'USD', 'amount_too_precise'],
    ['10 EUR', 'USD', 'amount_currency'],
    ['(250)', 'USD', 'amount_not_positive'],
    ['2026-01-23', 'USD', 'amount_not_a_number'],
    ['1.5', 'JPY', 'amount_too_precise'],
    ['lots', 'USD', 'amount_not_a_number'],
    ['1,00,000', 'USD', 'amount_not_a_number'],
    ['1e5', 'USD', 'amount_not_a_number'],
    [NaN, 'USD', 'amount_not_a_number'],
    [1e21, 'USD', 'amount_not_a_number'],
    ['99999999999999.99', 'USD', 'amount_too_large'],
    ['10', 'XYZ', 'unknown_currency'],
    ['10', 'usd', 'unknown_currency'],
  ])('%p %s is refused as %s', (input, currency, code) => {
    expect(problemOf(input, currency)).toBe(code);
  });

  it('keeps its exact value on the way into JSON and back, at every size it accepts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999_999_999 }), (minor) => {
        const amount = decimal(minor).div(100);
        expect(decimal(JSON.parse(JSON.stringify(toJsonNumber(amount))) as number).eq(amount)).toBe(true);
      }),
    );
  });

  it('is never stated in JSON where a number would change it', () => {
    expect(() => toJsonNumber(decimal('12345678901234567.89'))).toThrow('no exact JSON number');
  });

  it('is shown with thousands and the currency’s decimals', () => {
    expect(formatAmount(decimal('2500000'), 'USD')).toBe('2,500,000');
    expect(formatAmount(decimal('-1234.5'), 'EUR')).toBe('-1,234.50');
    expect(formatAmount(decimal('999'), 'JPY')).toBe('999');
  });
});
