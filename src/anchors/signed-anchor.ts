/** An anchor as a compact JSON Web Signature (RFC 7515), so that any JOSE library checks it. */
import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { anchorSchema, type Anchor } from '../domain/case/anchor';
import { Fault, refuse, type Refusal } from '../domain/values/errors';
import { canonicalJson } from '../domain/values/json';
import { z } from 'zod';
import type { AnchorAlgorithm, AnchorKey, SignedAnchor } from '../ports-anchors';

/** What kind of statement it is: a signature over something else by the same key is none. */
const type = 'treasury-desk-anchor';
/** Ours have some 400 letters. */
const longest = 4_096;

const header = z.strictObject({ alg: z.enum(['EdDSA', 'ES256']), kid: z.string(), typ: z.literal(type) });

/** Throws `anchor_failed`. */
export async function signAnchor(anchor: Anchor, key: AnchorKey): Promise<SignedAnchor> {
  const told = [{ alg: key.algorithm, kid: key.id, typ: type }, anchor].map((part) => toBase64Url(canonicalJson(part)));
  const signed = told.join('.');
  const signature = await key.sign(Buffer.from(signed));
  return { anchor, jws: `${signed}.${toBase64Url(signature)}` };
}

/** What the key says: the algorithm is the key's own, whatever the text claims. Refused by `anchor_unreadable` and `anchor_not_signed`. */
export function readSignedAnchor(
  jws: string,
  key: KeyObject,
): { readonly ok: true; readonly signed: SignedAnchor } | Refusal {
  const parts = jws.length <= longest ? jws.split('.') : [];
  const [head = '', body = '', signature = ''] = parts;
  const claimed = header.safeParse(fromBase64Url(head));
  const anchor = anchorSchema.safeParse(fromBase64Url(body));
  if (parts.length !== 3 || !claimed.success || !anchor.success)
    return refuse('anchor_unreadable', 'This is no anchor of the audit chain.', 'anchors');
  const algorithm = algorithmOf(key);
  const isSigned =
    claimed.data.alg === algorithm &&
    verify(
      digestOf(algorithm),
      Buffer.from(`${head}.${body}`),
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );
  if (!isSigned)
    return refuse(
      'anchor_not_signed',
      `The anchor of ${anchor.data.count} events is not signed by this key.`,
      'anchors',
    );
  return { ok: true, signed: { anchor: anchor.data, jws } };
}

/** A public key's text; of a private key its public half. Throws `configuration_invalid`. */
export function readPublicKey(pem: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch (error) {
    throw new Fault('configuration_invalid', 'The anchor key is no key in PEM.', { cause: error });
  }
  algorithmOf(key);
  return key;
}

/** Throws `configuration_invalid` for a key of another kind. */
export function algorithmOf(key: KeyObject): AnchorAlgorithm {
  if (key.asymmetricKeyType === 'ed25519') return 'EdDSA';
  if (key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return 'ES256';
  throw new Fault('configuration_invalid', 'The anchor key is neither of Ed25519 nor of P-256.');
}

/** Null where the algorithm brings its own. */
export function digestOf(algorithm: AnchorAlgorithm): 'sha256' | null {
  return algorithm === 'ES256' ? 'sha256' : null;
}

function toBase64Url(content: string | Uint8Array): string {
  return Buffer.from(content).toString('base64url');
}

function fromBase64Url(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    // Anything may stand in a file of anchors: what cannot be read is none.
    return null;
  }
}
