/** What the desk keeps of a payment file it decided on: enough to write the same bytes again, and to know the bank's answers to it. */
import { z } from 'zod';
import { channels } from '../payment/payment-request';
import { Fault } from '../values/errors';
import type { JsonObject } from '../values/json';
import { ownAccountsSchema } from './own-accounts';

const recordSchema = z
  .strictObject({
    /** Decided: its payments are let go, and whether the file is written is not known yet. */
    state: z.enum(['decided', 'written']),
    /** Of the file, in the folder. */
    name: z.string(),
    folder: z.string(),
    created_at: z.string(),
    sha256: z.string(),
    count: z.int().positive(),
    sum: z.string(),
    asked_by: z.string(),
    /** Who pays, as it was when the file was decided. */
    own: ownAccountsSchema,
    groups: z
      .array(z.strictObject({ id: z.string(), count: z.int().positive(), sum: z.string() }).readonly())
      .readonly(),
    payments: z
      .array(
        z
          .strictObject({
            run_id: z.string(),
            payment_id: z.string(),
            channel: z.enum(channels),
            end_to_end_id: z.string(),
            payment_information: z.string(),
            /** As the file says it. */
            amount: z.string(),
            currency: z.string(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();

export type FileRecord = z.infer<typeof recordSchema>;

/** Throws `store_corrupt`. */
export function readFileRecord({ id, body }: { readonly id: string; readonly body: JsonObject }): FileRecord {
  const read = recordSchema.safeParse(body);
  if (!read.success) throw new Fault('store_corrupt', `payment file ${id}: ${z.prettifyError(read.error)}`);
  return read.data;
}

export function fileRecordBody(record: FileRecord): JsonObject {
  return { ...record };
}
