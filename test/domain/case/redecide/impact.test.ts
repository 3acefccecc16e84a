import path from 'node:path';
import type { Decision } from '../../../../src/domain/policy/decision';
import type { LiquidityScreening } from '../../../../src/domain/evidence/liquidity-screening';
import type { SanctionsScreening } from '../../../../src/domain/evidence/sanctions-screening';
import type { JsonObject } from '../../../../src/domain/values/json';
import type { PaymentCase } from '../../../../src/domain/case/payment-case';
import type { Member } from '../../../../src/domain/values/person';
import { policyImpact } from '../../../../src/domain/case/redecide/impact';
import { redecide } from '../../../../src/domain/case/redecide/redecide';
import { readPeople } from '../../../../src/sources/policy/people-file';
import { sampleCase } from '../../../fakes/sample-case';
import { impact, vendorPayment, screened } from '../../policy/sample-evidence';
import { policyWith, shippedPolicy } from '../../policy/shipped-policy';

const people = readPeople(path.resolve(__dirname, '../../../../demo/people.yaml'), shippedPolicy.roles).members();
const strictTiers = policyWith({
  file: 'approval-matrix.yaml',
  from: '{ id: tier-5m, up_to_usd: 5000000, roles: [Head of Treasury, Treasury Manager] }',
  to: '{ id: tier-5m, up_to_usd: 5000000, roles: [CFO, Head of Treasury] }',
});

const call = (tool: string, output: SanctionsScreening | LiquidityScreening) => ({
  tool,
  input: {},
  output: output as unknown as JsonObject,
});

/** 2.5 million of GroupTreasuryCo as it was decided at 10:25 on the demo day. */
function decidedCase(severity: 'NONE' | 'BREACH', over: Partial<PaymentCase> = {}): PaymentCase {
  const base = sampleCase({ payment: vendorPayment, status: 'awaiting_approval' });
  const trace = [
    {
      step: 'sanctions_step',
      result: 'sanctions_screening',
      startedAt: base.openedAt,
      finishedAt: base.openedAt,
      attempts: 1,
      answer: { relayed: 0 },
      toolCalls: [call('screen_sanctions', screened('CLEAR')), call('compute_liquidity_impact', impact(severity))],
    },
  ];
  const undecided = { ...base, run: { ...base.run, trace }, ...over };
  const decidedAt = { decidedAt: '2026-01-22T10:25:00Z' } as Decision;
  return { ...undecided, decision: redecide(shippedPolicy, { ...undecided, decision: decidedAt }) };
}

const under = (
  policy = shippedPolicy,
  members: readonly Member[] = people,
  startedWith: typeof policy | null = shippedPolicy,
) => ({
  policy,
  startedWith,
  members,
});

test('the same policy changes nothing', () => {
  for (const severity of ['NONE', 'BREACH'] as const)
    expect(policyImpact(decidedCase(severity), under())).toMatchObject({ differences: [], unable_to_complete: null });
});

test('another tier changes who must approve, and the ids on both sides say by which rule', () => {
  expect(policyImpact(decidedCase('NONE'), under(strictTiers))).toMatchObject({
    payment_id: 'TXN-003',
    before_from: 'recomputed',
    before: { action: 'PROCEED', required_approvers: ['Treasury Manager', 'Head of Treasury'] },
    after: {
      action: 'PROCEED',
      required_approvers: ['Head of Treasury', 'CFO'],
      rule_ids: ['decide-clear', 'tier-5m'],
    },
    differences: ['required_approvers'],
  });
});

test('an earlier cutoff turns a payment that would go into one that is late', () => {
  const early = policyWith({
    file: 'cutoffs.yaml',
    from: 'id: cutoff-group-usd-swift, entity: GroupTreasuryCo, currency: USD, channel: SWIFT, at_utc: "16:00"',
    to: 'id: cutoff-group-usd-swift, entity: GroupTreasuryCo, currency: USD, channel: SWIFT, at_utc: "10:00"',
  });
  expect(policyImpact(decidedCase('NONE'), under(early))).toMatchObject({
    after: { action: 'REJECT', reason_code: 'REJ_CUTOFF_MISSED' },
    differences: ['action', 'reason_code', 'required_approvers'],
    unable_to_complete: null,
  });
});

