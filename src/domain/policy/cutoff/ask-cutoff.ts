/** Until when a described payment may go, asked from outside: checked field by field, answered with the six facts of a cutoff. */
import { z } from 'zod';
import type { Refusal } from '../../values/errors';
import { channels, paymentTypes } from '../../payment/payment-request';
import { parseUtc } from '../../values/time';
import { effectiveCutoff, type CutoffAnswer } from './cutoff';
import { unknownEntity } from '../questions/known-entity';
import { fieldProblems, instantText, isoCurrency, upperCase } from '../questions/question-fields';
import type { Policy } from '../policy';

const cutoffSchema = z
  .strictObject({
    entity: z.string().trim().min(1, 'is empty').max(64),
    currency: isoCurrency,
    channel: upperCase(z.enum(channels)).nullish(),
    /** Decides the grace, and the channel where none is given. Left out: the ordinary type of the channel. */
    payment_type: upperCase(z.enum(paymentTypes)).nullish(),
    /** Left out: now. */
    at: instantText.nullish(),
  })
  .refine(({ channel, payment_type: type }) => channel != null || type != null, {
    message: 'is missing, and no payment_type says which it is',
    path: ['channel'],
  });

export type CutoffFacts = Omit<CutoffAnswer, 'local_time' | 'binding_id' | 'grace_id' | 'closed'>;

/** Refuses by field. */
export function askCutoff(
  policy: Policy,
  question: unknown,
  nowMs: number,
): { ok: true; facts: CutoffFacts; localTime: string | null } | Refusal {
  const read = cutoffSchema.safeParse(question);
  if (!read.success) return { ok: false, problems: fieldProblems(read.error, question) };
  const { entity, currency, channel, payment_type: type, at } = read.data;
  const stranger = unknownEntity(policy, entity);
  if (stranger) return stranger;
  const {
    local_time: localTime,
    binding_id: _id,
    grace_id: _graceId,
    closed: _closed,
    ...facts
  } = effectiveCutoff(policy, {
    entity,
    currency,
    channel: channel ?? undefined,
    // A channel's own type has its name and no grace; the schema saw to it that one of the two is given.
    paymentType: type ?? channel ?? 'SWIFT',
    atMs: (at == null ? null : parseUtc(at)) ?? nowMs,
  });
  return { ok: true, facts, localTime };
}
