/** The runbook sections of an Azure AI Search index: checked one by one, since anybody who may write the index could change them. */
import { z } from 'zod';
import { Fault } from '../../domain/values/errors';
import { knowledgeSearchSchema } from '../../domain/evidence/operational-procedures';
import { sha256 } from '../../domain/values/json';
import { wordBreak } from '../../domain/knowledge/normalise-term';
import type { KnowledgeSource } from '../../ports/sources';
import type { Log } from '../../ports/process';
import type { SearchSections } from './azure-search';

export interface AzureKnowledgeDeps {
  readonly index: string;
  /** Called at the first search, and again after it failed. */
  readonly connect: () => Promise<SearchSections>;
  readonly log: Log;
}

const hitsSchema = z.array(
  z
    .object({ document: knowledgeSearchSchema.shape.results.element.omit({ score: true }), score: z.number() })
    .transform(({ document, score }) => ({ ...document, score })),
);
const mostResults = 5;

/** Throws `agent_unavailable` and `tool_failed` as the port says; an answer outside its schema is `tool_failed`. */
export function createAzureKnowledge({ index, connect, log }: AzureKnowledgeDeps): KnowledgeSource {
  let connected: SearchSections | null = null;
  return {
    search: async ({ query, doc_type: docType = 'all', topics = [] }) => {
      // Words alone: +, -, * and quotes would be operators, and no words at all would ask for everything.
      const words = query
        .split(wordBreak)
        .filter((word) => word !== '')
        .join(' ');
      if (words === '') return { results: [], dropped: [] };
      connected ??= await connect();
      const answer = await connected({
        words,
        docType: docType === 'all' ? null : docType,
        topics: topics.map((topic) => topic.trim().toLowerCase()),
        limit: mostResults,
      });
      const hits = hitsSchema.safeParse(answer);
      if (!hits.success)
        throw new Fault('tool_failed', `Azure AI Search: sections miss their schema: ${z.prettifyError(hits.error)}`);
      const results = hits.data.filter(({ text, hash }) => sha256(text) === hash);
      const dropped = hits.data.filter((hit) => !results.includes(hit)).map(({ section_id: id }) => id);
      if (dropped.length > 0)
        log.warn({ index, sections: dropped }, 'sections left out: their text is not the one their hash was made from');
      return { results, dropped };
    },
    describe: () => `Azure AI Search index ${index}`,
  };
}
