/** What the list of what waits tells whoever approves from it. */
import { askedTwice, holdersOf, listOf, states } from '../payment/case-fixtures';
import { cards, objectsOf, textOf, turkishCards } from '../read-card';

const plain = states['awaiting one approval']!;
const operator = holdersOf('Payments Operator')[0]!;
const togglesOf = (card: ReturnType<typeof cards.worklistCard>) =>
  objectsOf(card)
    .filter(({ type }) => type === 'Input.Toggle')
    .map(({ title, value }) => ({ isMarked: String(title).startsWith('⚠'), value }));

it('says of a payment what is unusual about it, as its own card does', () => {
  expect(textOf(cards.worklistCard(listOf([askedTwice], operator)))).toContain(
    '⚠ Unusual: same payee and amount as PAY-1 within 24 h',
  );
  expect(textOf(turkishCards.worklistCard(listOf([askedTwice], operator)))).toContain(
    '24 saat içinde aynı alıcı ve tutar',
  );
  expect(textOf(cards.worklistCard(listOf([plain], operator)))).not.toContain('Unusual');
});

it('ticks nothing unusual by itself for an approval of several, and says so', () => {
  const card = cards.worklistCard(listOf([plain, askedTwice], operator));
  expect(togglesOf(card)).toEqual([
    { isMarked: false, value: 'true' },
    { isMarked: true, value: 'false' },
  ]);
  expect(textOf(card)).toContain('What is unusual (⚠) is not ticked');
  expect(textOf(cards.worklistCard(listOf([plain, plain], operator)))).toContain('Untick what shall not be approved');
});

it('says as of when it counts the hours left: it stays in the chat as it was drawn', () => {
  expect(textOf(cards.worklistCard(listOf([plain], operator)))).toMatch(/Waiting: 1\nAs of 22 Jan 2026 \d\d:\d\d UTC/);
  expect(textOf(turkishCards.worklistCard(listOf([plain], operator)))).toMatch(/Durum 22 Oca 2026 \d\d:\d\d UTC/);
});

it('says of a role that nobody may answer in that nobody may, as its own card does', () => {
  const list = listOf([plain], operator);
  const items = list.items.map((item) => ({
    ...item,
    people: { ...item.people, asked: [{ role: 'Treasury Manager', people: [] }] },
  }));
  expect(textOf(cards.worklistCard({ ...list, items }))).toContain(
    'Asks ⚠ **Treasury Manager** (nobody who holds this role may)',
  );
});
