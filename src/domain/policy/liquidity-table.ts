/** How the liquidity gate judges: whose buffer decides, what may wait for what, and which credit there is. */
import { z } from 'zod';
import { channels } from '../payment-request';
import { currencyCode, ruleId, wordList, words } from './table-values';

export const decidingScopes = ['account', 'entity', 'strictest'] as const;

const creditLine = z
  .strictObject({
    id: ruleId,
    entity: words,
    currency: currencyCode,
    /** Text, so that no digit is lost. */
    limit: z.string().regex(/^\d{1,15}(\.\d{1,4})?$/, 'is not an amount like "500000"'),
    provider: words,
    /** Whether what is drawn may be paid back after the day's end. */
    overnight: z.boolean(),
  })
  .readonly();

export const liquidityTable = z
  .strictObject({
    deciding_scope: z.enum(decidingScopes),
    /** Highest first; types a ledger has beyond these come last. */
    payment_priority: wordList,
    sweep_channels: z.strictObject({ same_entity: z.enum(channels), intercompany: z.enum(channels) }).readonly(),
    /** Percent of the recorded rate. */
    fx_margin_percent: z.number().min(0).max(50),
    credit_lines: z.array(creditLine).readonly(),
    time_specific_types: wordList,
  })
  .readonly();

export type LiquidityTable = z.infer<typeof liquidityTable>;
export type CreditLine = z.infer<typeof creditLine>;
export type DecidingScope = (typeof decidingScopes)[number];
