/** What the liquidity gate answers: the full output of `compute_liquidity_impact` and of its agent. Amounts are exact JSON numbers in the payment's currency. */
import { z } from 'zod';
import { resultNames } from './wire-names';

export const severities = ['NONE', 'WARNING', 'BREACH', 'CRITICAL'] as const;

export const liquidityInputSchema = z.strictObject({
  payment_id: z.string().max(100).optional(),
  amount: z.union([z.number(), z.string().max(40)]).optional(),
  /** The whole amount the ledger has for payment_id, where `amount` is only the part of it that shall go. */
  full_amount: z.union([z.number(), z.string().max(40)]).optional(),
  currency: z.string().max(3).optional(),
  account_id: z.string().max(100).optional(),
  entity: z.string().max(100).optional(),
  beneficiary_name: z.string().max(20_000).optional(),
  timestamp_utc: z.string().max(40).optional(),
  /** What it is and how it goes, where the ledger does not say: they settle its cutoff and what may wait for it. */
  payment_type: z.string().max(40).optional(),
  channel: z.string().max(40).optional(),
});

const breachFigures = {
  breach: z.boolean(),
  /** ISO 8601 UTC of the first moment under the buffer; null without a breach. */
  first_breach_time: z.string().nullable(),
  gap: z.number(),
  projected_min_balance: z.number(),
  buffer_threshold: z.number(),
  headroom: z.number(),
  severity: z.enum(severities),
  max_releasable: z.number(),
  earliest_full_release: z.string().nullable(),
  already_below_buffer: z.boolean(),
};

const breachAssessmentSchema = z
  .object({
    ...breachFigures,
    /** Where the buffer comes from: the policy rule's id, or the ledger's own `buffers.json`. */
    buffer_rule: z.string().optional(),
    /** Whose figures these are, by policy. */
    decided_by: z.enum(['account', 'entity']).optional(),
    projected_min_time: z.string().optional(),
    /** From when on the buffer holds again to the day's end; null without a breach or without recovery. */
    recovery_time: z.string().nullable().optional(),
    /** Since when the balance is under its buffer without this payment; null when it is not. */
    below_buffer_since: z.string().nullable().optional(),
    projected_min_balance_without_payment: z.number().optional(),
  })
  .loose();

const summaryFigures = {
  start_of_day_balance: z.number(),
  total_outflow: z.number(),
  total_inflow: z.number(),
  net_flow: z.number(),
  end_of_day_balance: z.number(),
};

/** The same figures for the account and for the entity's total in that currency, with all flows and with the certain ones only. */
const scopeSchema = z.object({
  scope: z.enum(['account', 'entity']),
  name: z.string(),
  view: z.enum(['all', 'certain']),
  flows: z.number(),
  ...breachFigures,
  ...summaryFigures,
});

const sweepSource = {
  account_id: z.string(),
  entity: z.string(),
  amount: z.number(),
  headroom_after: z.number(),
  intercompany: z.boolean(),
  cutoff_checked: z.boolean().optional(),
};

/** Whether the payment may leave at its own time; left out where policy cannot tell. */
const departureNow = { before_cutoff: z.boolean().optional() };

/** `feasible` is proven from the ledger, `why` says how; the other fields are the option's own figures. */
const alternativeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('delay'),
    feasible: z.boolean(),
    why: z.string(),
    release_at: z.string().nullable(),
    cutoff_checked: z.boolean(),
  }),
  z.object({
    kind: z.literal('partial_release'),
    feasible: z.boolean(),
    why: z.string(),
    amount: z.number(),
    remainder: z.number(),
    remainder_release_at: z.string().nullable(),
    ...departureNow,
  }),
  z.object({
    kind: z.literal('sweep'),
    feasible: z.boolean(),
    why: z.string(),
    amount: z.number(),
    sources: z.array(z.object(sweepSource)),
  }),
  z.object({
    kind: z.literal('fx_sweep'),
    feasible: z.boolean(),
    why: z.string(),
    /** What is missing, in the payment's currency. */
    amount: z.number(),
    rates_as_of: z.string().nullable(),
    margin_percent: z.number(),
    /** `amount` in the source's currency buys `bought` in the payment's; `rate` has the margin taken off. */
    sources: z.array(z.object({ ...sweepSource, currency: z.string(), bought: z.number(), rate: z.number() })),
  }),
  z.object({
    kind: z.literal('swap_order'),
    feasible: z.boolean(),
    why: z.string(),
    moved: z.array(
      z.object({
        txn_id: z.string(),
        beneficiary_name: z.string(),
        payment_type: z.string(),
        amount: z.number(),
        from: z.string(),
        to: z.string(),
      }),
    ),
  }),
  z.object({
    kind: z.literal('credit_line'),
    feasible: z.boolean(),
    why: z.string(),
    amount: z.number(),
    line_id: z.string().nullable(),
    provider: z.string().nullable(),
    limit: z.number().nullable(),
    repaid_at: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('escalate_for_funding'),
    feasible: z.boolean(),
    why: z.string(),
    amount: z.number(),
    needed_by: z.string(),
    ...departureNow,
  }),
]);

