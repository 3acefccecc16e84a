/** The tool `search_treasury_kb`: finds the runbook sections that answer a question, to be cited by id and hash. */
import {
  knowledgeInputSchema,
  knowledgeSearchSchema,
  type KnowledgeInput,
  type KnowledgeSearch,
} from '../domain/evidence/operational-procedures';
import { formatUtc } from '../domain/values/time';
import type { KnowledgeSource } from '../ports/sources';
import type { Tool } from '../ports/tools';
import { toolNames } from '../domain/evidence/wire-names';

export function createSearchTreasuryKb({
  knowledge,
}: {
  readonly knowledge: KnowledgeSource;
}): Tool<KnowledgeInput, KnowledgeSearch> {
  return {
    name: toolNames.knowledge,
    title: 'Search treasury procedures',
    description:
      'Finds sections of the treasury runbooks and policies for a question, best first. Each has a section_id and the SHA-256 of its text; cite both.',
    inputSchema: knowledgeInputSchema,
    outputSchema: knowledgeSearchSchema,
    run: async (input, { runId, nowMs }) => {
      const { results, dropped } = await knowledge.search(input);
      const audit = { run_id: runId, timestamp_utc: formatUtc(nowMs), index_queried: knowledge.describe() };
      return {
        query: input.query,
        results,
        audit: dropped.length > 0 ? { ...audit, dropped_sections: [...dropped] } : audit,
      };
    },
  };
}
