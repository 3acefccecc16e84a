/** Payments in every state a card can show, built from a few parts. */
import { knownAt } from '../../domain/case/known-at';
import { shippedPolicy } from '../../domain/policy/shipped-policy';
import { inWords, type Decision } from '../../../src/domain/policy/decision';
import type { OperationalProcedures } from '../../../src/domain/evidence/operational-procedures';
import type { SanctionsScreening } from '../../../src/domain/evidence/sanctions-screening';
import type { JsonObject } from '../../../src/domain/values/json';
import { resultNames, toolNames } from '../../../src/domain/evidence/wire-names';
import { permittedActions } from '../../../src/domain/case/machine/permitted-actions';
import type { Offer } from '../../../src/domain/case/machine/offer';
import { answerOf } from '../../../src/domain/case/run/run';
import type { ComplianceDisposition, ObtainedApproval, PaymentCase } from '../../../src/domain/case/payment-case';
import type { PaymentRequest } from '../../../src/domain/payment/payment-request';
import { samplePayment } from '../../fakes/sample-case';
import type { Member, Person } from '../../../src/domain/values/person';
import { approvalStoppedBy, askedPeople, whoMay } from '../../../src/domain/case/people/asked-people';
import { deskActor, eventActor, type AuditEvent } from '../../../src/domain/case/audit-event';
import { actionOf } from '../../../src/domain/policy/outcome';
import type { CutoffAnswer } from '../../../src/domain/policy/cutoff/cutoff';
import type { WorklistView } from '../../../src/cards/lists/worklist-card';
import { countParts, peopleOfItem, worklist } from '../../../src/domain/case/people/worklist';
import type { PaymentView } from '../../../src/cards/payment/payment-view';
import { boundApprovals } from '../../fakes/sample-case';
import { assess } from '../liquidity/demo-liquidity';

export const runId = 'WF-20260122102500-a1b2c3';
export const businessNow = Date.UTC(2026, 0, 22, 10, 25);

/** Treasury's own, in four and a half hours, with a grace of half an hour. */
export const internalCutoff: CutoffAnswer = {
  before_cutoff: true,
  effective_cutoff_utc: '2026-01-22T15:00:00Z',
  binding: 'internal',
  binding_id: 'cutoff-tr-usd-swift',
  grace_until_utc: '2026-01-22T15:30:00Z',
  value_date: '2026-01-22',
  local_time: '22 Jan 2026 10:00 America/New_York',
  reasons: ['The internal cutoff binds.'],
};

export function person(name: string, personaOf?: string): Person {
  const objectId = `id-${name.toLowerCase()}`;
  const known = { tenantId: 'tenant', objectId, name, email: `${name.toLowerCase()}@bank.local` };
  return personaOf === undefined ? known : { ...known, personaOf };
}

const audit = { run_id: runId, timestamp_utc: '2026-01-22T10:25:01Z' };

export const clearResult: SanctionsScreening = {
  agent: 'sanctions_screening',
  beneficiary_screened: 'ACME Trading LLC',
  decision: 'CLEAR',
  confidence: 0,
  match_type: 'NONE',
  match_details: { matched_entity: null, programs: [], entity_type: null },
  recommendation: 'Continue',
  pass_to_next_agent: true,
  audit: { ...audit, index_queried: 'DEMO LIST', list_is_demo: true },
};

/** Every detail of it is a word nothing else on a card uses. */
export const escalateResult: SanctionsScreening = {
  agent: 'sanctions_screening',
  beneficiary_screened: 'Maskan Trading FZE',
  decision: 'ESCALATE',
  confidence: 77.13,
  match_type: 'FUZZY_MEDIUM',
  match_details: {
    matched_entity: 'BANK MASKAN',
    matched_name: 'HOUSING BANK',
    uid: '4633',
    programs: ['IRAN', 'IRAN-EO13902'],
    entity_type: 'Entity',
  },
  recommendation: 'Hold for compliance: likely the bank of the Iranian housing sector',
  pass_to_next_agent: false,
  audit: { ...audit, index_queried: 'DEMO LIST', list_is_demo: true },
};

export const blockResult: SanctionsScreening = {
  ...escalateResult,
  decision: 'BLOCK',
  confidence: 98,
  match_type: 'EXACT',
};

/** What the gate says of the demo's payments: one that breaches, one that fits. */
export const breachResult = assess({ payment_id: 'TXN-EMRG-001' });
export const fitsResult = assess({ payment_id: 'TXN-002' });

