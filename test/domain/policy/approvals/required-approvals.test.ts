import {
  firedSets,
  grantsOf,
  isAfterHours,
  lowestTierLedBy,
  requiredApprovals,
  standingSet,
  type ApprovalFacts,
  type FiredSet,
} from '../../../../src/domain/policy/approvals/approvals';
import { determine, fits } from '../../../../src/domain/policy/determine';
import type { Policy } from '../../../../src/domain/policy/policy';
import type { ApprovalRule } from '../../../../src/domain/policy/tables/people/approval-table';
import { decimal } from '../../../../src/domain/values/money';
import { shippedPolicy } from '../shipped-policy';

const facts: ApprovalFacts = {
  severity: 'NONE',
  amountUsd: decimal(10_000),
  paymentType: 'SWIFT',
  entity: 'GroupTreasuryCo',
  atMs: Date.parse('2026-01-22T12:00:00Z'),
};
const set = (ruleId: string, ...roles: FiredSet['roles']): FiredSet => ({ ruleId, roles });
const named = (...roles: readonly string[]) => roles.map((role) => ({ role }));
const policyOf = (...rules: readonly ApprovalRule[]): Policy => ({
  ...shippedPolicy,
  approvals: { ...shippedPolicy.approvals, rules },
});

describe('of all sets that fired', () => {
  const standing = (...sets: readonly FiredSet[]) => standingSet(shippedPolicy, sets).ruleId;
  /** In both orders: which rule stands first in a file decides nothing but between equals. */
  const stricter = (a: FiredSet, b: FiredSet) => [standing(a, b), standing(b, a)];

  test('the one led highest stands, however many the other asks', () => {
    const high = set('high', ...named('Head of Treasury'));
    const many = set('many', ...named('Treasury Manager', 'Treasury Analyst', 'Payments Supervisor'));
    expect(stricter(high, many)).toEqual(['high', 'high']);
  });

  test('then the larger one', () => {
    const two = set('two', ...named('Treasury Manager', 'Payments Operator'));
    expect(stricter(two, set('one', ...named('Treasury Manager')))).toEqual(['two', 'two']);
  });

  test('the larger one, also where its others rank lower', () => {
    const three = set('three', ...named('Head of Treasury', 'Treasury Analyst', 'Payments Supervisor'));
    expect(stricter(three, set('two', ...named('Head of Treasury', 'Treasury Manager')))).toEqual(['three', 'three']);
  });

  test('two people of one role are as many as two roles', () => {
    const two = set('two', { role: 'Treasury Manager', people: 2 });
    expect(stricter(two, set('one', ...named('Treasury Manager')))).toEqual(['two', 'two']);
    expect(stricter(two, set('lower', ...named('Treasury Manager', 'Treasury Analyst')))).toEqual(['two', 'two']);
  });

  test('then the one whose others rank higher, in whatever order a set lists its roles', () => {
    const higher = set('higher', ...named('Payments Operator', 'Treasury Manager', 'Head of Treasury'));
    const lower = set('lower', ...named('Head of Treasury', 'Treasury Analyst', 'Payments Supervisor'));
    expect(stricter(higher, lower)).toEqual(['higher', 'higher']);
  });

  test('then the first', () => {
    const one = set('one', ...named('Treasury Analyst'));
    const other = set('other', ...named('Payments Supervisor'));
    expect(stricter(one, other)).toEqual(['one', 'other']);
  });

  test('a role nobody knows ranks below every other, and of no set at all nobody is asked', () => {
    expect(stricter(set('known', ...named('Payments Operator')), set('unknown', ...named('Nobody')))).toEqual([
      'known',
      'known',
    ]);
    expect(standingSet(shippedPolicy, []).roles).toEqual([]);
  });
});

describe('what a role grants', () => {
  test('is what every rule that names it says, once, in the order of the rules', () => {
    const sets = [
      set('a', { role: 'Head of Treasury', grants: 'override_breach' }, { role: 'CFO', grants: 'call_back' }),
      set('b', { role: 'Head of Treasury' }),
      set('c', { role: 'Head of Treasury', grants: 'call_back' }),
      set('d', { role: 'Head of Treasury', grants: 'override_breach' }),
    ];
    expect(grantsOf('Head of Treasury', sets)).toEqual(['override_breach', 'call_back']);
    expect(grantsOf('Treasury Manager', sets)).toEqual([]);
  });

  test('is nothing where a rule that names it says nothing', () => {
    const { required } = requiredApprovals(shippedPolicy, named('CFO'), facts);
    expect(required[0]?.grants).toHaveLength(0);
  });

  test('goes to the leading role of a tier where a rule asks for at least that role', () => {
    const policy = policyOf({
      id: 'callback',
      when: {},
      require: { at_least: 'Head of Treasury', grants: 'call_back' },
    });
    expect(requiredApprovals(policy, 'approval_matrix', facts).required).toEqual([
      { role: 'Treasury Manager', grants: [], slaHours: 2 },
      { role: 'Head of Treasury', grants: ['call_back'], slaHours: 2 },
    ]);
  });
});

