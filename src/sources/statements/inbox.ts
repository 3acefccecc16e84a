/** A folder banks' files are dropped in: each is imported and put away, or put aside with the reason it was refused. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asFault, type Problem } from '../../domain/values/errors';
import { importStatementFile, type StatementsImported } from '../ledger/import';

export interface InboxResult {
  readonly file: string;
  readonly imported: StatementsImported | null;
  readonly problems: readonly Problem[];
}

/** Inside the ledger folder. */
export const inboxFolder = 'inbox';

export interface Inbox {
  /** Files still being written are left for the next time: `settledBeforeMs` is how old the last write must be, real time. */
  take(settledBeforeMs: number): readonly InboxResult[];
  /** What lies there and can neither be taken nor put away, with the reason: somebody has to look. */
  stuck(): readonly { readonly file: string; readonly reason: string }[];
}

/** One file that cannot be handled keeps no other from its turn, and is not tried again until it changes. */
export function openInbox(folder: string): Inbox {
  const inbox = join(folder, inboxFolder);
  /** By name: what the file was like when it could not be handled, and why. */
  const stuck = new Map<string, { readonly stamp: string; readonly reason: string }>();

  function takeOne(file: string): InboxResult | null {
    const stamp = stampOf(join(inbox, file));
    if (stuck.get(file)?.stamp === stamp) return null;
    try {
      const result = takeFile(folder, inbox, file);
      stuck.delete(file);
      return result;
    } catch (error) {
      const reason = asFault(error).message;
      stuck.set(file, { stamp, reason });
      return { file, imported: null, problems: [{ code: 'not_put_away', message: reason, field: 'file' }] };
    }
  }

  return {
    take(settledBeforeMs) {
      if (!existsSync(inbox)) return [];
      makeWay(inbox);
      const files = readdirSync(inbox, { withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
        .map(({ name }) => name)
        .sort();
      for (const file of stuck.keys()) if (!files.includes(file)) stuck.delete(file);
      return files
        .filter((file) => isSettled(join(inbox, file), settledBeforeMs))
        .flatMap((file) => takeOne(file) ?? []);
    },
    stuck: () => [...stuck].map(([file, { reason }]) => ({ file, reason })),
  };
}

/** What has been taken away meanwhile is nobody's to take. */
function isSettled(path: string, settledBeforeMs: number): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && stats.mtimeMs <= settledBeforeMs;
}

function stampOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? `${stats.ino} ${stats.size} ${stats.mtimeMs}` : 'gone';
}

/** Where it will lie is made sure of before it is read: what cannot be put away must not be booked. */
function takeFile(folder: string, inbox: string, file: string): InboxResult {
  const done = freePlace(inbox, 'done', file);
  const result = importStatementFile(folder, join(inbox, file));
  if (result.ok) {
    renameSync(join(inbox, file), done);
    return { file, imported: result, problems: [] };
  }
  const aside = freePlace(inbox, 'refused', file);
  renameSync(join(inbox, file), aside);
  writeFileSync(`${aside}.reason.txt`, `${result.problems.map(({ message }) => message).join('\n')}\n`);
  return { file, imported: null, problems: result.problems };
}

/** A name that is taken gets a number, so that nothing is written over. Throws where nothing of that name can be made there. */
function freePlace(inbox: string, place: Place, file: string): string {
  mkdirSync(join(inbox, place), { recursive: true });
  let target = join(inbox, place, file);
  for (let copy = 2; existsSync(target); copy += 1) target = join(inbox, place, `${copy}-${file}`);
  const probe = `${target}.part`;
  writeFileSync(probe, '');
  rmSync(probe);
  return target;
}

/** A statement that is called as one of the folders would keep every other from being put there. */
function makeWay(inbox: string): void {
  for (const place of places) {
    const isInTheWay = statSync(join(inbox, place), { throwIfNoEntry: false })?.isFile() ?? false;
    if (isInTheWay && !existsSync(join(inbox, `statement-${place}`)))
      renameSync(join(inbox, place), join(inbox, `statement-${place}`));
  }
}

const places = ['done', 'refused'] as const;
type Place = (typeof places)[number];