export const operationsResult: OperationalProcedures = {
  agent: 'operational_procedures',
  input_summary: {
    sanctions_decision: 'CLEAR',
    liquidity_breach: true,
    before_cutoff: true,
    amount_usd: 250_000,
    payment_type: 'EMERGENCY',
  },
  workflow_determination: {
    final_action: 'HOLD',
    reason: 'breach',
    policy_reference: 'decision-matrix clear-breach-open',
  },
  required_approvals: [{ role: 'Treasury Manager', authority: 'Evaluate options' }],
  workflow_steps: [{ step: 1, action: 'HOLD payment' }],
  audit_bundle: { required_documents: [], retention_period: '7 years', regulatory_filings: [] },
  escalation_contacts: [],
  audit: { ...audit, policies_consulted: [] },
};

const inTime = { kind: 'assessed', screening: 'clear', late: null, also: [] } as const;

export const holdDecision = inWords({
  outcome: 'liquidity_hold',
  why: { ...inTime, breach: { gap: '125000', currency: 'USD', alreadyBelow: false } },
  ruleIds: ['DM-CLEAR-BREACH-OPEN', 'AM-EMERGENCY'],
  policyReference: 'decision-matrix',
  requiredApprovals: [
    { role: 'Treasury Manager', grants: ['evaluate_options'], slaHours: 2 },
    { role: 'Head of Treasury', grants: ['override_breach'], slaHours: 2 },
  ],
  workflowSteps: [
    { step: 1, action: 'HOLD payment' },
    { step: 2, action: 'Notify Treasury Manager' },
  ],
  decidedAt: '2026-01-22T10:25:04Z',
});

export const proceedDecision = inWords({
  ...holdDecision,
  why: { ...inTime, breach: null },
  outcome: 'proceed',
  requiredApprovals: [{ role: 'Payments Operator', grants: [], slaHours: 2 }],
  workflowSteps: [],
});

export const escalateDecision: Decision = {
  ...holdDecision,
  reason: 'Sanctions ESCALATE - pending compliance review (similar to BANK MASKAN, programme IRAN)',
  why: { kind: 'compliance_pending', also: [] },
  outcome: 'compliance_hold',
  ruleIds: ['DM-ESCALATE'],
  requiredApprovals: [
    { role: 'Compliance Manager', grants: [], slaHours: 4 },
    { role: 'MLRO', grants: [], slaHours: 2 },
  ],
  workflowSteps: [{ step: 1, action: 'Compare with list entry 4633' }],
};

export const blockDecision = inWords({
  ...holdDecision,
  why: { kind: 'listed', likeness: 'direct', list: 'OFAC SDN', entryType: 'entity', also: [] },
  outcome: 'blocked',
  ruleIds: ['DM-BLOCK'],
  requiredApprovals: [],
  workflowSteps: [{ step: 1, action: 'Block the property of BANK MASKAN' }],
});

export function approval(role: string, by: Person, comment: string | null = null): ObtainedApproval {
  return { role, by, at: '2026-01-22T10:40:00Z', comment };
}

export function disposition(
  role: string,
  by: Person,
  outcome: ComplianceDisposition['outcome'],
  comment: string,
): ComplianceDisposition {
  return { ...approval(role, by, comment), outcome };
}

const gates = {
  sanctions_result: 'sanctions',
  liquidity_result: 'liquidity',
  ops_result: 'operations',
} as const;

/** Each gate's answer as its tool gave it; the operations agent's is its own. */
function traceOf(results: AgentResults): PaymentCase['run']['trace'] {
  const at = '2026-01-22T10:25:01Z';
  return Object.entries(results).map(([key, given]) => {
    const gate = gates[key as keyof typeof gates];
    const output = given as JsonObject;
    const frame = { step: `step_of_${gate}`, result: resultNames[gate], startedAt: at, finishedAt: at, attempts: 1 };
    return gate === 'operations'
      ? { ...frame, toolCalls: [], answer: { own: output } }
      : { ...frame, toolCalls: [{ tool: toolNames[gate], input: {}, output }], answer: { relayed: 0 } };
  });
}

/** What agents answered, under each step's output key. */
export type AgentResults = Readonly<Record<string, object>>;

