/** The decision matrix: what the gates' findings together mean for a payment. */
import { z } from 'zod';
import { sanctionsDecisions } from '../../evidence/sanctions-screening';
import { outcomes } from '../outcome';
import { namedRole, ruleId, words } from './table-values';

const decisionRule = z
  .strictObject({
    id: ruleId,
    /** A finding left out means any. */
    when: z
      .strictObject({
        sanctions: z.enum(sanctionsDecisions),
        liquidity_breach: z.boolean().optional(),
        before_cutoff: z.boolean().optional(),
      })
      .readonly(),
    outcome: z.enum(outcomes),
    /** Named roles, or whatever the approval matrix asks for. */
    approvals: z.union([z.literal('approval_matrix'), z.array(namedRole).readonly()]),
  })
  .readonly();

const findingRule = z
  .strictObject({
    id: ruleId,
    result: z.string().regex(/^[a-z][a-z0-9_]*$/, 'is not a result name like fraud_screening'),
    /** What each word asks for at least. */
    verdicts: z.record(z.string().min(1), z.enum(['HOLD', 'REJECT'])).optional(),
    /** Whether a payment is held where nobody found anything of it. */
    required: z.boolean().default(false),
  })
  .readonly();

export const decisionTable = z
  .strictObject({
    rules: z.array(decisionRule).min(1).readonly(),
    /** A payment held because evidence is missing or a proposal was stricter than policy. */
    manual_review: z.strictObject({ id: ruleId, at_least: words }).readonly(),
    /** What agents beyond the three gates found, by their result names: it may make an outcome stricter than their own files say, never milder. */
    findings: z.array(findingRule).readonly().optional(),
  })
  .readonly();

export type DecisionRule = z.infer<typeof decisionRule>;
export type DecisionTable = z.infer<typeof decisionTable>;
