/** Reads the runbooks and policies of the knowledge folder, read flat: every file ending in .md. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Fault, type Problem } from '../domain/errors';
import { parseDocument } from '../domain/knowledge/parse-document';
import type { Section } from '../domain/knowledge/section';

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
  if (problems.length > 0) throw new Fault('knowledge_unreadable', problems.map(({ message }) => message).join('\n'));
  if (sections.length === 0) throw new Fault('knowledge_unreadable', `${shownFolder}: has no document`);
  return sections;
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
