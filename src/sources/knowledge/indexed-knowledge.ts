/** The runbook sections of the knowledge folder, searched in this process. */
import type { KnowledgeIndex } from '../../domain/knowledge/search';
import type { KnowledgeInput } from '../../domain/evidence/operational-procedures';
import type { Current, KnowledgeSource } from '../../ports/sources';

type Found = ReturnType<KnowledgeIndex['search']>;

/** Reviews ask the same few questions again and again: one for each decision and situation that policy knows. */
const mostRemembered = 200;

/** Nothing is ever left out: the hashes were made from the texts when the folder was read. */
export function createIndexedKnowledge(index: Current<KnowledgeIndex>): KnowledgeSource {
  // An index never changes: another folder is another index.
  const answers = new WeakMap<KnowledgeIndex, Map<string, Found>>();

  function search(input: KnowledgeInput): Found {
    const current = index.current();
    const known = answers.get(current) ?? new Map<string, Found>();
    answers.set(current, known);
    const question = JSON.stringify(input);
    const found = known.get(question) ?? current.search(input);
    if (known.size >= mostRemembered) known.clear();
    known.set(question, found);
    return found;
  }

  return {
    search: (input) => Promise.resolve({ results: search(input), dropped: [] }),
    describe: () => {
      const { sections } = index.current();
      const documents = new Set(sections.map(({ id }) => id.replace(/#.*$/, '')));
      return `treasury procedures (${sections.length} sections of ${documents.size} documents)`;
    },
  };
}
