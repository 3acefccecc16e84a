/** Holds a value to a schema once: what was recorded is never changed, so what was read of it stays true. */
import type { z } from 'zod';
import type { JsonObject } from './json';

const readings = new WeakMap<z.ZodType, WeakMap<JsonObject, unknown>>();

/** What came out of a schema fits it, and need not be held to it again. */
export function noteRead<T>(schema: z.ZodType<T>, data: T & JsonObject): void {
  const bySchema = readings.get(schema) ?? new WeakMap<JsonObject, unknown>();
  readings.set(schema, bySchema.set(data, { success: true, data }));
}

/** What `schema.safeParse(value)` says; the same answer for the same object. */
export function readOnce<T>(schema: z.ZodType<T>, value: JsonObject): z.ZodSafeParseResult<T> {
  const bySchema = readings.get(schema) ?? new WeakMap<JsonObject, unknown>();
  readings.set(schema, bySchema);
  const known = bySchema.get(value) as z.ZodSafeParseResult<T> | undefined;
  const reading = known ?? schema.safeParse(value);
  if (!known) bySchema.set(value, reading);
  return reading;
}
