/** A folder banks' files are dropped in: each is imported and put away, or put aside with the reason it was refused. */
import { existsSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuse, type Problem, type Refusal } from '../../domain/values/errors';
import { importStatements, type FileResult } from '../ledger/import-statements';
import { isPaymentFile } from '../payment-files/kind-of-file';

export interface InboxResult {
  readonly file: string;
  readonly isTaken: boolean;
  readonly problems: readonly Problem[];
}

/** Inside the ledger folder. */
export const inboxFolder = 'inbox';

/** Statements that nobody has written to since `settledBeforeMs`, real time; those still being written are left for the next time. */
export function waitingInInbox(folder: string, settledBeforeMs: number): readonly string[] {
  return waiting(folder, settledBeforeMs, 'statements');
}

/** Payment runs and status reports, which are no statements and are taken in elsewhere. */
export function paymentFilesInInbox(folder: string, settledBeforeMs: number): readonly string[] {
  return waiting(folder, settledBeforeMs, 'payment files');
}

function waiting(folder: string, settledBeforeMs: number, wanted: 'statements' | 'payment files'): readonly string[] {
  const inbox = join(folder, inboxFolder);
  return settledIn(inbox, settledBeforeMs)
    .map((name) => name.toString())
    .filter((name) => isPaymentFile(join(inbox, name)) === (wanted === 'payment files'))
    .sort();
}

/** Names as they are stored: a system that writes another encoding than UTF-8 gives names no text of ours leads back to. */
function settledIn(inbox: string, settledBeforeMs: number): readonly Buffer[] {
  if (!existsSync(inbox)) return [];
  return readdirSync(inbox, { withFileTypes: true, encoding: 'buffer' })
    .filter((entry) => entry.isFile() && !entry.name.toString().startsWith('.'))
    .map(({ name }) => name)
    .filter((name) => {
      const stat = statSync(inside(inbox, name), { throwIfNoEntry: false });
      // The time of the last write may be set to anything, also to next year; when the file was changed last may not.
      return stat !== undefined && Math.min(stat.mtimeMs, stat.ctimeMs) <= settledBeforeMs;
    });
}

function inside(folder: string, name: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${folder}/`), name]);
}

/** All of them together, so that the pages of a statement find each other whatever file they are in. */
export function takeInbox(
  folder: string,
  settledBeforeMs: number,
  onRead: (file: string | null) => void = () => undefined,
): readonly InboxResult[] {
  const inbox = join(folder, inboxFolder);
  makeWay(inbox);
  makeReadable(inbox, settledBeforeMs);
  const files = waitingInInbox(folder, settledBeforeMs);
  if (files.length === 0) return [];
  const imported = importStatements({ folder, files: files.map((file) => join(inbox, file)), onRead });
  return files.map((file) => {
    const result = imported.files.find((candidate) => candidate.file === file);
    return putAway(inbox, file, result, imported.ok ? [] : imported.problems);
  });
}

/** A statement that is called as one of the folders would keep every other from being put there. */
function makeWay(inbox: string): void {
  for (const place of ['done', 'refused']) {
    const isInTheWay = statSync(join(inbox, place), { throwIfNoEntry: false })?.isFile() ?? false;
    if (isInTheWay && !existsSync(join(inbox, `statement-${place}`)))
      tryToRename(join(inbox, place), join(inbox, `statement-${place}`));
  }
}

/** A name that is no text is given one, so that the file is taken like every other. */
function makeReadable(inbox: string, settledBeforeMs: number): void {
  for (const name of settledIn(inbox, settledBeforeMs))
    if (!Buffer.from(name.toString()).equals(name))
      tryToRename(inside(inbox, name), join(inbox, freeName(inbox, plain(name))));
}

/** Where it cannot be, taking and putting away meet the same and name the file. */
function tryToRename(from: string | Buffer, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    // Named then.
  }
}

function putAway(
  inbox: string,
  file: string,
  result: FileResult | undefined,
  problems: readonly Problem[],
): InboxResult {
  // A fault of the folder or an import at the same time is nobody's file's.
  const own = result && result.problems.length > 0 ? result.problems : problems;
  if (result?.isTaken !== true) return putAside(join(inbox, '..'), file, own);
  return putDone(join(inbox, '..'), file, own);
}

/** What of it was not taken stands beside it, where it is given. */
export function putDone(folder: string, file: string, problems: readonly Problem[], reason?: string): InboxResult {
  const moved = moveTo(join(folder, inboxFolder), 'done', file, reason);
  return { file, isTaken: true, problems: moved.ok ? problems : [...problems, ...moved.problems] };
}

/** With its reason beside it. One that cannot be moved is named, and keeps no other from being taken. */
export function putAside(folder: string, file: string, problems: readonly Problem[]): InboxResult {
  const moved = moveTo(
    join(folder, inboxFolder),
    'refused',
    file,
    `${problems.map(({ message }) => message).join('\n')}\n`,
  );
  return { file, isTaken: false, problems: moved.ok ? problems : [...problems, ...moved.problems] };
}

function moveTo(inbox: string, place: 'done' | 'refused', file: string, reason?: string): { ok: true } | Refusal {
  try {
    mkdirSync(join(inbox, place), { recursive: true });
    const target = freeName(join(inbox, place), file);
    if (reason !== undefined) writeFileSync(join(inbox, place, `${target}.reason.txt`), reason);
    renameSync(join(inbox, file), join(inbox, place, target));
    return { ok: true };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    return refuse('inbox_not_moved', `${file} cannot be moved to ${inboxFolder}/${place} (${code}).`, 'file');
  }
}

/** File systems take 255 bytes; the reason's ending and a number need some of them. */
const maxNameBytes = 230;

/** A name that is taken gets a number, so that nothing is written over; one too long to get a reason beside it is cut. */
function freeName(folder: string, file: string): string {
  const name = Buffer.byteLength(file) > maxNameBytes ? plain(Buffer.from(file)) : file;
  let free = name;
  for (let copy = 2; existsSync(join(folder, free)); copy += 1) free = `${copy}-${name}`;
  return free;
}

function plain(name: Buffer): string {
  return name.toString('latin1', 0, maxNameBytes / 2).replace(/[^\x20-\x7e]/g, '_');
}
