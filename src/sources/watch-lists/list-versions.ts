/** A list's folder as `desk lists update` keeps it: `versions/<id>/` and a file `current` that names the one in force. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { asFault, Fault } from '../../domain/values/errors';

const pointerFile = 'current';
const versionsFolder = 'versions';
const recordFile = 'accepted.json';
const versionId = /^[A-Za-z0-9][A-Za-z0-9._-]{0,100}$/;

/** What was known when a version was taken in. */
const recordSchema = z.object({
  accepted_at: z.string(),
  list_date: z.string().nullable(),
  hash: z.string(),
  entries: z.number().int(),
  names: z.number().int(),
  is_drop_accepted: z.boolean(),
  source: z.string(),
});
export type VersionRecord = z.infer<typeof recordSchema>;

/** The folder in force: what `current` names, or the root itself where somebody put the files there by hand. Throws `list_unreadable`. */
export function folderInForce(root: string): string {
  const id = readPointer(root);
  return id === null ? root : path.join(root, versionsFolder, id);
}

/** Null where the folder has no pointer. Throws `list_unreadable` for a pointer that names nothing. */
export function readPointer(root: string): string | null {
  const file = path.join(root, pointerFile);
  if (!existsSync(file)) return null;
  const id = readFileSync(file, 'utf8').trim();
  if (!versionId.test(id) || !existsSync(path.join(root, versionsFolder, id)))
    throw new Fault('list_unreadable', `${pointerFile}: names no version of the list (${root})`);
  return id;
}

/** Null in a folder kept by hand, or where the record cannot be read: nobody accepted anything then. */
export function readVersionRecord(folder: string): VersionRecord | null {
  const file = path.join(folder, recordFile);
  if (!existsSync(file)) return null;
  try {
    return recordSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Fault('list_unreadable', `${recordFile}: ${asFault(error).message}`, { cause: error });
  }
}

/** The version taken in before the one in force, or the files lying in the root before the first; null where there is neither. */
export function folderBefore(root: string): string | null {
  const current = readPointer(root);
  const folder = path.join(root, versionsFolder);
  if (current === null || !existsSync(folder)) return null;
  const acceptedAt = (id: string): string => readVersionRecord(path.join(folder, id))?.accepted_at ?? '';
  const [latest] = readdirSync(folder)
    .filter((id) => id !== current && acceptedAt(id) <= acceptedAt(current))
    .sort((a, b) => acceptedAt(b).localeCompare(acceptedAt(a)));
  if (latest !== undefined) return path.join(folder, latest);
  return readdirSync(root).some((name) => /\.(?:csv|xml)$/i.test(name)) ? root : null;
}

/** Makes a staged folder a version and points to it. The pointer changes in one step: a reader sees the old list or the new one. */
export function putInForce(root: string, staging: string, id: string, record: VersionRecord): void {
  writeFileSync(path.join(staging, recordFile), `${JSON.stringify(record, null, 2)}\n`);
  mkdirSync(path.join(root, versionsFolder), { recursive: true });
  const folder = path.join(root, versionsFolder, id);
  renameSync(staging, folder);
  const next = path.join(root, `.${pointerFile}-${id}`);
  writeFileSync(next, `${id}\n`, { flush: true });
  renameSync(next, path.join(root, pointerFile));
}
