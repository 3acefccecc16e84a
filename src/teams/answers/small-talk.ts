/** A word back for a greeting and a thank you, and one friendly line where nothing was understood. */
import type { Suggestion } from '../../cards/answers/answer-card';
import { usualSuggestions } from '../../cards/suggestions';
import type { Words } from '../../cards/words/words';
import type { Intent } from '../../domain/sentences/reading';
import type { AnswerIntent } from './answer-intent';

export const greet: AnswerIntent = ({ cards, words }, { actor }) => [
  cards.answerCard({
    title: words.chat.smallTalk.hello(actor.name.split(' ')[0] ?? ''),
    lines: [words.chat.smallTalk.helloText],
    suggestions: usualSuggestions(words),
  }),
];

export const youAreWelcome: AnswerIntent = ({ cards, words }) => [
  cards.answerCard({ title: words.chat.smallTalk.youAreWelcome, lines: [] }),
];

export const help: AnswerIntent = (desk) => [desk.cards.helpCard({ hasPersonas: desk.personas !== null })];

/** What can be said for an intent, as an example that works. */
function exampleOf(intent: Intent, { chat: { suggestions } }: Words): readonly Suggestion[] {
  const examples: Readonly<Partial<Record<Intent, Suggestion>>> = {
    request_payment: { title: suggestions.newPayment, said: '/new' },
    transfer: { title: suggestions.newPayment, said: '/new' },
    worklist: { title: suggestions.waiting, said: '/pending' },
    balance: { title: suggestions.balances, said: 'balances' },
    cutoff: { title: suggestions.cutoffs, said: 'what is the cutoff' },
    calendar: { title: suggestions.holidays, said: 'next bank holidays' },
    who_approves: { title: suggestions.whoApproves, said: 'who approves 300k USD?' },
    affordability: { title: suggestions.waiting, said: '/pending' },
  };
  const example = examples[intent];
  return example ? [example] : [];
}

const maxSuggestions = 3;

export const sayNotUnderstood: AnswerIntent = ({ cards, words }, { reading }) => {
  const near = reading.nearest.flatMap((intent) => exampleOf(intent, words));
  const suggestions = [...near, ...usualSuggestions(words)].filter(
    ({ said }, at, all) => all.findIndex((other) => other.said === said) === at,
  );
  return [
    cards.answerCard({
      title: words.chat.smallTalk.notUnderstood,
      lines: [words.chat.smallTalk.nearest],
      suggestions: suggestions.slice(0, maxSuggestions),
    }),
  ];
};
