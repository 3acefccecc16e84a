/** Ranks runbook sections for a question: BM25 over weighted fields. */
import MiniSearch, { type SearchResult } from 'minisearch';
import type { KnowledgeInput, KnowledgeSearch } from '../evidence/operational-procedures';
import { normaliseTerm, wordBreak } from './normalise-term';
import { createFit, type FoundSection } from './fit';
import type { Section } from './section';

/**
 * A heading says what a section is about in a few words, and its "Asked as:" in theirs, so words there weigh most;
 * topics are shared by a whole document, and everyday words for its text are further from it than the text.
 */
const fieldWeights = { heading: 3, askedAs: 3, documentTitle: 1, topics: 0.7, text: 1, saidAs: 0.6 };
/** A word that only begins alike, or differs by a letter, is a weak hint beside the word itself. */
const likenessWeights = { prefix: 0.2, fuzzy: 0.1 };
/** Below this a word is too short for a likely typo. A word the runbooks know is none at any length. */
const shortestFuzzyTerm = 5;
const mostResults = 5;
/** A section that answers so much less of the question than the best one is beside the point: it only fills the five. */
const leastShareOfBest = 1 / 3;

export interface KnowledgeIndex {
  readonly sections: readonly Section[];
  /** Best first, at most five; none where no word of the question occurs. */
  search(input: KnowledgeInput): KnowledgeSearch['results'];
  /**
   * How well a found section fits a question: 0 to 1, the telling weight of the question's words it has, half as much where
   * only its text has them. The section may come from elsewhere; these sections say how telling a word is.
   */
  readonly fit: (found: FoundSection, question: string) => number;
}

let lastMade: { readonly of: string; readonly index: KnowledgeIndex } | undefined;

/** The one made last where the sections read the same: most of what changes in a policy is quoted nowhere. */
export function createKnowledgeIndex(sections: readonly Section[]): KnowledgeIndex {
  const of = JSON.stringify(sections);
  if (lastMade?.of !== of) lastMade = { of, index: indexSections(sections) };
  return lastMade.index;
}

function indexSections(sections: readonly Section[]): KnowledgeIndex {
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
  const joined = ({ topics, askedAs, saidAs }: Section) => ({
    topics: topics.join(' '),
    askedAs: askedAs.join(' '),
    saidAs: saidAs.join(' '),
  });
  index.addAll(sections.map((section, id) => ({ ...section, ...joined(section), id })));

  return {
    sections,
    search({ query, doc_type: docType = 'all', topics = [] }) {
      const wanted = new Set(topics.map((topic) => topic.trim().toLowerCase()));
      const isWanted = ({ id }: SearchResult) => {
        const section = sections[id as number];
        return (
          section !== undefined &&
          (docType === 'all' || section.docType === docType) &&
          (wanted.size === 0 || section.topics.some((topic) => wanted.has(topic.toLowerCase())))
        );
      };
      // Asked about everything, a look at every hit's section would cost as much as finding it.
      const isEverything = docType === 'all' && wanted.size === 0;
      const hits = index.search(distinctWords(query), isEverything ? {} : { filter: isWanted });
      return bestOf(hits).flatMap(({ id, score }) => {
        const section = sections[id as number];
        return section ? [toResult(section, score)] : [];
      });
    },
    fit: createFit(sections),
  };
}

/** A word asked twice weighs as once, and is looked up once. */
function distinctWords(query: string): string {
  return [...new Set(query.toLowerCase().split(wordBreak))].join(' ');
}

interface BestHit {
  readonly id: unknown;
  readonly score: number;
}

/** The five with the highest score, each weighed by how much of the question it answers. */
function bestOf(hits: readonly SearchResult[]): readonly BestHit[] {
  const best: BestHit[] = [];
  // Hits come by falling score: once no coverage could lift one above the last of the best, none after it can be.
  const mostCoverage = Math.sqrt(hits.reduce((most, { queryTerms }) => Math.max(most, queryTerms.length), 0));
  for (const hit of hits) {
    const worst = best.length < mostResults ? 0 : (best.at(-1)?.score ?? 0);
    if (hit.score * mostCoverage < worst) break;
    const score = hit.score * coverage(hit.queryTerms);
    if (score <= worst) continue;
    best.push({ id: hit.id, score });
    best.sort((one, other) => other.score - one.score);
    best.length = Math.min(best.length, mostResults);
  }
  const least = (best[0]?.score ?? 0) * leastShareOfBest;
  return best.filter(({ score }) => score >= least);
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
    // To tell results apart, and not to be reckoned with.
    score: Math.round(score * 100) / 100,
  };
}
