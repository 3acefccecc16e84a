import type { Severity } from '../../../src/domain/evidence/liquidity-screening';
import { decimal } from '../../../src/domain/values/money';
import type { PaymentType } from '../../../src/domain/payment/payment-request';
import { determine } from '../../../src/domain/policy/determine';
import type { Facts } from '../../../src/domain/policy/facts/facts';
import { actionOf, reasonCodeOf, type Outcome } from '../../../src/domain/policy/outcome';
import { policyWith, shippedPolicy } from './shipped-policy';

const noon = Date.parse('2026-01-22T12:00:00Z');

function facts(change: Partial<Omit<Facts, 'amountUsd'>> & { usd?: string | null } = {}): Facts {
  const { usd = '10000', ...rest } = change;
  return {
    sanctions: 'CLEAR',
    severity: 'NONE',
    beforeCutoff: true,
    amountUsd: usd === null ? null : decimal(usd),
    paymentType: 'SWIFT',
    entity: 'BankSubsidiary_TR',
    atMs: noon,
    ...rest,
  };
}

function approvers(given: Facts): string[] {
  return determine(shippedPolicy, given).requiredApprovals.map(({ role }) => role);
}

describe('the decision matrix', () => {
  const any: Severity[] = ['NONE', 'WARNING', 'BREACH', 'CRITICAL'];
  const blocked = ['blocked', 'REJECT', 'REJ_SANC_BLOCK'] as const;
  const escalated = ['compliance_hold', 'HOLD', 'HOLD_SANC_ESC'] as const;
  const breached = ['liquidity_hold', 'HOLD', 'HOLD_LIQ_BREACH'] as const;
  const late = ['cutoff_missed', 'REJECT', 'REJ_CUTOFF_MISSED'] as const;
  const rows: [Facts['sanctions'], Severity[], boolean[], Outcome, string, string | null, string][] = [
    ['BLOCK', any, [true, false], ...blocked, 'decide-block'],
    ['ESCALATE', any, [true, false], ...escalated, 'decide-escalate'],
    ['CLEAR', ['BREACH', 'CRITICAL'], [true], ...breached, 'decide-breach'],
    ['CLEAR', ['BREACH', 'CRITICAL'], [false], ...late, 'decide-breach-cutoff-missed'],
    ['CLEAR', ['NONE', 'WARNING'], [true], 'proceed', 'PROCEED', null, 'decide-clear'],
    ['CLEAR', ['NONE', 'WARNING'], [false], ...late, 'decide-clear-cutoff-missed'],
  ];
  const cases = rows.flatMap(([sanctions, severities, cutoffs, ...expected]) =>
    severities.flatMap((severity) =>
      cutoffs.map((beforeCutoff) => [sanctions, severity, beforeCutoff, ...expected] as const),
    ),
  );

  test('covers every combination once', () => expect(cases).toHaveLength(3 * 4 * 2));

  test.each(cases)(
    '%s with %s before cutoff %s is %s, %s %s, by %s',
    (sanctions, severity, beforeCutoff, outcome, action, code, id) => {
      const determination = determine(shippedPolicy, facts({ sanctions, severity, beforeCutoff }));
      expect(determination.outcome).toBe(outcome);
      expect([actionOf(determination.outcome), reasonCodeOf(determination.outcome)]).toEqual([action, code]);
      expect(determination.ruleIds[0]).toBe(id);
      expect(determination.policyReference).toContain(id);
      expect(determination.workflowSteps.map(({ step }) => step)).toEqual(
        [1, 2, 3].slice(0, determination.workflowSteps.length),
      );
    },
  );

  test('nobody can approve a blocked payment', () =>
    expect(approvers(facts({ sanctions: 'BLOCK', usd: '9000000' }))).toEqual([]));

  test('an escalation is reviewed by the Compliance Manager and then the MLRO, in four hours each', () => {
    const { requiredApprovals } = determine(shippedPolicy, facts({ sanctions: 'ESCALATE', paymentType: 'EMERGENCY' }));
    expect(requiredApprovals.map(({ role, slaHours }) => [role, slaHours])).toEqual([
      ['Compliance Manager', 4],
      ['MLRO', 4],
    ]);
  });

  test('a missed cutoff goes to the Treasury Manager with a breach, to the Payments Operator without', () => {
    expect(approvers(facts({ severity: 'BREACH', beforeCutoff: false }))).toEqual(['Treasury Manager']);
    expect(approvers(facts({ beforeCutoff: false }))).toEqual(['Payments Operator']);
  });
});

