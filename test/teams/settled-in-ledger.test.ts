/** A payment of the ledger that there is nothing to review of is told so, in the reader's own words. */
import { english } from '../../src/cards/words/english/english';
import { turkish } from '../../src/cards/words/turkish/turkish';
import { explainPayment } from '../../src/teams/answers/open-payment';
import { cards, textOf, turkishCards } from '../cards/read-card';

const row = {
  txn_id: 'TXN-9',
  amount: 1,
  currency: 'USD',
  beneficiary_name: 'ACME',
  direction: 'OUT',
  status: 'SETTLED',
};

it.each([
  ['In the ledger it is settled; there is nothing to review.', { cards, words: english }],
  ['Defterdeki durumu ödenmiş; incelenecek bir şey yok.', { cards: turkishCards, words: turkish }],
])('%s', async (said, speech) => {
  const desk = { ...speech, ledger: { current: () => ({ findPayment: () => row }) } };
  const [card] = await explainPayment(desk as never, { reading: { fields: { payment_id: 'TXN-9' } } } as never);
  expect(textOf(card as never)).toContain(said);
});
