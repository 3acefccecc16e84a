/** Who answers in somebody else's place: which delegation counts for this payment now, and why one does not. */
import { refuseAmountChanger, refuseBeneficiaryChanger, refuseByDuty } from './duties';
import { openEscalations } from '../time/follow-up';
import { rulesFor, type InForce } from '../in-force';
import { standingApprovals, type ObtainedApproval, type PaymentCase } from '../payment-case';
import { isOriginator, slotOf, type Slot } from './people-of-case';
import { refuseAct, type Act } from '../machine/refuse-act';
import { usdInAll } from '../../policy/facts/compute-facts';
import type { Refusal } from '../../values/errors';
import { amountInAll } from '../../payment/payment-request';
import { decimal, formatAmount } from '../../values/money';
import { samePerson, type Member, type Person, type StandIn } from '../../values/person';
import { utcDay } from '../../values/time';

/** Acts by which a delegate answers what is asked of the role. */
export type AnswerAct = Extract<Act, 'approve' | 'reject' | 'clear_false_positive' | 'confirm_true_match'>;

/** Whom a word counts for: who gave it, and in whose place. One person fills one slot, by themselves or through another. */
function peopleBehind({ by, delegation }: ObtainedApproval): readonly Person[] {
  return delegation ? [by, delegation.for] : [by];
}

/** Whether one of these was said by them, or by somebody in their place. */
export function hasSpoken(made: readonly ObtainedApproval[], who: Person): boolean {
  return made.some((given) => peopleBehind(given).some((person) => samePerson(person, who)));
}

/** A role of their own, one asked in its place, else the first delegation that counts; why the first does not; null where nobody asks them. */
export function answeringSlot(
  act: AnswerAct,
  who: Member,
  {
    current,
    waiting,
    inForce,
  }: { readonly current: PaymentCase; readonly waiting: readonly string[]; readonly inForce: InForce },
): { readonly ok: true; readonly slot: Slot } | Refusal | null {
  const own = slotOf(rulesFor(inForce), who, current, waiting);
  if (own) return { ok: true, slot: own };
  let first: Refusal | null = null;
  for (const { slot, standIn } of delegatedSlots(who, current, waiting)) {
    const refused = refuseStandIn(act, who, standIn, { current, inForce });
    if (!refused) return { ok: true, slot: { ...slot, standIn } };
    first ??= refused;
  }
  return first;
}

/** Why whoever asked for the payment may not decide it in somebody else's place; null for everybody else. */
export function refuseOwnAsDelegate(
  act: AnswerAct,
  who: Member,
  { current, waiting, inForce }: Parameters<typeof answeringSlot>[2],
): Refusal | null {
  const policy = rulesFor(inForce);
  const isByDelegation =
    isOriginator(current, who) &&
    slotOf(policy, who, current, waiting) === null &&
    delegatedSlots(who, current, waiting).length > 0;
  return isByDelegation ? refuseByDuty(act, policy, { first: 'delegate', second: 'own_request', who }) : null;
}

/** Whether they stand in, by what is not stopped, for one of these roles. */
export function standsInFor({ standsIn = [] }: Member, roles: readonly string[]): boolean {
  return standsIn.some(({ role, stopped }) => stopped === null && roles.includes(role));
}

/** Who answers for a role: whoever holds it, then whoever stands in for somebody who does. */
export function answerersIn(members: readonly Member[]): (role: string) => readonly Member[] {
  const delegates = members.filter(({ standsIn = [] }) => standsIn.length > 0);
  return (role) => [
    ...members.filter(({ roles }) => roles.includes(role)),
    ...delegates.filter((member) => !member.roles.includes(role) && standsInFor(member, [role])),
  ];
}

interface DelegatedSlot {
  readonly slot: Slot;
  readonly standIn: StandIn;
}

