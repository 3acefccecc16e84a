/** Writes a bundle whole or not at all: under another name first, moved to its own once everything is on the disk. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import type { BundleFiles } from '../../domain/bundle/bundle-parts';
import { RefusedBundle } from './refused-bundle';
import { zipBundle } from './zip';

/** `out` ends in `.zip`: that file. Otherwise a folder of the bundle's own name in it. Gives where it is. Throws `RefusedBundle` where something is there already. */
export function writeBundle(out: string, name: string, files: BundleFiles): string {
  const isZip = out.toLowerCase().endsWith('.zip');
  const place = isZip ? out : path.join(out, name);
  if (existsSync(place)) throw new RefusedBundle('bundle_exists', `${place} is there already; nothing was written.`);
  const folder = path.dirname(path.resolve(place));
  mkdirSync(folder, { recursive: true });
  const draft = mkdtempSync(path.join(folder, '.writing-'));
  try {
    const written = path.join(draft, path.basename(place));
    if (isZip) writeSynced(written, zipBundle(name, files));
    else writeFiles(written, files);
    renameSync(written, place);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return place;
}

function writeFiles(folder: string, files: BundleFiles): void {
  mkdirSync(folder);
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
  }
}

function writeSynced(file: string, bytes: Uint8Array): void {
  const handle = openSync(file, 'wx');
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
