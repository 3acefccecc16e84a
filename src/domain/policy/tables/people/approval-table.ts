/** The approval matrix: which roles must approve, by USD equivalent, type, breach severity, entity and hour. */
import { z } from 'zod';
import { severities } from '../../../evidence/liquidity-screening';
import { paymentTypes } from '../../../payment/payment-request';
import { grants } from '../../approvals/grants';
import { namedRole, ruleId, timeOfDay, wordList, words } from '../table-values';

const approvalTier = z
  .strictObject({
    id: ruleId,
    /** The tier's upper bound in USD, inclusive; null for the last. */
    up_to_usd: z.number().positive().nullable(),
    /** The leading role first. */
    roles: wordList,
  })
  .readonly();

const approvalRule = z
  .strictObject({
    id: ruleId,
    /** All conditions given must hold. */
    when: z
      .strictObject({
        above_usd: z.number().nonnegative().optional(),
        up_to_usd: z.number().positive().optional(),
        payment_types: z.array(z.enum(paymentTypes)).min(1).readonly().optional(),
        severities: z.array(z.enum(severities)).min(1).readonly().optional(),
        entities: wordList.optional(),
        after_hours: z.boolean().optional(),
      })
      .readonly(),
    /** Exactly these roles, or the roles of the lowest tier led by one role. */
    require: z.union([
      z.strictObject({ at_least: words, grants: z.enum(grants).optional() }).readonly(),
      z.array(namedRole).min(1).readonly(),
    ]),
  })
  .readonly();

export const approvalTable = z
  .strictObject({
    tiers: z.array(approvalTier).min(1).readonly(),
    rules: z.array(approvalRule).readonly(),
    /** From and to in UTC, over midnight where `from` is later; `documents` join the bundle of a payment decided then. */
    after_hours: z.strictObject({ id: ruleId, from_utc: timeOfDay, to_utc: timeOfDay, documents: wordList }).readonly(),
  })
  .readonly();

export type ApprovalTier = z.infer<typeof approvalTier>;
export type ApprovalRule = z.infer<typeof approvalRule>;
export type ApprovalTable = z.infer<typeof approvalTable>;
