import { didYouMean } from '../../../../src/domain/values/text/did-you-mean';

const known = ['account', 'amount', 'currency', 'id'];

it.each([
  ['acount', 'account'],
  ['AMOUNT', 'amount'],
  ['ammuont', 'amount'],
  ['curency_', 'currency'],
  ['di', 'id'],
])('%s is most likely %s', (word, meant) => {
  expect(didYouMean(word, known)).toBe(`; did you mean ${meant}?`);
});

it.each(['', 'payee', 'accountaccount', 'a'])('%j is near none of them', (word) => {
  expect(didYouMean(word, known)).toBe('');
});

it('a word longer than any of them could be is read once, and compared with none', () => {
  const million = 'x'.repeat(1_000_000);
  // Letter by letter with a thousand words this takes a quarter of an hour.
  expect(didYouMean(million, new Set(Array.from({ length: 1_000 }, (_, at) => `known-${at}`)))).toBe('');
});
