/** Reads the runbooks and policies of the knowledge folder, read flat: every file ending in .md, and the words people use for theirs. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Fault, type Problem } from '../../domain/values/errors';
import { addEverydayWords } from '../../domain/knowledge/everyday-words';
import { parseDocument } from '../../domain/knowledge/parse-document';
import type { Section } from '../../domain/knowledge/section';

/** May be missing: then sections are found by their own words alone. */
const everydayWordsFile = 'everyday-words.yaml';

/** Sections in the order of file names. Throws `knowledge_unreadable` with one line for each fault: `knowledge/cutoffs.md:3: reason`. */
export function readKnowledgeFolder(folder: string): readonly Section[] {
  const shownFolder = basename(resolve(folder));
  const sections: Section[] = [];
  const problems: Problem[] = [];
  for (const file of listDocuments(folder, shownFolder)) {
    const parsed = parseDocument(`${shownFolder}/${file}`, readFileSync(join(folder, file), 'utf8'));
    if (parsed.ok) sections.push(...parsed.sections);
    else problems.push(...parsed.problems);
  }
  if (problems.length > 0) throw unreadable(problems);
  if (sections.length === 0) throw new Fault('knowledge_unreadable', `${shownFolder}: has no document`);
  const wordsFile = join(folder, everydayWordsFile);
  if (!existsSync(wordsFile)) return sections;
  const worded = addEverydayWords(sections, `${shownFolder}/${everydayWordsFile}`, readFileSync(wordsFile, 'utf8'));
  if (!worded.ok) throw unreadable(worded.problems);
  return worded.sections;
}

function unreadable(problems: readonly Problem[]): Fault {
  return new Fault('knowledge_unreadable', problems.map(({ message }) => message).join('\n'));
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
