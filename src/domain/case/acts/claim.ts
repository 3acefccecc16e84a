/** Somebody says that they are looking at a payment, so that others need not: it binds nobody, and ends by itself or by being passed on. */
import type { Press } from '../machine/commands';
import type { InForce, Known } from '../in-force';
import { nextCase, type Transition } from '../machine/next-case';
import { offerOf, type Offer, type OfferOrRefusal } from '../machine/offer';
import type { Claim, PaymentCase } from '../payment-case';
import { refuseAct, refuseByState } from '../machine/refuse-act';
import { takesCommand } from '../machine/states';
import type { Refusal } from '../../values/errors';
import { samePerson, withoutRoles, type Member } from '../../values/person';
import { formatUtc, parseUtc, minuteMs } from '../../values/time';

/** Whose word holds now; null where nobody has said so, it has run out, they have answered, or something else is decided since. */
export function activeClaim(current: PaymentCase, nowMs: number): Claim | null {
  const { claim, decision, approvals, dispositions } = current;
  if (!claim || !takesCommand(current.status, 'claim')) return null;
  const untilMs = parseUtc(claim.until) ?? 0;
  const isOfThis = claim.decidedAt === (decision?.decidedAt ?? null);
  const hasAnswered = [...approvals, ...dispositions].some(({ by }) => samePerson(by, claim.by));
  return nowMs < untilMs && isOfThis && !hasAnswered ? claim : null;
}

/** What somebody must be able to do about a payment to look at it. */
export type MayAnswer = (who: Member) => boolean;

export function offerClaim(
  current: PaymentCase,
  who: Member | null,
  inForce: InForce,
  mayAnswer: MayAnswer,
): OfferOrRefusal {
  if (!takesCommand(current.status, 'claim')) return refuseByState('claim', current);
  const claim = activeClaim(current, inForce.nowMs);
  // Whoever has it may say so again.
  if (claim && who && !samePerson(claim.by, who)) return refuseTaken(claim);
  return who && !mayAnswer(who) ? refuseOutsider('claim', who) : { ok: true, offers: [offerOf('claim')] };
}

function refuseTaken({ by, until }: Claim): Refusal {
  return refuseAct('claim', {
    code: 'already_claimed',
    why: `${by.name} is looking at it until ${until}`,
    next: 'They can pass it on. You may decide it all the same.',
  });
}

function refuseOutsider(act: 'claim' | 'pass_on', { name }: Member): Refusal {
  return refuseAct(act, {
    code: 'role_not_asked_for',
    why: `${name} is not asked about this payment`,
    next: 'Ask somebody who is.',
  });
}

/** Only whoever has it passes it on. */
export function offerPassingOn(current: PaymentCase, who: Member | null, { nowMs }: InForce): OfferOrRefusal {
  if (!takesCommand(current.status, 'pass_on')) return refuseByState('pass_on', current);
  const claim = activeClaim(current, nowMs);
  if (!claim) {
    const why = 'Nobody is looking at it';
    return refuseAct('pass_on', { code: 'nothing_claimed', why });
  }
  if (who && !samePerson(claim.by, who)) {
    const why = `${claim.by.name} is looking at it, not ${who.name}`;
    return refuseAct('pass_on', { code: 'nothing_claimed', why });
  }
  return { ok: true, offers: [offerOf('pass_on')] };
}

export function claim({ actor }: Press, _terms: Offer, current: PaymentCase, known: Known): Transition {
  return claimed(current, known, { for: withoutRoles(actor), by: actor, type: 'case_claimed' });
}

/** To the person it is passed to, who must be able to answer; where none is named it is free again. */
export function passOn({ actor, passTo }: Press, current: PaymentCase, known: Known, mayAnswer: MayAnswer): Transition {
  if (!passTo) {
    const { claim: _ended, ...free } = current;
    return nextCase(free, {
      by: actor,
      nowMs: known.nowMs,
      type: 'case_passed_on',
      payload: { to_person: null },
      showsAnew: false,
    });
  }
  if (samePerson(passTo, actor) || !mayAnswer(passTo)) return refuseOutsider('pass_on', passTo);
  return claimed(current, known, { for: withoutRoles(passTo), by: actor, type: 'case_passed_on' });
}

function claimed(
  current: PaymentCase,
  known: Known,
  given: {
    readonly for: Claim['by'];
    readonly by: Member;
    readonly type: 'case_claimed' | 'case_passed_on';
  },
): Transition {
  const untilMs = known.nowMs + known.policy.deadlines.claim.minutes * minuteMs;
  const until = formatUtc(untilMs);
  const isPassed = given.type === 'case_passed_on';
  const made: Claim = {
    by: given.for,
    ...(isPassed ? { passedBy: withoutRoles(given.by) } : {}),
    until,
    decidedAt: current.decision?.decidedAt ?? null,
  };
  return nextCase(
    { ...current, claim: made },
    {
      by: given.by,
      nowMs: known.nowMs,
      type: given.type,
      payload: { to_person: isPassed ? given.for.name : null, until },
      // Nothing about the payment changes: what others are about to press still counts.
      showsAnew: false,
    },
  );
}
