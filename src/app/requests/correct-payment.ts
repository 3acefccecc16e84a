/** Corrects a payment by whoever asked for it: what is typed is completed and checked as any request, then the machine begins a new run with it. */
import { correctableFields, correctableIn } from '../../domain/case/acts/correct';
import type { Press, PressInputs } from '../../domain/case/machine/commands';
import type { PaymentCase } from '../../domain/case/payment-case';
import { offer } from '../../domain/case/machine/permitted-actions';
import { refuseUnknownCase } from '../../domain/case/machine/refuse-act';
import { completeRequest, readDraft } from '../../domain/payment/complete-request';
import { ledgerIdOf, type PaymentRequest } from '../../domain/payment/payment-request';
import { placeValueDate } from '../../domain/policy/facts/value-date';
import { refuse, type Refusal } from '../../domain/values/errors';
import type { Clock } from '../../ports/process';
import type { LedgerSource } from '../../ports/sources';
import type { Store } from '../../ports/store';
import type { ChangeCase, Changed } from '../change-case';
import type { Knowledge } from '../know';

export type CorrectPayment = (runId: string, press: Press) => Promise<Changed>;

export interface CorrectPaymentDeps {
  readonly store: Pick<Store, 'findCase'>;
  readonly changeCase: ChangeCase;
  readonly knowledge: Knowledge;
  readonly ledger: LedgerSource;
  readonly clock: Pick<Clock, 'now'>;
}

export function createCorrectPayment({
  store,
  changeCase,
  knowledge,
  ledger,
  clock,
}: CorrectPaymentDeps): CorrectPayment {
  return async (runId, press) => {
    const current = await store.findCase(runId);
    if (!current) return refuseUnknownCase();
    const known = (now: PaymentCase | null) => knowledge.known(now);
    // Refused by the machine itself, in its words.
    if (!offer('correct', current, press.actor, await knowledge.inForce(current)).ok)
      return changeCase(runId, press, known);
    const corrected = correctedRequest(current, press.inputs ?? {});
    if (!corrected.ok) return corrected;
    return changeCase(runId, { ...press, corrected: { basedOn: current.version, payment: corrected.request } }, known);
  };

  /** What is left empty stays as it is. Where the ledger then has it otherwise, its review says so and holds it. */
  function correctedRequest(
    current: PaymentCase,
    inputs: PressInputs,
  ): { ok: true; request: PaymentRequest } | Refusal {
    const { payment } = current;
    if (inputs['amount'] !== undefined && !correctableIn(current).includes('amount')) return refusePart();
    const typed = Object.fromEntries(
      correctableFields.flatMap((field) => (inputs[field] === undefined ? [] : [[field, inputs[field]]])),
    );
    const {
      ledger_payment_id: _inLedger,
      full_amount: _whole,
      asked_in_all: _inAll,
      value_date_asked: _asked,
      claimed_originator: _claimed,
      originator,
      delayed_until,
      ...stated
    } = payment;
    // An account of another entity brings its entity with it.
    const { entity, ...withoutEntity } = stated;
    const base = typed['account_id'] === undefined ? { ...withoutEntity, entity } : withoutEntity;
    // What is corrected is looked at from its own time again, which its row says where there is one.
    const isInLedger = ledger.current().hasPayment(ledgerIdOf(payment));
    const keepsTime = !isInLedger && typed['value_date'] === undefined && delayed_until === undefined;
    const dated = keepsTime ? base : withoutInstant(base);
    const read = readDraft({ ...dated, ...typed, payment_id: ledgerIdOf(payment) });
    if (!read.ok) return read;
    const completed = completeRequest(read.draft, {
      ledger: ledger.current(),
      nowMs: clock.now(),
      originator,
      mayDiffer: true,
      newPaymentId: () => payment.payment_id,
    });
    if (!completed.ok) return completed;
    const placed = placeValueDate(knowledge.rules(null).policy, completed.request);
    if (!placed.ok) return placed;
    const kept = keptOf(payment, typed, placed.request.currency);
    return { ok: true, request: { ...placed.request, ...kept, payment_id: payment.payment_id, originator } };
  }
}

/**
 * What no form asks for stays; a value date that was moved is forgotten with the one that is typed. So is what was asked for in all where amount
 * is typed in another currency: it was of other money.
 */
function keptOf(
  { ledger_payment_id, full_amount, asked_in_all, value_date_asked, claimed_originator, currency }: PaymentRequest,
  typed: PressInputs,
  newCurrency: string,
): Partial<PaymentRequest> {
  const isOtherMoney = typed['amount'] !== undefined && newCurrency !== currency;
  return {
    ...(asked_in_all === undefined || isOtherMoney ? {} : { asked_in_all }),
    ...(ledger_payment_id === undefined ? {} : { ledger_payment_id }),
    ...(claimed_originator === undefined ? {} : { claimed_originator }),
    ...(full_amount === undefined ? {} : { full_amount }),
    ...(value_date_asked === undefined || typed['value_date'] !== undefined ? {} : { value_date_asked }),
  };
}

function refusePart(): Refusal {
  const message =
    'The amount of a part is not corrected: what is left of the whole was asked for beside it. Withdraw it and ask for the right amount.';
  return refuse('amount_of_part', message, 'amount');
}

/** With another value date it leaves when that day says. */
function withoutInstant({ timestamp_utc: _leaves, ...rest }: Partial<PaymentRequest>): Partial<PaymentRequest> {
  return rest;
}
