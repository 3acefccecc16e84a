import { addEverydayWords } from '../../../src/domain/knowledge/everyday-words';
import { parseDocument } from '../../../src/domain/knowledge/parse-document';
import { createKnowledgeIndex } from '../../../src/domain/knowledge/search';

const file = 'knowledge/everyday-words.yaml';
const parsed = parseDocument(
  'knowledge/cutoffs.md',
  '---\ntitle: Cutoffs\ndoc_type: ops\ntopics: [time]\n---\n\n## Emergency grace\n\nThirty minutes.\n\n## Holidays\n\nNo grace for emergencies either.\n',
);
const sections = parsed.ok ? parsed.sections : [];

function worded(text: string) {
  const added = addEverydayWords(sections, file, text);
  if (!added.ok) throw new Error(added.problems.map(({ message }) => message).join('\n'));
  return added.sections;
}

function problemsOf(text: string): string[] {
  const added = addEverydayWords(sections, file, text);
  return added.ok ? [] : added.problems.map(({ message }) => message);
}

test('people find a section in words no runbook has, and its text and hash stay what they are', () => {
  expect(createKnowledgeIndex(sections).search({ query: 'leeway' })).toEqual([]);
  const found = createKnowledgeIndex(worded('grace: [leeway]\n')).search({ query: 'any leeway left' });
  expect(found.map(({ section_id: id }) => id)).toEqual(['cutoffs#emergency-grace']);
  expect(worded('grace: [leeway]\n').map(({ text, hash }) => [text, hash])).toEqual(
    sections.map(({ text, hash }) => [text, hash]),
  );
});

test('a term counts in any of its forms; of several words a section must have each', () => {
  expect(worded('emergencies: [crisis]\n').map(({ askedAs }) => askedAs)).toEqual([['crisis'], []]);
  expect(worded('thirty minutes: [half an hour]\n').map(({ saidAs }) => saidAs)).toEqual([['half an hour'], []]);
});

test.each([
  ['a term no section has', 'grace: [leeway]\nbitcoin: [crypto]\n', `${file}:2: no section has the term "bitcoin"`],
  ['a word said twice', 'grace:\n  - leeway\n  - leeway\n', `${file}:3: "leeway" is said twice for "grace"`],
  ['a term nobody says', 'grace: []\n', `${file}:1: grace: names no word`],
  ['a word that tells nothing', 'grace: [the]\n', `${file}:1: grace.0: has no word that tells anything`],
])('%s is refused with its line', (_what, text, problem) => expect(problemsOf(text)).toEqual([problem]));

test('a term twice, and a file of another form, are refused', () => {
  expect(problemsOf('grace: [leeway]\ngrace: [slack]\n')[0]).toContain(`${file}:2: `);
  expect(problemsOf('- grace\n')[0]).toContain(`${file}:1: `);
});
