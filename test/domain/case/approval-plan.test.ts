import fc from 'fast-check';
import type { Command, Press } from '../../../src/domain/case/machine/commands';
import { finalOutput } from '../../../src/domain/case/decision/final-output';
import {
  pendingRoles,
  standingApprovals,
  unfilledRoles,
  type PaymentCase,
} from '../../../src/domain/case/payment-case';
import { isOriginator } from '../../../src/domain/case/people/people-of-case';
import { permittedActions } from '../../../src/domain/case/machine/permitted-actions';
import { transition } from '../../../src/domain/case/machine/transitions';
import { requiredApprovals, type ApprovalFacts } from '../../../src/domain/policy/approvals/approvals';
import { placesOf, type RequiredRole } from '../../../src/domain/policy/decision';
import type { Policy } from '../../../src/domain/policy/policy';
import { decimal } from '../../../src/domain/values/money';
import { samePerson, type Member } from '../../../src/domain/values/person';
import { sampleCase, sampleDecision } from '../../fakes/sample-case';
import { shippedPolicy } from '../policy/shipped-policy';
import { knownAt } from './known-at';
import { member } from '../../fakes/member';

const at = '2026-01-22T11:00:00Z';
const known = knownAt(at, shippedPolicy);
const roleNames = ['Treasury Analyst', 'Treasury Manager', 'Head of Treasury'];
const maya = member('Maya', 'Treasury Manager');
const mert = member('Mert', 'Treasury Manager');
const helen = member('Helen', 'Head of Treasury');
const twoThenOne: readonly RequiredRole[] = [
  { role: 'Treasury Manager', grants: [], slaHours: 2, people: 2 },
  { role: 'Head of Treasury', grants: [], slaHours: 2, stage: 2 },
];

const waiting = (required: readonly RequiredRole[], over: Partial<PaymentCase> = {}) =>
  sampleCase({
    status: 'awaiting_approval',
    submitter: member('Dana'),
    decision: { ...sampleDecision, requiredApprovals: required },
    ...over,
  });

const press = (type: Press['type'], actor: Member, shownVersion: number): Press => ({
  type,
  actor,
  shownVersion,
  comment: 'x'.repeat(60),
});

function approving(current: PaymentCase, ...people: readonly Member[]): PaymentCase {
  return people.reduce((now, who) => {
    const after = transition(press('approve', who, now.version), now, known);
    if (!after.ok) throw new Error(JSON.stringify(after.problems));
    return after.case;
  }, current);
}

describe('a plan of two Treasury Managers and then the Head of Treasury', () => {
  const asked = waiting(twoThenOne);

  test('asks the second stage only once the first is done', () => {
    expect(pendingRoles(asked)).toEqual(['Treasury Manager']);
    expect(permittedActions(asked, helen, known).map(({ act }) => act)).not.toContain('approve');
    const one = approving(asked, maya);
    expect(pendingRoles(one)).toEqual(['Treasury Manager']);
    expect(finalOutput(one)?.approval_status).toMatchObject({
      required_approvers: ['Treasury Manager', 'Treasury Manager', 'Head of Treasury'],
      pending_approvals: ['Treasury Manager', 'Head of Treasury'],
    });
    const both = approving(one, mert);
    expect(both.status).toBe('awaiting_approval');
    expect(pendingRoles(both)).toEqual(['Head of Treasury']);
    expect(approving(both, helen).status).toBe('approved');
  });

  test('takes one person for one place', () => {
    expect(transition(press('approve', maya, 2), approving(asked, maya), known)).toMatchObject({
      ok: false,
      problems: [{ code: 'one_person_one_approval' }],
    });
  });
});

test('an approval of something else than what is in force does not count, and its giver may approve anew', () => {
  const given = approving(waiting(twoThenOne), maya);
  const changed = { ...given, payment: { ...given.payment, amount: 250_001 } };
  const redecided = { ...given, decision: { ...given.decision!, reason: 'another reason' } };
  const otherFindings = { ...given, decision: { ...given.decision!, findings: 'f'.repeat(64) } };
  const otherPlan = { ...given, decision: { ...given.decision!, requiredApprovals: twoThenOne.slice(0, 1) } };
  for (const other of [changed, redecided, otherFindings, otherPlan]) {
    expect(standingApprovals(other)).toEqual([]);
    expect(unfilledRoles(other)[0]).toMatchObject({ role: 'Treasury Manager', missing: 2 });
    expect(standingApprovals(approving(other, maya))).toHaveLength(1);
  }
});

