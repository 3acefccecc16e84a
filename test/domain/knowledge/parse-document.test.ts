import { parseDocument } from '../../../src/domain/knowledge/parse-document';
import { sha256 } from '../../../src/domain/values/json';

const front = '---\ntitle: Liquidity breach\ndoc_type: runbook\ntopics: [liquidity]\n---\n';

function sectionsOf(body: string, file = 'knowledge/liquidity-breach.md') {
  const parsed = parseDocument(file, front + body);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed.sections;
}

function problemsOf(text: string): string[] {
  const parsed = parseDocument('knowledge/x.md', text);
  return parsed.ok ? [] : parsed.problems.map(({ message }) => message);
}

test('a section is addressed by file and heading and carries the hash of its text', () => {
  expect(sectionsOf('\n## Partial release\n\nPay a part.\n')).toEqual([
    {
      id: 'liquidity-breach#partial-release',
      documentTitle: 'Liquidity breach',
      heading: 'Partial release',
      docType: 'runbook',
      topics: ['liquidity'],
      text: 'Pay a part.',
      hash: sha256('Pay a part.'),
      askedAs: [],
      saidAs: [],
    },
  ]);
});

test('what stands before the first heading is the overview', () => {
  expect(sectionsOf('\nFirst words.\n\n## Next\n\nMore.\n').map(({ id }) => id)).toEqual([
    'liquidity-breach#overview',
    'liquidity-breach#next',
  ]);
});

test('rewrapping a paragraph, or other line ends, changes no hash', () => {
  const [wide] = sectionsOf('\n## A\n\none two three\n\nfour\n');
  const [narrow] = sectionsOf('\r\n## A ##\r\n\r\none two\r\nthree\r\n\r\nfour\r\n');
  expect(narrow?.hash).toBe(wide?.hash);
});

test('lists and tables keep their lines, paragraphs stay apart', () => {
  const [section] = sectionsOf('\n## A\n\nfirst\n\n- one\n- two\n\n1. three\n2. four\n\n| a | b |\n| 1 | 2 |\n');
  expect(section?.text).toBe('first\n\n- one\n- two\n\n1. three\n2. four\n\n| a | b |\n| 1 | 2 |');
});

test.each([
  ['no front matter', '## A\n\ntext\n', 'knowledge/x.md:1: has no front matter between two lines of ---'],
  ['no section', front, 'knowledge/x.md:1: has no section'],
  ['an empty section', `${front}\n## A\n\n## B\n\ntext\n`, 'knowledge/x.md:7: the section "A" is empty'],
  [
    'a heading used twice',
    `${front}\n## A b\n\ntext\n\n## a-B\n\ntext\n`,
    'knowledge/x.md:11: the heading "a-B" is used twice',
  ],
  [
    'a heading without letters',
    `${front}\n## !!!\n\ntext\n`,
    'knowledge/x.md:7: the heading "!!!" has no letters to make an id of',
  ],
])('%s is refused', (_what, text, problem) => expect(problemsOf(text)).toEqual([problem]));

test('an unknown or missing key of the front matter is refused with its line', () => {
  expect(problemsOf(front.replace('topics: [liquidity]', 'topic: liquidity'))).toEqual([
    'knowledge/x.md:4: topic is no field that is known here; did you mean topics?',
  ]);
});

test('what a section is asked as helps to find it, and is no part of what it answers', () => {
  const [plain] = sectionsOf('\n## A\n\nAnswer.\n\nMore.\n');
  const [asked] = sectionsOf('\n## A\n\nAsked as: one way; another\nway\n\nAnswer.\n\nMore.\n');
  expect(asked).toEqual({ ...plain, askedAs: ['one way', 'another way'] });
});

test.each([
  ['one without an answer', '## A\n\nAsked as: something\n', 'the section "A" is empty'],
  [
    'an empty phrase',
    '## A\n\nAsked as: one;; two\n\nText.\n',
    'the "Asked as:" of the section "A" has an empty phrase',
  ],
  ['a phrase twice', '## A\n\nAsked as: One; one\n\nText.\n', 'the "Asked as:" of the section "A" has a phrase twice'],
  [
    'two of them',
    '## A\n\nAsked as: one\n\nText.\n\nAsked as: two\n',
    'the "Asked as:" of the section "A" stands there twice',
  ],
  [
    'an endless phrase',
    `## A\n\nAsked as: ${'a'.repeat(101)}\n\nText.\n`,
    'the "Asked as:" of the section "A" has a phrase of more than 100 characters',
  ],
])('%s is refused with its line', (_what, body, reason) =>
  expect(problemsOf(`${front}\n${body}`)).toEqual([`knowledge/x.md:7: ${reason}`]),
);
