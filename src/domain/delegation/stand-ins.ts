/** Who stands in for whom: delegations as whoever acts by them is told, with why one counts no more. */
import type { Delegation } from './delegation';
import { samePerson, type Member, type StandIn } from '../values/person';
import { dayMs, utcDay } from '../values/time';

/** A press on a card of last week is still told why it does not count; after that only that the role is not asked of them. */
const toldForDays = 7;

/** Everybody, with what they stand in for. `members`: as the people file has them. */
export function withStandIns(
  members: readonly Member[],
  delegations: readonly Delegation[],
  nowMs: number,
): readonly Member[] {
  const told = delegations.filter((one) => isTold(one, nowMs));
  if (told.length === 0) return members;
  return members.map((member) => {
    const own = told.filter(({ to }) => samePerson(to, member)).map((one) => standInOf(one, members));
    return own.length === 0 ? member : { ...member, standsIn: own };
  });
}

/** References of those that count now, in order. */
export function countingNow(members: readonly Member[], nowMs: number): readonly string[] {
  const today = utcDay(nowMs);
  return members.flatMap(({ standsIn = [] }) =>
    standsIn
      .filter(({ stopped, firstDay, lastDay }) => stopped === null && firstDay <= today && today <= lastDay)
      .map(({ reference }) => reference),
  );
}

function isTold({ status, answeredAt, lastDay }: Delegation, nowMs: number): boolean {
  const wasAccepted = status === 'accepted' || (status === 'ended' && answeredAt !== undefined);
  return wasAccepted && lastDay >= utcDay(nowMs - toldForDays * dayMs);
}

function standInOf(delegation: Delegation, members: readonly Member[]): StandIn {
  const { reference, version, role, from, firstDay, lastDay, upToUsd, status } = delegation;
  const giver = members.find((member) => samePerson(member, from));
  const holds = giver?.roles.includes(role) === true;
  const stopped = status === 'ended' ? 'ended' : holds ? null : 'role_taken';
  return { reference, version, role, from, firstDay, lastDay, upToUsd, stopped };
}
