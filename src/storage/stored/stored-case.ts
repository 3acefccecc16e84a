/** A case to and from its stored text; what comes back is checked before anybody acts on it. */
import { z } from 'zod';
import { Fault } from '../../domain/values/errors';
import { shownHash } from '../../domain/case/decision/bound-to';
import type { PaymentCase } from '../../domain/case/payment-case';
import { caseStatuses } from '../../domain/case/machine/states';
import type { FalsePositive } from '../../domain/sanctions/false-positive';
import { grants } from '../../domain/policy/grants';
import { unusualChecks } from '../../domain/policy/tables/unusual-table';
import { outcomes } from '../../domain/policy/outcome';
import { paymentTypes } from '../../domain/payment/payment-request';
import type { Person } from '../../domain/values/person';

const person = z.looseObject({
  tenantId: z.string(),
  objectId: z.string(),
  name: z.string(),
  email: z.string().nullable(),
});
const approval = z.looseObject({
  role: z.string(),
  by: person,
  at: z.string(),
  comment: z.string().nullable(),
  delegation: z.looseObject({ reference: z.string(), for: person }).optional(),
});
const bankWord = z.looseObject({
  reference: z.string().nullable(),
  bookedOn: z.string(),
  statement: z.string(),
  note: z.string().nullable(),
  at: z.string(),
});
const anyObject = z.looseObject({});
const falsePositive = z.looseObject({
  id: z.string(),
  party: z.looseObject({ name: z.string(), country: z.string().nullable() }),
  listFamily: z.string(),
  uid: z.string(),
  rowHash: z.string(),
  recordedBy: z.tuple([z.string(), z.string()]),
  reason: z.string(),
  recordedOn: z.string(),
  expiresOn: z.string(),
});

