/** What becomes of a delegation that was given: its delegate accepts or declines it, and either of the two ends it. */
import type { Delegation } from './delegation';
import { refuse, type Refusal } from '../values/errors';
import { samePerson, withoutRoles, type Member } from '../values/person';
import { formatUtc, utcDay } from '../values/time';

export const delegationActs = ['accept_delegation', 'decline_delegation', 'end_delegation'] as const;
export type DelegationAct = (typeof delegationActs)[number];

export interface AnsweringKnown {
  readonly nowMs: number;
  readonly members: readonly Member[];
}

/** What that person may do with it now. */
export function delegationOffers(delegation: Delegation, who: Member, known: AnsweringKnown): readonly DelegationAct[] {
  return delegationActs.filter((act) => refuseAnswer(act, delegation, who, known) === null);
}

export function answerDelegation(
  act: DelegationAct,
  {
    delegation,
    who,
    reason,
  }: { readonly delegation: Delegation; readonly who: Member; readonly reason: string | null },
  known: AnsweringKnown,
): { readonly ok: true; readonly delegation: Delegation } | Refusal {
  const refused = refuseAnswer(act, delegation, who, known);
  if (refused) return refused;
  const at = formatUtc(known.nowMs);
  const next = { ...delegation, version: delegation.version + 1 };
  const ended = { by: withoutRoles(who), at, reason };
  switch (act) {
    case 'accept_delegation':
      return { ok: true, delegation: { ...next, status: 'accepted', answeredAt: at } };
    case 'decline_delegation':
      return { ok: true, delegation: { ...next, status: 'declined', answeredAt: at, ended } };
    case 'end_delegation':
      return { ok: true, delegation: { ...next, status: 'ended', ended } };
  }
}

/** Says what became of it: whoever presses an old card has not seen that. */
function refuseClosed({ reference, status, from, to, ended, role, lastDay }: Delegation): Refusal {
  const by = status === 'ended' ? (ended?.by.name ?? null) : status === 'offered' ? null : to.name;
  const what =
    status === 'offered' ? `Its last day, ${lastDay}, is over` : `${by ?? 'Somebody'} has ${status} it already`;
  return refuse('delegation_closed', `Not done. ${what}.`, undefined, {
    reference,
    role,
    from: from.name,
    status,
    ...(by === null ? {} : { name: by }),
  });
}

function refuseAnswer(act: DelegationAct, delegation: Delegation, who: Member, known: AnsweringKnown): Refusal | null {
  const { reference, status, from, to, lastDay, role } = delegation;
  const isTheirs = samePerson(who, to) || (act === 'end_delegation' && samePerson(who, from));
  if (!isTheirs)
    return refuse(
      'delegation_not_yours',
      `Not done. ${reference} is for ${to.name} to answer${act === 'end_delegation' ? `, and for ${from.name} and ${to.name} to end` : ''}.`,
    );
  const waits = act === 'end_delegation' ? status === 'offered' || status === 'accepted' : status === 'offered';
  const isEndedBefore = act === 'end_delegation' && status === 'offered' && samePerson(who, to);
  if (!waits || isEndedBefore || lastDay < utcDay(known.nowMs)) return refuseClosed(delegation);
  const giver = known.members.find((member) => samePerson(member, from));
  if (act === 'accept_delegation' && giver?.roles.includes(role) !== true)
    return refuse(
      'delegation_role_taken',
      `Not accepted. ${from.name} does not hold ${role} any more, so ${reference} counts for nothing.`,
      undefined,
      { reference, role },
    );
  return null;
}
