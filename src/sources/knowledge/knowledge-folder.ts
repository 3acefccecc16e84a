/** Reads the runbooks and policies of the knowledge folder, read flat: every file ending in .md, and the words people use for theirs. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Fault, type Problem, type Refusal } from '../../domain/values/errors';
import { faultLines } from '../../domain/values/file-faults';
import { addEverydayWords } from '../../domain/knowledge/everyday-words';
import { fillInQuotations, type Quote } from '../../domain/knowledge/fill-in-quotations';
import { parseDocument } from '../../domain/knowledge/parse-document';
import type { Section } from '../../domain/knowledge/section';
import type { Policy } from '../../domain/policy/policy';
import { quotePolicyOf } from '../../domain/policy/quote-policy';

/** May be missing: then sections are found by their own words alone. */
const everydayWordsFile = 'everyday-words.yaml';

/** The folder's files as they stand, unread. */
export interface KnowledgeTexts {
  /** As problems name it: `knowledge`. */
  readonly folder: string;
  /** By file name, in order. */
  readonly documents: readonly (readonly [file: string, text: string])[];
  readonly everydayWords: string | null;
}

/** Throws `knowledge_unreadable` where the folder cannot be read. */
export function readKnowledgeTexts(folder: string): KnowledgeTexts {
  const shownFolder = basename(resolve(folder));
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  return {
    folder: shownFolder,
    documents: listDocuments(folder, shownFolder).map((file) => [file, read(file)]),
    everydayWords: existsSync(join(folder, everydayWordsFile)) ? read(everydayWordsFile) : null,
  };
}

/** Sections in the order of file names, each with what it quotes of the policy filled in; or one problem for each fault: `knowledge/cutoffs.md:3: reason`. */
export function parseKnowledge(
  { folder, documents, everydayWords }: KnowledgeTexts,
  quote: Quote,
): { ok: true; sections: readonly Section[] } | Refusal {
  const sections: Section[] = [];
  const problems: Problem[] = [];
  for (const [name, text] of documents) {
    const file = `${folder}/${name}`;
    const filled = fillInQuotations(file, text, quote);
    const parsed = filled.ok ? parseDocument(file, filled.text) : filled;
    if (parsed.ok) sections.push(...parsed.sections);
    else problems.push(...parsed.problems);
  }
  if (problems.length > 0) return { ok: false, problems };
  if (sections.length === 0)
    return { ok: false, problems: [{ code: 'file_invalid', message: `${folder}: has no document` }] };
  if (everydayWords === null) return { ok: true, sections };
  return addEverydayWords(sections, `${folder}/${everydayWordsFile}`, everydayWords);
}

/** The sections as the policy stands. Throws `knowledge_unreadable` with one line for each fault. */
export function requireKnowledge(texts: KnowledgeTexts, policy: Policy): readonly Section[] {
  const parsed = parseKnowledge(texts, quotePolicyOf(policy));
  if (parsed.ok) return parsed.sections;
  throw new Fault('knowledge_unreadable', faultLines(parsed.problems));
}

/** Both at once, for who reads the folder only once. */
export function readKnowledgeFolder(folder: string, policy: Policy): readonly Section[] {
  return requireKnowledge(readKnowledgeTexts(folder), policy);
}

function listDocuments(folder: string, shownFolder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
      .map(({ name }) => name)
      .sort();
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new Fault('knowledge_unreadable', `${shownFolder}: cannot be read (${code})`, { cause });
  }
}
