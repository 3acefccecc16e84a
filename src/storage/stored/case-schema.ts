/** What the stored text of a case must be, in the format that is written now. */
import { z } from 'zod';
import type { PaymentCase } from '../../domain/case/payment-case';
import { caseStatuses } from '../../domain/case/machine/states';
import { grants } from '../../domain/policy/approvals/grants';
import { unusualChecks } from '../../domain/policy/tables/unusual-table';
import { outcomes } from '../../domain/policy/outcome';
import { whySchema } from '../../domain/policy/why/why';
import { paymentTypes } from '../../domain/payment/payment-request';

export const person = z.looseObject({
  tenantId: z.string(),
  objectId: z.string(),
  name: z.string(),
  email: z.string().nullable(),
});
const unusual = z.looseObject({
  rule: z.string(),
  check: z.enum(unusualChecks),
  consequence: z.union([z.string(), z.looseObject({ at_least: z.string() })]),
  payments: z.array(z.string()),
  evidence: z.record(z.string(), z.union([z.string(), z.number()])),
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
  code: z.string().optional(),
  at: z.string(),
});
export const anyObject = z.looseObject({});
export const falsePositive = z.looseObject({
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
export const storedCaseSchema = z.looseObject({
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
      why: whySchema.optional(),
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
  unusual: z.array(unusual).optional(),
  laterUnusual: z.array(unusual).optional(),
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
      remindedWithNextRole: z.array(z.string()).optional(),
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
  claim: z
    .looseObject({ by: person, passedBy: person.optional(), until: z.string(), decidedAt: z.string().nullable() })
    .optional(),
  amountChangedBy: z.array(person).optional(),
  asksAgainFor: z
    .looseObject({
      runId: z.string(),
      paymentId: z.string(),
      firstPaymentId: z.string(),
      attempt: z.int().positive(),
      ended: z
        .looseObject({
          status: z.enum(['rejected', 'withdrawn', 'expired', 'returned']),
          by: person.nullable(),
          said: z.string().nullable(),
        })
        .optional(),
      why: z.string().optional(),
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
  bankedBefore: z.array(anyObject).optional(),
  bankReturn: bankWord.optional(),
  isTest: z.boolean(),
  conversation: anyObject.nullable(),
} satisfies Record<keyof PaymentCase, z.ZodType>);
