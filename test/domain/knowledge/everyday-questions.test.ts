import { createKnowledgeIndex } from '../../../src/domain/knowledge/search';
import { shippedSections } from './shipped-sections';
import { keptApart, otherThingsKeptApart, otherThingsWorkedOn, workedOn } from './everyday-questions';

const index = createKnowledgeIndex(shippedSections);
/** Where the chat draws the line between an answer and none. */
const leastFit = 0.28;

function isAnswered(question: string): boolean {
  const [best] = index.search({ query: question });
  return best !== undefined && index.fit(best, question) >= leastFit;
}

test.each([
  {
    part: 'worked on',
    questions: workedOn,
    others: otherThingsWorkedOn,
    first: 0.9,
    top3: 0.98,
    answered: 0.9,
    mistaken: 0.15,
  },
  {
    part: 'kept apart',
    questions: keptApart,
    others: otherThingsKeptApart,
    first: 0.78,
    top3: 0.9,
    answered: 0.8,
    mistaken: 0.25,
  },
])(
  'people who do not know the runbooks find the right section too ($part)',
  ({ part, questions, others, first, top3, answered, mistaken }) => {
    const ranks = questions.map(([query, section]) =>
      index.search({ query }).findIndex(({ section_id: id }) => id === section),
    );
    const shares = {
      first: ranks.filter((rank) => rank === 0).length / questions.length,
      top3: ranks.filter((rank) => rank >= 0 && rank < 3).length / questions.length,
      answered: questions.filter(([question]) => isAnswered(question)).length / questions.length,
      mistaken: others.filter(isAnswered).length / others.length,
    };
    console.info(`knowledge, ${part}: ${questions.length} questions, ${others.length} about other things`, shares);
    expect(shares.first).toBeGreaterThanOrEqual(first);
    expect(shares.top3).toBeGreaterThanOrEqual(top3);
    expect(shares.answered).toBeGreaterThanOrEqual(answered);
    expect(shares.mistaken).toBeLessThanOrEqual(mistaken);
  },
);

test('every everyday question asks for a section that exists, and none stands in both parts', () => {
  const ids = new Set(index.sections.map(({ id }) => id));
  expect([...workedOn, ...keptApart].filter(([, section]) => !ids.has(section))).toEqual([]);
  const all = [
    ...[...workedOn, ...keptApart].map(([question]) => question),
    ...otherThingsWorkedOn,
    ...otherThingsKeptApart,
  ];
  expect(new Set(all).size).toBe(all.length);
});
