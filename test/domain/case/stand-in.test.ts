import type { Press } from '../../../src/domain/case/machine/commands';
import { askedPeople } from '../../../src/domain/case/people/asked-people';
import { finalOutput } from '../../../src/domain/case/decision/final-output';
import { isParty } from '../../../src/domain/case/people/is-party';
import { standingApprovals, type PaymentCase } from '../../../src/domain/case/payment-case';
import { permittedActions } from '../../../src/domain/case/machine/permitted-actions';
import { answerersIn } from '../../../src/domain/case/people/stand-in';
import { transition } from '../../../src/domain/case/machine/transitions';
import { worklist } from '../../../src/domain/case/people/worklist';
import type { RequiredRole } from '../../../src/domain/policy/decision';
import { withoutRoles, type Member, type StandIn } from '../../../src/domain/values/person';
import { sampleCase, sampleDecision } from '../../fakes/sample-case';
import { shippedPolicy } from '../policy/shipped-policy';
import { knownAt } from './known-at';
import { member } from '../../fakes/member';

const known = knownAt('2026-01-22T11:00:00Z', shippedPolicy);
const omar = member('Omar', 'Treasury Manager');
const helen = member('Helen', 'Head of Treasury');
const dana = member('Dana');

const given = (over: Partial<StandIn> = {}): StandIn => ({
  reference: 'DLG-1',
  version: 2,
  role: 'Treasury Manager',
  from: withoutRoles(omar),
  firstDay: '2026-01-20',
  lastDay: '2026-01-23',
  upToUsd: null,
  stopped: null,
  ...over,
});
const standing = (who: Member, ...standsIn: readonly StandIn[]): Member => ({ ...who, standsIn });

const manager: RequiredRole = { role: 'Treasury Manager', grants: [], slaHours: 2 };
const head: RequiredRole = { role: 'Head of Treasury', grants: ['override_breach'], slaHours: 2 };
const waiting = (required: readonly RequiredRole[] = [manager], over: Partial<PaymentCase> = {}) =>
  sampleCase({
    status: 'awaiting_approval',
    submitter: member('Asker'),
    decision: { ...sampleDecision, requiredApprovals: required },
    ...over,
  });

const press = (actor: Member, current: PaymentCase, type: Press['type'] = 'approve') =>
  transition({ type, actor, shownVersion: current.version, comment: 'x'.repeat(60) }, current, known);

function approved(current: PaymentCase, ...people: readonly Member[]): PaymentCase {
  return people.reduce((now, who) => {
    const after = press(who, now);
    if (!after.ok) throw new Error(JSON.stringify(after.problems));
    return after.case;
  }, current);
}

function refusal(actor: Member, current: PaymentCase, type?: Press['type']) {
  const after = press(actor, current, type);
  return after.ok ? null : after.problems[0];
}

