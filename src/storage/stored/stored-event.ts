/** An audit event to and from its stored text: canonical JSON, so that not one byte can change unseen. */
import { z } from 'zod';
import {
  auditEventTypes,
  houseEventTypes,
  subjectKinds,
  type AuditEvent,
  type ChainEvent,
  type HouseEvent,
} from '../../domain/case/audit-event';
import { Fault } from '../../domain/values/errors';
import { canonicalJson } from '../../domain/values/json';
import { parseJson } from './stored-case';

/** Strict: a field that is not ours was put in by somebody else. */
const everyEvent = {
  seq: z.int().positive(),
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
};
const paymentEvent = z.strictObject({
  ...everyEvent,
  type: z.enum(auditEventTypes),
  run_id: z.string(),
  payment_id: z.string(),
  case_version: z.int().positive(),
  case_hash: z.string(),
} satisfies Record<keyof AuditEvent, z.ZodType>);
const houseEvent = z.strictObject({
  ...everyEvent,
  type: z.enum(houseEventTypes),
  subject: z.enum(subjectKinds),
  subject_id: z.string(),
  subject_version: z.int().positive(),
  subject_hash: z.string(),
} satisfies Record<keyof HouseEvent, z.ZodType>);

export function eventText(event: ChainEvent): string {
  return canonicalJson(event);
}

interface EventRow {
  readonly seq: number;
  readonly run_id: string | null;
  readonly body: string;
}

/**
 * Throws `store_corrupt`, naming `place` and the event's seq, where the text is not an event of this row as it was written.
 * The seal itself is for `findChainFault` to check: a forged event that is well formed comes back as it stands.
 */
export function readChainText(place: string, row: EventRow): ChainEvent {
  return row.run_id === null
    ? (readAs(houseEvent, place, row) as HouseEvent)
    : readEventText(place, { ...row, run_id: row.run_id });
}

/** An event of a payment. Throws as `readChainText`. */
export function readEventText(place: string, row: EventRow & { readonly run_id: string }): AuditEvent {
  const event = readAs(paymentEvent, place, row) as AuditEvent;
  if (event.run_id !== row.run_id)
    throw new Fault(
      'store_corrupt',
      `${place}: audit event ${row.seq} of ${row.run_id} says it is event ${event.seq} of ${event.run_id}`,
    );
  return event;
}

function readAs(schema: typeof paymentEvent | typeof houseEvent, place: string, row: EventRow): unknown {
  const named = `${place}: audit event ${row.seq}`;
  const value = parseJson(named, row.body);
  const checked = schema.safeParse(value);
  if (!checked.success) throw new Fault('store_corrupt', `${named}: ${z.prettifyError(checked.error)}`);
  if (canonicalJson(value) !== row.body)
    throw new Fault('store_corrupt', `${named} is not written as this store writes`);
  if (checked.data.seq !== row.seq) throw new Fault('store_corrupt', `${named} says it is event ${checked.data.seq}`);
  return value;
}
