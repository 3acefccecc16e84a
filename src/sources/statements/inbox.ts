/** A folder banks' files are dropped in: each is imported and put away, or put aside with the reason it was refused. */
import { existsSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../domain/values/errors';
import { importStatementFile, type StatementsImported } from '../ledger/import';

export interface InboxResult {
  readonly file: string;
  readonly imported: StatementsImported | null;
  readonly problems: readonly Problem[];
}

/** Inside the ledger folder. */
export const inboxFolder = 'inbox';

/** Files still being written are left for the next time: `settledBeforeMs` is how old the last write must be, real time. */
export function takeInbox(folder: string, settledBeforeMs: number): readonly InboxResult[] {
  const inbox = join(folder, inboxFolder);
  if (!existsSync(inbox)) return [];
  const files = readdirSync(inbox, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .filter((name) => statSync(join(inbox, name)).mtimeMs <= settledBeforeMs)
    .sort();
  return files.map((file) => {
    const result = importStatementFile(folder, join(inbox, file));
    if (!result.ok) {
      const aside = putAway(inbox, 'refused', file);
      writeFileSync(`${aside}.reason.txt`, `${result.problems.map(({ message }) => message).join('\n')}\n`);
      return { file, imported: null, problems: result.problems };
    }
    putAway(inbox, 'done', file);
    return { file, imported: result, problems: [] };
  });
}

/** A name that is taken gets a number, so that nothing is written over. */
function putAway(inbox: string, place: 'done' | 'refused', file: string): string {
  mkdirSync(join(inbox, place), { recursive: true });
  let target = join(inbox, place, file);
  for (let copy = 2; existsSync(target); copy += 1) target = join(inbox, place, `${copy}-${file}`);
  renameSync(join(inbox, file), target);
  return target;
}
