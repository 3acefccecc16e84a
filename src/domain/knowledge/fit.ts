/** How well a section answers a question: whether what is found is an answer, or only the least bad hit. */
import { termsOf } from './normalise-term';
import type { Section } from './section';

/** A section that has the words in its text alone mentions them, and may be about something else. */
const inPassing = 0.5;

type ReadableSection = Pick<Section, 'documentTitle' | 'heading' | 'topics' | 'text'>;
/** As a search answers with it: `title` is its document's and its own heading. */
export interface FoundSection {
  readonly title: string;
  readonly topics: readonly string[];
  readonly text: string;
}

/** 0 to 1. `sections` say how telling a word is: one that none of them has tells most, as a question about it is about something else. */
export function createFit(sections: readonly ReadableSection[]): (found: FoundSection, question: string) => number {
  const counts = new Map<string, number>();
  for (const { documentTitle, heading, topics, text } of sections)
    for (const term of termsOfSection({ title: `${documentTitle} ${heading}`, topics, text }).all)
      counts.set(term, (counts.get(term) ?? 0) + 1);
  const weightOf = (term: string) => inverseFrequency(counts.get(term) ?? 0, sections.length);

  return (found, question) => {
    const asked = [...termsOf(question)];
    if (asked.length === 0) return 0;
    const terms = termsOfSection(found);
    const weigh = (words: readonly string[]) => words.reduce((sum, word) => sum + weightOf(word), 0);
    const share = weigh(asked.filter((term) => terms.all.has(term))) / weigh(asked);
    return asked.some((term) => terms.about.has(term)) ? share : share * inPassing;
  };
}

function termsOfSection({ title, topics, text }: FoundSection): {
  readonly about: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
} {
  const about = termsOf([title, ...topics].join(' '));
  return { about, all: new Set([...about, ...termsOf(text)]) };
}

/** As BM25 weighs words (Robertson and Sparck Jones), never negative. */
function inverseFrequency(having: number, all: number): number {
  return Math.log(1 + (all - having + 0.5) / (having + 0.5));
}
