import { withNumbersAsDigits, withOrdinalsAsWords } from '../../../../src/domain/sanctions/names/number-words';
import { otherRomanisation } from '../../../../src/domain/sanctions/names/other-romanisations';
import { createScreener } from '../../../../src/domain/sanctions/screen-party';
import { entry, listOf } from '../list-fixture';

const screener = createScreener(
  listOf(
    entry('1', 'PRIGOZHIN, Evgeny', { type: 'individual' }),
    entry('2', 'GURULEV, Sergei', { type: 'individual' }),
    entry('3', 'SECOND ACADEMY OF ROCKETRY'),
    entry('4', 'SHOIGU, Sergey', { type: 'individual' }),
    entry('5', 'ULTIMATE SPIRIT LIMITED'),
    ...Array.from({ length: 40 }, (_, at) =>
      entry(`${at + 10}`, `ZEPHYRINE ${'ABCDEFGHIJ'.charAt(at % 10)}ORDAL ${at}`),
    ),
  ),
);

test.each([
  ['Jevgenij Prigožin', '1'],
  ['Jevgenij Prigozjin', '1'],
  ['Siarhei Hurulou', '2'],
  ['2nd Academy of Rocketry', '3'],
  ['Sergej Šojgu', '4'],
  ['Sergej Sjojgu', '4'],
])('%s, written as another language or another clerk does, is not cleared', (name, uid) => {
  const { decision, match } = screener.screen({ name });
  expect(decision).not.toBe('CLEAR');
  expect(match?.uid).toBe(uid);
});

test('two words of the dictionary with a legal form are for a person, though they are equal', () => {
  expect(screener.screen({ name: 'Ultimate Spirit Limited' })).toMatchObject({
    decision: 'ESCALATE',
    rule: 'capped_commonplace_name',
  });
});

test('a name that none of these languages wrote has no other spelling', () => {
  for (const name of ['John Smith', 'ACME Trading LLC', 'Mehmet Yılmaz', 'Jürgen Müller', ''])
    expect(otherRomanisation(name)).toBeNull();
});

test.each([
  ['Twenty-First Century', '21 century'],
  ['Plant Number Five', 'plant 5'],
  ['Fund III', 'fund 3'],
  ['No Name Ltd', 'no name ltd'],
])('%s has its numbers in digits as %s', (text, digits) => expect(withNumbersAsDigits(text)).toBe(digits));

test('ordinals are written out as far as one word says them', () => {
  expect(withOrdinalsAsWords('The 2nd Bank')).toBe('The second Bank');
  for (const text of ['Bank 2', 'The 21st Bank', 'Band']) expect(withOrdinalsAsWords(text)).toBeNull();
});
