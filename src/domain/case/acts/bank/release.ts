/** Telling the bank to pay: an operator notes who did, when, and what the bank calls it. The desk itself moves no money. */
import type { Press } from '../../machine/commands';
import { refuseByDuty } from '../../people/duties';
import { rulesFor, type InForce, type Known } from '../../in-force';
import { nextCase, type Transition } from '../../machine/next-case';
import { offerOf, type Offer, type OfferOrRefusal } from '../../machine/offer';
import { refuseEarly, refuseLate } from '../../machine/refuse-late';
import type { PaymentCase } from '../../payment-case';
import { rightTo } from '../../people/people-of-case';
import { refuseAct, refuseByState } from '../../machine/refuse-act';
import { hasSpoken } from '../../people/stand-in';
import { takesCommand } from '../../machine/states';
import type { Refusal } from '../../../values/errors';
import { withoutRoles, type Member } from '../../../values/person';
import { formatUtc } from '../../../values/time';
import { offerInRole } from '../../machine/by-right';

const act = 'release';
export const bankReferenceInput = 'bank_reference';

/** ISO 20022: an account servicer's reference has at most 35 characters (Max35Text). */
const longestReference = 35;
/** What stands where there is no reference (SWIFT MT, ISO 20022), or in the place of one. */
const noReference: readonly string[] = ['NONREF', 'NOTPROVIDED', 'STARTUMS', 'NOREF'];

export function offerRelease(current: PaymentCase, who: Member | null, inForce: InForce): OfferOrRefusal {
  if (!takesCommand(current.status, act)) return refuseByState(act, current);
  const policy = rulesFor(inForce);
  // A payment that left in time and was not noted here is settled by the bank's statement.
  const untimely = refuseLate(act, current, policy, inForce.nowMs) ?? refuseEarly(current, inForce.nowMs);
  if (untimely) return untimely;
  if (!who) return { ok: true, offers: [offerOf(act)] };
  if (hasSpoken(current.dispositions, who))
    return refuseByDuty(act, policy, { first: 'compliance_clear', second: 'release', who });
  return offerInRole(act, current, who, inForce);
}

export function release(press: Press, { role }: Offer, current: PaymentCase, known: Known): Transition {
  const { actor, comment, inputs = {} } = press;
  const bankReference = inputs[bankReferenceInput]?.trim() ?? '';
  const unusable = refuseReference(bankReference);
  if (unusable) return unusable;
  const at = formatUtc(known.nowMs);
  const made = { role: role ?? '', by: withoutRoles(actor), at, comment, bankReference };
  return nextCase(
    { ...current, status: 'released', release: made },
    {
      by: actor,
      nowMs: known.nowMs,
      type: 'payment_released',
      payload: {
        role: made.role,
        comment,
        bank_reference: bankReference,
        rule: rightTo(rulesFor(known), act).id,
        amount: current.payment.amount,
      },
      showsAnew: true,
    },
  );
}

function refuseReference(reference: string): Refusal | null {
  const isNone = noReference.includes(reference.toUpperCase()) || /^0+$/.test(reference);
  const isText = /^[^\p{C}]+$/u.test(reference) && reference.length <= longestReference;
  if (isText && !isNone) return null;
  return refuseAct(act, {
    code: 'bank_reference_invalid',
    why:
      reference === ''
        ? "The bank's reference is needed"
        : isNone
          ? `"${reference}" is what banks write where there is no reference`
          : `A bank's reference has at most ${longestReference} plain characters`,
    field: bankReferenceInput,
    next: 'Copy it from the confirmation of the bank.',
  });
}
