/** A payment's bundle as the command makes it, and as somebody changes it. */
import { gatherSources } from '../../src/composition/bundle/gather-sources';
import { createSourceReaders } from '../../src/composition/bundle/source-readers';
import { buildBundle } from '../../src/domain/bundle/build-bundle';
import { bundleName, bundlePaths, type BundleFiles, type Reader } from '../../src/domain/bundle/bundle-parts';
import { replayBundle, type Replayed } from '../../src/domain/bundle/replay-bundle';
import { verifyBundle, type VerifiedBundle } from '../../src/domain/bundle/verify-bundle';
import type { Refusal } from '../../src/domain/values/errors';
import { sha256 } from '../../src/domain/values/json';
import type { Treasury } from './treasury';

/** One for all: a policy is read once. */
const readers = createSourceReaders();

export async function bundleOf(
  { store, dataDir }: Pick<Treasury, 'store' | 'dataDir'>,
  paymentId: string,
  reader: Reader = 'auditor',
): Promise<BundleFiles> {
  const gathered = await gatherSources(paymentId, { store, dataDir, readers });
  if (!gathered.ok) throw new Error(gathered.problems.map(({ message }) => message).join(' '));
  return buildBundle(gathered.bundle, reader);
}

export function verify(paymentId: string, files: BundleFiles): VerifiedBundle | Refusal {
  return verifyBundle(bundleName(paymentId), files, readers);
}

export function replay(paymentId: string, files: BundleFiles): readonly Replayed[] {
  const verified = verify(paymentId, files);
  if (!verified.ok) throw new Error(verified.problems.map(({ message }) => message).join(' '));
  if (!verified.bundle) throw new Error('nothing to replay');
  return replayBundle(
    verified.bundle,
    verified.metadata.left_out.map(({ hash }) => hash),
  );
}

/** As somebody would who wants nobody to see it: every hash of the metadata and its own seal are made to fit. */
export function mended(files: BundleFiles): BundleFiles {
  const { metadata_hash: _seal, ...metadata } = JSON.parse(files.get(bundlePaths.metadata) ?? '{}') as Record<
    string,
    unknown
  >;
  const listed = [...files].flatMap(([path, text]) =>
    path === bundlePaths.metadata ? [] : [{ path, sha256: sha256(text), bytes: Buffer.byteLength(text) }],
  );
  const text = `${JSON.stringify({ ...metadata, files: listed }, null, 2)}\n`;
  const body = text.slice(0, text.lastIndexOf('\n}'));
  return new Map([...files, [bundlePaths.metadata, `${body},\n  "metadata_hash": "${sha256(body)}"\n}\n`]]);
}

/** The path that contains `part`. */
export function pathWith(files: BundleFiles, part: string): string {
  const found = [...files].find(([path, text]) => path.startsWith('replay/') && text.includes(part));
  if (!found) throw new Error(`no source of the bundle has ${part}`);
  return found[0];
}
