/** What a decision makes of findings beyond the three gates, and of payments that policy lets go unscreened. */
import { decide, type DecisionInput } from '../../../src/domain/case/decision/decide';
import type { NamedFinding } from '../../../src/domain/evidence/finding';
import type { FinalAction } from '../../../src/domain/evidence/operational-procedures';
import { cutoffOf } from '../../../src/domain/policy/facts/compute-facts';
import type { Policy } from '../../../src/domain/policy/policy';
import { decimal } from '../../../src/domain/values/money';
import { impact, screened, vendorPayment } from '../policy/sample-evidence';
import { shippedPolicy } from '../policy/shipped-policy';

const nowMs = Date.parse('2026-01-22T10:30:00Z');
const clearRun: DecisionInput = {
  policy: shippedPolicy,
  request: vendorPayment,
  cutoff: cutoffOf(shippedPolicy, vendorPayment, nowMs),
  amountUsd: decimal(50_000),
  nowMs,
  sanctions: screened('CLEAR'),
  falsePositive: false,
  liquidity: impact('NONE'),
  proposal: null,
  failure: null,
};
const conclude = (change: Partial<DecisionInput> = {}) => decide({ ...clearRun, ...change });

const fraud = (verdict: string | null, action: FinalAction, detail: string | null = null): NamedFinding => ({
  result: 'fraud_screening',
  label: { en: 'Fraud screening', tr: 'Dolandırıcılık' },
  verdict,
  action,
  detail,
});

describe("a further agent's finding", () => {
  test('that asks for nothing stricter changes nothing', () => {
    expect(conclude({ findings: [fraud('PASS', 'PROCEED')] })).toEqual(conclude());
    expect(conclude({ findings: [] })).toEqual(conclude());
  });

  test('that is stricter stands, with its words, and what policy says without it', () => {
    const held = conclude({ findings: [fraud('REVIEW', 'HOLD', 'new  payee')] });
    expect(held).toMatchObject({
      outcome: 'manual_review',
      reason:
        'Manual review - Fraud screening says REVIEW: "new payee"; policy otherwise says PROCEED (Sanctions CLEAR, no liquidity breach, before cutoff)',
    });
    expect(held.requiredApprovals.map(({ role }) => role)).toContain('Treasury Manager');
    expect(conclude({ findings: [fraud('FRAUD', 'REJECT')] })).toMatchObject({
      outcome: 'invalid_details',
      requiredApprovals: [],
    });
  });

  test('beside a hold of policy is added to its reason, once, with the rule that judged it', () => {
    const rule = { id: 'find-fraud', result: 'fraud_screening', required: false };
    const policy = { ...shippedPolicy, decisions: { ...shippedPolicy.decisions, findings: [rule] } } as Policy;
    const breach = { policy, liquidity: impact('BREACH') };
    const own = conclude(breach);
    const both = conclude({ ...breach, findings: [fraud('REVIEW', 'HOLD')] });
    expect(both).toEqual({
      ...own,
      reason: `${own.reason}; Fraud screening says REVIEW`,
      why: {
        ...own.why,
        also: [{ kind: 'finding', label: fraud(null, 'HOLD').label, verdict: 'REVIEW', detail: null }],
      },
      ruleIds: [...own.ruleIds, 'find-fraud'],
    });
  });

  test.each(['BLOCK', 'ESCALATE'] as const)('is not told beside a %s, which is for compliance alone', (decision) => {
    const sanctions = { sanctions: screened(decision), liquidity: null };
    expect(conclude({ ...sanctions, findings: [fraud('REVIEW', 'HOLD')] })).toEqual(conclude(sanctions));
  });

  test('is not what stands where the workflow itself asks for something stricter still', () => {
    const rejected = conclude({
      findings: [fraud('REVIEW', 'HOLD')],
      proposal: { action: 'REJECT', reason: 'bad papers' },
    });
    expect(rejected.reason).toContain('the review proposed "REJECT": "bad papers"');
    expect(rejected.reason).not.toContain('Fraud screening');
  });

  test('that is missing where policy requires it is a hold', () => {
    const rule = { id: 'find-fraud', result: 'fraud_screening', required: true };
    const policy = { ...shippedPolicy, decisions: { ...shippedPolicy.decisions, findings: [rule] } } as Policy;
    expect(conclude({ policy })).toMatchObject({
      outcome: 'manual_review',
      ruleIds: expect.arrayContaining(['find-fraud']),
    });
  });
});

