/** A statement of the desk as a compact JSON Web Signature (RFC 7515), so that any JOSE library checks it. */
import { verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../domain/values/json';
import type { AnchorKey } from '../ports/anchors';
import { algorithmOf, digestOf } from './keys';

/** Ours have some 400 letters. */
const longest = 4_096;

/** `type` tells what kind of statement it is: a signature over something else by the same key is none. Throws `anchor_failed`. */
export async function signStatement(type: string, statement: object, key: AnchorKey): Promise<string> {
  const header = { alg: key.algorithm, kid: key.id, typ: type };
  const signed = [header, statement].map((part) => toBase64Url(canonicalJson(part))).join('.');
  return `${signed}.${toBase64Url(await key.sign(Buffer.from(signed)))}`;
}

export type ReadStatement<T> =
  { readonly kind: 'signed' | 'not_signed'; readonly statement: T } | { readonly kind: 'unreadable' };

const headerSchema = z.strictObject({ alg: z.enum(['EdDSA', 'ES256']), kid: z.string(), typ: z.string() });

/** What the key says: the algorithm is the key's own, whatever the text claims. */
export function readStatement<T>(
  jws: string,
  { type, schema }: { readonly type: string; readonly schema: z.ZodType<T> },
  key: KeyObject,
): ReadStatement<T> {
  const parts = jws.length <= longest ? jws.split('.') : [];
  const [head = '', body = '', signature = ''] = parts;
  const claimed = headerSchema.safeParse(fromBase64Url(head));
  const statement = schema.safeParse(fromBase64Url(body));
  if (parts.length !== 3 || !claimed.success || !statement.success) return { kind: 'unreadable' };
  if (claimed.data.typ !== type) return { kind: 'unreadable' };
  const algorithm = algorithmOf(key);
  const isSigned =
    claimed.data.alg === algorithm &&
    verify(
      digestOf(algorithm),
      Buffer.from(`${head}.${body}`),
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );
  return { kind: isSigned ? 'signed' : 'not_signed', statement: statement.data };
}

function toBase64Url(content: string | Uint8Array): string {
  return Buffer.from(content).toString('base64url');
}

function fromBase64Url(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    // Anything may stand where a statement should: what cannot be read is none.
    return null;
  }
}
