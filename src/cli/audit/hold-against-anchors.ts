/** `audit verify --anchors`: whether the trail is still the one whose end was signed and written down elsewhere. */
import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readAnchors, type KeptAnchors } from '../../anchors/read-anchors';
import { readPublicKey } from '../../anchors/keys';
import { describeAnchorFault, findTwoHistories, holdAgainstAnchor } from '../../domain/case/anchor';
import { asFault, Fault, refuse } from '../../domain/values/errors';
import type { Store } from '../../ports/store';
import { RefusedInput } from '../answer';

export interface AnchorOptions {
  /** A file of anchors, or a folder of single ones. */
  readonly anchors?: string;
  /** Public keys in PEM; several where they changed. */
  readonly anchorKey?: readonly string[];
}

/** Null where it was not asked for. Throws `RefusedInput` for anchors that cannot be read or are not signed by these keys. */
export async function readAskedAnchors({ anchors: place, anchorKey = [] }: AnchorOptions): Promise<KeptAnchors | null> {
  if (place === undefined && anchorKey.length === 0) return null;
  if (place === undefined || anchorKey.length === 0)
    throw refused(
      'anchor_unreadable',
      'Give both: --anchors with where they are kept and --anchor-key with the public key.',
    );
  const keys = readKeys(anchorKey);
  try {
    const read = await readAnchors(place, keys);
    if (!read.ok) throw new RefusedInput(read.problems);
    return read;
  } catch (error) {
    if (error instanceof RefusedInput) throw error;
    throw refused('file_unreadable', `${place} cannot be read: ${asFault(error).message}`);
  }
}

/** One line that says so. Throws `store_corrupt` for a trail that was cut off, changed as a whole, or has two histories. */
export async function holdAgainstAnchors(store: Pick<Store, 'readChain'>, kept: KeptAnchors): Promise<string> {
  const { anchors, unreadable } = kept;
  const twice = findTwoHistories(anchors);
  if (twice) throw new Fault('store_corrupt', describeAnchorFault(twice));
  for (const anchor of anchors) {
    const [event] = await store.readChain({ afterSeq: anchor.count - 1, limit: 1 });
    const fault = holdAgainstAnchor(anchor, event?.hash ?? null);
    if (fault) throw new Fault('store_corrupt', describeAnchorFault(fault));
  }
  const newest = anchors.at(-1);
  const spoiled = unreadable === 0 ? '' : `; ${unreadable} that are no anchors`;
  return `${anchors.length} anchors hold, the newest at event ${newest?.count ?? 0} of ${newest?.recorded_at ?? ''}${spoiled}`;
}

/** Throws `RefusedInput` where one cannot be read. */
export function readKeys(files: readonly string[]): readonly KeyObject[] {
  return files.map((file) => readPublicKey(readWhole(file)));
}

export function readWhole(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw refused('file_unreadable', `${file} cannot be read: ${asFault(error).message}`);
  }
}

function refused(code: 'anchor_unreadable' | 'file_unreadable', message: string): RefusedInput {
  return new RefusedInput(refuse(code, message, 'anchors').problems);
}
