/** Asks again for a payment that was rejected, withdrawn, returned or too late: a new case that names the old one, then the old one names it. */
import { endOf, idAskedAgain } from '../../domain/case/acts/ask-again';
import type { AskedBefore, Press } from '../../domain/case/machine/commands';
import type { PaymentCase } from '../../domain/case/payment-case';
import { offer } from '../../domain/case/machine/permitted-actions';
import { refuseUnknownCase } from '../../domain/case/machine/refuse-act';
import { newRunId } from '../../domain/case/run/run';
import type { JsonObject } from '../../domain/values/json';
import { withoutRoles } from '../../domain/values/person';
import type { Clock, RandomHex } from '../../ports/process';
import type { LedgerSource } from '../../ports/sources';
import type { Store } from '../../ports/store';
import type { Wakeups } from '../../ports/wakeups';
import type { ChangeCase, Changed } from '../change-case';
import type { Knowledge } from '../know';
import type { ShowOrLog } from '../delivery/card-delivery';
import { requestAgain } from './request-again';
import { takeId } from './take-id';

/** The old case as it stands then. The new one's card is posted in that conversation. */
export type AskAgain = (runId: string, press: Press, conversation: JsonObject | null) => Promise<Changed>;

export interface AskAgainDeps {
  readonly store: Pick<Store, 'findCase' | 'findCaseByPayment'>;
  readonly changeCase: ChangeCase;
  readonly knowledge: Knowledge;
  readonly ledger: LedgerSource;
  readonly clock: Pick<Clock, 'now'>;
  readonly randomHex: RandomHex;
  readonly showOrLog: ShowOrLog;
  readonly wakeups: Pick<Wakeups, 'wake'>;
}

export function createAskAgain(deps: AskAgainDeps): AskAgain {
  const { store, changeCase, knowledge, clock } = deps;

  return async (runId, press, conversation) => {
    const old = await store.findCase(runId);
    if (!old) return refuseUnknownCase();
    const known = (current: PaymentCase | null) => knowledge.known(current);
    // Refused by the machine itself, in its words.
    if (!offer('ask_again', old, press.actor, await knowledge.inForce(old)).ok) return changeCase(runId, press, known);
    const asked = await openNew(old, press, conversation);
    if (!asked.ok) return asked;
    const { runId: newRun, payment } = asked.case;
    // A crash in between leaves the new case, which names the old one: the next press finds it here again.
    const successor = { runId: newRun, paymentId: payment.payment_id };
    const noted = await changeCase(runId, { ...press, successor }, known);
    await deps.showOrLog(newRun);
    deps.wakeups.wake(newRun);
    return noted;
  };

  async function openNew(
    old: PaymentCase,
    { actor, comment }: Press,
    conversation: JsonObject | null,
  ): Promise<Changed> {
    const firstPaymentId = firstIdOf(old);
    const wanted = {
      of: old.payment.payment_id,
      from: (old.asksAgainFor?.attempt ?? 1) + 1,
      idOf: (attempt: number) => idAskedAgain(firstPaymentId, attempt),
    };
    return takeId<Changed>(deps, wanted, async ({ paymentId, attempt, there }) => {
      if (there?.asksAgainFor?.runId === old.runId) return { ok: true, case: there, repeated: true };
      if (there) return null;
      const asking = { paymentId, originator: actor.email ?? actor.name, nowMs: clock.now() };
      const request = requestAgain(old, asking, {
        ledger: deps.ledger.current(),
        policy: knowledge.rules(null).policy,
      });
      if (!request.ok) return request;
      const runId = newRunId(clock.now(), deps.randomHex(6));
      const submitter = withoutRoles(actor);
      const command = {
        type: 'submit_payment',
        runId,
        payment: request.request,
        submitter,
        conversation,
        asksAgainFor: askedBefore(old, { attempt, why: comment }),
        restOf: old.restOf && { ...old.restOf, isTest: false },
        // A part stays what somebody made of it, and so does its rest: whoever chose the amount does not approve it.
        amountChangedBy: old.amountChangedBy,
      } as const;
      const opened = await changeCase(runId, command, (current) => knowledge.known(current));
      return opened.ok ? opened : null;
    });
  }
}

function firstIdOf({ asksAgainFor, payment }: PaymentCase): string {
  return asksAgainFor?.firstPaymentId ?? payment.payment_id;
}

function askedBefore(
  old: PaymentCase,
  { attempt, why }: { readonly attempt: number; readonly why: string | null },
): AskedBefore {
  const ended = endOf(old);
  return {
    runId: old.runId,
    paymentId: old.payment.payment_id,
    firstPaymentId: firstIdOf(old),
    attempt,
    ...(ended ? { ended } : {}),
    ...(why === null || why === '' ? {} : { why }),
  };
}
