/** Which approved payments go into the next payment file, each as the file says it, and why the others do not. */
import { refuseSending } from '../../domain/case/acts/bank/send';
import { rulesFor } from '../../domain/case/in-force';
import { whatHasLeft } from '../../domain/case/acts/bank/has-left';
import { nameAtBank } from '../../domain/case/acts/bank/name-at-bank';
import type { PaymentCase } from '../../domain/case/payment-case';
import { instructionOf, type Instruction, type WhyNotExportable } from '../../domain/payment-file/instruction';
import type { OwnAccounts } from '../../domain/payment-file/own-accounts';
import type { Channel } from '../../domain/payment/payment-request';
import type { FaultCode } from '../../domain/values/errors';
import type { RefusalCode } from '../../domain/values/refusal-codes';
import type { LedgerSource } from '../../ports/sources';
import type { Store } from '../../ports/store';
import type { Knowledge } from '../know';

export interface ChosenPayment {
  readonly current: PaymentCase;
  readonly channel: Channel;
  readonly instruction: Instruction;
}

/** A payment that stays approved: what stands in the way, all of it. */
export interface LeftOut {
  readonly paymentId: string;
  readonly runId: string;
  readonly why: readonly (WhyNotExportable | RefusalCode | FaultCode)[];
}

export interface Chosen {
  readonly payments: readonly ChosenPayment[];
  readonly leftOut: readonly LeftOut[];
}

export interface ChoosePaymentsDeps {
  readonly store: Pick<Store, 'listRunIds' | 'findCase'>;
  readonly knowledge: Pick<Knowledge, 'inForce'>;
  readonly ledger: LedgerSource;
}

export async function choosePayments(
  { store, knowledge, ledger }: ChoosePaymentsDeps,
  own: OwnAccounts,
): Promise<Chosen> {
  const payments: ChosenPayment[] = [];
  const leftOut: LeftOut[] = [];
  const references = new Set<string>();
  for (const runId of await store.listRunIds({ statuses: ['approved'] })) {
    const current = await store.findCase(runId);
    if (current?.status !== 'approved') continue;
    const judged = await judge(current);
    if (judged.ok) {
      references.add(judged.chosen.instruction.endToEndId);
      payments.push(judged.chosen);
    } else leftOut.push({ paymentId: current.payment.payment_id, runId, why: judged.why });
  }
  return { payments, leftOut };

  async function judge(current: PaymentCase): Promise<Judged> {
    const inForce = await knowledge.inForce(current);
    const refused = refuseSending(current, inForce);
    if (refused) return { ok: false, why: refused.problems.map(({ code }) => code) };
    if (whatHasLeft(current, ledger.current())) return { ok: false, why: ['already_left'] };
    const { payment } = current;
    const channel = payment.channel ?? rulesFor(inForce).rails.default_channels[payment.payment_type];
    const endToEndId = nameAtBank(current);
    if (references.has(endToEndId)) return { ok: false, why: ['reference_taken'] };
    const made = instructionOf({ payment, channel, endToEndId, own });
    return made.ok ? { ok: true, chosen: { current, channel, instruction: made.instruction } } : made;
  }
}

type Judged =
  { readonly ok: true; readonly chosen: ChosenPayment } | { readonly ok: false; readonly why: LeftOut['why'] };
