/** What the treasury decides about sanctions: how old a list may be, which jurisdictions stop a payment, what a match means under which programme. */
import { z } from 'zod';
import { paymentTypes } from '../../payment/payment-request';
import { isCountryCode } from '../../values/country';
import { calendarDate, currencyCode, ruleId, wordList, words } from './table-values';

/** Days since the list's publication; null where the age is not judged. */
const days = z.number().positive().nullable();

const someWords = z.array(words).min(1, 'names nothing: leave it out where it does not matter').readonly();

const jurisdiction = z
  .strictObject({
    id: ruleId,
    /** ISO 3166-1, or 3166-2 for a region. */
    code: z.string().refine(isCountryCode, 'is not an ISO 3166 code like IR or UA-43'),
    name: words,
    consequence: z.enum(['REJECT', 'ESCALATE']),
    /** Left out: every currency. */
    currencies: z.array(currencyCode).min(1).readonly().optional(),
    /** Paying entities; left out: every one. */
    entities: someWords.optional(),
    /** Towns and other names to look for in addresses and texts. */
    places: wordList.optional(),
    source: words,
    /** The day somebody last held the row against the law. */
    checked_on: calendarDate,
  })
  .readonly();

const programme = z
  .strictObject({
    id: ruleId,
    /** Whose list: `OFAC SDN`. */
    list: words,
    /** Left out: every programme of the list. */
    programmes: someWords.optional(),
    /** What must be imposed, where the list says it apart (UK); left out: whatever is. */
    measures: someWords.optional(),
    effect: z.enum(['block', 'restrict']),
    /** What compliance is told. */
    instruction: words,
    source: words,
  })
  .readonly();

const blockReport = z
  .strictObject({
    id: ruleId,
    /** Whose list blocked, or `jurisdiction`. */
    of: someWords,
    to: words,
    business_days: z.int().min(1).max(60),
    /** By its id in calendars.yaml: of the authority reported to, not of the currency. */
    calendar: ruleId,
    source: words,
  })
  .readonly();

export const sanctionsTable = z
  .strictObject({
    max_list_age_days: z.strictObject({ production: days, demo: days }).readonly(),
    /** Whether a recorded false positive may clear an exact match too, in a later review; left out: never. */
    may_clear_exact: z.boolean().optional(),
    // A policy kept from before the tables has none: nothing is then stopped by its country, and a match means what its type says.
    jurisdictions: z.array(jurisdiction).readonly().optional(),
    programmes: z.array(programme).readonly().optional(),
    /** Until when a blocked payment is reported; left out: the programme's own instruction is all that is said. */
    block_reports: z.array(blockReport).readonly().optional(),
    /** Names that alone point at one party for everybody, though a list has them only as part of a longer one. */
    always_escalate_names: z.array(z.string().min(3).max(60)).readonly().optional(),
    /** Payments that need no screening: of these types, and to one of these beneficiaries by its exact name. Left out: every payment is screened. */
    exempt: z
      .strictObject({
        id: ruleId,
        payment_types: z.array(z.enum(paymentTypes)).min(1).readonly(),
        beneficiaries: someWords,
        source: words,
      })
      .readonly()
      .optional(),
  })
  .readonly();

export type SanctionsTable = z.infer<typeof sanctionsTable>;