export function paymentCase(parts: Partial<PaymentCase> & { readonly results?: AgentResults } = {}): PaymentCase {
  const { results = {}, ...rest } = parts;
  return boundApprovals({
    runId,
    version: 4,
    shownSince: 4,
    status: 'under_review',
    payment: samplePayment,
    submitter: person('Dana'),
    openedAt: '2026-01-22T10:25:00Z',
    updatedAt: '2026-01-22T10:41:00Z',
    policyFingerprint: 'f'.repeat(64),
    run: {
      definition: { name: 'treasury-shock-day-workflow', version: '1.0', fingerprint: 'e'.repeat(64) },
      open: [],
      turns: 1,
      activeMs: 10,
      trace: traceOf(results),
      end: null,
    },
    decision: null,
    failure: null,
    dispositions: [],
    approvals: [],
    rejection: null,
    isTest: [...(rest.approvals ?? []), ...(rest.dispositions ?? [])].some(({ by }) => by.personaOf !== undefined),
    conversation: null,
    ...rest,
  });
}

const inForce = knownAt(new Date(businessNow).toISOString(), shippedPolicy);

/** What somebody may do about it as the demo day starts. */
export function offersOf(shownCase: PaymentCase, who: Member | null = null): readonly Offer[] {
  return permittedActions(shownCase, who, inForce);
}

/** One person of each role a fixture asks, two MLROs; whoever is not named here holds no role. */
export const holders: Readonly<Record<string, readonly string[]>> = {
  'Payments Operator': ['Omar Okafor'],
  'Treasury Manager': ['Maya'],
  'Head of Treasury': ['Helen'],
  'Compliance Manager': ['Carmen'],
  MLRO: ['Lars', 'Nikhil'],
};

export function holdersOf(role: string): readonly Member[] {
  return (holders[role] ?? []).map((name) => ({ ...person(name), roles: [role] }));
}

export function viewOf(shownCase: PaymentCase, parts: Partial<PaymentView> = {}): PaymentView {
  const members = Object.keys(holders).flatMap(holdersOf);
  return {
    case: shownCase,
    isDemoDay: true,
    businessNow,
    listName: 'DEMO LIST',
    viewer: null,
    offers: offersOf(shownCase),
    asked: askedPeople(shownCase, holdersOf, inForce),
    restarters: () => whoMay('restart_review', shownCase, { members, inForce, atMost: 3 }),
    releasers: () => whoMay('release', shownCase, { members, inForce, atMost: 3 }),
    stoppedBy: approvalStoppedBy(shownCase, inForce),
    events: eventsOf(shownCase),
    ...parts,
  };
}

/** What waits, as that person reads it. */
export function listOf(cases: readonly PaymentCase[], who: Member = { ...person('Zoe'), roles: [] }): WorklistView {
  const items = worklist(
    cases.map((shown) => ({ case: shown, inForce })),
    who,
  );
  const members = Object.keys(holders).flatMap(holdersOf);
  return {
    items: items.map((item) => ({
      ...item,
      people: peopleOfItem(item, members),
      report: null,
    })),
    counts: countParts(items),
    isCut: false,
    done: [],
    businessNow,
  };
}

/** What the desk would have recorded of it, one event a version. */
export function eventsOf(
  shownCase: PaymentCase,
  made: readonly Partial<AuditEvent>[] = madeOf(shownCase),
): AuditEvent[] {
  return made.map((event, index) => ({
    type: 'step_completed',
    run_id: shownCase.runId,
    payment_id: shownCase.payment.payment_id,
    actor: deskActor,
    at: '2026-01-22T10:25:00Z',
    payload: {},
    seq: index + 1,
    case_version: 1,
    case_hash: 'c'.repeat(64),
    recorded_at: '2026-11-28T10:25:00Z',
    previous_hash: 'a'.repeat(64),
    hash: 'b'.repeat(64),
    ...event,
  }));
}

function madeOf({
  submitter,
  payment,
  decision,
  approvals,
  rejection,
  dispositions,
}: PaymentCase): Partial<AuditEvent>[] {
  const by = (type: AuditEvent['type']) => (given: ObtainedApproval) => ({
    type,
    actor: eventActor(given.by),
    at: given.at,
    payload: { role: given.role, comment: given.comment },
  });
  return [
    {
      type: 'payment_submitted',
      actor: eventActor(submitter),
      payload: { payment_request: { ...payment } },
    },
    { type: 'step_completed' },
    ...(decision
      ? [
          {
            type: 'decision_made' as const,
            at: decision.decidedAt,
            payload: { decision: { action: actionOf(decision.outcome), outcome: decision.outcome } },
          },
        ]
      : []),
    ...dispositions.map(by('compliance_disposition')),
    ...approvals.map(by('approval_given')),
    ...(rejection ? [by('payment_rejected')(rejection)] : []),
  ];
}

