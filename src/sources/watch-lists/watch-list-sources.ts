/** Each authority's list behind the one port: OFAC's folders, kept by hand or by `desk lists update`, and the United Nations' file. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { WatchList } from '../../domain/sanctions/lists/watch-list';
import type { WatchListSource } from '../../ports';
import { folderInForce, readPointer, readVersionRecord } from './list-versions';
import { readOfacList, type OfacListOptions } from './ofac-list';
import { readUnList } from './un-list';

export function createOfacSource(root: string, options: OfacListOptions): WatchListSource {
  return {
    version: () => orUnknown(() => readPointer(root) ?? describeFolder(root)),
    read: () => readInForce(root, options),
    isDropAccepted: () => readVersionRecord(folderInForce(root))?.is_drop_accepted ?? false,
  };
}

export function createUnSource(file: string): WatchListSource {
  return {
    version: () => orUnknown(() => describeFile(file)),
    read: () => readUnList(file),
    isDropAccepted: () => false,
  };
}

/** A configured day is meant for a folder kept by hand; a version taken in later states its own. */
function readInForce(root: string, options: OfacListOptions): WatchList {
  const folder = folderInForce(root);
  if (readPointer(root) === null) return readOfacList(folder, options);
  const list = readOfacList(folder, { ...options, listDate: null });
  return { ...list, listDate: list.listDate ?? options.listDate ?? null };
}

/** A folder kept by hand: any file written, added or removed is a new version. */
function describeFolder(folder: string): string {
  return readdirSync(folder)
    .sort()
    .map((name) => describeFile(path.join(folder, name)))
    .join('\n');
}

function describeFile(file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `${path.basename(file)} ${size} ${mtimeMs}`;
}

/** Files may vanish while they are replaced: that is another version, and reading it says what is wrong. */
function orUnknown(describe: () => string): string {
  try {
    return describe();
  } catch {
    return 'unreadable';
  }
}
