import fc from 'fast-check';
import { approvalEnd, dueMoments, dueNow } from '../../../src/domain/case/time/due-moments';
import { dueRulesOf } from '../../../src/domain/case/machine/follow-up-transitions';
import { askedPeople } from '../../../src/domain/case/people/asked-people';
import { offer } from '../../../src/domain/case/machine/permitted-actions';
import type { PaymentCase } from '../../../src/domain/case/payment-case';
import { pendingRoles } from '../../../src/domain/case/payment-case';
import { transition } from '../../../src/domain/case/machine/transitions';
import type { PaymentRequest } from '../../../src/domain/payment/payment-request';
import { finalOutput } from '../../../src/domain/case/decision/final-output';
import type { Policy } from '../../../src/domain/policy/policy';
import { formatUtc } from '../../../src/domain/values/time';
import type { Member } from '../../../src/domain/values/person';
import { sampleCase, sampleDecision } from '../../fakes/sample-case';
import { shippedPolicy } from '../policy/shipped-policy';
import { knownAt } from './known-at';

/** Rails alone bind: what treasury keeps in UTC would hide that a rail closes by its own clock. */
const railsAlone: Policy = {
  ...shippedPolicy,
  cutoffs: {
    ...shippedPolicy.cutoffs,
    internal: shippedPolicy.cutoffs.internal.map((row) => ({ ...row, at_utc: '23:59' })),
  },
};

function decided(at: string, over: Partial<PaymentRequest> = {}, role = 'Treasury Manager'): PaymentCase {
  return sampleCase({
    status: 'awaiting_approval',
    payment: { ...sampleCase().payment, payment_type: 'SWIFT', timestamp_utc: at, ...over },
    decision: { ...sampleDecision, requiredApprovals: [{ role, grants: [], slaHours: 2 }], decidedAt: at },
  });
}

const rulesWith = (policy: Policy) => dueRulesOf({ policy, runPolicy: policy, nowMs: 0 });
const listed = (of: PaymentCase, policy = railsAlone) =>
  dueMoments(of, rulesWith(policy)).map(
    (moment) =>
      `${formatUtc(moment.atMs)} ${moment.what}${'key' in moment ? ` ${moment.key}` : ''}${'to' in moment ? ` ${moment.to}` : ''}`,
  );

const euros = { currency: 'EUR', entity: 'GroupTreasuryCo', channel: 'SWIFT' as const };
const dollars = { currency: 'USD', entity: 'GroupTreasuryCo', channel: 'SWIFT' as const };

describe('moments before a cutoff are the rail’s own', () => {
  it('on both sides of 29 March 2026, when Europe turns its clocks', () => {
    expect(listed(decided('2026-03-27T13:00:00Z', euros))).toEqual([
      '2026-03-27T14:30:00Z remind sla-2h-30',
      '2026-03-27T15:00:00Z remind cutoff-60',
      '2026-03-27T15:00:00Z escalate Head of Treasury',
      '2026-03-27T15:30:00Z remind cutoff-30',
      '2026-03-27T16:00:00Z expire',
    ]);
    expect(listed(decided('2026-03-30T13:00:00Z', euros)).filter((line) => !line.includes('sla'))).toEqual([
      '2026-03-30T14:00:00Z remind cutoff-60',
      '2026-03-30T14:30:00Z remind cutoff-30',
      '2026-03-30T14:30:00Z escalate Head of Treasury',
      '2026-03-30T15:00:00Z expire',
    ]);
  });

  it('on both sides of 8 March 2026, when New York does', () => {
    const cutoffs = (day: string) =>
      listed(decided(`${day}T21:00:00Z`, dollars)).filter((line) => line.includes('cutoff') || line.includes('expire'));
    expect(cutoffs('2026-03-06')).toEqual([
      '2026-03-06T22:45:00Z remind cutoff-60',
      '2026-03-06T23:15:00Z remind cutoff-30',
      '2026-03-06T23:45:00Z expire',
    ]);
    expect(cutoffs('2026-03-09')).toEqual([
      '2026-03-09T21:45:00Z remind cutoff-60',
      '2026-03-09T22:15:00Z remind cutoff-30',
      '2026-03-09T22:45:00Z expire',
    ]);
  });

  it('on a holiday there is none: what was decided then is missed at once, and the next day with business is offered', () => {
    const goodFriday = decided('2026-04-03T09:00:00Z', euros);
    expect(listed(goodFriday)).toEqual(['2026-04-03T09:00:00Z expire']);
    const after = transition({ type: 'expire', basedOn: 1 }, goodFriday, knownAt('2026-04-03T09:00:05Z', railsAlone));
    // Easter Monday has none either.
    expect(after).toMatchObject({ ok: true, case: { status: 'expired', expiry: { nextValueDate: '2026-04-07' } } });
  });
});

