/** Whose press to release a part leaves a role that is asked with nobody who may approve. */
import { onlyHolders } from '../../../src/domain/case/people/only-holders';
import { answerersIn } from '../../../src/domain/case/people/stand-in';
import type { RequiredRole } from '../../../src/domain/policy/decision';
import { withoutRoles, type Member, type StandIn } from '../../../src/domain/values/person';
import { member } from '../../fakes/member';
import { states } from '../../cards/payment/case-fixtures';
import { shippedPolicy } from '../policy/shipped-policy';
import { knownAt } from './known-at';

const inForce = knownAt('2026-01-22T10:30:00Z', shippedPolicy);
const maya = member('Maya', 'Treasury Manager');
const mert = member('Mert', 'Treasury Manager');
const helen = member('Helen', 'Head of Treasury');
const selin = member('Selin', 'Payments Supervisor');
const { followUp: _none, ...breached } = states['awaiting approvals after a breach']!;

function of(members: readonly Member[], viewer: Member | null = null, required?: readonly RequiredRole[]) {
  const decision = breached.decision!;
  const current = { ...breached, decision: { ...decision, requiredApprovals: required ?? decision.requiredApprovals } };
  return onlyHolders(current, answerersIn(members), inForce, viewer).map(
    ({ role, person }) => `${person.name}: ${role}`,
  );
}

it('is the only holder of each role that is asked, for themselves and for everybody', () => {
  expect(of([maya, helen, selin])).toEqual(['Maya: Treasury Manager', 'Helen: Head of Treasury']);
  expect(of([maya, helen, selin], maya)).toEqual(['Maya: Treasury Manager']);
  expect(of([maya, helen, selin], selin)).toEqual([]);
});

it('is nobody of a role that two hold', () => {
  expect(of([maya, mert, helen])).toEqual(['Helen: Head of Treasury']);
  expect(of([maya, mert, helen], maya)).toEqual([]);
});

it('is whoever delegated, whose delegate approves nothing for them then', () => {
  const standIn: StandIn = {
    reference: 'DLG-1',
    version: 2,
    role: 'Treasury Manager',
    from: withoutRoles(maya),
    firstDay: '2026-01-20',
    lastDay: '2026-01-23',
    upToUsd: null,
    stopped: null,
  };
  expect(of([maya, helen, { ...selin, standsIn: [standIn] }], maya)).toEqual(['Maya: Treasury Manager']);
});

it('of stages each is looked at by itself: whoever may not press yet is not named', () => {
  const [manager, head] = breached.decision!.requiredApprovals.map(({ stage: _stage, ...asked }) => asked);
  const staged = [
    { ...manager!, stage: 1 },
    { ...head!, stage: 2 },
  ];
  expect(of([maya, helen], null, staged)).toEqual(['Maya: Treasury Manager']);
  const both = member('Maya', 'Treasury Manager', 'Head of Treasury');
  expect(of([both], both, staged)).toEqual(['Maya: Treasury Manager', 'Maya: Head of Treasury']);
});

it('is so too where they have approved already: the part asks anew', () => {
  const approvals = [{ role: 'Treasury Manager', by: withoutRoles(maya), at: '2026-01-22T10:31:00Z', comment: null }];
  const current = { ...breached, approvals };
  expect(onlyHolders(current, answerersIn([maya, helen]), inForce, maya)).toHaveLength(1);
});

it('is nobody where no part can be released', () => {
  const fitting = states['awaiting one approval']!;
  expect(onlyHolders(fitting, answerersIn([maya, helen]), inForce, null)).toEqual([]);
});
