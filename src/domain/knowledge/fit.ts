/** How well a section answers a question: whether what is found is an answer, or only the least bad hit. */
import { termsOf } from './normalise-term';
import type { Section } from './section';

/*
 * Chosen on the golden and the everyday questions and on questions about other things, so that the least fit of an answer
 * parts them best.
 */
/** A section that has the words in its text alone mentions them, and may be about something else. */
const inPassing = 0.6;
/** A word no section has is more likely of another subject than a rare one of ours. */
const unknownFactor = 1.5;
/** Words people use for a section have other uses too: "closed" asks about the canteen as well. */
const othersWords = 0.7;
/** So many of them together are no chance. */
const fewestAskedWords = 3;
/**
 * Below this a hit is about something else. Of 161 questions to the runbooks 133 are answered, 7 of them with a neighbouring section, and
 * 5 of 92 about other things: a wrong answer is worse than none, so fewer are answered than could be.
 */
const leastFit = 0.36;
/** One word alone must be all of a section's heading. */
const leastFitOfOneWord = 0.99;
/** An amount or an hour the runbooks do not name is a case of their rules, no other subject. */
const figure = /^\d+[a-z]{0,2}$/;

/** As a search answers with it: `title` is its document's and its own heading. */
export interface FoundSection {
  readonly section_id: string;
  readonly title: string;
  readonly topics: readonly string[];
  readonly text: string;
}

interface SectionTerms {
  readonly title: ReadonlySet<string>;
  readonly own: ReadonlySet<string>;
  /** Of its "Asked as:" and the everyday words of its heading. */
  readonly asked: ReadonlySet<string>;
  /** Everyday words of its text. */
  readonly said: ReadonlySet<string>;
}

/** 0 to 1. `sections` say how telling a word is, and by which words of people a section of theirs is asked for. */
export function createFit(sections: readonly Section[]): (found: FoundSection, question: string) => number {
  const known = new Map(sections.map((section) => [section.id, section]));
  const counts = new Map<string, number>();
  for (const section of sections) {
    const { id, documentTitle, heading } = section;
    const found = { ...section, section_id: id, title: `${documentTitle} ${heading}` };
    const { own, asked, said } = termsOfSection(found, section);
    for (const term of new Set([...own, ...asked, ...said])) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const weightOf = (term: string) => {
    const having = counts.get(term) ?? 0;
    return inverseFrequency(having, sections.length) * (having === 0 ? unknownFactor : 1);
  };
  const weigh = (words: readonly string[]) => words.reduce((sum, word) => sum + weightOf(word), 0);

  return (found, question) => {
    const asked = [...termsOf(question)].filter((term) => counts.has(term) || !figure.test(term));
    if (asked.length === 0) return 0;
    const terms = termsOfSection(found, known.get(found.section_id));
    const isOthers = (term: string) => !terms.own.has(term) && (terms.asked.has(term) || terms.said.has(term));
    const has = weigh(asked.filter((term) => terms.own.has(term))) + weigh(asked.filter(isOthers)) * othersWords;
    const share = has / weigh(asked);
    const isAbout =
      asked.length === 1
        ? isWholeHeading(found, asked)
        : asked.some((term) => terms.title.has(term)) ||
          asked.filter((term) => terms.asked.has(term)).length >= fewestAskedWords;
    return isAbout ? share : share * inPassing;
  };
}

/** "What time is it" has one word of "Time to answer", and is about another time. */
function isWholeHeading({ title }: FoundSection, [asked]: readonly string[]): boolean {
  const heading = [...termsOf(title.split(': ').at(-1) ?? '')];
  return heading.length === 1 && heading[0] === asked;
}

/** `known` has the words people use for it, which no search answers with. */
function termsOfSection(
  { title, topics, text }: FoundSection,
  known: Pick<Section, 'askedAs' | 'saidAs'> | undefined,
): SectionTerms {
  const about = termsOf([title, ...topics].join(' '));
  return {
    title: about,
    own: new Set([...about, ...termsOf(text)]),
    asked: termsOf((known?.askedAs ?? []).join(' ')),
    said: termsOf((known?.saidAs ?? []).join(' ')),
  };
}

/** Whether a fit of so much is an answer to the question. */
export function isAnswer(fit: number, question: string): boolean {
  return fit >= (termsOf(question).size < 2 ? leastFitOfOneWord : leastFit);
}

/** As BM25 weighs words (Robertson and Sparck Jones), never negative. */
function inverseFrequency(having: number, all: number): number {
  return Math.log(1 + (all - having + 0.5) / (having + 0.5));
}
