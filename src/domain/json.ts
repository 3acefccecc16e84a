/** JSON values, their one canonical text, and its fingerprint. */
import { createHash } from 'node:crypto';

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** Keys sorted, nothing optional: two equal values have one text (RFC 8785 in the cases we produce). Undefined reads as JSON reads it. */
export function canonicalJson(value: unknown): string {
  const plain = hasToJson(value) ? value.toJSON() : value;
  if (plain === undefined) return 'null';
  if (typeof plain !== 'object' || plain === null) return JSON.stringify(plain);
  if (Array.isArray(plain)) return `[${plain.map(canonicalJson).join(',')}]`;
  // Written out by hand: every commit seals and reads back a whole event, and JSON.stringify with a replacer takes three times as long.
  const members = plain as Readonly<Record<string, unknown>>;
  const texts: string[] = [];
  for (const key of Object.keys(members).sort()) {
    const inner = members[key];
    if (inner !== undefined) texts.push(`${JSON.stringify(key)}:${canonicalJson(inner)}`);
  }
  return `{${texts.join(',')}}`;
}

function hasToJson(value: unknown): value is { toJSON(): unknown } {
  return typeof value === 'object' && value !== null && 'toJSON' in value && typeof value.toJSON === 'function';
}

/** SHA-256, lower-case hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The fingerprint of a JSON value: equal values, equal fingerprints, whatever the order of their keys. */
export function fingerprint(value: unknown): string {
  return sha256(canonicalJson(value));
}
