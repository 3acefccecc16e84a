/** How the liquidity gate judges: what must stay on accounts, whose buffer decides, how old data may be, what may wait for what, and which credit there is. */
import { z } from 'zod';
import { channels } from '../../payment/payment-request';
import { currencyCode, ruleId, wordList, words } from './table-values';

const decidingScopes = ['account', 'entity', 'strictest'] as const;

/** Text, so that no digit is lost; whether it fits its currency's decimals is for `checkPolicy` to say. */
const exactAmount = z.string().regex(/^\d{1,15}(\.\d{1,4})?$/, 'is not an amount like "500000"');

/** What an entity keeps at least on each account of a currency. */
const buffer = z.strictObject({ id: ruleId, entity: words, currency: currencyCode, minimum: exactAmount }).readonly();

/** Two decimals at most: figures are compared in hundredths of a percent. */
const percent = z
  .number()
  .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6, 'has more than two decimals');

/** Of the buffer. BREACH needs no limit: it is a projected minimum below the buffer itself. */
const severityLimits = z
  .strictObject({
    id: ruleId,
    warning_below_percent: percent.min(100, 'is below 100, where a breach begins').max(1000),
    critical_below_percent: percent
      .gt(0, 'is not above 0')
      .lt(100, 'is not below 100: a critical breach is a breach first'),
  })
  .readonly();

const dataAge = z
  .strictObject({
    id: ruleId,
    max_minutes: z.int().min(1),
    /** What data of unknown age is taken for. */
    unknown: z.enum(['accept', 'hold']),
  })
  .readonly();

/** What an account is good for that does not add up to the bank's own balance. */
const proof = z.strictObject({ id: ruleId, not_proven: z.enum(['accept', 'hold']) }).readonly();

const creditLine = z
  .strictObject({
    id: ruleId,
    entity: words,
    currency: currencyCode,
    limit: exactAmount,
    provider: words,
    /** Whether what is drawn may be paid back after the day's end. */
    overnight: z.boolean(),
  })
  .readonly();

export const liquidityTable = z
  .strictObject({
    deciding_scope: z.enum(decidingScopes),
    severity: severityLimits,
    data_age: dataAge,
    /** Left out: hold. */
    proof: proof.optional(),
    /** For ledgers that bring no buffers of their own. */
    buffers: z.array(buffer).readonly(),
    /** Highest first; types a ledger has beyond these come last. */
    payment_priority: wordList,
    sweep_channels: z.strictObject({ same_entity: z.enum(channels), intercompany: z.enum(channels) }).readonly(),
    /** Percent of the recorded rate. */
    fx_margin_percent: z.number().min(0).max(50),
    credit_lines: z.array(creditLine).readonly(),
    time_specific_types: wordList,
    /** What the cash position is added up in; left out: USD. */
    base_currency: currencyCode.optional(),
  })
  .readonly();

export type LiquidityTable = z.infer<typeof liquidityTable>;
export type BufferRow = z.infer<typeof buffer>;
/** Percent of the buffer. */
export type SeverityLimits = Omit<z.infer<typeof severityLimits>, 'id'>;
export type DataAgeRule = Omit<z.infer<typeof dataAge>, 'id'>;
export type ProofRule = z.infer<typeof proof>;
export type CreditLine = z.infer<typeof creditLine>;
export type DecidingScope = (typeof decidingScopes)[number];
