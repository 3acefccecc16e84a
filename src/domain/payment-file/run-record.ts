/** What the desk keeps of a payment run: which row became which case, and what is wrong with the others. */
import { z } from 'zod';
import { Fault, type Problem } from '../values/errors';
import type { JsonObject } from '../values/json';

const place = z.strictObject({ line: z.int().positive(), run_id: z.string() }).readonly();
const problem = z.looseObject({ code: z.string(), message: z.string(), field: z.string().optional() });

const recordSchema = z
  .strictObject({
    /** Begun: rows of it may be cases already, and the same file again goes on with the others. */
    state: z.enum(['begun', 'taken']),
    /** The file's, for people. */
    name: z.string(),
    format: z.enum(['pain.001', 'csv']),
    message_id: z.string().nullable(),
    /** Of the file. */
    sha256: z.string(),
    rows: z.int().positive(),
    by: z.string(),
    by_object_id: z.string(),
    at: z.string(),
    taken: z.array(place).readonly(),
    /** Payments that were asked for before, in the same words. */
    known: z.array(place).readonly(),
    refused: z
      .array(z.strictObject({ line: z.int().positive(), problems: z.array(problem).readonly() }).readonly())
      .readonly(),
  })
  .readonly();

type StoredRecord = z.infer<typeof recordSchema>;
export interface RefusedRow {
  readonly line: number;
  readonly problems: readonly Problem[];
}
export interface RunRecord extends Omit<StoredRecord, 'refused'> {
  readonly refused: readonly RefusedRow[];
}

/** Throws `store_corrupt`. */
export function readRunRecord({ id, body }: { readonly id: string; readonly body: JsonObject }): RunRecord {
  const read = recordSchema.safeParse(body);
  if (!read.success) throw new Fault('store_corrupt', `payment run ${id}: ${z.prettifyError(read.error)}`);
  // The schema has checked the frame; the codes are those this desk gave.
  return read.data as RunRecord;
}

export function runRecordBody(record: RunRecord): JsonObject {
  // Plain data; the types of read-only lists are all that keep it from being JSON.
  return record as unknown as JsonObject;
}

/** By the file's content: the same file again is the same run. */
export function runIdOf(sha256: string): string {
  return `RUN-${sha256.slice(0, 12).toUpperCase()}`;
}
