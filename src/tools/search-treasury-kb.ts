/** The tool `search_treasury_kb`: finds the runbook sections that answer a question, to be cited by id and hash. */
import {
  knowledgeInputSchema,
  knowledgeSearchSchema,
  type KnowledgeInput,
  type KnowledgeSearch,
} from '../domain/evidence/operational-procedures';
import type { KnowledgeIndex } from '../domain/knowledge/search';
import { formatUtc } from '../domain/time';
import type { Current, Tool } from '../ports';

export function createSearchTreasuryKb(deps: {
  readonly knowledge: Current<KnowledgeIndex>;
}): Tool<KnowledgeInput, KnowledgeSearch> {
  return {
    name: 'search_treasury_kb',
    title: 'Search treasury procedures',
    description:
      'Finds sections of the treasury runbooks and policies for a question, best first. Each has a section_id and the SHA-256 of its text; cite both.',
    inputSchema: knowledgeInputSchema,
    outputSchema: knowledgeSearchSchema,
    run: (input, { runId, nowMs }) => {
      const index = deps.knowledge.current();
      const audit = { run_id: runId, timestamp_utc: formatUtc(nowMs), index_queried: describeIndex(index) };
      return Promise.resolve({ query: input.query, results: index.search(input), audit });
    },
  };
}

function describeIndex({ sections }: KnowledgeIndex): string {
  const documents = new Set(sections.map(({ id }) => id.replace(/#.*$/, '')));
  return `treasury procedures (${sections.length} sections of ${documents.size} documents)`;
}
