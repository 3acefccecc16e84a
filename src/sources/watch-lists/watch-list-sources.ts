/** Each authority's list behind the one port: a folder, kept by hand or by `desk lists update`. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { WatchList } from '../../domain/sanctions/lists/watch-list';
import type { WatchListSource } from '../../ports/sources';
import { folderInForce, readPointer, readVersionRecord } from './list-versions';
import type { ListFormat, ListReading } from './list-format';
import { ofacConsolidated, ofacSdn } from './ofac/ofac';
import type { OfacLayoutName } from './ofac/ofac-layouts';
import { readUnList } from './published/un-list';

export function createListSource(format: ListFormat, root: string, reading: ListReading): WatchListSource {
  return {
    version: () => orUnknown(() => readPointer(root) ?? describeFolder(root)),
    read: () => readInForce(format, root, reading),
    isDropAccepted: () => readVersionRecord(folderInForce(root))?.is_drop_accepted ?? false,
  };
}

export function createOfacSource(
  root: string,
  { layout, ...reading }: ListReading & { readonly layout?: OfacLayoutName },
): WatchListSource {
  return createListSource(layout === 'consolidated' ? ofacConsolidated : ofacSdn, root, reading);
}

/** One file of the United Nations kept by hand. */
export function createUnSource(file: string): WatchListSource {
  return {
    version: () => orUnknown(() => describeFile(file)),
    read: () => readUnList(file),
    isDropAccepted: () => false,
  };
}

/** A configured day is meant for a folder kept by hand; a version taken in later states its own. */
export function readInForce(format: ListFormat, root: string, reading: ListReading): WatchList {
  const folder = folderInForce(root);
  if (readPointer(root) === null) return format.read(folder, reading);
  const list = format.read(folder, { listDate: null });
  return { ...list, listDate: list.listDate ?? reading.listDate ?? null };
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