describe('a rule', () => {
  const above = (when: ApprovalRule['when']) => policyOf({ id: 'cfo', when, require: [{ role: 'CFO' }] });
  const fires = (when: ApprovalRule['when'], over: Partial<ApprovalFacts> = {}) =>
    requiredApprovals(above(when), 'approval_matrix', { ...facts, ...over }).ruleIds.includes('cfo');

  test.each<[string, ApprovalRule['when'], Partial<ApprovalFacts>, boolean]>([
    ['above an amount is not that amount', { above_usd: 10_000 }, {}, false],
    ['above an amount is a cent more', { above_usd: 10_000 }, { amountUsd: decimal('10000.01') }, true],
    ['up to an amount is that amount', { up_to_usd: 10_000 }, {}, true],
    ['up to an amount is not a cent more', { up_to_usd: 10_000 }, { amountUsd: decimal('10000.01') }, false],
    ['above an amount holds without a rate', { above_usd: 9_000_000 }, { amountUsd: null }, true],
    ['up to an amount does not hold without a rate', { up_to_usd: 9_000_000 }, { amountUsd: null }, false],
    ['of a type', { payment_types: ['SEPA'] }, {}, false],
    ['of this type', { payment_types: ['SEPA', 'SWIFT'] }, {}, true],
    ['of a severity', { severities: ['BREACH'] }, {}, false],
    ['of this severity', { severities: ['BREACH'] }, { severity: 'BREACH' }, true],
    ['of an entity', { entities: ['BankSubsidiary_TR'] }, {}, false],
    ['of this entity', { entities: ['BankSubsidiary_TR', 'GroupTreasuryCo'] }, {}, true],
    ['of the night', { after_hours: true }, {}, false],
    ['of the day', { after_hours: false }, {}, true],
    ['of the day at night', { after_hours: false }, { atMs: Date.parse('2026-01-22T22:00:00Z') }, false],
    ['without conditions', {}, {}, true],
    ['with one condition that does not hold', { above_usd: 1, severities: ['BREACH'] }, {}, false],
  ])('%s', (_what, when, over, holds) => expect(fires(when, over)).toBe(holds));
});

describe('after hours', () => {
  const at = (time: string, from: string, to: string) =>
    isAfterHours(
      { ...shippedPolicy.approvals, after_hours: { id: 'h', from_utc: from, to_utc: to, documents: [] } },
      Date.parse(`2026-01-22T${time}Z`),
    );

  test.each([
    ['11:59:59', false],
    ['12:00:00', true],
    ['12:59:59', true],
    ['13:00:00', false],
    ['23:00:00', false],
    ['00:00:00', false],
  ])('that begin and end on one day hold at %s: %s', (time, is) => expect(at(time, '12:00', '13:00')).toBe(is));

  test('that end when they begin hold never', () => {
    for (const time of ['11:59:00', '12:00:00', '12:01:00']) expect(at(time, '12:00', '12:00')).toBe(false);
  });
});

test('at least a role is the lowest tier it leads, not one it merely stands in; alone where it leads none', () => {
  const { tiers } = shippedPolicy.approvals;
  expect(lowestTierLedBy(tiers, 'Treasury Manager')).toEqual(named('Treasury Manager', 'Treasury Analyst'));
  expect(lowestTierLedBy(tiers, 'Payments Supervisor')).toEqual(named('Payments Supervisor'));
});

describe('the tiers', () => {
  test('ask the first that holds the amount; where none does, only rules ask', () => {
    const table = { ...shippedPolicy.approvals, tiers: shippedPolicy.approvals.tiers.slice(0, 1), rules: [] };
    expect(firedSets(table, facts)).toEqual([{ ruleId: 'tier-50k', roles: named('Payments Operator') }]);
    expect(firedSets(table, { ...facts, amountUsd: decimal(50_001) })).toEqual([]);
  });

  test('stand among what fired first, then the rules in their order, then what was asked for beside them', () => {
    const policy = policyOf(
      { id: 'second', when: {}, require: [{ role: 'Treasury Analyst' }] },
      { id: 'never', when: { severities: ['CRITICAL'] }, require: [{ role: 'CFO' }] },
      { id: 'third', when: {}, require: [{ role: 'Payments Supervisor' }] },
    );
    const asked = requiredApprovals(policy, 'approval_matrix', facts, { id: 'grace', role: 'Treasury Manager' });
    expect(asked.ruleIds).toEqual(['tier-50k', 'second', 'third', 'grace']);
    expect(asked.required.map(({ role }) => role)).toEqual(['Treasury Analyst', 'Treasury Manager']);
    expect(asked.notes).toEqual([]);
    const unrated = requiredApprovals(policy, 'approval_matrix', { ...facts, amountUsd: null });
    expect(unrated.ruleIds).toEqual(['tier-above-5m', 'second', 'third', shippedPolicy.rates.id]);
  });
});

