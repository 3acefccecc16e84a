/** `audit verify BUNDLE` and `audit replay BUNDLE`: from the bundle alone, without a database, a policy folder or a list. */
import { checkSignature, type SignedBundle } from '../../anchors/signed-bundle';
import { createSourceReaders } from '../../composition/bundle/source-readers';
import { metadataHash } from '../../domain/bundle/metadata';
import { replayBundle, type Replayed } from '../../domain/bundle/replay-bundle';
import { verifyBundle, type VerifiedBundle } from '../../domain/bundle/verify-bundle';
import { refuse } from '../../domain/values/errors';
import { readBundle } from '../../sources/bundle/read-bundle';
import { exitCodes, printJson, printText, RefusedInput } from '../answer';
import { readKeys, readWhole } from './hold-against-anchors';
import { orRefused } from './or-refused';

export interface CheckOptions {
  readonly json?: boolean;
}

export interface SignatureOptions {
  /** The file beside the bundle that `audit export` wrote. */
  readonly signature?: string;
  /** Public keys in PEM; several where they changed. */
  readonly anchorKey?: readonly string[];
}

/** Exit 2, and every problem by name, where anything is not as it was written. */
export function verifyBundleAt(place: string, { json, ...options }: CheckOptions & SignatureOptions): void {
  const { paymentId, runId, reader, files, events, bundle, folder, metadataSha256 } = verified(place);
  const isSigned = holdAgainstSignature({ bundle: folder, metadata_sha256: metadataSha256 }, options);
  if (json === true)
    printJson({
      payment_id: paymentId,
      workflow_run_id: runId,
      made_for: reader,
      files,
      events,
      ...(isSigned ? { signed: true } : {}),
    });
  else
    printText([
      bundle
        ? `${paymentId}: ${files} files as listed, ${events} events and as many versions as sealed, documents as the case says (made for ${reader})`
        : `${paymentId}: ${files} files as listed (made for ${reader}: its events are named by their seals and not in it)`,
      ...(isSigned ? ['the signature holds'] : []),
    ]);
}

/** Exit 1 where anything comes out otherwise; what was not kept is said and is no difference. */
export function replayBundleAt(place: string, { json }: CheckOptions): void {
  const { bundle, metadata, paymentId, reader } = verified(place);
  if (!bundle)
    throw new RefusedInput(
      refuse(
        'bundle_incomplete',
        `A bundle made for ${reader} has nothing to replay; ask for one made for auditor.`,
        'bundle',
      ).problems,
    );
  const replayed = replayBundle(
    bundle,
    metadata.left_out.map(({ hash }) => hash),
  );
  const isEqual = replayed.every(({ result }) => result !== 'differs');
  if (json === true) printJson({ payment_id: paymentId, equal: isEqual, replayed });
  else printText([`${paymentId}: ${verdictOf(replayed)}`, ...replayed.flatMap(linesOf)]);
  if (!isEqual) process.exitCode = exitCodes.wrong;
}

/** False where it was not asked for. Throws `RefusedInput`. */
function holdAgainstSignature(signed: SignedBundle, { signature, anchorKey = [] }: SignatureOptions): boolean {
  if (signature === undefined && anchorKey.length === 0) return false;
  if (signature === undefined || anchorKey.length === 0)
    throw new RefusedInput(
      refuse('anchor_unreadable', 'Give both: --signature and --anchor-key with the public key.', 'signature').problems,
    );
  const checked = checkSignature(readWhole(signature), signed, readKeys(anchorKey));
  if (!checked.ok) throw new RefusedInput(checked.problems);
  return true;
}

function verified(place: string): VerifiedBundle & { readonly folder: string; readonly metadataSha256: string } {
  const { folder, files } = orRefused(() => readBundle(place));
  const found = verifyBundle(folder, files, createSourceReaders());
  if (!found.ok) throw new RefusedInput(found.problems);
  return { ...found, folder, metadataSha256: metadataHash(files) };
}

function verdictOf(replayed: readonly Replayed[]): string {
  const count = (result: Replayed['result']) => replayed.filter((one) => one.result === result).length;
  const notKept = count('not_kept');
  const leftOut = count('left_out');
  return [
    count('differs') > 0
      ? `${count('differs')} of ${replayed.length} differ`
      : `${count('equal')} of ${replayed.length} equal`,
    ...(notKept > 0 ? [`${notKept} rest on what was not kept`] : []),
    ...(leftOut > 0 ? [`${leftOut} rest on what this bundle leaves out`] : []),
  ].join(', ');
}

function linesOf({ what, caseVersion, recorded, result, differences }: Replayed): readonly string[] {
  return [
    `  ${what.padEnd(9)} version ${caseVersion}: ${recorded}, ${result.replace('_', ' ')}`,
    ...differences.map(
      ({ path, recorded: was, recomputed }) =>
        `    ${path}: recorded ${was ?? 'nothing'}, recomputed ${recomputed ?? 'nothing'}`,
    ),
  ];
}
