/** The JSON Schema a hosted model must answer in, derived from the schema its answer is checked against. */
import { z } from 'zod';
import type { JsonObject } from '../../domain/values/json';

type Schema = Record<string, unknown>;

/**
 * Strict output takes a part of JSON Schema alone: every field is required and no other is let in, so a field that may be left out
 * becomes one that may be null, choices are `anyOf`, and limits are left out (Azure OpenAI, structured outputs, supported schemas).
 */
export function strictSchema(schema: z.ZodType): JsonObject {
  const { $schema: _version, ...root } = z.toJSONSchema(schema, { io: 'output', reused: 'inline' }) as Schema;
  return strict(root) as JsonObject;
}

function strict(schema: Schema): Schema {
  const { type, description, oneOf, anyOf, properties, items, required, enum: some, const: only } = schema;
  const choices = (anyOf ?? oneOf) as readonly Schema[] | undefined;
  const words = only === undefined ? some : [only];
  // Limits on lengths and numbers are not among what it takes; an answer is held to them when it is read.
  return {
    ...(type === undefined ? {} : { type }),
    ...(description === undefined ? {} : { description }),
    ...(words === undefined ? {} : { enum: words }),
    ...(choices === undefined ? {} : { anyOf: choices.map(strict) }),
    ...(items === undefined ? {} : { items: strict(items as Schema) }),
    ...(properties === undefined
      ? {}
      : closed(properties as Readonly<Record<string, Schema>>, (required ?? []) as readonly string[])),
  };
}

function closed(properties: Readonly<Record<string, Schema>>, required: readonly string[]): Schema {
  const fields = Object.entries(properties).map(([name, field]) => {
    const own = strict(field);
    return [name, required.includes(name) ? own : orNull(own)] as const;
  });
  return {
    type: 'object',
    properties: Object.fromEntries(fields),
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

function orNull(schema: Schema): Schema {
  const choices = (schema['anyOf'] ?? [schema]) as readonly Schema[];
  const mayBeNull = choices.some(({ type }) => type === 'null' || (Array.isArray(type) && type.includes('null')));
  return mayBeNull ? schema : { anyOf: [...choices, { type: 'null' }] };
}