test('a cutoff that nobody knows is a hold, whatever rejection the workflow rests on it', () => {
  const cutoff = {
    ...clearRun.cutoff,
    before_cutoff: false,
    closed: { kind: 'no_calendar', currency: 'v1.2' } as const,
  };
  const held = conclude({ cutoff, proposal: { action: 'REJECT', reason: 'cutoff missed' } });
  expect(held).toEqual(conclude({ cutoff }));
  expect(held).toMatchObject({
    outcome: 'manual_review',
    reason: 'Manual review - the cutoff is not known: No bank calendar is recorded for v1.2',
  });
});

describe('a payment that policy exempts from screening', () => {
  const exempt = { id: 'san-own', payment_types: ['INTERNAL'], beneficiaries: ['GroupTreasuryCo'], source: 'policy 7' };
  const { beneficiary_bic: _bic, beneficiary_country: _country, ...plain } = vendorPayment;
  const request = { ...plain, payment_type: 'INTERNAL' as const, beneficiary_name: 'GroupTreasuryCo' };
  const policy = { ...shippedPolicy, sanctions: { ...shippedPolicy.sanctions, exempt } } as Policy;
  const liquidity = impact('NONE', { payment: request });
  const unscreened = { policy, request, liquidity, sanctions: null, isUnscreened: true };

  test('goes on without it, and the rule is named', () => {
    const decision = conclude(unscreened);
    expect(decision).toMatchObject({ outcome: 'proceed' });
    expect(decision.reason).not.toContain('CLEAR');
    expect(decision.ruleIds.at(-1)).toBe('san-own');
  });

  test('is held where the screening was asked for and did not come', () => {
    expect(conclude({ ...unscreened, isUnscreened: false })).toMatchObject({ outcome: 'manual_review' });
  });

  test('is held where anything else failed, by what failed', () => {
    expect(conclude({ ...unscreened, unsound: { kind: 'liquidity_contradictory' } }).reason).toBe(
      'Manual review - liquidity evidence contradicts itself',
    );
    expect(conclude({ ...unscreened, failure: 'step_timeout' }).reason).toBe(
      'Manual review - the review took longer than its limit',
    );
  });

  test('is screened where no rule exempts it', () => {
    expect(conclude({ ...unscreened, policy: shippedPolicy })).toMatchObject({ outcome: 'manual_review' });
  });
});

describe('what the workflow proposes', () => {
  const unknown = {
    ...clearRun.cutoff,
    before_cutoff: false,
    closed: { kind: 'no_calendar', currency: 'USD' } as const,
  };
  const reject = { action: 'REJECT' };

  test('still makes a hold stricter that another fault caused', () => {
    expect(conclude({ failure: 'tool_failed', proposal: reject })).toMatchObject({ outcome: 'invalid_details' });
  });

  test('still rejects an escalated payment whose cutoff nobody knows', () => {
    const escalated = { sanctions: screened('ESCALATE'), liquidity: null, cutoff: unknown };
    expect(conclude({ ...escalated, proposal: reject })).toMatchObject({ outcome: 'compliance_rejected' });
  });

  test('is named with the rules and the references of both, and quoted without a reason where it gives none', () => {
    const own = conclude();
    const { id } = shippedPolicy.decisions.manual_review;
    expect(conclude({ proposal: reject })).toMatchObject({
      reason: `Manual review - policy says PROCEED (${own.reason}), the review proposed "REJECT"`,
      ruleIds: [...own.ruleIds, id],
      policyReference: `${own.policyReference}; ${id}`,
    });
  });

  test('is quoted on one line, trimmed, and cut only behind its 200th letter', () => {
    const reasonOf = (reason: string) => conclude({ proposal: { ...reject, reason } }).reason;
    expect(reasonOf('  two \n  words ')).toMatch(/: "two words"$/);
    expect(reasonOf('x'.repeat(200))).toContain(`"${'x'.repeat(200)}"`);
    expect(reasonOf('x'.repeat(201))).toContain(`"${'x'.repeat(200)}…"`);
  });
});

test('evidence of another beneficiary is no evidence, and no match of this one either', () => {
  const other = screened('ESCALATE', { beneficiary_screened: 'Somebody Else' });
  expect(conclude({ sanctions: other })).toMatchObject({
    outcome: 'manual_review',
    reason: 'Manual review - sanctions evidence is for another beneficiary',
  });
});
