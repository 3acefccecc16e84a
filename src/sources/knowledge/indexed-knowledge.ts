/** The runbook sections of the knowledge folder, searched in this process. */
import type { KnowledgeIndex } from '../../domain/knowledge/search';
import type { Current, KnowledgeSource } from '../../ports';

/** Nothing is ever left out: the hashes were made from the texts when the folder was read. */
export function createIndexedKnowledge(index: Current<KnowledgeIndex>): KnowledgeSource {
  return {
    search: (input) => Promise.resolve({ results: index.current().search(input), dropped: [] }),
    describe: () => {
      const { sections } = index.current();
      const documents = new Set(sections.map(({ id }) => id.replace(/#.*$/, '')));
      return `treasury procedures (${sections.length} sections of ${documents.size} documents)`;
    },
  };
}
