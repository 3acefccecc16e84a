/** Rewrites a card for clients that drop Action.Execute presses: the Bot Framework Emulator and Web Chat. */
import type { Json, JsonObject } from '../domain/values/json';
import type { Card } from './templates';

/** Every Action.Execute, nested ones too, becomes an Action.Submit whose data carries the verb beside the same data; charts go, and what would unfold them. */
export function forLegacyClient(card: Card): Card {
  const undrawn = new Set(idsOfUndrawn(card));
  return { ...rewriteObject(card, undrawn), version: cappedVersion(card['version']) };
}

function rewrite(value: Json, undrawn: ReadonlySet<string>): Json {
  if (Array.isArray(value))
    return (value as readonly Json[])
      .filter((inner) => !isUndrawn(inner) && !unfoldsNothing(inner, undrawn))
      .map((inner) => rewrite(inner, undrawn));
  return isObject(value) ? rewriteObject(value, undrawn) : value;
}

function rewriteObject(object: JsonObject, undrawn: ReadonlySet<string>): JsonObject {
  const rewritten: Record<string, Json> = {};
  for (const [key, value] of Object.entries(object)) if (value !== undefined) rewritten[key] = rewrite(value, undrawn);
  if (rewritten['type'] !== 'Action.Execute') return rewritten;
  const { verb, data, ...rest } = rewritten;
  return { ...rest, type: 'Action.Submit', data: { ...asObject(data), ...(verb === undefined ? {} : { verb }) } };
}

/** Their cards end at 1.5, which knows no chart: a container with nothing else in it would unfold to nothing. */
function isUndrawn(node: Json): boolean {
  if (!isObject(node)) return false;
  const { type, items } = node;
  if (typeof type === 'string' && type.startsWith('Chart.')) return true;
  return (
    type === 'Container' && Array.isArray(items) && items.length > 0 && (items as readonly Json[]).every(isUndrawn)
  );
}

function idsOfUndrawn(node: Json): readonly string[] {
  if (Array.isArray(node)) return (node as readonly Json[]).flatMap(idsOfUndrawn);
  if (!isObject(node)) return [];
  if (isUndrawn(node)) return typeof node['id'] === 'string' ? [node['id']] : [];
  return Object.values(node).flatMap((inner) => (inner === undefined ? [] : idsOfUndrawn(inner)));
}

function unfoldsNothing(node: Json, undrawn: ReadonlySet<string>): boolean {
  if (!isObject(node) || node['type'] !== 'Action.ToggleVisibility') return false;
  const { targetElements } = node;
  return (
    Array.isArray(targetElements) &&
    (targetElements as readonly Json[]).every((target) => typeof target === 'string' && undrawn.has(target))
  );
}

function isObject(value: Json): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function asObject(value: Json | undefined): JsonObject {
  return value !== undefined && isObject(value) ? value : {};
}

/** The Emulator's Web Chat renders 1.6 blank. */
function cappedVersion(version: Json | undefined): string {
  return typeof version === 'string' && Number(version) <= 1.5 ? version : '1.5';
}