/** In the order of what they may answer for: what is asked itself, then what was asked in its place. Those that are not stopped first. */
function delegatedSlots(
  { standsIn = [] }: Member,
  current: PaymentCase,
  waiting: readonly string[],
): readonly DelegatedSlot[] {
  const direct = standsIn
    .filter(({ role }) => waiting.includes(role))
    .map((standIn) => ({ slot: { role: standIn.role }, standIn }));
  const inPlace = openEscalations(current).flatMap(({ role, to }) =>
    standsIn.filter((standIn) => standIn.role === to).map((standIn) => ({ slot: { role, inPlaceBy: to }, standIn })),
  );
  const all: readonly DelegatedSlot[] = [...direct, ...inPlace];
  const isStopped = ({ standIn }: DelegatedSlot) => standIn.stopped !== null;
  return [...all.filter((one) => !isStopped(one)), ...all.filter(isStopped)];
}

interface Asked {
  readonly current: PaymentCase;
  readonly inForce: InForce;
}

function refuseStandIn(act: AnswerAct, who: Member, standIn: StandIn, asked: Asked): Refusal | null {
  return refuseByTerms(act, standIn, asked) ?? refuseForGiver(act, who, standIn, asked);
}

/** By its days and its amount, and by what became of it. */
function refuseByTerms(act: AnswerAct, standIn: StandIn, { current, inForce }: Asked): Refusal | null {
  const { reference, role, from, firstDay, lastDay, upToUsd, stopped } = standIn;
  const policy = rulesFor(inForce);
  const named = `The delegation of ${role} by ${from.name}`;
  const which = { reference, role, from: from.name };
  if (stopped === 'role_taken')
    return refuseAct(act, {
      code: 'delegation_role_taken',
      why: `${named} counts no more: ${from.name} does not hold ${role} any more`,
      figures: which,
    });
  const today = utcDay(inForce.nowMs);
  if (stopped === 'ended' || today > lastDay)
    return refuseAct(act, {
      code: 'delegation_over',
      why: stopped === 'ended' ? `${named} was ended` : `${named} ended with ${lastDay}`,
      next: `${from.name} decides, or whoever else holds ${role}.`,
      figures: { ...which, day: lastDay },
    });
  if (today < firstDay)
    return refuseAct(act, {
      code: 'delegation_not_begun',
      why: `${named} begins on ${firstDay}`,
      figures: { ...which, day: firstDay },
    });
  if (upToUsd === null) return null;
  const usd = usdInAll(policy, current.payment, inForce.nowMs);
  if (usd?.lte(decimal(upToUsd)) === true) return null;
  const inAll = amountInAll(current.payment);
  const isCut = inAll > current.payment.amount;
  const whole = isCut ? `${formatAmount(decimal(inAll), current.payment.currency)} ${current.payment.currency}` : null;
  const ofWhole = whole === null ? '' : `, and counts for the whole ${whole} that was first asked for`;
  return refuseAct(act, {
    code: 'delegation_over_limit',
    why: `${named} is for at most ${upToUsd} USD${usd ? ofWhole : ', and there is no rate to tell'}`,
    next: `${from.name} decides, or whoever else holds ${role}.`,
    figures: { ...which, limit: upToUsd, ...(whole === null ? {} : { whole }) },
  });
}

/** What whoever delegated may not do themselves, nobody does for them. */
function refuseForGiver(act: AnswerAct, who: Member, { from }: StandIn, { current, inForce }: Asked): Refusal | null {
  const policy = rulesFor(inForce);
  if (isOriginator(current, from) || isOriginator(current, who))
    return refuseByDuty(act, policy, { first: 'delegate', second: 'own_request', who });
  if (act === 'reject' || act === 'confirm_true_match') return null;
  return (
    refuseAmountChanger(act, current, from, policy) ??
    (act === 'approve' ? refuseBeneficiaryChanger(act, current, from, inForce) : null) ??
    (hasSpoken(act === 'approve' ? standingApprovals(current) : current.dispositions, from)
      ? refuseByDuty(act, policy, { first: 'first_approval', second: 'second_approval', who: from })
      : null) ??
    (act === 'approve' && hasSpoken(current.dispositions, from)
      ? refuseByDuty(act, policy, { first: 'compliance_clear', second: 'release', who: from })
      : null)
  );
}