test('where the policy a run started with is not kept, its recorded decision is what counts', () => {
  expect(policyImpact(decidedCase('NONE'), under(strictTiers, people, null))).toMatchObject({
    before_from: 'recorded',
    before: { required_approvers: ['Treasury Manager', 'Head of Treasury'] },
    differences: ['required_approvers'],
  });
});

test('a case is unable to complete where nobody holds a role it would need', () => {
  const withoutCfo = people.filter(({ roles }) => !roles.includes('CFO'));
  expect(policyImpact(decidedCase('NONE'), under(strictTiers, withoutCfo))?.unable_to_complete).toContain('CFO');
  expect(policyImpact(decidedCase('NONE'), under(shippedPolicy, withoutCfo))?.unable_to_complete).toBeNull();
});

test('a case is unable to complete where only the requester holds a role, or one person would have to answer twice', () => {
  const head = people.find(({ roles }) => roles.includes('Head of Treasury'))!;
  const asked = decidedCase('NONE', { submitter: head });
  expect(policyImpact(asked, under())?.unable_to_complete).toContain('Head of Treasury');
  const onlyHead = [{ ...head, roles: ['Head of Treasury', 'Treasury Manager'] }];
  expect(policyImpact(decidedCase('NONE'), under(shippedPolicy, onlyHead))?.unable_to_complete).toContain(
    'more people',
  );
});

test('a case not yet decided has nothing to compare', () => {
  expect(policyImpact(sampleCase(), under())).toBeNull();
});

describe('what a policy says of liquidity is asked anew of the balance recorded', () => {
  const fromPolicy = (of: LiquidityScreening) => ({
    ...of,
    breach_assessment: { ...of.breach_assessment, buffer_rule: 'buffer-group-usd' },
  });
  const withLiquidity = (liquidity: LiquidityScreening): PaymentCase => {
    const base = decidedCase('NONE');
    const [first, ...rest] = base.run.trace;
    const toolCalls = [call('screen_sanctions', screened('CLEAR')), call('compute_liquidity_impact', liquidity)];
    return { ...base, run: { ...base.run, trace: [{ ...first!, toolCalls }, ...rest] } };
  };
  const buffers = (to: string) =>
    policyWith({ file: 'liquidity.yaml', from: 'minimum: "5000000"', to: `minimum: "${to}"` });

  test.each([
    ['a buffer raised above the lowest balance', '6500000.01', 'HOLD', 'HOLD_LIQ_BREACH'],
    ['a buffer the balance just keeps', '6500000', 'PROCEED', null],
  ])('%s', (_what, minimum, action, code) => {
    const changed = policyImpact(withLiquidity(fromPolicy(impact('NONE'))), under(buffers(minimum)));
    expect(changed).toMatchObject({ before: { action: 'PROCEED' }, after: { action, reason_code: code } });
  });

  test('a buffer the ledger brought does not follow policy', () => {
    expect(policyImpact(withLiquidity(impact('NONE')), under(buffers('6500000.01')))?.differences).toEqual([]);
  });

  test('a place that loses its buffer could not be assessed any more', () => {
    const without = policyWith({
      file: 'liquidity.yaml',
      from: '  - { id: buffer-group-usd, entity: GroupTreasuryCo, currency: USD, minimum: "5000000" }\n',
      to: '',
    });
    expect(policyImpact(withLiquidity(fromPolicy(impact('NONE'))), under(without))?.after).toMatchObject({
      action: 'HOLD',
      reason_code: 'HOLD_MANUAL_REVIEW',
    });
  });

  test('a stricter critical limit asks for other approvers', () => {
    const strict = policyWith({
      file: 'liquidity.yaml',
      from: 'critical_below_percent: 80',
      to: 'critical_below_percent: 95',
    });
    expect(policyImpact(decidedCase('BREACH'), under(strict))).toMatchObject({
      differences: ['required_approvers'],
      after: { required_approvers: ['Head of Treasury', 'CFO'] },
    });
  });

  test('a shorter age of data holds what went before', () => {
    const fresh = policyWith({ file: 'liquidity.yaml', from: 'max_minutes: 720', to: 'max_minutes: 4' });
    expect(policyImpact(decidedCase('NONE'), under(fresh))?.after.reason_code).toBe('HOLD_MANUAL_REVIEW');
  });
});
