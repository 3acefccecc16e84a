/** Takes a review that a fault stopped up again, from its last completed step. */
import { refuse, type Refusal } from '../domain/errors';
import type { PaymentCase } from '../domain/payment-case';
import type { Member } from '../domain/person';
import { formatUtc } from '../domain/time';
import type { Clock, Store, Wakeups } from '../ports';
import { eventActor } from './event-actor';

export type RestartReview = (
  runId: string,
  press: { shownVersion: number; actor: Member },
) => Promise<{ ok: true; case: PaymentCase } | Refusal>;

export function createRestartReview({
  store,
  clock,
  wakeups,
}: {
  store: Store;
  clock: Clock;
  wakeups: Pick<Wakeups, 'wake'>;
}): RestartReview {
  return async (runId, { shownVersion, actor }) => {
    const current = await store.findCase(runId);
    if (!current) return refuse('unknown_case', 'This payment is not known here.');
    if (current.status !== 'held')
      return refuse('case_not_waiting', `${current.payment.payment_id} is not held by a fault.`);
    if (current.version !== shownVersion)
      return refuse('stale_card', 'The card has changed since it was shown. Look at it again, then press.');
    const at = formatUtc(clock.now());
    const committed = await store.commit({
      case: {
        ...current,
        version: current.version + 1,
        updatedAt: at,
        status: 'under_review',
        decision: null,
        failure: null,
      },
      expectedVersion: current.version,
      event: {
        type: 'review_restarted',
        run_id: runId,
        payment_id: current.payment.payment_id,
        actor: eventActor(actor),
        at,
        payload: { failure: current.failure },
      },
      idempotencyKey: `restart:${runId}:${current.version}`,
      input: {},
    });
    if (!committed.ok)
      return refuse('stale_card', 'The card has changed since it was shown. Look at it again, then press.');
    wakeups.wake(runId);
    return { ok: true, case: committed.case };
  };
}
