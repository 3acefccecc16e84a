/** Valid cases and commits to start a test from. */
import type { AuditEventDraft } from '../../src/domain/case/audit-event';
import type { Decision } from '../../src/domain/policy/decision';
import type { JsonObject } from '../../src/domain/values/json';
import type { KeptContent } from '../../src/domain/values/kept-content';
import { shownHash } from '../../src/domain/case/decision/bound-to';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import type { PaymentRequest } from '../../src/domain/payment/payment-request';
import type { CommitRequest } from '../../src/ports/commit';
import type { CardCopy } from '../../src/ports/delivery';

export const sampleRunId = 'WF-20260122102500-a1b2c3';

/** TXN-EMRG-001 of the demo: the payment every test starts from that needs no other. */
export const samplePayment: PaymentRequest = {
  payment_id: 'TXN-EMRG-001',
  beneficiary_name: 'ACME Trading LLC',
  amount: 250_000,
  currency: 'USD',
  account_id: 'ACC-BAN-001',
  entity: 'BankSubsidiary_TR',
  payment_type: 'EMERGENCY',
  timestamp_utc: '2026-01-22T10:25:00Z',
  originator: 'treasury-ops@bank.local',
};

/** A PROCEED that waits for the Treasury Manager, made as the demo day starts. */
export const sampleDecision: Decision = {
  reason: 'Sanctions CLEAR, no liquidity breach, before cutoff',
  outcome: 'proceed',
  ruleIds: [],
  policyReference: '',
  requiredApprovals: [{ role: 'Treasury Manager', grants: [], slaHours: 2 }],
  workflowSteps: [],
  decidedAt: '2026-01-22T10:25:00Z',
};

/** TXN-EMRG-001 as submitted, with its first step still to run; `over` replaces whole fields. */
export function sampleCase(over: Partial<PaymentCase> = {}): PaymentCase {
  const runId = over.runId ?? sampleRunId;
  const payment = over.payment ?? samplePayment;
  return boundApprovals({
    runId,
    version: 1,
    shownSince: 1,
    status: 'under_review',
    payment,
    submitter: {
      tenantId: 'tenant-1',
      objectId: 'person-1',
      name: 'Deniz Originator',
      email: 'treasury-ops@bank.local',
    },
    openedAt: '2026-01-22T10:25:00Z',
    updatedAt: '2026-01-22T10:25:00Z',
    policyFingerprint: 'p'.repeat(64),
    run: {
      definition: { name: 'treasury-shock-day', version: '1.0', fingerprint: 'd'.repeat(64) },
      open: ['sanctions_step'],
      turns: 0,
      activeMs: 0,
      trace: [],
      end: null,
    },
    decision: null,
    failure: null,
    dispositions: [],
    approvals: [],
    rejection: null,
    isTest: false,
    conversation: null,
    ...over,
  });
}

/** The same case for another payment and run, numbered. */
export function numberedCase(number: number, over: Partial<PaymentCase> = {}): PaymentCase {
  const { payment } = sampleCase();
  return sampleCase({
    runId: `WF-20260122102500-${number.toString(16).padStart(6, '0')}`,
    payment: { ...payment, payment_id: `TXN-${number}` },
    ...over,
  });
}

/** The case one version on. */
export function nextVersion(paymentCase: PaymentCase, over: Partial<PaymentCase> = {}): PaymentCase {
  return { ...paymentCase, version: paymentCase.version + 1, ...over };
}

/** A commit of this case under a key of its own version, with the event that fits; `over` replaces whole fields. */
export function commitOf(paymentCase: PaymentCase, over: Partial<CommitRequest> = {}): CommitRequest {
  const { runId, version } = paymentCase;
  return {
    case: paymentCase,
    expectedVersion: version - 1,
    event: eventOf(paymentCase),
    idempotencyKey: `${runId}/${version}`,
    input: { run_id: runId, version },
    ...over,
  };
}

/** The case with an answer of a tool that rests on it. */
export function naming(
  paymentCase: PaymentCase,
  { hash }: Pick<KeptContent, 'hash'>,
  tool = 'screen_sanctions',
): PaymentCase {
  const at = paymentCase.openedAt;
  const call = { tool, input: {}, output: { audit: { basis: hash } } };
  const entry = { step: 'screening', result: 'sanctions_screening', startedAt: at, finishedAt: at, attempts: 1 };
  const trace = [...paymentCase.run.trace, { ...entry, toolCalls: [call], answer: { relayed: 0 } }];
  return { ...paymentCase, run: { ...paymentCase.run, trace } };
}

export function eventOf(
  paymentCase: PaymentCase,
  payload: JsonObject = { amount: paymentCase.payment.amount },
): AuditEventDraft {
  return {
    type: paymentCase.version === 1 ? 'payment_submitted' : 'step_completed',
    run_id: paymentCase.runId,
    payment_id: paymentCase.payment.payment_id,
    actor: { kind: 'desk', name: 'Treasury Desk' },
    at: paymentCase.updatedAt,
    payload,
  };
}

/** The sample case's card, posted and taken at its first version. */
export function sampleCopy(over: Partial<CardCopy> = {}): CardCopy {
  return {
    runId: sampleRunId,
    number: 1,
    kind: 'home',
    state: 'shown',
    conversation: null,
    activityId: 'activity-1',
    shownVersion: 1,
    triedVersion: 1,
    failures: 0,
    retryAtMs: null,
    inDoubt: false,
    lastAnswer: null,
    ...over,
  };
}

/** As if everybody had approved what is decided now. */
export function boundApprovals(paymentCase: PaymentCase): PaymentCase {
  const boundTo = shownHash(paymentCase) ?? '';
  return { ...paymentCase, approvals: paymentCase.approvals.map((given) => ({ boundTo, ...given })) };
}