test('of several rules that name a role the most people and the latest stage stand, whichever comes first', () => {
  const more = { role: 'Head of Treasury', people: 2 } as const;
  const later = { role: 'Head of Treasury', stage: 3 } as const;
  const manager = { role: 'Treasury Manager' } as const;
  for (const [first, second] of [
    [more, later],
    [later, more],
  ] as const) {
    const policy = policyOf(
      { id: 'first', when: {}, require: [first, manager] },
      { id: 'second', when: {}, require: [second, manager] },
    );
    expect(requiredApprovals(policy, 'approval_matrix', facts).required).toEqual([
      { role: 'Treasury Manager', grants: [], slaHours: 2 },
      { role: 'Head of Treasury', grants: [], slaHours: 2, people: 2, stage: 3 },
    ]);
  }
});

describe('roles that a decision rule names itself', () => {
  test('are asked as it says, from the lowest rank up, whatever the matrix would ask', () => {
    const asked = requiredApprovals(
      shippedPolicy,
      [
        { role: 'MLRO', grants: 'compliance_review', stage: 2 },
        { role: 'Compliance Manager', people: 2 },
      ],
      { ...facts, amountUsd: null },
    );
    expect(asked).toEqual({
      required: [
        { role: 'Compliance Manager', grants: [], slaHours: 4, people: 2 },
        { role: 'MLRO', grants: ['compliance_review'], slaHours: 4, stage: 2 },
      ],
      ruleIds: [],
      notes: [],
    });
  });

  test('of one rank keep the order of the role table', () => {
    const both = requiredApprovals(shippedPolicy, named('Treasury Analyst', 'Payments Supervisor'), facts);
    expect(both.required.map(({ role }) => role)).toEqual(['Payments Supervisor', 'Treasury Analyst']);
    // From the lowest rank up, however the table is written.
    const { roles } = shippedPolicy;
    const turned = { ...shippedPolicy, roles: [...roles].reverse() };
    expect(requiredApprovals(turned, named('Payments Supervisor', 'Treasury Analyst'), facts).required[0]?.role).toBe(
      'Treasury Analyst',
    );
    expect(
      requiredApprovals(turned, named('CFO', 'Payments Operator', 'Treasury Manager'), facts).required.map(
        ({ role }) => role,
      ),
    ).toEqual(['Payments Operator', 'Treasury Manager', 'CFO']);
  });
});

describe('a decision rule', () => {
  const clear = { sanctions: 'CLEAR', severity: 'NONE', beforeCutoff: true } as const;

  test('that leaves a finding out means any of it', () => {
    expect(fits({ sanctions: 'CLEAR' }, clear)).toBe(true);
    expect(fits({ sanctions: 'CLEAR' }, { ...clear, severity: 'CRITICAL', beforeCutoff: false })).toBe(true);
    expect(fits({ sanctions: 'ESCALATE' }, clear)).toBe(false);
    expect(fits({ sanctions: 'CLEAR', liquidity_breach: true }, clear)).toBe(false);
    expect(fits({ sanctions: 'CLEAR', before_cutoff: false }, clear)).toBe(false);
  });

  test('that is missing for what was found is a fault of the policy, not a decision', () => {
    const { rules, ...decisions } = shippedPolicy.decisions;
    const without = {
      ...shippedPolicy,
      decisions: { ...decisions, rules: rules.filter(({ id }) => id !== 'decide-clear') },
    };
    const asked = () => determine(without, { ...facts, ...clear });
    expect(asked).toThrow(expect.objectContaining({ code: 'policy_invalid' }) as Error);
    expect(asked).toThrow(/no decision rule for .*"sanctions":"CLEAR"/);
  });
});

describe('what people do after a decision', () => {
  const facing = (severity: 'NONE' | 'BREACH') =>
    determine(shippedPolicy, {
      ...facts,
      sanctions: 'CLEAR',
      severity,
      beforeCutoff: true,
      amountUsd: decimal(2_500_000),
    });

  test('is numbered, with who does it and what is kept', () => {
    const { workflowSteps } = facing('BREACH');
    expect(workflowSteps.map(({ step, action }) => [step, action])).toEqual([
      [1, 'HOLD payment'],
      [2, 'Notify Treasury Manager'],
      [3, 'Evaluate options'],
    ]);
    for (const { responsible, documentation_required: kept = [] } of workflowSteps) {
      expect(responsible).not.toBe('');
      expect(kept.length).toBeGreaterThan(0);
    }
  });

  test('is nothing where policy has no procedure for it', () => {
    const none = { ...shippedPolicy, procedures: { ...shippedPolicy.procedures, procedures: [] } };
    const found = determine(none, { ...facts, sanctions: 'CLEAR', severity: 'NONE', beforeCutoff: true });
    expect(found.workflowSteps).toEqual([]);
  });

  test('rests on rules that a reader can look up', () => {
    expect(facing('BREACH').policyReference).toBe(
      'Decision matrix: decide-breach; approval matrix: tier-5m, severity-breach',
    );
    const blocked = determine(shippedPolicy, { ...facts, sanctions: 'BLOCK', severity: 'NONE', beforeCutoff: true });
    expect(blocked.policyReference).toBe('Decision matrix: decide-block');
  });
});
