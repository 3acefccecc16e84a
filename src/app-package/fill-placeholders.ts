/** Puts an environment's values where a JSON file of the app package says `${{NAME}}`. */
import type { Json } from '../domain/values/json';

export interface Filled {
  readonly value: Json;
  /** Names that have no value, each once. */
  readonly missing: readonly string[];
}

/** An empty value counts as none: an env file lists names before anybody knows their values. */
export function fillPlaceholders(template: Json, values: Readonly<Record<string, string | undefined>>): Filled {
  const missing = new Set<string>();
  const fill = (value: Json): Json => {
    if (typeof value === 'string') return value.replace(/\$\{\{(.*?)\}\}/g, (_, said: string) => valueOf(said.trim()));
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value).flatMap(([key, inner]) => (inner === undefined ? [] : [[key, fill(inner)]]));
    return Object.fromEntries(members) as Json;
  };
  const valueOf = (name: string): string => {
    const value = Object.hasOwn(values, name) ? (values[name] ?? '').trimEnd() : '';
    if (value === '') missing.add(name);
    return value;
  };
  return { value: fill(template), missing: [...missing] };
}
