/** Segregation of duties: pairs of duties one person may not do for one payment. */
import { z } from 'zod';
import { ruleId, words } from '../table-values';

export const duties = [
  'create',
  'approve',
  'first_approval',
  'second_approval',
  'request_override',
  'grant_override',
  'compliance_clear',
  'release',
  'change_beneficiary',
  'approve_first_payment',
  'change_amount',
  'delegate',
  'own_request',
] as const;
export type Duty = (typeof duties)[number];

const segregationRule = z
  .strictObject({
    id: ruleId,
    duties: z.tuple([z.enum(duties), z.enum(duties)]).readonly(),
    /** What a refused person reads. */
    refusal: words,
  })
  .readonly();

export const segregationTable = z
  .strictObject({
    rules: z.array(segregationRule).min(1).readonly(),
    /** Whoever grants the override of a breach must justify it. */
    override_justification: z.strictObject({ id: ruleId, min_characters: z.int().positive() }).readonly(),
  })
  .readonly();

export type SegregationTable = z.infer<typeof segregationTable>;