/** Shares are percent of the account's outgoing flows of the day, this payment included, to one decimal. */
const evidenceSchema = z.object({
  concentration: z.object({
    payment_share: z.number(),
    largest_payment: z.object({ txn_id: z.string().nullable(), amount: z.number(), share: z.number() }),
    beneficiary_total: z.number().nullable(),
    beneficiary_share: z.number().nullable(),
  }),
  anomalies: z.object({
    payment_flag: z.string().nullable(),
    flagged_rows: z.number(),
    flagged_total: z.number(),
    /** The first of them. */
    flagged_ids: z.array(z.string()),
  }),
});

/** The balance of whoever decides over the day, the payment included: each holds from its instant to the next. */
const curveSchema = z.object({
  /** False where the day has too many flows to list: then each balance is the lowest until the next instant. */
  exact: z.boolean(),
  points: z.array(z.object({ at: z.string(), balance: z.number() })),
});

export const liquidityScreeningSchema = z.object({
  agent: z.literal(resultNames.liquidity),
  payment_assessed: z
    .object({
      payment_id: z.string().nullable(),
      amount: z.number(),
      /** The whole payment, where `amount` is only a part of it. */
      full_amount: z.number().optional(),
      currency: z.string(),
      account_id: z.string(),
      entity: z.string(),
      beneficiary_name: z.string().nullable(),
      timestamp_utc: z.string(),
    })
    .loose(),
  breach_assessment: breachAssessmentSchema,
  account_summary: z.object(summaryFigures).loose(),
  recommendation: z
    .object({
      action: z.enum(['RELEASE', 'HOLD']),
      reason: z.string(),
      alternatives: z.array(z.string()),
      alternative_details: z.array(alternativeSchema).optional(),
    })
    .loose(),
  scopes: z.array(scopeSchema).optional(),
  evidence: evidenceSchema.optional(),
  curve: curveSchema.optional(),
  pass_to_next_agent: z.boolean(),
  audit: z
    .object({
      run_id: z.string(),
      timestamp_utc: z.string(),
      cutoff_time: z.string().nullable(),
      /** Under which hash what it rests on is kept; left out where nobody keeps it. */
      basis: z.string().optional(),
      /** When the ledger's data was true, ISO 8601 UTC; null where nobody recorded it. */
      data_as_of: z.string().nullable().optional(),
      /** The UTC day its rows are of; null for a ledger without rows. */
      ledger_day: z.string().nullable().optional(),
      /** Whether the figures that decide add up to the bank's own balance; null where no statement speaks of them. */
      account_proof: z
        .object({ state: z.enum(['proven', 'not_proven', 'unstated']), why: z.string() })
        .nullable()
        .optional(),
    })
    .loose(),
});

export type LiquidityInput = z.infer<typeof liquidityInputSchema>;
export type LiquidityScreening = z.infer<typeof liquidityScreeningSchema>;
export type LiquidityScope = z.infer<typeof scopeSchema>;
export type LiquidityAlternative = z.infer<typeof alternativeSchema>;
export type LiquidityCurve = z.infer<typeof curveSchema>;
export type LiquidityEvidence = z.infer<typeof evidenceSchema>;
export type Severity = (typeof severities)[number];
