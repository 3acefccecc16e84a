/** Rewrites a card for clients that drop Action.Execute presses: the Bot Framework Emulator and Web Chat. */
import type { Json, JsonObject } from '../domain/values/json';
import type { Card } from './templates';

/** Every Action.Execute, nested ones too, becomes an Action.Submit whose data carries the verb beside the same data. */
export function forLegacyClient(card: Card): Card {
  return { ...rewriteObject(card), version: cappedVersion(card['version']) };
}

function rewrite(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(rewrite);
  return value !== null && typeof value === 'object' ? rewriteObject(value as JsonObject) : value;
}

function rewriteObject(object: JsonObject): JsonObject {
  const rewritten: Record<string, Json> = {};
  for (const [key, value] of Object.entries(object)) if (value !== undefined) rewritten[key] = rewrite(value);
  if (rewritten['type'] !== 'Action.Execute') return rewritten;
  const { verb, data, ...rest } = rewritten;
  return { ...rest, type: 'Action.Submit', data: { ...asObject(data), ...(verb === undefined ? {} : { verb }) } };
}

function asObject(value: Json | undefined): JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** The Emulator's Web Chat renders 1.6 blank. */
function cappedVersion(version: Json | undefined): string {
  return typeof version === 'string' && Number(version) <= 1.5 ? version : '1.5';
}
