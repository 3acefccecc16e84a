/** How large a bundle from outside may be, and how its files may be called: what is larger or called otherwise is refused by name before it is read. */
import { RefusedBundle } from './refused-bundle';

export const bundleLimits = {
  /** A case of a busy day has some two hundred. */
  files: 5_000,
  /** Of all files unpacked: a hundred thousand ledger rows are some 20 MB. */
  bytes: 256 * 1024 * 1024,
  nameLength: 200,
} as const;

/** Relative, downwards, in plain letters: nothing that leads out of the bundle on any system. */
export function requirePlainPath(path: string): void {
  const parts = path.split('/');
  const isPlain =
    path.length <= bundleLimits.nameLength &&
    parts.every((part) => /^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(part) && !/^\.+$/.test(part));
  if (!isPlain)
    throw new RefusedBundle(
      'bundle_unreadable',
      `${JSON.stringify(path.slice(0, bundleLimits.nameLength))} is no name a file of a bundle may have: it could lead out of it.`,
    );
}

/** Bundles are written in UTF-8; what is not cannot be one of their files. */
export function readUtf8(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new RefusedBundle('bundle_unreadable', `${path} is not text in UTF-8.`, { cause: error });
  }
}
