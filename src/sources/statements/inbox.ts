/** A folder banks' files are dropped in: each is imported and put away, or put aside with the reason it was refused. */
import { existsSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../domain/values/errors';
import { importStatements, type FileResult } from '../ledger/import-statements';

export interface InboxResult {
  readonly file: string;
  readonly isTaken: boolean;
  readonly problems: readonly Problem[];
}

/** Inside the ledger folder. */
export const inboxFolder = 'inbox';

/** Files that nobody has written to since `settledBeforeMs`, real time; those still being written are left for the next time. */
export function waitingInInbox(folder: string, settledBeforeMs: number): readonly string[] {
  const inbox = join(folder, inboxFolder);
  if (!existsSync(inbox)) return [];
  return readdirSync(inbox, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .filter((name) => {
      const stat = statSync(join(inbox, name), { throwIfNoEntry: false });
      return stat !== undefined && stat.mtimeMs <= settledBeforeMs;
    })
    .sort();
}

/** All of them together, so that the pages of a statement find each other whatever file they are in. */
export function takeInbox(folder: string, settledBeforeMs: number): readonly InboxResult[] {
  const files = waitingInInbox(folder, settledBeforeMs);
  if (files.length === 0) return [];
  const inbox = join(folder, inboxFolder);
  const imported = importStatements({ folder, files: files.map((file) => join(inbox, file)) });
  return files.map((file) => {
    const result = imported.files.find((candidate) => candidate.file === file);
    return putAway(inbox, file, result, imported.ok ? [] : imported.problems);
  });
}

function putAway(
  inbox: string,
  file: string,
  result: FileResult | undefined,
  problems: readonly Problem[],
): InboxResult {
  // A fault of the folder or an import at the same time is nobody's file's.
  const own = result && result.problems.length > 0 ? result.problems : problems;
  if (result?.isTaken === true) {
    move(inbox, 'done', file);
    return { file, isTaken: true, problems: own };
  }
  const aside = move(inbox, 'refused', file);
  writeFileSync(`${aside}.reason.txt`, `${own.map(({ message }) => message).join('\n')}\n`);
  return { file, isTaken: false, problems: own };
}

/** A name that is taken gets a number, so that nothing is written over. */
function move(inbox: string, place: 'done' | 'refused', file: string): string {
  mkdirSync(join(inbox, place), { recursive: true });
  let target = join(inbox, place, file);
  for (let copy = 2; existsSync(target); copy += 1) target = join(inbox, place, `${copy}-${file}`);
  renameSync(join(inbox, file), target);
  return target;
}