const allClear: AgentResults = {
  sanctions_result: clearResult,
  liquidity_result: fitsResult,
  ops_result: operationsResult,
};
const allBreach: AgentResults = { ...allClear, liquidity_result: breachResult };
const maskan: PaymentRequest = {
  ...samplePayment,
  payment_id: 'TXN-004',
  beneficiary_name: 'Maskan Trading FZE',
  payment_type: 'SWIFT',
};
const justification = 'The supplier stops the plant tonight; funding of 125,000 arrives at 15:10 from the parent.';
const officer = person('Carmen');

/** As the desk leaves it: what agent and tool said stays, and compliance's word stands beside it. */
const clearedCase = paymentCase({
  status: 'awaiting_approval',
  payment: maskan,
  results: { ...allClear, sanctions_result: escalateResult },
  decision: proceedDecision,
  dispositions: [
    disposition('Compliance Manager', officer, 'false_positive', 'Not BANK MASKAN: other country'),
    disposition('MLRO', person('Lars'), 'false_positive', 'Agreed, uid 4633 is a bank'),
  ],
});

/** The case with what one tool recorded in place of what its agent says it found. */
export function withToolCall(shownCase: PaymentCase, gate: 'sanctions' | 'liquidity', output: object): PaymentCase {
  const toolCalls = [{ tool: toolNames[gate], input: {}, output: output as JsonObject }];
  const trace = shownCase.run.trace.map((entry) =>
    entry.result === resultNames[gate] ? { ...entry, toolCalls, answer: { own: answerOf(entry) } } : entry,
  );
  return { ...shownCase, run: { ...shownCase.run, trace } };
}

const approvedCase = paymentCase({
  status: 'approved',
  results: allBreach,
  decision: holdDecision,
  approvals: [
    approval('Treasury Manager', person('Maya'), 'Fine'),
    approval('Head of Treasury', person('Helen'), justification),
  ],
});
const sent = {
  file: 'TD-20260122103000-0a1b2c',
  paymentInformation: 'TD-20260122103000-0a1b2c-0001',
  endToEndId: 'TXN-EMRG-001',
  sha256: 'f'.repeat(64),
  askedBy: 'Omar',
  at: '2026-01-22T10:30:00Z',
};
const answered = (code: string): NonNullable<PaymentCase['bankStatus']> => ({
  file: sent.file,
  code,
  reasons: code === 'RJCT' ? [{ code: 'AC04', text: 'no such account' }] : [],
  report: 'BANK-1',
  reportedAt: '2026-01-22T11:00:00Z',
  at: '2026-01-22T11:01:00Z',
});
const released = { ...approval('Payments Operator', person('Omar')), bankReference: 'FT26022ABC123' };
const booked = {
  reference: 'FT26022ABC123',
  bookedOn: '2026-01-22',
  statement: 'STMT-2026-01-22',
  note: null,
  at: '2026-01-22T18:00:00Z',
};

const bankedPart = {
  as: 'paid',
  amount: '249990',
  currency: approvedCase.payment.currency,
  accountId: approvedCase.payment.account_id,
  day: '2026-01-22',
  at: null,
  statementId: 'STMT-2026-01-22',
  place: 'entry 1',
  reference: 'FT26022ABC123',
} as const;

