/** Keeps a ledger folder's data in versions and puts a new one in force at once, or not at all. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  fsyncSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Fault, refuse, type Refusal } from '../../domain/values/errors';

const pointerFile = 'current.json';
const versionsFolder = 'versions';
const versionPattern = /^\d{6}$/;
/** Enough to go back a working day of hourly statements by hand, and no more: a million flows take 100 MB a version. */
const keptVersions = 10;
const pointerSchema = z.object({ version: z.string().regex(versionPattern) });

/** Where the data in force is: a version, or the folder itself while nothing was imported. Throws `ledger_unreadable`. */
export function folderInForce(folder: string): string {
  const version = versionInForce(folder);
  return version === null ? folder : join(folder, versionsFolder, version);
}

function versionInForce(folder: string): string | null {
  const path = join(folder, pointerFile);
  if (!existsSync(path)) return null;
  try {
    return pointerSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).version;
  } catch (error) {
    throw new Fault('ledger_unreadable', `${pointerFile}: names no version`, { cause: error });
  }
}

/**
 * `write` fills an empty folder, with the data in force beside it to copy from. Whatever it refuses or throws, nothing has
 * changed. Readers see the old data or the new, never a part: one rename decides. Refuses where another import got in between.
 * Once the new version is in force, all but the newest ten are removed.
 */
export function putInForce(
  folder: string,
  write: (draft: string, inForce: string) => { ok: true } | Refusal,
): { ok: true; version: string } | Refusal {
  const base = versionInForce(folder);
  const inForce = folderInForce(folder);
  const versions = join(folder, versionsFolder);
  mkdirSync(versions, { recursive: true });
  const numbers = readdirSync(versions).filter((name) => versionPattern.test(name));
  const version = String(Number(numbers.sort().at(-1) ?? '0') + 1).padStart(6, '0');
  const draft = join(versions, version);
  // The number is taken by whoever makes its folder.
  if (!makeFolder(draft)) return conflict;
  let kept = false;
  try {
    const written = write(draft, inForce);
    if (!written.ok) return written;
    if (versionInForce(folder) !== base) return conflict;
    for (const file of readdirSync(draft)) sync(join(draft, file));
    const pointer = join(folder, `${pointerFile}.${version}`);
    writeFileSync(pointer, `${JSON.stringify({ version })}\n`);
    sync(pointer);
    renameSync(pointer, join(folder, pointerFile));
    kept = true;
    removeOld(versions, version);
    return { ok: true, version };
  } finally {
    if (!kept) rmSync(draft, { recursive: true, force: true });
  }
}

const conflict = refuse('import_conflict', 'Another import was made at the same time. Import again.');

/** Newer ones are drafts of other imports. A crash in between leaves part of a version nobody uses; the next import removes it. */
function removeOld(versions: string, inForce: string): void {
  const upToNow = readdirSync(versions).filter((name) => versionPattern.test(name) && name <= inForce);
  for (const name of upToNow.sort().slice(0, -keptVersions)) {
    try {
      rmSync(join(versions, name), { recursive: true, force: true });
    } catch {
      // The new data is in force whatever becomes of the old: what cannot be removed now is tried again by the next import.
    }
  }
}

function makeFolder(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Copies the files that are there. */
export function copyPresent(from: string, to: string, files: readonly string[]): void {
  for (const file of files) if (existsSync(join(from, file))) copyFileSync(join(from, file), join(to, file));
}