describe('a delegate', () => {
  test('approves in the role of whoever delegated, and the approval says by which delegation', () => {
    const after = press(standing(dana, given()), waiting());
    expect(after).toMatchObject({
      ok: true,
      restsOn: { reference: 'DLG-1', version: 2 },
      case: {
        status: 'approved',
        approvals: [
          { role: 'Treasury Manager', by: { name: 'Dana' }, delegation: { reference: 'DLG-1', for: { name: 'Omar' } } },
        ],
      },
      event: {
        type: 'approval_given',
        payload: { delegation: 'DLG-1', on_behalf_of: 'Omar', on_behalf_of_id: 'Omar' },
      },
    });
    if (!after.ok) return;
    expect(standingApprovals(after.case)).toHaveLength(1);
    expect(after.case.approvals[0]!.by).not.toHaveProperty('standsIn');
    expect(finalOutput(after.case)?.approval_status.obtained_approvals).toEqual([
      expect.objectContaining({ by: 'Dana', on_behalf_of: 'Omar', delegation: 'DLG-1' }),
    ]);
  });

  test('rejects too, says that they look at it and asks, reads the payment, and has it in their list', () => {
    const current = waiting();
    const delegate = standing(dana, given());
    expect(press(delegate, current, 'reject')).toMatchObject({
      ok: true,
      restsOn: { reference: 'DLG-1' },
      case: { status: 'rejected', rejection: { delegation: { reference: 'DLG-1' } } },
    });
    const acts = permittedActions(current, delegate, known).map(({ act }) => act);
    expect(acts).toEqual(expect.arrayContaining(['approve', 'reject', 'claim', 'ask_question', 'attach_reference']));
    expect(isParty(current, delegate)).toBe(true);
    expect(isParty(current, dana)).toBe(false);
    expect(worklist([{ case: current, inForce: known }], delegate)[0]?.part).toBe('waits_for_me');
    expect(worklist([{ case: current, inForce: known }], dana)[0]?.part).toBe('waits_for_others');
  });

  test('is asked beside whoever delegated, and named as who they act for', () => {
    const members = [omar, helen, standing(dana, given())];
    const [asked] = askedPeople(waiting(), answerersIn(members), known);
    expect(asked?.people.map(({ name, actsFor }) => [name, actsFor?.name])).toEqual([
      ['Omar', undefined],
      ['Dana', 'Omar'],
    ]);
  });

  test('has no right that the role has beside answering', () => {
    const current = waiting([head], {
      decision: { ...sampleDecision, outcome: 'liquidity_hold', requiredApprovals: [head] },
    });
    const acts = (who: Member) => permittedActions(current, who, known).map(({ act }) => act);
    expect(acts(omar)).toContain('request_override');
    expect(acts(standing(dana, given()))).not.toContain('request_override');
    expect(press(standing(dana, given()), waiting([manager], { status: 'approved' }), 'release').ok).toBe(false);
  });

  test('acts in a role of their own where they hold one that is asked', () => {
    const maya = standing(member('Maya', 'Treasury Manager'), given());
    expect(approved(waiting(), maya).approvals[0]).not.toHaveProperty('delegation');
  });

  test('answers where the role was asked in another’s place', () => {
    const escalated = waiting([manager], {
      followUp: {
        decidedAt: sampleDecision.decidedAt,
        reminded: [],
        escalated: [{ role: 'Treasury Manager', to: 'Head of Treasury', at: '2026-01-22T10:50:00Z' }],
      },
    });
    const delegate = standing(dana, given({ role: 'Head of Treasury', from: withoutRoles(helen) }));
    expect(approved(escalated, delegate).approvals).toMatchObject([
      { role: 'Treasury Manager', inPlaceBy: 'Head of Treasury', delegation: { for: { name: 'Helen' } } },
    ]);
  });

  test.each([
    [
      'that was ended',
      given({ stopped: 'ended' }),
      'delegation_over',
      'The delegation of Treasury Manager by Omar was ended',
    ],
    [
      'that is over',
      given({ lastDay: '2026-01-21' }),
      'delegation_over',
      'The delegation of Treasury Manager by Omar ended with 2026-01-21',
    ],
    ['that has not begun', given({ firstDay: '2026-01-23' }), 'delegation_not_begun', 'begins on 2026-01-23'],
    [
      'of a role that was taken away',
      given({ stopped: 'role_taken' }),
      'delegation_role_taken',
      'Omar does not hold Treasury Manager any more',
    ],
    ['of a smaller amount', given({ upToUsd: 249_999.99 }), 'delegation_over_limit', 'is for at most 249999.99 USD'],
  ])('cannot act by a delegation %s, and reads why', (_what, standIn, code, why) => {
    const delegate = standing(dana, standIn);
    expect(permittedActions(waiting(), delegate, known).map(({ act }) => act)).not.toContain('approve');
    for (const type of ['approve', 'reject'] as const)
      expect(refusal(delegate, waiting(), type)).toMatchObject({ code, message: expect.stringContaining(why) });
  });

  test('may act on the last day and on the first, and up to the very amount', () => {
    for (const over of [{ lastDay: '2026-01-22' }, { firstDay: '2026-01-22' }, { upToUsd: 250_000 }])
      expect(press(standing(dana, given(over)), waiting()).ok).toBe(true);
  });

  test('may not act on a part, or a rest, of more than the amount', () => {
    const whole = waiting();
    const part = { ...whole, payment: { ...whole.payment, amount: 100_000, asked_in_all: 250_000.01 } };
    expect(refusal(standing(dana, given({ upToUsd: 250_000 })), part, 'approve')).toMatchObject({
      code: 'delegation_over_limit',
      message: expect.stringContaining('counts for the whole 250,000.01 USD that was first asked for') as string,
    });
  });

  test('of an amount in a currency without a rate is within no limit', () => {
    const policy = { ...shippedPolicy, rates: { ...shippedPolicy.rates, usd_per_unit: {} } };
    const unrated = knownAt('2026-01-22T11:00:00Z', policy);
    const odd = waiting([manager], { payment: { ...sampleCase().payment, currency: 'EUR' } });
    const offered = (upToUsd: number | null) =>
      permittedActions(odd, standing(dana, given({ upToUsd })), unrated).map(({ act }) => act);
    expect(offered(900_000_000)).not.toContain('approve');
    expect(offered(null)).toContain('approve');
  });

  test('of two delegations the one that counts is taken', () => {
    const delegate = standing(
      dana,
      given({ stopped: 'ended' }),
      given({ reference: 'DLG-2', upToUsd: 1 }),
      given({ reference: 'DLG-3' }),
    );
    expect(approved(waiting(), delegate).approvals[0]?.delegation?.reference).toBe('DLG-3');
  });
});

