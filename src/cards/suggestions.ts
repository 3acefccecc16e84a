/** What a person can do next whatever they came for, as buttons that say it. */
import type { Suggestion } from './answers/answer-card';
import type { Words } from './words/words';

/** The demo's ledger has it queued: it passes all three agents and asks for one approval. */
const demoPaymentId = 'TXN-002';

export function usualSuggestions({ chat: { suggestions } }: Words): readonly Suggestion[] {
  return [
    { title: suggestions.newPayment, said: '/new' },
    { title: suggestions.waiting, said: '/pending' },
    { title: suggestions.help, said: '/help' },
  ];
}

/** On the card that greets, and on the one that explains. */
export function firstSteps({ chat: { suggestions } }: Words, isDemo: boolean): readonly Suggestion[] {
  return [
    { title: suggestions.newPayment, said: '/new' },
    { title: suggestions.waiting, said: '/pending' },
    ...(isDemo ? [{ title: suggestions.tryPayment(demoPaymentId), said: `/payment ${demoPaymentId}` }] : []),
  ];
}