it('an emergency is reminded at the cutoff too, and missed when its grace is over', () => {
  const emergency = decided('2026-01-22T13:30:00Z', { payment_type: 'EMERGENCY' });
  expect(listed(emergency, shippedPolicy)).toEqual([
    '2026-01-22T14:00:00Z remind cutoff-60',
    '2026-01-22T14:30:00Z remind cutoff-30',
    '2026-01-22T14:30:00Z escalate Head of Treasury',
    '2026-01-22T15:00:00Z remind cutoff-0',
    '2026-01-22T15:00:00Z remind sla-2h-30',
    '2026-01-22T15:30:00.001Z expire',
  ]);
});

it('a moment that lay before the decision is not made up for', () => {
  expect(listed(decided('2026-01-22T14:40:00Z'), shippedPolicy)).toEqual(['2026-01-22T15:00:00Z expire']);
});

it('compliance is reminded and asked by its own time to answer, and never expires', () => {
  const review: PaymentCase = {
    ...decided('2026-01-22T10:00:00Z'),
    status: 'compliance_review',
    decision: {
      ...sampleDecision,
      outcome: 'compliance_hold',
      decidedAt: '2026-01-22T10:00:00Z',
      requiredApprovals: [{ role: 'Compliance Manager', grants: ['compliance_review'], slaHours: 4 }],
    },
  };
  expect(listed(review, shippedPolicy)).toEqual([
    '2026-01-22T13:30:00Z remind sla-4h-30',
    '2026-01-22T14:00:00Z remind cutoff-60',
    '2026-01-22T14:00:00Z escalate MLRO',
    '2026-01-22T14:30:00Z remind cutoff-30',
    '2026-01-22T15:00:00Z remind cutoff-0',
  ]);
});

it('a role of a later stage has its own time to answer, from when the stage before was done', () => {
  const plan = [
    { role: 'Compliance Manager', grants: [], slaHours: 4 },
    { role: 'MLRO', grants: [], slaHours: 4, stage: 2 },
  ];
  const at = '2026-01-22T08:00:00Z';
  const asked: PaymentCase = {
    ...decided(at),
    status: 'compliance_review',
    decision: { ...sampleDecision, outcome: 'compliance_hold', requiredApprovals: plan, decidedAt: at },
  };
  const bySla = (of: PaymentCase) => listed(of).filter((line) => !line.includes('cutoff'));
  expect(bySla(asked)).toEqual(['2026-01-22T11:30:00Z remind sla-4h-30']);
  const by = { tenantId: 't', objectId: 'Carmen', name: 'Carmen', email: null };
  const said = {
    role: 'Compliance Manager',
    by,
    at: '2026-01-22T11:50:00Z',
    comment: 'x',
    outcome: 'false_positive',
  } as const;
  const followUp = { decidedAt: at, reminded: ['sla-4h-30'], escalated: [] };
  expect(bySla({ ...asked, dispositions: [said], followUp })).toEqual([
    '2026-01-22T15:20:00Z remind sla-4h-30-stage-2',
  ]);
});

it('the next role that is asked is one the decision does not ask anyway, and nobody above the top', () => {
  const both = decided('2026-01-22T10:00:00Z');
  const asked = ['Treasury Manager', 'Head of Treasury'].map((role) => ({ role, grants: [], slaHours: 2 }));
  const up = listed({ ...both, decision: { ...both.decision!, requiredApprovals: asked } }, shippedPolicy);
  expect(up.filter((line) => line.includes('escalate'))).toEqual([
    '2026-01-22T12:00:00Z escalate CFO',
    '2026-01-22T12:00:00Z escalate CFO',
  ]);
  expect(listed(decided('2026-01-22T10:00:00Z', {}, 'CFO'), shippedPolicy).join()).not.toContain('escalate');
});

