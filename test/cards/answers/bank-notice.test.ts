/** What people are told of a payment that came back from the bank, was refused there, or was booked short. */
import { followUpNotice } from '../../../src/cards/answers/follow-up-notice';
import { english } from '../../../src/cards/words/english/english';
import { turkish } from '../../../src/cards/words/turkish/turkish';
import type { PaymentCase } from '../../../src/domain/case/payment-case';
import { parseUtc } from '../../../src/domain/values/time';
import { internalCutoff, states } from '../payment/case-fixtures';

const told = (current: PaymentCase, words = english) =>
  followUpNotice(
    {
      case: current,
      about: `${current.status === 'returned' ? 'returned' : 'short'} 2026-01-23T09:00:00Z`,
      viewer: null,
      asked: [],
      cutoff: internalCutoff,
      businessNow: parseUtc('2026-01-23T09:00:00Z') ?? 0,
    },
    words,
  );

const { payment } = states['returned']!;

it.each([
  [
    'returned',
    english,
    'was returned by the bank',
    'The bank says: “AC04 closed account number”. The money is back on the account. Put right what the bank names before you ask again. Dana may ask again from its card.',
  ],
  [
    'returned',
    turkish,
    'banka tarafından iade edildi',
    'Bankanın açıklaması: “AC04 closed account number”. Para yeniden hesapta. Tekrar istenmeden önce bankanın bildirdiği nedeni giderin. Kartından yeniden isteyebilecek kişi: Dana.',
  ],
  ['rejected by the bank', english, 'was rejected by the bank', 'Nothing has left the account.'],
  ['rejected by the bank', turkish, 'reddedildi', 'Hesaptan para çıkmadı.'],
  ['short', english, 'was booked short by the bank', 'Next: ask the bank about the rest.'],
  ['short', turkish, 'eksik ödendi', 'Sıradaki: kalanı bankaya sorun.'],
] as const)('%s: it names the payment, what the bank said and what comes next', (state, words, title, line) => {
  const said = told(states[state]!, words);
  expect(said.title).toContain(payment.payment_id);
  expect(said.title).toContain(title);
  expect(said.lines[0]).toContain(payment.beneficiary_name);
  expect(said.lines[1]).toContain(line);
  expect(said.suggestions).toEqual([{ title: words.reach.open, said: `/status ${payment.payment_id}` }]);
  expect(said.lines.join(' ')).not.toMatch(/\*\*|undefined|\.\./);
});

it('what is missing is told in figures', () => {
  expect(told(states['short']!).lines[1]).toMatch(
    /^The bank has booked [\d,]+ USD of [\d,]+ USD: [\d,]+ USD is missing\./,
  );
  expect(told(states['short']!, turkish).lines[1]).toMatch(/^Bankada kayda geçen .+ istenen .+: eksik /);
});

it('a bank that gives no reason, or a code alone, is told as that', () => {
  const returned = states['returned']!;
  const because = (bankReturn: object) => ({ ...returned, bankReturn: { ...returned.bankReturn!, ...bankReturn } });
  expect(told(because({ note: null })).lines[1]).toContain('The bank gives no reason.');
  expect(told(because({ note: null })).lines[1]).toContain('Find out why before you ask again.');
  expect(told(because({ note: null, code: 'AC04' })).lines[1]).toMatch(/The bank says: .+ \(AC04\)\./);
});

it('what was settled before it was told of is not called short', () => {
  const said = told({ ...states['short']!, status: 'settled' });
  expect(said.title).toContain('is settled');
  expect(said.lines).toHaveLength(1);
});

it.each([
  [english, 'Withheld, see compliance'],
  [turkish, 'Gizli, uyuma sorun'],
] as const)('a reason of the bank that names what compliance cleared is withheld', (words, withheld) => {
  const { bankReturn } = states['returned']!;
  const cleared = { ...states['cleared by compliance']!, status: 'returned' as const };
  const said = told({ ...cleared, bankReturn: { ...bankReturn!, note: 'hit on BANK MASKAN uid 4633' } }, words);
  expect(said.lines.join(' ')).toContain(withheld);
  expect(said.lines[1]).not.toMatch(/maskan|4633/i);
});
