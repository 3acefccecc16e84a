import fc from 'fast-check';
import { sha256 } from '../../../src/domain/values/json';
import { createKnowledgeIndex } from '../../../src/domain/knowledge/search';
import { shippedSections } from './shipped-sections';
import { goldenQuestions, strangeQuestions } from './golden-questions';

const index = createKnowledgeIndex(shippedSections);

test('staff questions find the right section: in the top three for 98 %, first for 95 %', () => {
  const ranks = goldenQuestions.map(([query, section]) =>
    index.search({ query }).findIndex(({ section_id: id }) => id === section),
  );
  const share = (upTo: number) => ranks.filter((rank) => rank >= 0 && rank < upTo).length / goldenQuestions.length;
  const missed = goldenQuestions
    .filter((_question, at) => ranks[at] !== 0)
    .map(([query, section], at) => ({ at, query, wanted: section, got: index.search({ query })[0]?.section_id }));
  console.info(
    `knowledge: ${goldenQuestions.length} questions, first ${(share(1) * 100).toFixed(0)} %, top three ${(share(3) * 100).toFixed(0)} %`,
    missed,
  );
  expect(goldenQuestions.length).toBeGreaterThanOrEqual(40);
  expect(share(3)).toBeGreaterThanOrEqual(0.98);
  expect(share(1)).toBeGreaterThanOrEqual(0.95);
});

test('every question asks for a section that exists', () => {
  const ids = new Set(index.sections.map(({ id }) => id));
  expect(goldenQuestions.filter(([, section]) => !ids.has(section))).toEqual([]);
});

test('almost every question is known to be answered, and almost every strange one not to be', () => {
  // Where the chat draws the line between an answer and none.
  const line = 0.28;
  const isAnswered = (question: string) => {
    const [best] = index.search({ query: question });
    return best !== undefined && index.fit(best, question) >= line;
  };
  const answered = goldenQuestions.filter(([question]) => isAnswered(question));
  const mistaken = strangeQuestions.filter(isAnswered);
  console.info(
    `fit: ${answered.length} of ${goldenQuestions.length} answered, of ${strangeQuestions.length} strange ones ${mistaken.length}`,
  );
  expect(answered.length / goldenQuestions.length).toBeGreaterThanOrEqual(0.95);
  expect(mistaken.length / strangeQuestions.length).toBeLessThanOrEqual(0.1);
});

test('a result carries its text and the hash of exactly that text', () => {
  const [best] = index.search({ query: 'partial release' });
  expect(best).toMatchObject({
    section_id: 'liquidity-breach#partial-release',
    title: 'Liquidity breach: Partial release',
    doc_type: 'runbook',
  });
  expect(best?.hash).toBe(sha256(best?.text ?? ''));
});

test('doc_type and topics narrow the search', () => {
  const types = (input: Parameters<typeof index.search>[0]) =>
    new Set(index.search(input).map(({ doc_type: type }) => type));
  expect(types({ query: 'approval', doc_type: 'policy' })).toEqual(new Set(['policy']));
  expect(types({ query: 'buffer', doc_type: 'glossary' })).toEqual(new Set(['glossary']));
  expect(types({ query: 'payment', doc_type: 'all' }).size).toBeGreaterThan(1);
  expect(index.search({ query: 'payment', topics: ['Cutoff'] }).every(({ topics }) => topics.includes('cutoff'))).toBe(
    true,
  );
  expect(index.search({ query: 'payment', topics: ['cutoff'] }).length).toBeGreaterThan(0);
  expect(index.search({ query: 'payment', topics: ['no such topic'] })).toEqual([]);
});

test('a question with none of our words finds nothing', () => {
  expect(index.search({ query: 'xylophone quark' })).toEqual([]);
  expect(index.search({ query: 'what is the' })).toEqual([]);
});

test('the best comes first, at most five, and no question breaks the search', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (query) => {
      const results = index.search({ query });
      expect(results.length).toBeLessThanOrEqual(5);
      const scores = results.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
    }),
  );
});

test('what answers less than a third of what the best section does is left out', () => {
  const found = index.search({ query: 'emergency payment before release, tiers by amount' });
  const [best] = found;
  expect(found.length).toBeGreaterThan(1);
  expect(found.every(({ score }) => score >= (best?.score ?? 0) / 3)).toBe(true);
});