test('an approval is late from the very instant at which the case is missed', () => {
  const moments = fc.integer({ min: Date.UTC(2026, 2, 1), max: Date.UTC(2026, 3, 30) });
  const ways = fc.constantFrom(euros, dollars, { ...dollars, entity: 'BankSubsidiary_TR' });
  const types = fc.constantFrom('SWIFT' as const, 'EMERGENCY' as const);
  fc.assert(
    fc.property(
      moments,
      fc.integer({ min: 0, max: 86_400_000 }),
      ways,
      types,
      fc.constantFrom(railsAlone, shippedPolicy),
      (atMs, laterMs, way, payment_type, policy) => {
        const current = decided(formatUtc(Math.floor(atMs / 1_000) * 1_000), { ...way, payment_type });
        const nowMs = atMs + laterMs;
        const refused = offer('approve', current, null, knownAt(formatUtc(0), policy, { nowMs }));
        const isLate = !refused.ok && refused.problems[0]?.code === 'cutoff_missed';
        const end = approvalEnd(current, policy);
        const isDue = dueNow(current, rulesWith(policy), nowMs) === 'expire';
        expect(isDue).toBe(nowMs >= (end?.endMs ?? 0));
        // Nobody can approve what is missed; and nobody is refused in time but by another day's beginning.
        if (isLate) expect(isDue).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

describe('somebody of the next role', () => {
  const helen: Member = { tenantId: 't', objectId: 'helen', name: 'Helen', email: null, roles: ['Head of Treasury'] };
  const maya: Member = { ...helen, objectId: 'maya', name: 'Maya', roles: ['Treasury Manager'] };
  const waiting = decided('2026-01-22T10:30:00Z');
  const late = knownAt('2026-01-22T12:31:00Z', shippedPolicy);
  const press = (actor: Member) => ({ type: 'approve', actor, shownVersion: 2, comment: null }) as const;
  const escalated = () => {
    const made = transition({ type: 'escalate', basedOn: 1 }, waiting, late);
    if (!made.ok) throw new Error(made.problems[0]?.message);
    return made.case;
  };

  it('may approve once they were asked, not before, in the place of the one that did not answer', () => {
    expect(transition({ ...press(helen), shownVersion: 1 }, waiting, late)).toMatchObject({
      problems: [{ code: 'role_not_asked_for' }],
    });
    const approved = transition(press(helen), escalated(), late);
    expect(approved).toMatchObject({
      ok: true,
      case: { status: 'approved', approvals: [{ role: 'Treasury Manager', inPlaceBy: 'Head of Treasury' }] },
      event: { payload: { role: 'Treasury Manager', in_place_by: 'Head of Treasury' } },
    });
  });

  it('is asked beside those who were asked before, who may still answer', () => {
    const holders = (role: string) => [maya, helen].filter(({ roles }) => roles.includes(role));
    expect(askedPeople(escalated(), holders, late)).toEqual([
      { role: 'Treasury Manager', people: [maya, helen], alternatives: ['Head of Treasury'] },
    ]);
    expect(transition(press(maya), escalated(), late)).toMatchObject({ ok: true, case: { status: 'approved' } });
  });

  it('cannot fill two places', () => {
    const two = {
      ...waiting,
      decision: {
        ...waiting.decision!,
        requiredApprovals: ['Treasury Manager', 'Treasury Analyst'].map((role) => ({ role, grants: [], slaHours: 2 })),
      },
    };
    const asked = transition({ type: 'escalate', basedOn: 1 }, two, late);
    if (!asked.ok) throw new Error();
    expect(asked.case.followUp?.escalated.map(({ role, to }) => `${role} ${to}`)).toEqual([
      'Treasury Manager Head of Treasury',
      'Treasury Analyst Head of Treasury',
    ]);
    const once = transition(press(helen), asked.case, late);
    if (!once.ok) throw new Error();
    expect(pendingRoles(once.case)).toHaveLength(1);
    expect(transition({ ...press(helen), shownVersion: 3 }, once.case, late)).toMatchObject({
      problems: [{ code: 'one_person_one_approval' }],
    });
  });
});

it('a missed cutoff keeps the approvals, offers the next value date, and says so in the final output', () => {
  const approval = {
    role: 'Treasury Analyst',
    by: { tenantId: 't', objectId: 'x', name: 'X', email: null },
    at: '2026-01-22T11:00:00Z',
    comment: null,
  };
  const half = { ...decided('2026-01-22T10:30:00Z'), approvals: [approval] };
  const after = transition({ type: 'expire', basedOn: 1 }, half, knownAt('2026-01-22T15:00:00Z', shippedPolicy));
  if (!after.ok) throw new Error(after.problems[0]?.message);
  expect(after.case).toMatchObject({
    status: 'expired',
    approvals: [approval],
    expiry: { nextValueDate: '2026-01-23' },
  });
  expect(after.case.dueAt).toBeUndefined();
  expect(after.event).toMatchObject({ type: 'payment_expired', payload: { next_value_date: '2026-01-23' } });
  expect(finalOutput(after.case)?.final_decision).toMatchObject({ action: 'REJECT', reason_code: 'REJ_CUTOFF_MISSED' });
  const actor = { ...after.case.submitter, roles: [] };
  const anew = transition(
    { type: 'restart_review', actor, shownVersion: 2, comment: 'tomorrow then' },
    after.case,
    knownAt('2026-01-22T15:10:00Z', shippedPolicy),
  );
  expect(anew).toMatchObject({
    ok: true,
    // That day is still to come: it is held for it, with its own time.
    case: { status: 'under_review', payment: { value_date: '2026-01-23', timestamp_utc: half.payment.timestamp_utc } },
  });
});

describe('a payment that is approved and not released', () => {
  const by = { tenantId: 't', objectId: 'maya', name: 'Maya', email: null };
  const approvedAt = (
    at: string,
    over: Partial<PaymentCase> = {},
    decidedAt = '2026-01-22T10:00:00Z',
  ): PaymentCase => ({
    ...decided(decidedAt),
    status: 'approved',
    approvals: [{ role: 'Treasury Manager', by, at, comment: null }],
    conversation: { id: 'home' },
    ...over,
  });
  const due = (of: PaymentCase, minutes: number | null = 30) => {
    const reminders = { ...shippedPolicy.deadlines.reminders, minutes_before_cutoff_to_release: minutes };
    return listed(of, { ...shippedPolicy, deadlines: { ...shippedPolicy.deadlines, reminders } });
  };

  it('is reminded of once, so long before its cutoff as policy says, and of nothing else', () => {
    expect(due(approvedAt('2026-01-22T10:30:00Z'))).toEqual(['2026-01-22T14:30:00Z remind release']);
    expect(due(approvedAt('2026-01-22T10:30:00Z'), 90)).toEqual(['2026-01-22T13:30:00Z remind release']);
    expect(due(approvedAt('2026-01-22T10:30:00Z'), null)).toEqual([]);
    const decidedAt = '2026-01-22T10:00:00Z';
    const followUp = { decidedAt, reminded: ['cutoff-60', 'release'], escalated: [] };
    expect(due(approvedAt('2026-01-22T10:30:00Z', { followUp }))).toEqual([]);
    // Of a decision before: this one has its own.
    const before = { ...followUp, decidedAt: '2026-01-22T09:00:00Z' };
    expect(due(approvedAt('2026-01-22T10:30:00Z', { followUp: before }))).toHaveLength(1);
  });

  it('approved, or free to leave, after that time is reminded of then', () => {
    expect(due(approvedAt('2026-01-22T14:50:00Z'))).toEqual(['2026-01-22T14:50:00Z remind release']);
    const delayed = approvedAt('2026-01-22T10:30:00Z');
    const payment = { ...delayed.payment, delayed_until: '2026-01-22T14:45:00Z' };
    expect(due({ ...delayed, payment })).toEqual(['2026-01-22T14:45:00Z remind release']);
  });

  it('without a chat, or without business that day, is reminded of nowhere', () => {
    expect(due(approvedAt('2026-01-22T10:30:00Z', { conversation: null }))).toEqual([]);
    expect(due(approvedAt('2026-01-24T10:30:00Z', {}, '2026-01-24T10:00:00Z'))).toEqual([]);
  });

  it('whose cutoff lies behind midnight is reminded of on its own day', () => {
    const reminders = listed(approvedAt('2026-01-22T22:30:00Z', {}, '2026-01-22T22:00:00Z'), railsAlone);
    for (const line of reminders) expect(line).toMatch(/^2026-01-22T2[23]:/);
  });

  it.each(['released', 'settled', 'withdrawn', 'returned'] as const)('is of no interest once it is %s', (status) => {
    expect(due(approvedAt('2026-01-22T10:30:00Z', { status }))).toEqual([]);
  });
});