/** One case per state, by the words a person would use for it. */
export const states: Readonly<Record<string, PaymentCase>> = {
  'just submitted': paymentCase({ version: 1 }),
  'sanctions done': paymentCase({ results: { sanctions_result: clearResult } }),
  'liquidity done': paymentCase({ results: { sanctions_result: clearResult, liquidity_result: breachResult } }),
  'held by a failed gate': paymentCase({
    status: 'held',
    failure: { code: 'agent_unavailable', step: 'step_2_liquidity' },
    results: { sanctions_result: clearResult },
    decision: inWords({
      ...holdDecision,
      why: { kind: 'in_doubt', doubt: { kind: 'fault', code: 'agent_unavailable' }, also: [] },
      outcome: 'manual_review',
      requiredApprovals: [],
    }),
  }),
  'under compliance review': paymentCase({
    status: 'compliance_review',
    payment: maskan,
    results: { sanctions_result: escalateResult },
    decision: escalateDecision,
  }),
  'half reviewed by compliance': paymentCase({
    status: 'compliance_review',
    payment: maskan,
    results: { sanctions_result: escalateResult },
    decision: escalateDecision,
    dispositions: [disposition('Compliance Manager', officer, 'false_positive', 'Not BANK MASKAN: other country')],
  }),
  'cleared by compliance': clearedCase,
  'stopped by compliance': paymentCase({
    status: 'rejected',
    payment: maskan,
    results: { sanctions_result: escalateResult },
    decision: { ...escalateDecision, outcome: 'compliance_rejected' },
    dispositions: [disposition('Compliance Manager', officer, 'true_match', 'Owned by BANK MASKAN')],
    rejection: approval('Compliance Manager', officer, 'Owned by BANK MASKAN'),
  }),
  'blocked by screening': paymentCase({
    status: 'rejected',
    payment: { ...maskan, beneficiary_name: 'Shell Company No 9' },
    results: { sanctions_result: blockResult },
    decision: blockDecision,
  }),
  'awaiting one approval': paymentCase({ status: 'awaiting_approval', results: allClear, decision: proceedDecision }),
  'awaiting approvals after a breach': withToolCall(
    paymentCase({ status: 'awaiting_approval', results: allBreach, decision: holdDecision }),
    'liquidity',
    breachResult,
  ),
  'awaiting the override only': withToolCall(
    paymentCase({
      status: 'awaiting_approval',
      results: allBreach,
      decision: holdDecision,
      approvals: [approval('Treasury Manager', person('Maya', 'Dana Demir'), 'Options evaluated')],
    }),
    'liquidity',
    breachResult,
  ),
  approved: approvedCase,
  released: { ...approvedCase, status: 'released', release: released },
  short: {
    ...approvedCase,
    status: 'short',
    release: released,
    settlement: { ...booked, entries: [bankedPart] },
  },
  'sent in a file': { ...approvedCase, status: 'released', sent },
  'looked at by the bank': { ...approvedCase, status: 'released', sent, bankStatus: answered('PDNG') },
  'accepted by the bank': { ...approvedCase, status: 'released', sent, bankStatus: answered('ACSP') },
  'rejected by the bank': {
    ...approvedCase,
    status: 'returned',
    sent,
    bankStatus: answered('RJCT'),
    bankReturn: {
      reference: null,
      bookedOn: '2026-01-22',
      statement: 'BANK-1',
      note: 'AC04 no such account',
      at: '2026-01-22T11:01:00Z',
    },
  },
  settled: { ...approvedCase, status: 'settled', release: released, settlement: booked },
  returned: {
    ...approvedCase,
    status: 'returned',
    release: released,
    settlement: booked,
    bankReturn: { ...booked, bookedOn: '2026-01-23', note: 'AC04 closed account number' },
  },
  withdrawn: paymentCase({
    status: 'withdrawn',
    results: allBreach,
    decision: holdDecision,
    withdrawal: { by: person('Dana'), at: '2026-01-22T10:40:00Z', comment: 'The invoice was paid already' },
  }),
  expired: paymentCase({
    status: 'expired',
    results: allBreach,
    decision: holdDecision,
    approvals: [approval('Treasury Manager', person('Maya'), null)],
    expiry: {
      at: '2026-01-22T15:31:00Z',
      cutoff: '2026-01-22T15:00:00Z',
      rule: 'cutoff-tr-usd-swift',
      nextValueDate: '2026-01-23',
    },
  }),
  rejected: paymentCase({
    status: 'rejected',
    results: allBreach,
    decision: holdDecision,
    rejection: approval('Treasury Manager', person('Maya'), 'Delay until the inflow'),
  }),
  'rejected by policy': paymentCase({
    status: 'rejected',
    results: allClear,
    decision: inWords({
      ...proceedDecision,
      why: { ...inTime, breach: null, late: { kind: 'late' } },
      outcome: 'cutoff_missed',
    }),
  }),
};

/** What looks like another payment, and waits for one approval. */
export const askedTwice: PaymentCase = {
  ...states['awaiting one approval']!,
  unusual: [
    {
      rule: 'unusual-duplicate',
      check: 'duplicate',
      consequence: 'note',
      payments: ['PAY-1'],
      evidence: { count: 1, hours: 24 },
    },
  ],
};