/** The frame everything reads a case by. Loose inside: an older release's evidence must stay readable. */
const storedCaseSchema = z.looseObject({
  runId: z.string(),
  version: z.int().positive(),
  shownSince: z.int().positive(),
  status: z.enum(caseStatuses),
  payment: z.looseObject({
    payment_id: z.string(),
    beneficiary_name: z.string(),
    amount: z.number(),
    currency: z.string(),
    account_id: z.string(),
    entity: z.string(),
    payment_type: z.enum(paymentTypes),
    timestamp_utc: z.string(),
    originator: z.string(),
  }),
  submitter: person,
  openedAt: z.string(),
  updatedAt: z.string(),
  policyFingerprint: z.string(),
  run: z.looseObject({
    definition: z.looseObject({ name: z.string(), version: z.string(), fingerprint: z.string() }),
    open: z.array(z.string()),
    turns: z.number(),
    activeMs: z.number(),
    trace: z.array(
      z.looseObject({
        step: z.string(),
        result: z.string(),
        toolCalls: z.array(z.looseObject({ tool: z.string(), input: anyObject, output: anyObject })),
        answer: z.union([z.looseObject({ relayed: z.int().nonnegative() }), z.looseObject({ own: anyObject })]),
      }),
    ),
    recalled: z
      .looseObject({
        earlier_payments: z.array(anyObject),
        earlier_count: z.int().nonnegative(),
        usual_amount: anyObject.nullable(),
        false_positives: z.array(anyObject),
      })
      .optional(),
    flow: z.record(z.string(), anyObject).optional(),
    end: z.looseObject({ node: z.string(), kind: z.enum(['terminate', 'aggregate']) }).nullable(),
  }),
  decision: z
    .looseObject({
      outcome: z.enum(outcomes),
      reason: z.string(),
      requiredApprovals: z.array(z.looseObject({ role: z.string(), grants: z.array(z.enum(grants)) })),
    })
    .nullable(),
  liquidityCheck: z
    .looseObject({
      checkedAt: z.string(),
      ledgerFingerprint: z.string(),
      verdict: z.enum(['same', 'better', 'worse']),
      changes: z.array(anyObject),
    })
    .optional(),
  unusual: z
    .array(
      z.looseObject({
        rule: z.string(),
        check: z.enum(unusualChecks),
        consequence: z.union([z.string(), z.looseObject({ at_least: z.string() })]),
        payments: z.array(z.string()),
        evidence: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    )
    .optional(),
  failure: z.looseObject({ code: z.string(), step: z.string().nullable() }).nullable(),
  dispositions: z.array(
    approval.extend({ outcome: z.enum(['false_positive', 'true_match']), evidence: z.string().optional() }),
  ),
  approvals: z.array(approval.extend({ boundTo: z.string() })),
  rejection: approval.nullable(),
  returned: z
    .looseObject({
      by: person.nullable(),
      at: z.string(),
      reason: z.string().nullable(),
      voided: z.array(z.looseObject({ role: z.string(), by: person })),
      screenedAgainst: z.string().optional(),
    })
    .optional(),
  proposedRecord: approval
    .extend({ since: z.int().positive(), expiresOn: z.string(), matches: z.array(anyObject) })
    .optional(),
  recorded: z.array(falsePositive).optional(),
  acknowledgement: approval.optional(),
  followUp: z
    .looseObject({
      decidedAt: z.string(),
      reminded: z.array(z.string()),
      escalated: z.array(z.looseObject({ role: z.string(), to: z.string(), at: z.string() })),
    })
    .optional(),
  expiry: z
    .looseObject({
      at: z.string(),
      cutoff: z.string().nullable(),
      rule: z.string().nullable(),
      nextValueDate: z.string().nullable(),
    })
    .optional(),
  dueAt: z.string().optional(),
  claim: z.looseObject({ by: person, until: z.string(), decidedAt: z.string().nullable() }).optional(),
  amountChangedBy: z.array(person).optional(),
  asksAgainFor: z
    .looseObject({
      runId: z.string(),
      paymentId: z.string(),
      firstPaymentId: z.string(),
      attempt: z.int().positive(),
    })
    .optional(),
  rests: z
    .array(
      z.looseObject({ runId: z.string(), paymentId: z.string(), amount: z.number(), fitsAt: z.string().nullable() }),
    )
    .optional(),
  restOf: z.looseObject({ runId: z.string(), paymentId: z.string() }).optional(),
  fromRun: z.looseObject({ run: z.string(), line: z.int() }).optional(),
  askedAgain: z.looseObject({ by: person, at: z.string(), runId: z.string(), paymentId: z.string() }).optional(),
  beneficiaryChangedBy: z.array(person).optional(),
  corrections: z.array(z.looseObject({ by: person, at: z.string(), changes: z.array(anyObject) })).optional(),
  overrideRequest: approval.extend({ boundTo: z.string() }).optional(),
  notes: z
    .array(
      z.looseObject({
        kind: z.enum(['question', 'answer', 'reference']),
        by: person,
        at: z.string(),
        text: z.string(),
      }),
    )
    .optional(),
  withdrawal: approval.omit({ role: true }).optional(),
  release: approval.extend({ bankReference: z.string() }).optional(),
  sent: z
    .looseObject({
      file: z.string(),
      paymentInformation: z.string(),
      endToEndId: z.string(),
      sha256: z.string(),
      askedBy: z.string(),
      at: z.string(),
    })
    .optional(),
  bankStatus: z
    .looseObject({
      file: z.string(),
      code: z.string(),
      reasons: z.array(z.looseObject({ code: z.string().nullable(), text: z.string().nullable() })),
      report: z.string(),
      reportedAt: z.string(),
      at: z.string(),
    })
    .optional(),
  settlement: bankWord.extend({ entries: z.array(anyObject).optional() }).optional(),
  bankReturn: bankWord.optional(),
  isTest: z.boolean(),
  conversation: anyObject.nullable(),
} satisfies Record<keyof PaymentCase, z.ZodType>);

/** Of how a case is written. A change of it comes with an entry in `upgrades`, so that what a released build wrote stays readable. */
export const caseFormat = 4;

/** From each earlier format to the next one. */
const upgrades: Readonly<Record<number, (body: Record<string, unknown>) => Record<string, unknown>>> = {
  1: withAmountChanger,
  2: withBoundApprovals,
  3: withOpenNodes,
};

const reducedBefore = z.looseObject({
  payment: z.looseObject({ full_amount: z.number() }),
  returned: z.looseObject({ by: person }),
});

/** Format 1 said of a part only who sent its payment back last: that may be somebody else than who lowered it, and is who can be known. */
function withAmountChanger(body: Record<string, unknown>): Record<string, unknown> {
  const reduced = reducedBefore.safeParse(body);
  return reduced.success ? { ...body, amountChangedBy: [reduced.data.returned.by] } : body;
}

/** Format 2 kept approvals of the decision that stands and of no other: so that is what they were given for. */
function withBoundApprovals(body: Record<string, unknown>): Record<string, unknown> {
  const { approvals } = z.looseObject({ approvals: z.array(anyObject) }).parse(body);
  // Its type is checked once the text is of this format.
  const boundTo = shownHash(body as unknown as PaymentCase) ?? '';
  return { ...body, approvals: approvals.map((given) => ({ ...given, boundTo })) };
}

const runBefore = z.looseObject({ run: z.looseObject({ next: z.string().nullable() }) });

/** Format 3 knew one node to run next. */
function withOpenNodes(body: Record<string, unknown>): Record<string, unknown> {
  const { next, ...run } = runBefore.parse(body).run;
  return { ...body, run: { ...run, open: next === null ? [] : [next] } };
}

export function caseText(paymentCase: PaymentCase): string {
  return JSON.stringify({ format: caseFormat, ...paymentCase });
}

/** Throws `store_corrupt`, naming `place` and what is wrong, where the text is not this run's case at this version. */
export function readCaseText(
  place: string,
  row: { run_id: string; version: number; body: string | null },
): PaymentCase {
  const named = `${place}: case ${row.run_id} version ${row.version}`;
  if (row.body === null) throw new Fault('store_corrupt', `${named} is missing`);
  const value = upgraded(named, parseJson(named, row.body));
  const checked = storedCaseSchema.safeParse(value);
  if (!checked.success) throw new Fault('store_corrupt', `${named}: ${z.prettifyError(checked.error)}`);
  if (checked.data.runId !== row.run_id || checked.data.version !== row.version) {
    throw new Fault('store_corrupt', `${named} says it is ${checked.data.runId} version ${checked.data.version}`);
  }
  // The schema above has checked the frame; the type of what is inside is what this store was given to write.
  return value as unknown as PaymentCase;
}

/** Throws `store_corrupt` for a format that this build does not know: a newer one's, or none at all. */
function upgraded(named: string, value: unknown): Record<string, unknown> {
  const framed = z.looseObject({ format: z.int().positive() }).safeParse(value);
  if (!framed.success) throw new Fault('store_corrupt', `${named} carries no format number`);
  let { format, ...body }: { format: number } & Record<string, unknown> = framed.data;
  for (; format < caseFormat; format += 1) {
    const upgrade = upgrades[format];
    if (!upgrade) throw new Fault('store_corrupt', `${named} is of format ${format}, which this build cannot read`);
    body = upgrade(body);
  }
  if (format > caseFormat)
    throw new Fault('store_corrupt', `${named} is of format ${format}; this build reads up to ${caseFormat}`);
  return body;
}

/** The column of a case's records. Throws `store_corrupt` with `named` where it is not what this store writes. */
export function readFalsePositives(named: string, text: string | null): readonly FalsePositive[] {
  const checked = z.array(falsePositive).safeParse(parseJson(named, text ?? '[]'));
  if (!checked.success) throw new Fault('store_corrupt', `${named}: ${z.prettifyError(checked.error)}`);
  return checked.data;
}

/** Throws `store_corrupt` with `named` where the text is not a list of people. */
export function readPeople(named: string, text: string | null): readonly Person[] {
  const checked = z.array(person).safeParse(parseJson(named, text ?? '[]'));
  if (!checked.success) throw new Fault('store_corrupt', `${named}: ${z.prettifyError(checked.error)}`);
  return checked.data;
}

/** Throws `store_corrupt` with `named` where the text is not JSON. */
export function parseJson(named: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Fault('store_corrupt', `${named} is not JSON`, { cause: error });
  }
}
