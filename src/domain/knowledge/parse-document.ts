/** A Markdown document with front matter, cut into sections at its second-level headings. */
import { z } from 'zod';
import type { Problem, Refusal } from '../values/errors';
import { documentTypes } from '../evidence/operational-procedures';
import { sha256 } from '../values/json';
import { yamlProblem } from '../values/file-faults';
import { readYaml } from '../values/yaml-document';
import type { Section } from './section';

const frontMatterSchema = z.strictObject({
  title: z.string().trim().min(1, 'is empty'),
  doc_type: z.enum(documentTypes).exclude(['all']),
  topics: z.array(z.string().trim().min(1, 'is empty')).min(1, 'names no topic'),
});

/** The section that stands before the first heading. */
const overview = 'Overview';
/** A paragraph with the phrases people look for a section by, between semicolons. */
const askedAsMark = /^Asked as:/i;
const longestPhrase = 100;

interface Part {
  readonly heading: string;
  readonly line: number;
  readonly lines: string[];
}

interface Asked {
  readonly paragraphs: number;
  readonly phrases: readonly string[];
}

/** `file` is shown in problems; its base name starts every section id. */
export function parseDocument(file: string, text: string): { ok: true; sections: readonly Section[] } | Refusal {
  // Windows editors put a byte order mark before it.
  const lines = text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .split('\n');
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end < 0)
    return { ok: false, problems: [yamlProblem(file, 1, 'has no front matter between two lines of ---')] };
  // The opening line stays, so that the line numbers of problems are those of the file.
  const front = readYaml(file, lines.slice(0, end).join('\n'), frontMatterSchema);
  if (!front.ok) return front;
  const { title, doc_type: docType, topics } = front.document.value;
  const stem = slug(file.replace(/^.*\//, '').replace(/\.md$/, ''));
  const parts = cutIntoParts(lines, end + 1);
  const problems = findFaults(file, parts);
  if (problems.length > 0) return { ok: false, problems };
  const sections = parts.map((part): Section => {
    const { heading } = part;
    const content = flow(textOf(part));
    return {
      id: `${stem}#${slug(heading)}`,
      documentTitle: title,
      heading,
      docType,
      topics,
      text: content,
      hash: sha256(content),
      askedAs: askedAs(part).phrases,
      saidAs: [],
    };
  });
  return { ok: true, sections };
}

function cutIntoParts(lines: readonly string[], from: number): readonly Part[] {
  const parts: Part[] = [{ heading: overview, line: from + 1, lines: [] }];
  lines.slice(from).forEach((line, index) => {
    const heading = /^## +(.+?) *#*$/.exec(line)?.[1];
    if (heading !== undefined) parts.push({ heading, line: from + index + 1, lines: [] });
    else parts.at(-1)?.lines.push(line);
  });
  return parts.filter(({ heading, lines: body }) => heading !== overview || flow(body) !== '');
}

function paragraphsOf({ lines }: Part): readonly string[] {
  return lines.join('\n').split(/\n[ \t]*\n/);
}

/** What answers, without the phrases it is asked by: a phrase more changes no hash. */
function textOf(part: Part): readonly string[] {
  return paragraphsOf(part)
    .filter((paragraph) => !askedAsMark.test(paragraph.trim()))
    .join('\n\n')
    .split('\n');
}

function askedAs(part: Part): Asked {
  const paragraphs = paragraphsOf(part).filter((paragraph) => askedAsMark.test(paragraph.trim()));
  const phrases = paragraphs
    .join(';')
    .split(';')
    .map((phrase) => phrase.trim().replace(askedAsMark, '').replaceAll(/\s+/g, ' ').trim());
  return { paragraphs: paragraphs.length, phrases: paragraphs.length === 0 ? [] : phrases };
}

function findFaults(file: string, parts: readonly Part[]): readonly Problem[] {
  if (parts.length === 0) return [yamlProblem(file, 1, 'has no section')];
  return parts.flatMap((part, at) => {
    const { heading, line } = part;
    if (slug(heading) === '')
      return [yamlProblem(file, line, `the heading "${heading}" has no letters to make an id of`)];
    if (flow(textOf(part)) === '') return [yamlProblem(file, line, `the section "${heading}" is empty`)];
    const isTaken = parts.slice(0, at).some((other) => slug(other.heading) === slug(heading));
    return isTaken
      ? [yamlProblem(file, line, `the heading "${heading}" is used twice`)]
      : findAskedAsFaults(file, part);
  });
}

function findAskedAsFaults(file: string, part: Part): readonly Problem[] {
  const { paragraphs, phrases } = askedAs(part);
  const says = (what: string) => [
    yamlProblem(file, part.line, `the "Asked as:" of the section "${part.heading}" ${what}`),
  ];
  if (paragraphs > 1) return says('stands there twice');
  if (phrases.some((phrase) => phrase === '')) return says('has an empty phrase');
  if (new Set(phrases.map((phrase) => phrase.toLowerCase())).size < phrases.length) return says('has a phrase twice');
  const long = phrases.find((phrase) => phrase.length > longestPhrase);
  return long === undefined ? [] : says(`has a phrase of more than ${longestPhrase} characters`);
}

/** Lines of a paragraph joined, so that rewrapping a file changes no hash. Lists and tables keep their lines. */
function flow(lines: readonly string[]): string {
  return lines
    .join('\n')
    .trim()
    .replaceAll(/(?<=\S)[ \t]*\n(?=[\p{L}\p{N}"'(`*_])(?!\d+[.)] )(?!\* )/gu, ' ');
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
}
