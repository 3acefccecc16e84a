/** Sending to the bank in a payment file: the desk lets go of what is approved and still in time, once, and says in which file. */
import type { DeskCommand } from '../../machine/commands';
import { rulesFor, type InForce, type Known } from '../../in-force';
import { nextCase, type Transition } from '../../machine/next-case';
import { refuseByState } from '../../machine/refuse-act';
import { refuseEarly, refuseLate } from '../../machine/refuse-late';
import { refuseTest } from '../../machine/refuse-test';
import type { PaymentCase } from '../../payment-case';
import { takesCommand } from '../../machine/states';
import type { Refusal } from '../../../values/errors';
import { formatUtc } from '../../../values/time';

/** Null where it may go now. */
export function refuseSending(
  current: PaymentCase,
  inForce: Pick<InForce, 'policy' | 'runPolicy' | 'nowMs' | 'takesTests'>,
): Refusal | null {
  if (!takesCommand(current.status, 'send')) return refuseByState('release', current);
  return (
    refuseTest('release', current, inForce) ??
    refuseLate('release', current, rulesFor(inForce), inForce.nowMs) ??
    refuseEarly(current, inForce.nowMs)
  );
}

export function sendInFile(
  { sent }: Extract<DeskCommand, { type: 'send' }>,
  current: PaymentCase,
  known: Known,
): Transition {
  const refused = refuseSending(current, known);
  if (refused) return refused;
  const { file, paymentInformation, endToEndId, sha256, askedBy } = sent;
  return nextCase(
    { ...current, status: 'released', sent: { ...sent, at: formatUtc(known.nowMs) } },
    {
      by: null,
      nowMs: known.nowMs,
      type: 'payment_sent',
      payload: {
        file,
        file_sha256: sha256,
        payment_information: paymentInformation,
        end_to_end_id: endToEndId,
        amount: current.payment.amount,
        asked_by: askedBy,
        status_before: current.status,
      },
      showsAnew: true,
    },
  );
}
