/** A word back for a greeting and a thank you, and one friendly line where nothing was understood. */
import type { Suggestion } from '../../cards/answer-card';
import type { Intent } from '../../domain/sentences/reading';
import type { AnswerIntent } from './answer-intent';

export const greet: AnswerIntent = (desk, { actor }) => [
  desk.cards.answerCard({
    title: `Hello ${actor.name.split(' ')[0] ?? ''}`.trim(),
    lines: [
      'Ask for a payment in your own words, name a payment by its id, or ask about cutoffs, balances and approvals.',
    ],
    suggestions: [
      { title: 'New payment', said: '/new' },
      { title: 'What waits', said: '/pending' },
      { title: 'Help', said: '/help' },
    ],
  }),
];

export const youAreWelcome: AnswerIntent = (desk) => [desk.cards.answerCard({ title: 'You are welcome.', lines: [] })];

export const help: AnswerIntent = (desk) => [desk.cards.helpCard({ hasPersonas: desk.personas !== null })];

/** What can be said for an intent, as an example that works. */
const examples: Readonly<Partial<Record<Intent, Suggestion>>> = {
  request_payment: { title: 'New payment', said: '/new' },
  transfer: { title: 'New payment', said: '/new' },
  worklist: { title: 'What waits', said: '/pending' },
  balance: { title: 'Balances', said: 'balances' },
  cutoff: { title: 'Cutoffs today', said: 'what is the cutoff' },
  calendar: { title: 'Next holidays', said: 'next bank holidays' },
  who_approves: { title: 'Who approves 300k USD', said: 'who approves 300k USD?' },
  affordability: { title: 'What waits', said: '/pending' },
};

const usual: readonly Suggestion[] = [
  { title: 'New payment', said: '/new' },
  { title: 'What waits', said: '/pending' },
  { title: 'Help', said: '/help' },
];
const maxSuggestions = 3;

export const sayNotUnderstood: AnswerIntent = (desk, { reading }) => {
  const near = reading.nearest.flatMap((intent) => examples[intent] ?? []);
  const suggestions = [...near, ...usual].filter(
    ({ said }, at, all) => all.findIndex((other) => other.said === said) === at,
  );
  return [
    desk.cards.answerCard({
      title: 'I did not understand that',
      lines: ['Perhaps one of these is near to it.'],
      suggestions: suggestions.slice(0, maxSuggestions),
    }),
  ];
};
