/** The words people use for the words of the runbooks, kept by policy owners, so that a question finds a section in either. */
import { z } from 'zod';
import type { Problem, Refusal } from '../values/errors';
import { yamlProblem } from '../values/file-faults';
import { createYamlReader } from '../values/yaml-document';
import { termsOf } from './normalise-term';
import type { Section } from './section';

const word = z
  .string()
  .trim()
  .max(60, 'is longer than 60 characters')
  .refine((text) => termsOf(text).size > 0, 'has no word that tells anything');

/** A term as the runbooks say it, and how people say it. */
const readWords = createYamlReader(z.record(word, z.array(word).min(1, 'names no word')));

/**
 * The sections, each also found by the everyday words of its heading (`askedAs`) and of its document's title and its text (`saidAs`). Their own
 * text and hash stay as they are. Refuses by line a term no section has, and a word said twice for one.
 */
export function addEverydayWords(
  sections: readonly Section[],
  file: string,
  text: string,
): { ok: true; sections: readonly Section[] } | Refusal {
  const read = readWords(file, text);
  if (!read.ok) return read;
  const { document } = read;
  const entries = Object.entries(document.value).map(([term, said]) => ({ term, terms: [...termsOf(term)], said }));
  const worded = sections.map((section) => {
    const heading = termsOf(section.heading);
    const body = termsOf(`${section.documentTitle} ${section.text}`);
    return {
      section,
      ofHeading: entries.filter(({ terms }) => terms.every((term) => heading.has(term))),
      ofText: entries.filter(({ terms }) => terms.every((term) => body.has(term))),
    };
  });
  const problems = entries.flatMap((entry): readonly Problem[] => {
    const { term, said } = entry;
    if (!worded.some(({ ofHeading, ofText }) => [...ofHeading, ...ofText].includes(entry)))
      return [yamlProblem(file, document.lineOf([term]), `no section has the term "${term}"`)];
    return said.flatMap((one, at) =>
      said.indexOf(one) < at
        ? [yamlProblem(file, document.lineOf([term, at]), `"${one}" is said twice for "${term}"`)]
        : [],
    );
  });
  if (problems.length > 0) return { ok: false, problems };
  const wordsOf = (fitting: typeof entries) => fitting.flatMap(({ said }) => said);
  return {
    ok: true,
    sections: worded.map(({ section, ofHeading, ofText }) => ({
      ...section,
      askedAs: [...section.askedAs, ...wordsOf(ofHeading)],
      saidAs: [...section.saidAs, ...wordsOf(ofText)],
    })),
  };
}
