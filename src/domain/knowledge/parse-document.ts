/** A Markdown document with front matter, cut into sections at its second-level headings. */
import { z } from 'zod';
import type { Problem, Refusal } from '../errors';
import { documentTypes } from '../evidence/operational-procedures';
import { sha256 } from '../json';
import { readYaml, yamlProblem } from '../yaml-document';
import type { Section } from './section';

const frontMatterSchema = z.strictObject({
  title: z.string().trim().min(1, 'is empty'),
  doc_type: z.enum(documentTypes).exclude(['all']),
  topics: z.array(z.string().trim().min(1, 'is empty')).min(1, 'names no topic'),
});

/** The section that stands before the first heading. */
const overview = 'Overview';

interface Part {
  readonly heading: string;
  readonly line: number;
  readonly lines: string[];
}

/** `file` is shown in problems; its base name starts every section id. */
export function parseDocument(file: string, text: string): { ok: true; sections: readonly Section[] } | Refusal {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
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
  const sections = parts.map(({ heading, lines: body }): Section => {
    const content = flow(body);
    return {
      id: `${stem}#${slug(heading)}`,
      documentTitle: title,
      heading,
      docType,
      topics,
      text: content,
      hash: sha256(content),
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

function findFaults(file: string, parts: readonly Part[]): readonly Problem[] {
  if (parts.length === 0) return [yamlProblem(file, 1, 'has no section')];
  return parts.flatMap(({ heading, line, lines }, at) => {
    if (slug(heading) === '')
      return [yamlProblem(file, line, `the heading "${heading}" has no letters to make an id of`)];
    if (flow(lines) === '') return [yamlProblem(file, line, `the section "${heading}" is empty`)];
    const isTaken = parts.slice(0, at).some((other) => slug(other.heading) === slug(heading));
    return isTaken ? [yamlProblem(file, line, `the heading "${heading}" is used twice`)] : [];
  });
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