describe('the approval matrix', () => {
  test.each([
    ['0.01', ['Payments Operator'], 'tier-50k'],
    ['50000.00', ['Payments Operator'], 'tier-50k'],
    ['50000.01', ['Payments Supervisor', 'Treasury Analyst'], 'tier-250k'],
    ['250000.00', ['Payments Supervisor', 'Treasury Analyst'], 'tier-250k'],
    ['250000.01', ['Treasury Analyst', 'Treasury Manager'], 'tier-1m'],
    ['1000000.00', ['Treasury Analyst', 'Treasury Manager'], 'tier-1m'],
    ['1000000.01', ['Treasury Manager', 'Head of Treasury'], 'tier-5m'],
    ['5000000.00', ['Treasury Manager', 'Head of Treasury'], 'tier-5m'],
    ['5000000.01', ['Head of Treasury', 'CFO'], 'tier-above-5m'],
  ])('USD %s needs %j by %s', (usd, roles, tier) => {
    const determination = determine(shippedPolicy, facts({ usd }));
    expect(determination.requiredApprovals.map(({ role }) => role)).toEqual(roles);
    expect(determination.ruleIds).toEqual(['decide-clear', tier]);
  });

  test.each<[PaymentType, string, string[]]>([
    ['URGENT_SUPPLIER', '40000', ['Treasury Analyst', 'Treasury Manager']],
    ['URGENT_SUPPLIER', '1000000.01', ['Treasury Manager', 'Head of Treasury']],
    ['EMERGENCY', '40000', ['Treasury Manager', 'Head of Treasury']],
    ['EMERGENCY', '1000000.00', ['Treasury Manager', 'Head of Treasury']],
    ['EMERGENCY', '1000000.01', ['Head of Treasury', 'CFO']],
    ['INTERNAL', '40000', ['Payments Operator']],
    ['SEPA', '40000', ['Payments Operator']],
  ])('%s over USD %s needs %j', (paymentType, usd, roles) =>
    expect(approvers(facts({ paymentType, usd }))).toEqual(roles),
  );

  test('without a rate the strictest tier applies and the answer says so', () => {
    const determination = determine(shippedPolicy, facts({ usd: null }));
    expect(determination.requiredApprovals.map(({ role }) => role)).toEqual(['Head of Treasury', 'CFO']);
    expect(determination.notes).toEqual([{ kind: 'no_usd_rate' }]);
    expect(determine(shippedPolicy, facts({ usd: null, paymentType: 'EMERGENCY' })).ruleIds).toContain(
      'type-emergency-above-1m',
    );
  });

  test('a breach asks the Treasury Manager to evaluate and the Head of Treasury to override', () => {
    expect(determine(shippedPolicy, facts({ severity: 'BREACH', usd: '2500000' })).requiredApprovals).toEqual([
      { role: 'Treasury Manager', grants: ['evaluate_options'], slaHours: 2 },
      { role: 'Head of Treasury', grants: ['override_breach'], slaHours: 2 },
    ]);
  });

  test('a critical breach goes one rank up', () => {
    expect(approvers(facts({ severity: 'CRITICAL' }))).toEqual(['Head of Treasury', 'CFO']);
  });

  test('above every tier a breach keeps its override with the role that stands in the higher set', () => {
    expect(determine(shippedPolicy, facts({ severity: 'BREACH', usd: '6000000' })).requiredApprovals).toEqual([
      { role: 'Head of Treasury', grants: ['override_breach'], slaHours: 2 },
      { role: 'CFO', grants: [], slaHours: 2 },
    ]);
  });

  test('the sample emergency needs Treasury Manager and Head of Treasury, and names all three rules', () => {
    const determination = determine(
      shippedPolicy,
      facts({ severity: 'BREACH', usd: '250000', paymentType: 'EMERGENCY' }),
    );
    expect(determination.requiredApprovals.map(({ role }) => role)).toEqual(['Treasury Manager', 'Head of Treasury']);
    expect(determination.ruleIds).toEqual(['decide-breach', 'tier-250k', 'type-emergency', 'severity-breach']);
  });

  test('a rule may hold for one entity alone', () => {
    const policy = policyWith({
      file: 'approval-matrix.yaml',
      from: 'rules:\n  - id: type-urgent-supplier',
      to: 'rules:\n  - { id: entity-group, when: { entities: [GroupTreasuryCo] }, require: { at_least: Head of Treasury } }\n  - id: type-urgent-supplier',
    });
    expect(determine(policy, facts({ entity: 'GroupTreasuryCo' })).ruleIds).toContain('entity-group');
    expect(determine(policy, facts()).ruleIds).not.toContain('entity-group');
  });
});

describe('after hours', () => {
  test.each([
    ['2026-01-22T17:59:59.999Z', false],
    ['2026-01-22T18:00:00Z', true],
    ['2026-01-23T05:59:59.999Z', true],
    ['2026-01-23T06:00:00Z', false],
  ])('at %s the night rules hold: %s', (at, isNight) => {
    expect(determine(shippedPolicy, facts({ atMs: Date.parse(at) })).ruleIds.includes('after-hours-on-call')).toBe(
      isNight,
    );
  });

  test.each([
    ['50000', ['On-call Officer']],
    ['100000', ['Payments Supervisor', 'Treasury Analyst']],
    ['100000.01', ['Treasury Manager', 'Head of Treasury']],
    ['1000000', ['Treasury Manager', 'Head of Treasury']],
    ['1000000.01', ['Head of Treasury', 'CFO']],
  ])('USD %s needs %j at night', (usd, roles) => {
    expect(approvers(facts({ usd, atMs: Date.parse('2026-01-22T20:00:00Z') }))).toEqual(roles);
  });
});
