/** What was not understood gets a friendly line and buttons that do something, in both languages. */
import { understand } from '../fakes/demo-understand';
import { english } from '../../src/cards/words/english/english';
import { turkish } from '../../src/cards/words/turkish/turkish';
import { sayNotUnderstood } from '../../src/teams/answers/small-talk';
import { cards, objectsOf, textOf, turkishCards } from '../cards/read-card';

it.each([
  ['the payment failed', { cards, words: english }],
  ['my payment bounced', { cards, words: english }],
  ['ödeme geçmedi', { cards: turkishCards, words: turkish }],
])('"%s" offers what waits and the balances, and quotes no policy', async (said, desk) => {
  const reading = understand(said);
  const [card] = await sayNotUnderstood(desk as never, { reading } as never);
  const text = textOf(card as never);
  expect(text).toContain(desk.words.chat.smallTalk.notUnderstood);
  expect(objectsOf(card as never).filter(({ type }) => String(type).startsWith('Action.'))).toHaveLength(3);
  const { waiting, balances } = desk.words.chat.suggestions;
  expect(text).toContain(waiting);
  expect(text).toContain(balances);
});
