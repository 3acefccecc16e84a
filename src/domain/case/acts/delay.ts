/** Waiting until all of a payment fits: its time is set to what the evidence proves, and it is reviewed anew from there. */
import { readEvidence } from '../run/case-evidence';
import type { Press } from '../machine/commands';
import { rulesFor, type InForce, type Known } from '../in-force';
import type { Transition } from '../machine/next-case';
import { offerOf, voiding, type Offer, type OfferOrRefusal } from '../machine/offer';
import type { PaymentCase } from '../payment-case';
import { hasRight, namedByRight, rightTo } from '../people/people-of-case';
import { refuseAct, refuseByRole, refuseByState } from '../machine/refuse-act';
import { returned } from '../machine/return-to-review';
import { takesCommand } from '../machine/states';
import type { LiquidityAlternative } from '../../evidence/liquidity-screening';
import { cutoffOf } from '../../policy/facts/compute-facts';
import type { Refusal } from '../../values/errors';
import type { Member } from '../../values/person';
import { parseUtc } from '../../values/time';

const act = 'delay';

export function offerDelay(current: PaymentCase, who: Member | null, inForce: InForce): OfferOrRefusal {
  if (!takesCommand(current.status, act)) return refuseByState(act, current);
  const found = provenTime(current, inForce);
  if (!found.ok) return found;
  const policy = rulesFor(inForce);
  const right = rightTo(policy, act);
  if (who && !hasRight(right, current, who, policy))
    return refuseByRole(act, who, namedByRight(right, current, policy), right.id);
  return { ok: true, offers: [offerOf(act, { ...voiding(current), until: found.until })] };
}

/** Only a time that is still to come and in time for the cutoff; the payment's own decision is what proves that it fits then. */
function provenTime(current: PaymentCase, inForce: InForce): { ok: true; until: string } | Refusal {
  const { decision, payment } = current;
  const next = 'Ask for a what-if, or restart the review.';
  if (decision?.outcome !== 'liquidity_hold')
    return refuseAct(act, {
      code: 'case_not_waiting',
      why: `${payment.payment_id} does not wait because of a breach`,
      next,
    });
  const option = delayOption(current);
  const untilMs = parseUtc(option?.release_at ?? '');
  if (!option?.feasible || option.release_at === null || untilMs === null)
    return refuseAct(act, {
      code: 'nothing_to_delay',
      why: 'No later time of the day has room for all of it before its cutoff',
      next,
    });
  const until = option.release_at;
  const at = until.slice(11, 16);
  if (untilMs <= inForce.nowMs)
    return refuseAct(act, {
      code: 'time_passed',
      why: `${at} UTC has passed`,
      next: 'Restart the review: it may fit now.',
      figures: { at },
    });
  const cutoff = cutoffOf(rulesFor(inForce), { ...payment, timestamp_utc: until }, inForce.nowMs);
  return cutoff.before_cutoff
    ? { ok: true, until }
    : refuseAct(act, {
        code: 'cutoff_missed',
        why: `At ${at} UTC it may not leave any more`,
        next,
        figures: { at },
      });
}

type DelayOption = Extract<LiquidityAlternative, { kind: 'delay' }>;

function delayOption({ run }: PaymentCase): DelayOption | undefined {
  const options = readEvidence(run).liquidity?.recommendation.alternative_details ?? [];
  return options.find((option): option is DelayOption => option.kind === 'delay');
}

/** What is paid, and to whom, stays: whoever waits with it may still approve it. */
export function delay(press: Press, terms: Offer, current: PaymentCase, known: Known): Transition {
  const until = terms.until ?? current.payment.timestamp_utc;
  const renewed = known.workflow.renew(current);
  return returned(press, terms, current, known, {
    payment: { ...renewed, timestamp_utc: until, delayed_until: until },
    goesOn: false,
    type: 'payment_delayed',
    told: { from_time: current.payment.timestamp_utc, to_time: until },
  });
}
