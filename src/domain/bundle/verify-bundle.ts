/** Whether a bundle is whole and as it was written: every file, every seal, and that its documents say what is sealed. */
import { asFault, type Problem, type Refusal } from '../values/errors';
import type { BundleFiles, ReadBundle, Reader, SourceReaders } from './bundle-parts';
import { buildBundle } from './build-bundle';
import { findBrokenSeals } from './check/check-seals';
import { findAlteredFiles, problem, readMetadata, type Metadata } from './check/read-metadata';
import { sourcesOf } from './check/sources-of';
import { readSources } from './read-sources';

export interface VerifiedBundle {
  readonly ok: true;
  readonly paymentId: string;
  readonly runId: string;
  readonly reader: Reader;
  readonly files: number;
  readonly events: number;
  /** Null for a bundle that shows only what the payment's card tells: its events are sealed, and not in it. */
  readonly bundle: ReadBundle | null;
  readonly metadata: Metadata;
}

/** `folder`: what the bundle is called. Every problem, not the first alone. */
export function verifyBundle(folder: string, files: BundleFiles, readers: SourceReaders): VerifiedBundle | Refusal {
  const read = readMetadata(folder, files);
  if (!read.ok) return read;
  const { metadata } = read;
  const problems: Problem[] = [...findAlteredFiles(metadata, files)];
  const bundle = metadata.made_for === 'originator' ? null : opened(metadata, files, readers, problems);
  if (bundle) problems.push(...findBrokenSeals(bundle, metadata));
  if (bundle && problems.length === 0) problems.push(...findUnsaid(bundle, metadata, files));
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    paymentId: metadata.payment_id,
    runId: metadata.workflow_run_id,
    reader: metadata.made_for,
    files: files.size,
    events: metadata.chain.positions.length,
    bundle,
    metadata,
  };
}

function opened(
  { workflow_run_id: runId }: Metadata,
  files: BundleFiles,
  readers: SourceReaders,
  problems: Problem[],
): ReadBundle | null {
  try {
    return readSources(runId, sourcesOf(files), readers);
  } catch (error) {
    // What was kept names file and reason.
    problems.push(...problem('What the bundle was made from', `cannot be read: ${asFault(error).message}`));
    return null;
  }
}

/** The documents made again from what is sealed must be the ones in the bundle. */
function findUnsaid(bundle: ReadBundle, { made_for: reader, left_out: leftOut }: Metadata, files: BundleFiles) {
  const again = buildBundle(bundle, reader, leftOut);
  return [...files].flatMap(([path, text]) =>
    again.get(path) === text ? [] : problem(path, 'does not say what is sealed'),
  );
}