describe('four eyes and a delegate', () => {
  test('a delegate never approves a request of their own, by the rule that says so', () => {
    const own = waiting([manager], { submitter: withoutRoles(dana) });
    for (const type of ['approve', 'reject'] as const)
      expect(refusal(standing(dana, given()), own, type)).toMatchObject({
        code: 'delegate_own_request',
        message: expect.stringContaining('(sod-delegate-own)'),
      });
  });

  test('nor one of the person they stand in for', () => {
    const his = waiting([manager], { submitter: withoutRoles(omar) });
    expect(refusal(standing(dana, given()), his)).toMatchObject({
      code: 'delegate_own_request',
      message: expect.stringContaining('(sod-delegate-own)'),
    });
  });

  test.each([
    ['changed the amount', { amountChangedBy: [withoutRoles(omar)] }, 'sod-change-amount'],
    ['changed who is paid', { beneficiaryChangedBy: [withoutRoles(omar)] }, 'sod-beneficiary-first-payment'],
    [
      'cleared it for compliance',
      {
        dispositions: [
          { role: 'MLRO', by: withoutRoles(omar), at: '', comment: null, outcome: 'false_positive' as const },
        ],
      },
      'sod-compliance-release',
    ],
  ])('cannot approve for somebody who %s', (_what, over, rule) => {
    const refused = refusal(standing(dana, given()), waiting([manager], over));
    expect(refused?.message).toContain(rule);
  });

  test('cannot grant the override that whoever delegated asked for', () => {
    const held = waiting([head], {
      decision: { ...sampleDecision, outcome: 'liquidity_hold', requiredApprovals: [head] },
    });
    const asked = press(member('Omar', 'Treasury Manager', 'Head of Treasury'), held, 'request_override');
    if (!asked.ok) throw new Error('not asked');
    const delegate = standing(dana, given({ role: 'Head of Treasury' }));
    expect(refusal(delegate, asked.case)?.message).toContain('sod-override');
  });

  test('one person fills one slot, by themselves or through a delegate', () => {
    const both = [manager, { ...head, grants: [] }];
    const omarHoldsBoth = member('Omar', 'Treasury Manager', 'Head of Treasury');
    const forHead = standing(dana, given({ role: 'Head of Treasury' }));
    const byHimself = approved(
      waiting([...both, { role: 'CFO', grants: [], slaHours: 2 }]),
      member('Omar', 'Treasury Manager'),
    );
    expect(refusal(forHead, byHimself)?.message).toContain('sod-first-second-approval');
    const byDelegate = approved(waiting(both), forHead);
    expect(refusal(omarHoldsBoth, byDelegate)?.message).toContain('sod-first-second-approval');
  });

  test('a delegate of two people gives one approval', () => {
    const two = [{ ...manager, people: 2 }];
    const delegate = standing(dana, given(), given({ reference: 'DLG-2', from: withoutRoles(member('Mert')) }));
    expect(refusal(delegate, approved(waiting(two), delegate))?.message).toContain('sod-first-second-approval');
  });
});

test('an approval given by a delegation stands for what was shown, as any other', () => {
  const two = [{ ...manager, people: 2 }];
  const one = approved(waiting(two), standing(dana, given()));
  expect(standingApprovals(one)).toHaveLength(1);
  expect(standingApprovals({ ...one, payment: { ...one.payment, amount: 1 } })).toEqual([]);
});

test('a delegation given by a test persona makes a test of what is done by it, for good', () => {
  const from = { ...withoutRoles(omar), personaOf: 'A Tester' };
  expect(approved(waiting(), standing(dana, given({ from }))).isTest).toBe(true);
});

describe('who was spoken for has spoken', () => {
  const carmen = member('Carmen', 'Compliance Manager', 'MLRO', 'Payments Operator');
  const cleared = {
    role: 'Compliance Manager',
    by: withoutRoles(dana),
    at: '2026-01-22T10:50:00Z',
    comment: 'another company',
    outcome: 'false_positive' as const,
    delegation: { reference: 'DLG-1', version: 2, for: withoutRoles(carmen) },
  };
  const press = (type: 'clear_false_positive' | 'release', current: PaymentCase, actor: Member) => {
    const inputs = { evidence_note: 'file 12', bank_reference: 'FT26022ABC' };
    const done = transition({ type, actor, shownVersion: current.version, comment: 'seen', inputs }, current, known);
    return done.ok ? 'done' : done.problems[0]?.code;
  };

  it('a match that was cleared in somebody’s place is not cleared by them in another role too', () => {
    const required = ['Compliance Manager', 'MLRO'].map((role) => ({ role, grants: [], slaHours: 4 }));
    const current = waiting(required, { status: 'compliance_review', dispositions: [cleared] });
    expect(press('clear_false_positive', current, carmen)).toBe('one_person_one_approval');
    expect(press('clear_false_positive', current, member('Lars', 'MLRO'))).toBe('done');
  });

  it('nor is the payment released by them', () => {
    const current = waiting([manager], { status: 'approved', dispositions: [cleared] });
    expect(press('release', current, carmen)).toBe('screener_cannot_release');
    expect(press('release', current, member('Olaf', 'Payments Operator'))).toBe('done');
  });
});
