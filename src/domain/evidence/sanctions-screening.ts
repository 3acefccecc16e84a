/** What the sanctions gate answers: the full output of `screen_sanctions` and of its agent. */
import { z } from 'zod';
import { resultNames } from './wire-names';

export const sanctionsDecisions = ['BLOCK', 'ESCALATE', 'CLEAR'] as const;
export const matchTypes = ['EXACT', 'FUZZY_HIGH', 'FUZZY_MEDIUM', 'PARTIAL', 'NONE'] as const;

/** The longest chain of a payment has a dozen parties; beyond that it is no payment. */
const maxParties = 20;
/** As far as free text is searched: refused beyond, never cut. */
const maxFreeText = 10_000;

const identifierSchema = z.union([
  z.string().min(1).max(200),
  z.strictObject({
    /** passport, tax_id, imo, wallet, bic, ...: what is not understood is looked for among all. */
    type: z.string().max(60).optional(),
    value: z.string().min(1).max(200),
    country: z.string().max(100).optional(),
  }),
]);

const partySchema = z.strictObject({
  role: z
    .string()
    .min(1)
    .max(60)
    .describe('beneficiary, beneficiary_bank, ordering_entity, claimed_originator or another'),
  name: z.string().min(1).max(20_000).optional(),
  country: z.string().max(100).optional(),
  bic: z.string().max(40).optional(),
  account: z.string().max(100).optional(),
  date_of_birth: z.string().max(40).optional(),
  identifiers: z.array(identifierSchema).max(20, 'has more than 20 identifiers').optional(),
});

export const sanctionsInputSchema = z.strictObject({
  name: z.string().min(1).max(20_000).describe('The beneficiary name as the payment states it'),
  country: z.string().max(100).optional().describe('Country of the beneficiary, ISO code or name'),
  parties: z
    .array(partySchema)
    .max(maxParties, `has more than ${maxParties} parties`)
    .optional()
    .describe('Who else the payment names: beneficiary_bank, ordering_entity, claimed_originator, ...'),
  free_text: z
    .string()
    .max(maxFreeText, `is longer than ${maxFreeText} characters`)
    .optional()
    .describe('Purpose or address as the payment states it; searched for listed names, numbers and sanctioned places'),
  context: z
    .strictObject({ payment_id: z.string().max(100), amount: z.number(), currency: z.string().max(3) })
    .partial()
    .optional(),
});

/** What compliance found earlier about this party and an entry: why a likeness did not count, or no longer excuses one. */
const falsePositiveSchema = z.object({
  id: z.string(),
  state: z.enum(['cleared', 'void_expired', 'void_row_changed', 'void_sanctioned_place']),
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

const matchDetailsSchema = z
  .object({
    matched_entity: z.string().nullable(),
    programs: z.array(z.string()),
    /** individual, entity, vessel or aircraft; `jurisdiction` where a place and no party was found. */
    entity_type: z.string().nullable(),
    /** The list's own entry number; a jurisdiction's rule id. */
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
    /** What agreed where no name did: the field, what the payment states and what stands on the list or in policy. */
    matched_on: z.object({ field: z.string(), stated: z.string(), listed: z.string() }).optional(),
    /** What the match means under its programmes, by policy. */
    programme: z
      .object({
        effect: z.enum(['block', 'restrict', 'unknown']),
        rule_ids: z.array(z.string()),
        instruction: z.string(),
        unknown: z.array(z.string()),
      })
      .optional(),
    jurisdiction: z
      .object({ rule_id: z.string(), code: z.string(), consequence: z.string(), source: z.string() })
      .optional(),
    /** What the entry says beside its names, as published; left out where it says nothing. */
    listed: z
      .object({
        countries: z.array(z.string()),
        nationalities: z.array(z.string()),
        birth_dates: z.array(z.string()),
      })
      .optional(),
    /** Fingerprint of the matched entry as it stands on the list; a recorded false positive holds only for it. */
    row_hash: z.string().nullable().optional(),
    /** Recorded false positives about this party, applied or void; left out where there is none. */
    false_positives: z.array(falsePositiveSchema).optional(),
    runner_up: z
      .object({ uid: z.string(), matched_entity: z.string(), matched_name: z.string(), score: z.number() })
      .nullable()
      .optional(),
  })
  .loose();

const foundShape = {
  decision: z.enum(sanctionsDecisions),
  /** 0 to 100: the match's score, 0 where nothing matched. */
  confidence: z.number().min(0).max(100),
  match_type: z.enum(matchTypes),
  match_details: matchDetailsSchema,
};

const partyFindingSchema = z
  .object({
    role: z.string(),
    name: z.string().nullable(),
    /** What else of the party was screened, as the payment states it. */
    screened: partySchema.omit({ role: true, name: true }).extend({ text: z.string().optional() }),
    ...foundShape,
    list_family: z.string().nullable(),
    /** What else was found about it, strictest first. */
    also_found: z.array(z.object({ ...foundShape, list_family: z.string().nullable() })),
  })
  .loose();

export const sanctionsScreeningSchema = z.object({
  agent: z.literal(resultNames.sanctions),
  beneficiary_screened: z.string(),
  ...foundShape,
  /** Each party's own finding, the beneficiary first; the fields above are those of the strictest. */
  parties: z.array(partyFindingSchema).optional(),
  /** Whose finding stands above; left out where it is the beneficiary's. */
  strictest_party: z.string().optional(),
  recommendation: z.string(),
  pass_to_next_agent: z.boolean(),
  audit: z
    .object({
      run_id: z.string(),
      timestamp_utc: z.string(),
      index_queried: z.string(),
      /** Under which hash what it rests on is kept; left out where nobody keeps it. */
      basis: z.string().optional(),
      /** Whose list a match is on, in the words reasons use: `OFAC SDN`, also for a demo list in OFAC's layout. */
      list_family: z.string().optional(),
      /** ISO day of publication; null where nobody said. */
      list_date: z.string().nullable().optional(),
      list_hash: z.string().optional(),
      list_is_demo: z.boolean().optional(),
      /** Why the list says nothing; left out where it may be screened against, and by releases that kept it in `recommendation` alone. */
      list_problem: z
        .discriminatedUnion('problem', [
          z.object({ problem: z.literal('empty'), list: z.string() }),
          z.object({ problem: z.literal('undated'), list: z.string(), most_days: z.number() }),
          z.object({ problem: z.literal('no_date'), list: z.string(), date: z.string() }),
          z.object({
            problem: z.literal('too_old'),
            list: z.string(),
            date: z.string(),
            days: z.number(),
            most_days: z.number(),
          }),
        ])
        .optional(),
      /** Each list where several are screened as one. */
      lists: z
        .array(z.object({ name: z.string(), date: z.string().nullable(), hash: z.string(), entries: z.number() }))
        .optional(),
    })
    .loose(),
});

export type SanctionsInput = z.infer<typeof sanctionsInputSchema>;
export type SanctionsScreening = z.infer<typeof sanctionsScreeningSchema>;
export type PartyScreening = NonNullable<SanctionsScreening['parties']>[number];
export type SanctionsDecision = SanctionsScreening['decision'];
