import { knowledgeSearchSchema } from '../../src/domain/evidence/operational-procedures';
import { parseDocument } from '../../src/domain/knowledge/parse-document';
import { createKnowledgeIndex } from '../../src/domain/knowledge/search';
import { createIndexedKnowledge } from '../../src/sources/knowledge/indexed-knowledge';
import { createSearchTreasuryKb } from '../../src/tools/search-treasury-kb';

const call = { runId: 'WF-20260122102500-abcdef', nowMs: Date.parse('2026-01-22T10:25:00Z') };

function knowledge(text: string) {
  const parsed = parseDocument(
    'cutoffs.md',
    `---\ntitle: Cutoffs\ndoc_type: ops\ntopics: [cutoff]\n---\n\n## Grace\n\n${text}\n\n## Rails\n\nFedwire.\n`,
  );
  if (!parsed.ok) throw new Error('the sample document is broken');
  return createKnowledgeIndex(parsed.sections);
}

test('the tool answers in its schema, with who asked, when, and what was searched', async () => {
  const index = knowledge('Thirty minutes.');
  const tool = createSearchTreasuryKb({ knowledge: createIndexedKnowledge({ current: () => index }) });
  const answer = await tool.run({ query: 'grace' }, call);
  expect(knowledgeSearchSchema.parse(answer)).toEqual(answer);
  expect(answer.results.map(({ section_id: id }) => id)).toEqual(['cutoffs#grace']);
  expect(answer.audit).toEqual({
    run_id: 'WF-20260122102500-abcdef',
    timestamp_utc: '2026-01-22T10:25:00Z',
    index_queried: 'treasury procedures (2 sections of 1 documents)',
  });
});

test('it searches what is in force when it is asked', async () => {
  let index = knowledge('Thirty minutes.');
  const tool = createSearchTreasuryKb({ knowledge: createIndexedKnowledge({ current: () => index }) });
  index = knowledge('Forty minutes.');
  const { results } = await tool.run({ query: 'grace' }, call);
  expect(results[0]?.text).toBe('Forty minutes.');
});

test('input beyond the schema is refused by it', () => {
  const { inputSchema } = createSearchTreasuryKb({
    knowledge: createIndexedKnowledge({ current: () => knowledge('x') }),
  });
  expect(inputSchema.safeParse({ query: '' }).success).toBe(false);
  expect(inputSchema.safeParse({ query: 'x', doc_type: 'novel' }).success).toBe(false);
  expect(inputSchema.safeParse({ query: 'x', limit: 1000 }).success).toBe(false);
  expect(inputSchema.safeParse({ query: 'x', doc_type: 'all', topics: ['cutoff'] }).success).toBe(true);
});