describe('policy', () => {
  const facts: ApprovalFacts = {
    severity: 'NONE',
    amountUsd: decimal(300_000),
    paymentType: 'SWIFT',
    entity: 'GroupTreasuryCo',
    atMs: Date.parse(at),
  };
  const withRule = (require: readonly object[]): Policy => ({
    ...shippedPolicy,
    approvals: {
      ...shippedPolicy.approvals,
      rules: [...shippedPolicy.approvals.rules, { id: 'two-managers', when: { above_usd: 250_000 }, require }],
    } as Policy['approvals'],
  });

  test('says two Treasury Managers, and nothing where it says nothing', () => {
    const asked = requiredApprovals(withRule([{ role: 'Treasury Manager', people: 2 }]), 'approval_matrix', facts);
    expect(asked.required).toEqual([{ role: 'Treasury Manager', grants: [], slaHours: 2, people: 2 }]);
    expect(requiredApprovals(shippedPolicy, 'approval_matrix', facts).required).toEqual([
      { role: 'Treasury Analyst', grants: [], slaHours: 2 },
      { role: 'Treasury Manager', grants: [], slaHours: 2 },
    ]);
  });

  test('of several rules that name a role the most people and the latest stage stand', () => {
    const named = [
      { role: 'Head of Treasury', stage: 2 },
      { role: 'Treasury Manager', people: 2 },
    ];
    const asked = requiredApprovals(withRule(named), 'approval_matrix', { ...facts, paymentType: 'EMERGENCY' });
    expect(placesOf({ requiredApprovals: asked.required })).toEqual([
      'Treasury Manager',
      'Treasury Manager',
      'Head of Treasury',
    ]);
    expect(asked.required.at(-1)).toMatchObject({ stage: 2 });
  });
});

const people = ['Ada', 'Ben', 'Cem', 'Dana', 'Eda'];
const plans = fc
  .uniqueArray(fc.constantFrom(...roleNames), { minLength: 1, maxLength: 3 })
  .chain((roles) =>
    fc.tuple(
      ...roles.map((role) =>
        fc
          .record({ people: fc.integer({ min: 1, max: 2 }), stage: fc.integer({ min: 1, max: 2 }) })
          .map((terms): RequiredRole => ({ role, grants: [], slaHours: 2, ...terms })),
      ),
    ),
  );
const staff = fc
  .tuple(...people.map(() => fc.subarray(roleNames)))
  .map((held) => people.map((name, at) => member(name, ...(held[at] ?? []))));
const acts = fc.array(
  fc.record({
    type: fc.constantFrom('approve' as const, 'approve' as const, 'approve' as const, 'take_back_approval' as const),
    who: fc.integer({ min: 0, max: people.length - 1 }),
    /** How old the card is that they look at. */
    behind: fc.integer({ min: 0, max: 3 }),
  }),
  { maxLength: 24 },
);

/** Whoever gave an approval that counts, each for one place of the plan, in a role they hold. */
function expectFulfilled(approved: PaymentCase, members: readonly Member[]): void {
  const given = standingApprovals(approved);
  expect(given.map(({ role }) => role).sort()).toEqual([...placesOf(approved.decision!)].sort());
  for (const [index, { role, by }] of given.entries()) {
    expect(isOriginator(approved, by)).toBe(false);
    expect(members.find((one) => samePerson(one, by))?.roles).toContain(role);
    expect(given.findIndex((other) => samePerson(other.by, by))).toBe(index);
  }
}

test('no sequence of presses ends approved without its plan fulfilled by distinct, entitled people who did not ask for it', () => {
  let ended = 0;
  fc.assert(
    fc.property(plans, staff, acts, (plan, members, pressed) => {
      let now = waiting(plan);
      for (const { type, who, behind } of pressed) {
        const command: Command = press(type, members[who]!, Math.max(1, now.version - behind));
        const after = transition(command, now, known);
        if (after.ok) now = after.case;
        if (now.status === 'approved') {
          ended += 1;
          expectFulfilled(now, members);
        } else expect(unfilledRoles(now).length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 400 },
  );
  expect(ended).toBeGreaterThan(5);
});

test('who approves first, and how often the same press arrives, makes no difference', () => {
  const staffed = [maya, mert, helen, member('Ali', 'Treasury Analyst')];
  fc.assert(
    fc.property(
      plans.map((plan) => plan.map(({ stage: _parallel, ...asked }) => asked)),
      fc.shuffledSubarray(staffed, { minLength: 4 }),
      fc.array(fc.nat({ max: 3 }), { maxLength: 6 }),
      (plan, order, again) => {
        const deliveries = [...order, ...again.map((index) => order[index]!)];
        const end = deliveries.reduce((now, who) => {
          const after = transition(press('approve', who, now.version), now, known);
          return after.ok ? after.case : now;
        }, waiting(plan));
        const inOrder = staffed.reduce((now, who) => {
          const after = transition(press('approve', who, now.version), now, known);
          return after.ok ? after.case : now;
        }, waiting(plan));
        expect(end.status).toBe(inOrder.status);
        const filled = (of: PaymentCase) =>
          standingApprovals(of)
            .map(({ role }) => role)
            .sort();
        expect(filled(end)).toEqual(filled(inOrder));
      },
    ),
    { numRuns: 150 },
  );
});
