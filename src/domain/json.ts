/** JSON values, their one canonical text, and its fingerprint. */
import { createHash } from 'node:crypto';

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** Keys sorted, nothing optional: two equal values have one text (RFC 8785 in the cases we produce). */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** SHA-256, lower-case hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The fingerprint of a JSON value: equal values, equal fingerprints, whatever the order of their keys. */
export function fingerprint(value: unknown): string {
  return sha256(canonicalJson(value));
}
