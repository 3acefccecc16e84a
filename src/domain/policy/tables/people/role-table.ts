/** Who may approve: roles, their rank, their time to answer, and how long they may delegate. */
import { z } from 'zod';
import { words } from '../table-values';

const role = z
  .strictObject({
    name: words,
    line: z.enum(['treasury', 'compliance']),
    /** Higher decides over lower; equal ranks stand side by side. Ranks compare within one line only. */
    rank: z.int().min(1).max(99),
    sla_hours: z.number().positive(),
    /** Who is asked when the time to answer has passed; null for the top of a line. */
    escalates_to: words.nullable(),
    /** Longest delegation in business days; null where the role may not delegate. */
    delegation_max_business_days: z.int().positive().nullable(),
  })
  .readonly();

export const roleTable = z.strictObject({ roles: z.array(role).min(1).readonly() }).readonly();
export type Role = z.infer<typeof role>;
