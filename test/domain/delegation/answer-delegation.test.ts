import {
  answerDelegation,
  delegationActs,
  delegationOffers,
  type DelegationAct,
} from '../../../src/domain/delegation/answer-delegation';
import type { Delegation } from '../../../src/domain/delegation/delegation';
import type { Member } from '../../../src/domain/values/person';
import { member as named } from '../../fakes/member';

const at = '2026-01-22T10:25:00Z';
const member = (name: string, ...roles: readonly string[]): Member => ({
  ...named(name, ...roles),
  objectId: `${name}-1`,
});
const maya = member('Maya', 'Treasury Manager');
const dana = member('Dana');
const omar = member('Omar', 'Treasury Manager');
const offered: Delegation = {
  reference: 'DLG-1',
  version: 1,
  kind: 'delegation',
  status: 'offered',
  role: 'Treasury Manager',
  from: { tenantId: 't', objectId: 'Maya-1', name: 'Maya', email: null },
  to: { tenantId: 't', objectId: 'Dana-1', name: 'Dana', email: null },
  firstDay: '2026-01-20',
  lastDay: '2026-01-23',
  upToUsd: null,
  reason: 'on leave',
  givenAt: '2026-01-19T08:00:00Z',
  formId: 'form-1',
};
const accepted: Delegation = { ...offered, status: 'accepted', version: 2 };

const offers = (delegation: Delegation, who: Member, when = at, members: readonly Member[] = [maya, dana]) =>
  delegationOffers(delegation, who, { nowMs: Date.parse(when), members });
const answer = (act: DelegationAct, delegation: Delegation, who: Member, members: readonly Member[] = [maya, dana]) =>
  answerDelegation(act, { delegation, who, reason: 'back again' }, { nowMs: Date.parse(at), members });

test('the delegate accepts or declines what is offered; whoever gave it may take it back before', () => {
  expect(offers(offered, dana)).toEqual(['accept_delegation', 'decline_delegation']);
  expect(offers(offered, maya)).toEqual(['end_delegation']);
  expect(offers(offered, omar)).toEqual([]);
});

test('either of the two ends one that was accepted, and nobody else', () => {
  expect(offers(accepted, dana)).toEqual(['end_delegation']);
  expect(offers(accepted, maya)).toEqual(['end_delegation']);
  expect(offers(accepted, omar)).toEqual([]);
});

test.each(['declined', 'ended'] as const)('nothing is done to one that was %s', (status) => {
  for (const who of [maya, dana]) expect(offers({ ...offered, status }, who)).toEqual([]);
});

test('its last day is the last on which anything is done to it', () => {
  expect(offers(offered, dana, '2026-01-23T23:59:59Z')).toHaveLength(2);
  for (const who of [maya, dana])
    for (const one of [offered, accepted]) expect(offers(one, who, '2026-01-24T00:00:00Z')).toEqual([]);
});

test('one of a role that was taken away since can be declined and not accepted', () => {
  const without = [member('Maya'), dana];
  expect(offers(offered, dana, at, without)).toEqual(['decline_delegation']);
  expect(offers(offered, dana, at, [dana])).toEqual(['decline_delegation']);
  expect(answer('accept_delegation', offered, dana, without)).toMatchObject({
    ok: false,
    problems: [
      {
        code: 'delegation_role_taken',
        message: 'Not accepted. Maya does not hold Treasury Manager any more, so DLG-1 counts for nothing.',
        figures: { reference: 'DLG-1', role: 'Treasury Manager' },
      },
    ],
  });
});

test('each answer is one version more, with when it was given, and by whom and why it was declined or ended', () => {
  expect(answer('accept_delegation', offered, dana)).toEqual({
    ok: true,
    delegation: { ...offered, version: 2, status: 'accepted', answeredAt: at },
  });
  expect(answer('decline_delegation', offered, dana)).toEqual({
    ok: true,
    delegation: {
      ...offered,
      version: 2,
      status: 'declined',
      answeredAt: at,
      ended: { by: offered.to, at, reason: 'back again' },
    },
  });
  expect(answer('end_delegation', accepted, maya)).toEqual({
    ok: true,
    delegation: { ...accepted, version: 3, status: 'ended', ended: { by: offered.from, at, reason: 'back again' } },
  });
});

test('a refusal says whose it is to answer, and to end', () => {
  const said = (act: DelegationAct) => {
    const made = answer(act, offered, omar);
    return made.ok ? null : made.problems[0];
  };
  for (const act of delegationActs) expect(said(act)?.code).toBe('delegation_not_yours');
  expect(said('accept_delegation')?.message).toBe('Not done. DLG-1 is for Dana to answer.');
  expect(said('end_delegation')?.message).toBe('Not done. DLG-1 is for Dana to answer, and for Maya and Dana to end.');
  expect(answer('end_delegation', { ...accepted, status: 'ended' }, maya)).toMatchObject({
    problems: [{ code: 'delegation_closed', figures: { reference: 'DLG-1', status: 'ended' } }],
  });
});
