/**
 * Why a payment was decided so, as a closed set: kept in the case beside its English sentence, and said in each language from there.
 * Money is exact decimal text, instants and days are ISO 8601 in UTC. A member more, or a field, is a new format of the stored case.
 */
import { z } from 'zod';
import { finalActions } from '../../evidence/operational-procedures';
import { ledgerDifferenceSchema } from '../../payment/ledger-difference';
import { flowStatuses } from '../../payment/ledger-row';
import { faultCodes } from '../../values/errors';
import { parseUtc } from '../../values/time';
import { calendarDay, closedDaySchema } from '../cutoff/closed-day';

const instant = z.string().refine((text) => parseUtc(text) !== null, 'is no instant');
const money = z.string().regex(/^\d+(\.\d+)?$/, 'is no amount');
const fields = z.array(z.string()).readonly();

/** What keeps evidence from saying that a payment may go. */
const doubts = [
  z.strictObject({ kind: z.literal('fault'), code: z.enum(faultCodes) }),
  z.strictObject({ kind: z.literal('sanctions_missing') }),
  z.strictObject({ kind: z.literal('sanctions_of_another') }),
  z.strictObject({ kind: z.literal('sanctions_contradictory') }),
  /** What the payment states and nobody screened. */
  z.strictObject({ kind: z.literal('sanctions_incomplete'), fields }),
  z.strictObject({ kind: z.literal('liquidity_missing') }),
  z.strictObject({ kind: z.literal('liquidity_of_another'), fields }),
  z.strictObject({ kind: z.literal('liquidity_contradictory') }),
  z.strictObject({ kind: z.literal('already_left'), status: z.enum(flowStatuses) }),
  /** What is asked for and what the ledger has are two payments: nothing says which of them is meant. */
  z.strictObject({ kind: z.literal('ledger_differs'), differences: z.array(ledgerDifferenceSchema).readonly() }),
  z.strictObject({ kind: z.literal('value_date_passed'), day: calendarDay }),
  /** `asked`: what it was moved from; null where it was asked for itself. */
  z.strictObject({
    kind: z.literal('value_date_ahead'),
    day: calendarDay,
    asked: calendarDay.nullable(),
    knownFor: calendarDay,
  }),
  z.strictObject({ kind: z.literal('cutoff_unknown'), closed: closedDaySchema }),
  z.strictObject({ kind: z.literal('ledger_of_another_day'), day: calendarDay, today: calendarDay }),
  z.strictObject({ kind: z.literal('data_of_unknown_age') }),
  z.strictObject({ kind: z.literal('data_still_to_come'), asOf: instant }),
  z.strictObject({ kind: z.literal('data_too_old'), minutes: z.int(), maxMinutes: z.number() }),
  /** `proof`: how far the sums are apart, as the gate said it. */
  z.strictObject({ kind: z.literal('account_not_proven'), proof: z.string() }),
] as const;

/** What a further agent found, in its tool's own words, shortened; or that policy requires it and nobody found it. */
const findings = [
  z.strictObject({
    kind: z.literal('finding'),
    label: z.strictObject({ en: z.string(), tr: z.string() }),
    /** Null where the answer could not be read. */
    verdict: z.string().nullable(),
    detail: z.string().nullable(),
  }),
  z.strictObject({ kind: z.literal('finding_missing'), result: z.string() }),
] as const;

/** The strictest tier was taken for want of a rate. */
const noRate = z.strictObject({ kind: z.literal('no_usd_rate') });

/** Other rules fired than for the amount alone: approvers are those of what was first asked for in all. */
const asInAll = z.strictObject({ kind: z.literal('as_asked_in_all'), amount: money, currency: z.string() });

const doubtSchema = z.discriminatedUnion('kind', doubts);
const findingSchema = z.discriminatedUnion('kind', findings);
/** Said after policy's own reason, in this order. */
const also = z.array(z.discriminatedUnion('kind', [noRate, asInAll, ...doubts, ...findings])).readonly();

const screening = z.enum(['clear', 'cleared_by_compliance', 'exempt']);

const lateSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('cutoff_passed'),
    binding: z.enum(['rail', 'bank', 'internal']),
    rule: z.string(),
    cutoffAt: instant,
    /** Null for a payment that would leave now. */
    leavesAt: instant.nullable(),
    nextValueDate: calendarDay.nullable(),
  }),
  z.strictObject({ kind: z.literal('day_closed'), closed: closedDaySchema, nextValueDate: calendarDay.nullable() }),
  /** Only that it is late is known. */
  z.strictObject({ kind: z.literal('late') }),
]);

/** What policy concludes from the evidence by itself. */
const own = [
  z.strictObject({ kind: z.literal('sanctioned_place'), place: z.string(), also }),
  z.strictObject({
    kind: z.literal('listed'),
    likeness: z.enum(['direct', 'close']),
    /** Whose list; null where it is not recorded. */
    list: z.string().nullable(),
    entryType: z.string(),
    also,
  }),
  z.strictObject({ kind: z.literal('compliance_pending'), also }),
  /** Nothing is against it by sanctions, and liquidity was not looked at. */
  z.strictObject({ kind: z.literal('screened'), screening, also }),
  z.strictObject({
    kind: z.literal('assessed'),
    screening,
    /** Null where the buffer is kept. */
    breach: z.strictObject({ gap: money, currency: z.string(), alreadyBelow: z.boolean() }).nullable(),
    /** Null before the cutoff. */
    late: lateSchema.nullable(),
    also,
  }),
  z.strictObject({ kind: z.literal('in_doubt'), doubt: doubtSchema, also }),
] as const;

const ownSchema = z.discriminatedUnion('kind', own);
const action = z.enum(finalActions);

export const whySchema = z.discriminatedUnion('kind', [
  ...own,
  /** The workflow or its agents asked for something stricter than policy, which stands; `proposed` and `words` are theirs, shortened. */
  z.strictObject({
    kind: z.literal('stricter_proposal'),
    own: ownSchema,
    ownAction: action,
    proposed: z.string(),
    words: z.string().nullable(),
  }),
  z.strictObject({ kind: z.literal('stricter_finding'), own: ownSchema, ownAction: action, finding: findingSchema }),
  /** The review stopped, and its policy could not be applied. */
  z.strictObject({ kind: z.literal('policy_not_applied') }),
]);

export type Why = z.infer<typeof whySchema>;
export type OwnWhy = z.infer<typeof ownSchema>;
export type Doubt = z.infer<typeof doubtSchema>;
export type FindingWhy = z.infer<typeof findingSchema>;
export type Late = z.infer<typeof lateSchema>;
export type PolicyNote = z.infer<typeof noRate> | AsInAll;
export type AsInAll = z.infer<typeof asInAll>;
export type Remark = OwnWhy['also'][number];
export type Screening = z.infer<typeof screening>;
/** Why a payment that was assessed breaks its buffer. */
export type BreachWhy = NonNullable<Extract<OwnWhy, { kind: 'assessed' }>['breach']>;

const longestQuote = 200;

/** Somebody else's text as it may stand in a reason: on one line, and not for ever. */
export function quotable(text: string, longest = longestQuote): string {
  const plain = text.replaceAll(/\s+/g, ' ').trim();
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain;
}
