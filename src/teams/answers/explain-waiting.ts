/** "Why is it held", "who still has to approve": of the one payment that waits, where nobody says which; of several it is asked. */
import type { Card } from '../../cards/templates';
import { usualSuggestions } from '../../cards/suggestions';
import type { Desk } from '../desk';
import { notOpenCard, type Asked } from './answer-intent';
import { explanationOf } from './open-payment';
import { waitingFor } from './worklist';

/** As many as the card has buttons for. */
const maxNamed = 3;

/** Theirs come first: those that wait for whoever asks, and those they asked for; then any other they may read. */
export async function explainWaiting(desk: Desk, { actor }: Pick<Asked, 'actor'>): Promise<readonly Card[]> {
  const { refusal, items, isCut } = await waitingFor(desk, actor);
  if (refusal) return [notOpenCard(desk, refusal)];
  const own = items.filter(({ part }) => part !== 'waits_for_others');
  const meant = own.length > 0 ? own : items;
  const [only, ...others] = meant;
  const { words, cards } = desk;
  if (!only)
    return [cards.answerCard({ title: words.worklist.nothing, lines: [], suggestions: usualSuggestions(words) })];
  if (others.length === 0 && !isCut) return [await explanationOf(desk, only.case)];
  const { problems, explanation, suggestions } = words.chat;
  const shown = meant.slice(0, meant.length > maxNamed ? maxNamed - 1 : maxNamed);
  return [
    cards.answerCard({
      title: problems.whichOne,
      lines: [explanation.severalWait],
      suggestions: [
        ...shown.map(({ case: { payment } }) => ({
          title: `${payment.payment_id}: ${words.show.money(payment.amount, payment.currency)}`,
          said: explanation.whyDoesItWait(payment.payment_id),
        })),
        ...(shown.length < meant.length ? [{ title: suggestions.waiting, said: '/pending' }] : []),
      ],
    }),
  ];
}
