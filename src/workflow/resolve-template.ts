/** Fills an input or output template from the run context. */
import type { Json, JsonObject } from '../domain/values/json';
import { findValue, isPath } from './json-path';

/** Texts that are JSONPath become what they find, everything else stays; a key whose path finds nothing is left out. */
export function resolveTemplate(template: JsonObject, context: JsonObject): JsonObject {
  const resolved = Object.entries(template).map(([key, value]) => [key, resolve(value, context)] as const);
  return Object.fromEntries(resolved.filter(([, value]) => value !== undefined));
}

function resolve(value: Json | undefined, context: JsonObject): Json | undefined {
  if (typeof value === 'string') return isPath(value) ? findValue(context, value) : value;
  if (isList(value)) return value.map((item) => resolve(item, context)).filter((item) => item !== undefined);
  if (value !== null && typeof value === 'object') return resolveTemplate(value, context);
  return value;
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
