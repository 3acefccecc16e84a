/** What the sanctions gate answers: the full output of `screen_sanctions` and of its agent. */
import { z } from 'zod';

export const sanctionsDecisions = ['BLOCK', 'ESCALATE', 'CLEAR'] as const;
export const matchTypes = ['EXACT', 'FUZZY_HIGH', 'FUZZY_MEDIUM', 'PARTIAL', 'NONE'] as const;

export const sanctionsInputSchema = z.strictObject({
  name: z.string().min(1).max(20_000).describe('The beneficiary name as the payment states it'),
  country: z.string().max(100).optional().describe('Country of the beneficiary, ISO code or name'),
  context: z
    .strictObject({ payment_id: z.string().max(100), amount: z.number(), currency: z.string().max(3) })
    .partial()
    .optional(),
});

/** What compliance found earlier about this party and an entry: why a likeness did not count, or no longer excuses one. */
const falsePositiveSchema = z.object({
  id: z.string(),
  state: z.enum(['cleared', 'void_expired', 'void_row_changed']),
  uid: z.string(),
  list_family: z.string(),
  matched_entity: z.string(),
  /** What was found before the record was applied. */
  match_type: z.enum(matchTypes),
  confidence: z.number(),
  recorded_by: z.array(z.string()),
  reason: z.string(),
  recorded_on: z.string(),
  expires_on: z.string(),
});

const explanationSchema = z.object({
  /** Words of the query against words of the listed name, with how alike they are (0 to 1), why, and how much they tell (nats). */
  pairs: z.array(
    z.object({ query: z.string(), listed: z.string(), reason: z.string(), similarity: z.number(), weight: z.number() }),
  ),
  query_left: z.array(z.string()),
  listed_left: z.array(z.string()),
});

export const sanctionsScreeningSchema = z.object({
  agent: z.literal('sanctions_screening'),
  beneficiary_screened: z.string(),
  decision: z.enum(sanctionsDecisions),
  /** 0 to 100: the match's score, 0 where nothing matched. */
  confidence: z.number().min(0).max(100),
  match_type: z.enum(matchTypes),
  match_details: z
    .object({
      matched_entity: z.string().nullable(),
      programs: z.array(z.string()),
      entity_type: z.string().nullable(),
      /** The list's own entry number. */
      uid: z.string().nullable().optional(),
      /** The name that matched: the primary one or an alias, as published. */
      matched_name: z.string().nullable().optional(),
      matched_name_kind: z.enum(['primary', 'strong_alias', 'weak_alias']).nullable().optional(),
      /** 0 to 1, by `scorer`. */
      score: z.number().nullable().optional(),
      scorer: z.string().optional(),
      /** Which rule set match_type. */
      rule: z.string().optional(),
      explanation: explanationSchema.nullable().optional(),
      /** Fingerprint of the matched entry as it stands on the list; a recorded false positive holds only for it. */
      row_hash: z.string().nullable().optional(),
      /** Recorded false positives about this party, applied or void; left out where there is none. */
      false_positives: z.array(falsePositiveSchema).optional(),
      runner_up: z
        .object({ uid: z.string(), matched_entity: z.string(), matched_name: z.string(), score: z.number() })
        .nullable()
        .optional(),
    })
    .loose(),
  recommendation: z.string(),
  pass_to_next_agent: z.boolean(),
  audit: z
    .object({
      run_id: z.string(),
      timestamp_utc: z.string(),
      index_queried: z.string(),
      /** Whose list a match is on, in the words reasons use: `OFAC SDN`, also for a demo list in OFAC's layout. */
      list_family: z.string().optional(),
      /** ISO day of publication; null where nobody said. */
      list_date: z.string().nullable().optional(),
      list_hash: z.string().optional(),
      list_is_demo: z.boolean().optional(),
      /** Each list where several are screened as one. */
      lists: z
        .array(z.object({ name: z.string(), date: z.string().nullable(), hash: z.string(), entries: z.number() }))
        .optional(),
    })
    .loose(),
});

export type SanctionsInput = z.infer<typeof sanctionsInputSchema>;
export type SanctionsScreening = z.infer<typeof sanctionsScreeningSchema>;
export type SanctionsDecision = SanctionsScreening['decision'];
