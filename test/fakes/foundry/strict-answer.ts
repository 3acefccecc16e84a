/** An answer as a model under a strict schema has to give it: every field is there, null where it says nothing, and nothing else. */

type Schema = Readonly<Record<string, unknown>>;

export function asAnswered(schema: Schema, value: unknown): unknown {
  if (value === undefined) return null;
  const choices = (schema['anyOf'] ?? [schema]) as readonly Schema[];
  if (Array.isArray(value)) {
    const items = choices.find((choice) => choice['items'])?.['items'] as Schema;
    return value.map((item) => asAnswered(items, item));
  }
  if (typeof value !== 'object' || value === null) return value;
  const own = value as Record<string, unknown>;
  const fits = (choice: Schema): boolean => {
    const { kind } = (choice['properties'] ?? {}) as Record<string, Schema>;
    return choice['properties'] !== undefined && (!kind || (kind['enum'] as unknown[]).includes(own['kind']));
  };
  const properties = choices.find(fits)?.['properties'] as Record<string, Schema> | undefined;
  if (!properties) return value;
  return Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, asAnswered(field, own[name])]));
}
