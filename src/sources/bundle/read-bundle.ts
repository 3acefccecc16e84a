/** Reads a bundle that anybody may have written, a folder or a zip file, within bounds: what could harm is refused by name. */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { BundleFiles } from '../../domain/bundle/bundle-parts';
import { bundleLimits, readUtf8, requirePlainPath } from './bundle-limits';
import { RefusedBundle } from './refused-bundle';
import { readZip, type PlacedBundle } from './zip';

/** Throws `RefusedBundle`. */
export function readBundle(place: string): PlacedBundle {
  const stat = lstatSync(place, { throwIfNoEntry: false });
  if (stat?.isDirectory() === true) return readFolder(path.resolve(place));
  if (stat?.isFile() !== true) throw new RefusedBundle('bundle_unreadable', `There is no bundle at ${place}.`);
  if (stat.size > bundleLimits.bytes)
    throw new RefusedBundle('bundle_unreadable', `${place} is larger than a bundle may be.`);
  return readZip(readFileSync(place));
}

function readFolder(root: string): PlacedBundle {
  const files = new Map<string, string>();
  let left: number = bundleLimits.bytes;
  const read = (folder: string): void => {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      requirePlainPath(name);
      if (entry.isDirectory()) read(name);
      else if (entry.isFile()) take(name);
      else throw new RefusedBundle('bundle_unreadable', `${name} is neither a file nor a folder.`);
    }
  };
  const take = (name: string): void => {
    const file = path.join(root, name);
    left -= lstatSync(file).size;
    if (left < 0 || files.size >= bundleLimits.files)
      throw new RefusedBundle('bundle_unreadable', `${root} holds more than a bundle may.`);
    files.set(name, readUtf8(name, readFileSync(file)));
  };
  read('');
  return { folder: path.basename(root), files: sorted(files) };
}

function sorted(files: ReadonlyMap<string, string>): BundleFiles {
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}
