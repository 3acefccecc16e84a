/** Ranks runbook sections for a question: BM25 over weighted fields. */
import MiniSearch from 'minisearch';
import type { KnowledgeInput, KnowledgeSearch } from '../evidence/operational-procedures';
import { normaliseTerm } from './normalise-term';
import type { Section } from './section';

/** A heading says what a section is about in a few words, so a word there weighs most; topics are shared by a whole document. */
const fieldWeights = { heading: 3, documentTitle: 1, topics: 0.7, text: 1 };
/** A word that only begins alike, or differs by a letter, is a weak hint beside the word itself. */
const likenessWeights = { prefix: 0.2, fuzzy: 0.1 };
/** Below this a word is too short for a likely typo. A word the runbooks know is none at any length. */
const shortestFuzzyTerm = 5;
const mostResults = 5;
/** Underscores hold codes together: REJ_CUTOFF_MISSED is one word. */
const wordBreak = /[^\p{L}\p{N}_]+/u;

export interface KnowledgeIndex {
  readonly sections: readonly Section[];
  /** Best first, at most five; none where no word of the question occurs. */
  search(input: KnowledgeInput): KnowledgeSearch['results'];
}

export function createKnowledgeIndex(sections: readonly Section[]): KnowledgeIndex {
  const known = new Set<string>();
  const isLikelyTypo = (term: string) => term.length >= shortestFuzzyTerm && !known.has(term);
  const index = new MiniSearch({
    fields: Object.keys(fieldWeights),
    tokenize: (text) => text.split(wordBreak),
    processTerm: (term) => {
      const word = normaliseTerm(term);
      if (word !== null) known.add(word);
      return word;
    },
    searchOptions: {
      processTerm: normaliseTerm,
      boost: fieldWeights,
      weights: likenessWeights,
      prefix: isLikelyTypo,
      fuzzy: (term) => (isLikelyTypo(term) ? 0.2 : false),
    },
  });
  index.addAll(sections.map((section, id) => ({ ...section, id, topics: section.topics.join(' ') })));

  return {
    sections,
    search({ query, doc_type: docType = 'all', topics = [] }) {
      const wanted = new Set(topics.map((topic) => topic.trim().toLowerCase()));
      const isWanted = (section: Section | undefined) =>
        section !== undefined &&
        (docType === 'all' || section.docType === docType) &&
        (wanted.size === 0 || section.topics.some((topic) => wanted.has(topic.toLowerCase())));
      return index
        .search(query, { filter: ({ id }) => isWanted(sections[id as number]) })
        .map((hit) => ({ section: sections[hit.id as number], score: hit.score * coverage(hit.queryTerms) }))
        .sort((a, b) => b.score - a.score)
        .slice(0, mostResults)
        .flatMap(({ section, score }) => (section ? [toResult(section, score)] : []));
    },
  };
}

/** A section that answers more of the question's words is the likelier answer than one that repeats a rare one. */
function coverage(queryTerms: readonly string[]): number {
  return Math.sqrt(new Set(queryTerms).size);
}

function toResult(section: Section, score: number): KnowledgeSearch['results'][number] {
  return {
    section_id: section.id,
    title: `${section.documentTitle}: ${section.heading}`,
    doc_type: section.docType,
    topics: [...section.topics],
    text: section.text,
    hash: section.hash,
    score,
  };
}
