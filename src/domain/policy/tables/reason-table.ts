/** What the reason codes of decisions mean, and what the requester can do about them. */
import { z } from 'zod';
import { reasonCodes } from '../outcome';
import { words } from './table-values';

const reason = z
  .strictObject({
    code: z.enum(reasonCodes),
    meaning: words,
    /** What whoever asked for the payment can do. Read by the originator: it says nothing of a match. */
    next_step: words,
  })
  .readonly();

export const reasonTable = z.strictObject({ reasons: z.array(reason).min(1).readonly() }).readonly();
export type Reason = z.infer<typeof reason>;
