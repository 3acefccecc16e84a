/** Lowers a payment to the part that fits, and asks for what it leaves out as a request of its own: nothing is dropped. */
import type { Press } from '../../domain/case/machine/commands';
import type { PaymentCase } from '../../domain/case/payment-case';
import { offer } from '../../domain/case/machine/permitted-actions';
import { refuseUnknownCase } from '../../domain/case/machine/refuse-act';
import { requestOfRest, restOf } from '../../domain/case/acts/rest';
import { newRunId } from '../../domain/case/run/run';
import { ledgerIdOf } from '../../domain/payment/payment-request';
import { idOfRest } from '../../domain/payment/rest-id';
import type { Clock, Log, RandomHex } from '../../ports/process';
import type { LedgerSource } from '../../ports/sources';
import type { Store } from '../../ports/store';
import type { Wakeups } from '../../ports/wakeups';
import type { ChangeCase, Changed } from '../change-case';
import type { Knowledge } from '../know';
import type { ShowOrLog } from '../delivery/card-delivery';
import { takeId } from './take-id';

export type ReleasePart = (runId: string, press: Press) => Promise<Changed>;

export interface ReleasePartDeps {
  readonly store: Pick<Store, 'findCase' | 'findCaseByPayment'>;
  readonly changeCase: ChangeCase;
  readonly knowledge: Knowledge;
  readonly ledger: LedgerSource;
  readonly clock: Pick<Clock, 'now'>;
  readonly randomHex: RandomHex;
  readonly openRests: OpenRests;
}

export function createReleasePart(deps: ReleasePartDeps): ReleasePart {
  const { store, changeCase, knowledge } = deps;

  return async (runId, press) => {
    const current = await store.findCase(runId);
    if (!current) return refuseUnknownCase();
    const known = (now: PaymentCase | null) => knowledge.known(now);
    // Refused by the machine itself, in its words.
    if (!offer('release_part', current, press.actor, await knowledge.inForce(current)).ok)
      return changeCase(runId, press, known);
    const successor = { runId: newRunId(deps.clock.now(), deps.randomHex(6)), paymentId: await freeId(current) };
    const changed = await changeCase(runId, { ...press, successor }, known);
    if (changed.ok) await deps.openRests(changed.case);
    return changed;
  };

  function freeId({ payment: { payment_id: of } }: PaymentCase): Promise<string> {
    const wanted = { of, from: 1, idOf: (attempt: number) => idOfRest(of, attempt) };
    return takeId(deps, wanted, ({ paymentId, there }) => (there ? null : paymentId));
  }
}

/** Asks for every rest that is noted and not asked for yet: after the press, and by whoever works on the case after a crash in between. */
export type OpenRests = (current: PaymentCase) => Promise<void>;

export interface OpenRestsDeps {
  readonly store: Pick<Store, 'findCase'>;
  readonly changeCase: ChangeCase;
  readonly knowledge: Knowledge;
  readonly ledger: LedgerSource;
  readonly showOrLog: ShowOrLog;
  readonly wakeups: Pick<Wakeups, 'wake'>;
  readonly log: Pick<Log, 'error'>;
}

export function createOpenRests(deps: OpenRestsDeps): OpenRests {
  return async (current) => {
    const inLedger = deps.ledger.current().hasPayment(ledgerIdOf(current.payment));
    for (const rest of current.rests ?? []) {
      if (await deps.store.findCase(rest.runId)) continue;
      const { runId } = rest;
      const command = {
        type: 'submit_payment',
        runId,
        payment: requestOfRest(current, rest, { inLedger, inForce: deps.knowledge.rules(current) }),
        submitter: current.submitter,
        conversation: current.conversation,
        restOf: restOf(current),
        // Who chose the part chose the rest with it.
        amountChangedBy: current.amountChangedBy,
      } as const;
      const opened = await deps.changeCase(runId, command, (now) => deps.knowledge.known(now));
      if (!opened.ok) {
        const { code } = opened.problems[0] ?? {};
        deps.log.error({ runId: current.runId, rest: rest.paymentId, code }, 'the rest of a part is not asked for');
        continue;
      }
      await deps.showOrLog(runId);
      deps.wakeups.wake(runId);
    }
  };
}

/** A rest is judged beside its part, so it waits until that is decided. */
export async function waitsForItsPart(
  { findCase }: Pick<Store, 'findCase'>,
  { restOf: part }: PaymentCase,
): Promise<boolean> {
  return part !== undefined && (await findCase(part.runId))?.status === 'under_review';
}
