/** JSON values, their one canonical text, and its fingerprint. */
import { hash } from 'node:crypto';

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** What JSON writes between quotes as it stands: printable ASCII without the quote and the backslash. */
const plainText = /^[ !#-[\]-~]*$/;

/**
 * Keys sorted, nothing optional: two equal values have one text (RFC 8785 in the cases we produce). Undefined reads as JSON reads it.
 * Written out by hand because every commit seals and writes a whole event: on Node 20 a step's event of 4.4 KB takes 19 µs of
 * processor time, and JSON.stringify with a replacer that sorts 46.
 */
export function canonicalJson(value: unknown): string {
  const plain = hasToJson(value) ? value.toJSON() : value;
  if (plain === undefined) return 'null';
  if (typeof plain === 'string') return quoted(plain);
  if (typeof plain !== 'object' || plain === null) return JSON.stringify(plain);
  let text = '';
  if (Array.isArray(plain)) {
    for (const inner of plain) text += `${text === '' ? '' : ','}${canonicalJson(inner)}`;
    return `[${text}]`;
  }
  const members = plain as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(members).sort()) {
    const inner = members[key];
    if (inner !== undefined) text += `${text === '' ? '' : ','}${quoted(key)}:${canonicalJson(inner)}`;
  }
  return `{${text}}`;
}

function quoted(text: string): string {
  return plainText.test(text) ? `"${text}"` : JSON.stringify(text);
}

function hasToJson(value: unknown): value is { toJSON(): unknown } {
  return typeof value === 'object' && value !== null && 'toJSON' in value && typeof value.toJSON === 'function';
}

/** The value as its JSON reads: without members that are undefined. The same object where there are none. */
export function withoutUndefined<T>(value: T): T {
  if (typeof value !== 'object' || value === null || !hasUndefined(value)) return value;
  if (Array.isArray(value)) return value.map(withoutUndefined) as T;
  const members = Object.entries(value as Readonly<Record<string, unknown>>);
  const kept = members.filter(([, inner]) => inner !== undefined).map(([key, inner]) => [key, withoutUndefined(inner)]);
  return Object.fromEntries(kept) as T;
}

/** Looked for before anything is made: every commit asks it of a whole case, which mostly has none. */
function hasUndefined(value: object): boolean {
  return Object.values(value).some(
    (inner: unknown) => inner === undefined || (typeof inner === 'object' && inner !== null && hasUndefined(inner)),
  );
}

/** Whether two values read the same as JSON, whatever the order of their keys; the same as comparing their canonical texts, without making them. */
export function isSameJson(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other))
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((inner: Json, at) => isSameJson(inner, other[at] as Json))
    );
  const [members, others] = [one as JsonObject, other as JsonObject];
  const member = (of: JsonObject, key: string) => (Object.hasOwn(of, key) ? of[key] : undefined);
  return (
    Object.keys(members).every((key) => isSameJson(members[key], member(others, key))) &&
    Object.keys(others).every((key) => others[key] === undefined || Object.hasOwn(members, key))
  );
}

/** SHA-256, lower-case hex. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/** The fingerprint of a JSON value: equal values, equal fingerprints, whatever the order of their keys. */
export function fingerprint(value: unknown): string {
  return sha256(canonicalJson(value));
}

/** One line for a message to an agent: JSON leaves the Unicode line separators as they are; escaped, one value stays one line. */
export function asJson(value: unknown): string {
  return JSON.stringify(value, null, 0).replace(
    /[\u0085\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
