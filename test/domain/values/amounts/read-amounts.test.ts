import { codes } from 'currency-codes';
import fc from 'fast-check';
import { findAmounts } from '../../../../src/domain/values/amounts/find-amounts';
import { parseAmount } from '../../../../src/domain/values/amounts/parse-amount';
import { currencyExponent } from '../../../../src/domain/values/money';

const digitsOf = (text: string) => text.replace(/\D/g, '');
const notations = fc.constantFrom('english' as const, 'continental' as const);

test('whatever is read prints back to the digits that were typed: none is dropped and none is made up', () => {
  const typed = fc.stringMatching(/^[0-9]{1,6}([., '][0-9]{1,4}){0,4}$/);
  fc.assert(
    fc.property(typed, notations, (text, notation) => {
      const [found] = findAmounts(text, notation);
      if (!found || found.reading.kind === 'none') return;
      const readings = found.reading.kind === 'exact' ? [found.reading] : found.reading.readings;
      for (const { value, decimals } of readings) {
        const [whole = '', fraction = ''] = value.split('.');
        const printed = whole + (fraction === '' ? '0'.repeat(decimals) : fraction);
        expect(digitsOf(printed).replace(/^0+/, '')).toBe(digitsOf(found.text).replace(/^0+/, ''));
      }
    }),
    { numRuns: 2_000 },
  );
});

test('an amount written in any of the usual ways is read as itself, or asked', () => {
  const minor = fc.integer({ min: 1, max: 99_999_999_999 });
  const groupings = fc.constantFrom([',', '.'], ['.', ','], [' ', ','], [' ', '.'], ["'", '.'], ['', '.'], ['', ',']);
  fc.assert(
    fc.property(minor, groupings, notations, (amount, [thousands = '', point = ''], notation) => {
      const whole = String(Math.floor(amount / 100)).replace(/\B(?=(\d{3})+$)/g, thousands);
      const text = `${whole}${point}${String(amount % 100).padStart(2, '0')}`;
      const read = parseAmount(text, 'EUR', notation);
      expect([text, read.ok && read.amount.times(100).toFixed()]).toEqual([text, String(amount)]);
    }),
  );
});

test('every currency is known by its code, on either side and with no space', () => {
  for (const code of codes().filter((one) => currencyExponent(one) === 2))
    for (const text of [`${code} 500`, `500 ${code}`, `${code}500`, `500 ${code.toLowerCase()}`])
      expect([text, findAmounts(text, 'english').map(({ currencies }) => currencies)]).toEqual([text, [[code]]]);
});

test.each([
  ['US$250,000', 'USD'],
  ['€10k', 'EUR'],
  ['£5', 'GBP'],
  ['₺5', 'TRY'],
  ['A$5', 'AUD'],
  ['HK$5', 'HKD'],
  ['₹5', 'INR'],
  ['5 zł', 'PLN'],
  ['500 swiss francs', 'CHF'],
  ['12 Kuwaiti dinars', 'KWD'],
  ['250 bin dolar', 'USD'],
])('%s is in %s', (text, currency) => {
  expect(findAmounts(text, 'english').map(({ text: found, currencies }) => [found, currencies])).toEqual([
    [text, [currency]],
  ]);
});

test.each(['5 kr', '¥5', '5 dinars'])('%s is asked: many currencies are called so', (text) => {
  expect(findAmounts(text, 'english')[0]?.currencies.length).toBeGreaterThan(1);
});

test.each(['2026-01-23', '23/01/2026', '14:30', '100-200', 'ACC-001', '5%', '3rd', '1e5', '10x'])(
  '%s is no amount',
  (text) => {
    expect(findAmounts(text, 'english').filter(({ reading }) => reading.kind !== 'none')).toEqual([]);
  },
);

test.each(['-250', '(250)', 'minus 250 USD', 'USD -250', '\u2212250 USD', '250-'])(
  '%s has a minus, and is refused',
  (text) => {
    expect(parseAmount(text, 'USD')).toMatchObject({ ok: false, problems: [{ code: 'amount_not_positive' }] });
  },
);

test.each([
  ['1.250', 'EUR', ['1250', '1.25']],
  ['250.000', 'USD', ['250000', '250']],
  ['1,500', 'KWD', ['1500', '01.500']],
  ['1.500k', 'USD', ['1500000', '1500']],
])('%s %s is asked with both readings, each of which is read', (text, currency, choices) => {
  expect(parseAmount(text, currency)).toMatchObject({ ok: false, problems: [{ code: 'amount_ambiguous', choices }] });
  for (const choice of choices) expect(parseAmount(choice, currency).ok).toBe(true);
});

test('digits that a comma and a space part are one number or two: none of them is read, in chat and form', () => {
  const head = fc.stringMatching(/^[1-9][0-9]{0,2}$/);
  const rest = fc.stringMatching(/^[0-9]{1,7}$/);
  fc.assert(
    fc.property(head, rest, notations, fc.constantFrom('', ' USD', ' usd to ACME'), (first, second, notation, end) => {
      const typed = `${first}, ${second}`;
      const found = findAmounts(`pay ${typed}${end}`, notation);
      expect([typed, found.map(({ reading }) => reading.kind)]).toEqual([typed, ['none']]);
      expect(parseAmount(typed, 'USD', notation)).toMatchObject({ ok: false });
    }),
  );
});

test.each(['Studio 54, 75,000 USD', 'rent 2026, 75000 USD'])('a number apart stays apart: %s', (text) => {
  const money = findAmounts(text, 'english').find(({ currencies }) => currencies.length > 0);
  expect(money?.reading).toMatchObject({ kind: 'exact', value: '75000' });
});
