/** An audit event to and from its stored text: canonical JSON, so that not one byte can change unseen. */
import { z } from 'zod';
import { type AuditEvent, auditEventTypes } from '../domain/case/audit-event';
import { Fault } from '../domain/values/errors';
import { canonicalJson } from '../domain/values/json';
import { parseJson } from './stored-case';

/** Strict: a field that is not ours was put in by somebody else. */
const storedEventSchema = z.strictObject({
  seq: z.int().positive(),
  type: z.enum(auditEventTypes),
  run_id: z.string(),
  payment_id: z.string(),
  case_version: z.int().positive(),
  case_hash: z.string(),
  actor: z.strictObject({
    kind: z.enum(['person', 'desk']),
    name: z.string(),
    tenant_id: z.string().optional(),
    object_id: z.string().optional(),
    persona_of: z.string().optional(),
  }),
  at: z.string(),
  recorded_at: z.string(),
  idempotency_key: z.string().optional(),
  input_fingerprint: z.string().optional(),
  payload: z.looseObject({}),
  previous_hash: z.string(),
  hash: z.string(),
} satisfies Record<keyof AuditEvent, z.ZodType>);

export function eventText(event: AuditEvent): string {
  return canonicalJson(event);
}

/**
 * Throws `store_corrupt`, naming `place` and the event's seq, where the text is not an event of this row as it was written.
 * The seal itself is for `findChainFault` to check: a forged event that is well formed comes back as it stands.
 */
export function readEventText(place: string, row: { seq: number; run_id: string; body: string }): AuditEvent {
  const named = `${place}: audit event ${row.seq}`;
  const value = parseJson(named, row.body);
  const checked = storedEventSchema.safeParse(value);
  if (!checked.success) throw new Fault('store_corrupt', `${named}: ${z.prettifyError(checked.error)}`);
  if (canonicalJson(value) !== row.body)
    throw new Fault('store_corrupt', `${named} is not written as this store writes`);
  if (checked.data.seq !== row.seq || checked.data.run_id !== row.run_id) {
    throw new Fault(
      'store_corrupt',
      `${named} of ${row.run_id} says it is event ${checked.data.seq} of ${checked.data.run_id}`,
    );
  }
  return value as AuditEvent;
}
