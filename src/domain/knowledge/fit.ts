/** How well a section answers a question: whether what is found is an answer, or only the least bad hit. */
import { termsOf } from './normalise-term';
import type { Section } from './section';

/** A section that has the words in its text alone mentions them, and may be about something else. */
const inPassing = 0.5;

/** 0 to 1. A word no section has tells most: a question about it is about something else. */
export function createFit(sections: readonly Section[]): (section: Section, question: string) => number {
  const read = new Map(sections.map((section) => [section, termsOfSection(section)]));
  const counts = new Map<string, number>();
  for (const { all } of read.values()) for (const term of all) counts.set(term, (counts.get(term) ?? 0) + 1);
  const weightOf = (term: string) => inverseFrequency(counts.get(term) ?? 0, sections.length);

  return (section, question) => {
    const terms = read.get(section);
    const asked = [...termsOf(question)];
    if (!terms || asked.length === 0) return 0;
    const weigh = (words: readonly string[]) => words.reduce((sum, word) => sum + weightOf(word), 0);
    const share = weigh(asked.filter((term) => terms.all.has(term))) / weigh(asked);
    return asked.some((term) => terms.about.has(term)) ? share : share * inPassing;
  };
}

function termsOfSection({ heading, documentTitle, topics, text }: Section): {
  readonly about: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
} {
  const about = termsOf([heading, documentTitle, ...topics].join(' '));
  return { about, all: new Set([...about, ...termsOf(text)]) };
}

/** As BM25 weighs words (Robertson and Sparck Jones), never negative. */
function inverseFrequency(having: number, all: number): number {
  return Math.log(1 + (all - having + 0.5) / (having + 0.5));
}
