/** The desk's word that it made a bundle: beside the bundle, since what is in it can be written anew by whoever has it. */
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { refuse, type Refusal } from '../domain/values/errors';
import type { AnchorKey } from '../ports/anchors';
import { readStatement, signStatement } from './signed-statement';

const schema = z
  .strictObject({
    format: z.literal(1),
    bundle: z.string(),
    /** Of 09_audit_metadata.json, which names every other file by its hash. */
    metadata_sha256: z.string().regex(/^[0-9a-f]{64}$/),
  })
  .readonly();
const kind = { type: 'treasury-desk-bundle', schema } as const;

export type SignedBundle = Pick<z.infer<typeof schema>, 'bundle' | 'metadata_sha256'>;

/** Throws `anchor_failed`. */
export function signBundle({ bundle, metadata_sha256 }: SignedBundle, key: AnchorKey): Promise<string> {
  return signStatement(kind.type, { format: 1, bundle, metadata_sha256 }, key);
}

/** Refused where none of the keys signed it, or for another bundle. */
export function checkSignature(
  jws: string,
  bundle: SignedBundle,
  keys: readonly KeyObject[],
): { readonly ok: true } | Refusal {
  const readings = keys.map((key) => readStatement(jws.trim(), kind, key));
  const signed = readings.find((reading) => reading.kind === 'signed');
  if (signed === undefined || signed.kind === 'unreadable') {
    const isStatement = readings.some((reading) => reading.kind === 'not_signed');
    return isStatement
      ? refuse('anchor_not_signed', `${bundle.bundle} is not signed by this key.`, 'signature')
      : refuse('anchor_unreadable', 'This is no signature of a bundle.', 'signature');
  }
  const { bundle: name, metadata_sha256: hash } = signed.statement;
  if (name !== bundle.bundle || hash !== bundle.metadata_sha256)
    return refuse('bundle_altered', `What was signed is ${name} as it was then, and not this one.`, 'signature');
  return { ok: true };
}
