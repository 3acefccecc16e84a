/** A bundle as one zip file: stored as it is, all times the same, so that the same bundle is the same bytes. */
import { unzipSync, zipSync, type Zippable } from 'fflate';
import type { BundleFiles } from '../../domain/bundle/bundle-parts';
import { bundleLimits, readUtf8, requirePlainPath } from './bundle-limits';
import { RefusedBundle } from './refused-bundle';

export interface PlacedBundle {
  /** What it is called. */
  readonly folder: string;
  readonly files: BundleFiles;
}

/** The first instant a zip file can state, as local time reads it: fflate writes local times. */
const noTime = new Date(1980, 0, 1);

/** Not packed: a newer packer would give other bytes. */
export function zipBundle(folder: string, files: BundleFiles): Uint8Array {
  const content: Zippable = {};
  for (const [path, text] of files) content[`${folder}/${path}`] = Buffer.from(text, 'utf8');
  return zipSync(content, { level: 0, mtime: noTime, os: 3 });
}

/** Throws `RefusedBundle` naming the first thing that is not as the desk writes it. Nothing is unpacked before all names and sizes were looked at. */
export function readZip(bytes: Uint8Array): PlacedBundle {
  const names = lookInto(bytes);
  const [folder = ''] = [...names][0]?.split('/') ?? [];
  const outside = [...names].find((name) => !name.startsWith(`${folder}/`));
  if (outside !== undefined)
    throw new RefusedBundle('bundle_unreadable', `${outside} lies outside ${folder}: a bundle is one folder.`);
  const files = new Map<string, string>();
  for (const [name, content] of Object.entries(unpacked(bytes)).sort(([a], [b]) => (a < b ? -1 : 1)))
    files.set(name.slice(folder.length + 1), readUtf8(name, content));
  // Bytes between and around the files: a changed one is found here.
  if (!Buffer.from(zipBundle(folder, files)).equals(Buffer.from(bytes)))
    throw new RefusedBundle(
      'bundle_altered',
      'The zip file is not packed as the desk packs it: it was changed, cut off, or packed anew. Where it was packed anew, unpack it and check the folder.',
    );
  return { folder, files };
}

function lookInto(bytes: Uint8Array): ReadonlySet<string> {
  const names = new Set<string>();
  let left: number = bundleLimits.bytes;
  unzipOrRefuse(bytes, ({ name, size, originalSize }) => {
    requirePlainPath(name);
    if (names.has(name)) throw new RefusedBundle('bundle_unreadable', `${name} is in the zip file twice.`);
    names.add(name);
    // Entries may claim the same bytes many times over.
    left -= Math.max(size, originalSize);
    if (left < 0 || names.size > bundleLimits.files)
      throw new RefusedBundle('bundle_unreadable', 'The zip file unpacks to more than a bundle may hold.');
    return false;
  });
  return names;
}

function unpacked(bytes: Uint8Array): Record<string, Uint8Array> {
  return unzipOrRefuse(bytes, () => true);
}

type Filter = NonNullable<NonNullable<Parameters<typeof unzipSync>[1]>['filter']>;

function unzipOrRefuse(bytes: Uint8Array, filter: Filter): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof RefusedBundle) throw error;
    throw new RefusedBundle('bundle_unreadable', 'This is no zip file, or one that was cut off.', { cause: error });
  }
}
