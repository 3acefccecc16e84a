/** An agent's answer out of the text of its message: JSON of its schema, or nothing. */
import { z } from 'zod';
import { Fault } from '../../../domain/values/errors';
import type { JsonObject } from '../../../domain/values/json';
import { parseJson } from '../../../domain/values/parse-json';

type Schema = Readonly<Record<string, unknown>>;

/** Throws `agent_declined` for no text, `agent_output_invalid` for one that is not JSON of that schema. */
export function readOpinion<T>(schema: z.ZodType<T>, text: string | null): T {
  if (text === null || text.trim() === '') throw new Fault('agent_declined', 'the agent said nothing');
  const parsed = parseJson(text);
  if (!parsed.ok) throw new Fault('agent_output_invalid', 'the agent did not answer in JSON');
  const shape = z.toJSONSchema(schema, { io: 'output', reused: 'inline' }) as Schema;
  const checked = schema.safeParse(withoutUnsaid(shape, parsed.value));
  if (checked.success) return checked.data;
  throw new Fault('agent_output_invalid', `the agent's answer misses its schema: ${z.prettifyError(checked.error)}`);
}

/** A hosted model must name every field, so what it leaves out it says as null: where null is no value of its own, it was left out. */
function withoutUnsaid(schema: Schema, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const choices = (schema['anyOf'] ?? schema['oneOf'] ?? [schema]) as readonly Schema[];
  if (Array.isArray(value)) {
    const items = choices.find((choice) => choice['items'] !== undefined)?.['items'];
    return items === undefined ? value : value.map((item) => withoutUnsaid(items as Schema, item));
  }
  const own = value as JsonObject;
  const shape = choices.find((choice) => isOfKind(choice, own)) ?? {};
  const properties = (shape['properties'] ?? {}) as Readonly<Record<string, Schema>>;
  const required = (shape['required'] ?? []) as readonly string[];
  const said = Object.entries(own).flatMap(([name, inner]) => {
    const field = properties[name];
    if (field === undefined) return [[name, inner]];
    const isLeftOut = inner === null && !required.includes(name) && !takesNull(field);
    return isLeftOut ? [] : [[name, withoutUnsaid(field, inner)]];
  });
  return Object.fromEntries(said) as JsonObject;
}

/** Objects told apart by a word of theirs, as an alternative's `kind`. */
function isOfKind(choice: Schema, value: JsonObject): boolean {
  if (choice['properties'] === undefined) return false;
  return Object.entries(choice['properties'] as Readonly<Record<string, Schema>>).every(
    ([name, { const: only }]) => only === undefined || value[name] === only,
  );
}

function takesNull(field: Schema): boolean {
  const choices = (field['anyOf'] ?? field['oneOf'] ?? [field]) as readonly Schema[];
  return choices.some(
    ({ type }) => type === undefined || type === 'null' || (Array.isArray(type) && type.includes('null')),
  );
}
