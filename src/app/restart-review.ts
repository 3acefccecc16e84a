/** Takes a review that stopped up again: from its last completed step, or from the first where nothing can be resumed. */
import { isOriginator, refuseStale } from '../domain/approval';
import { refuse, type Refusal } from '../domain/errors';
import type { CaseStatus, PaymentCase } from '../domain/payment-case';
import type { Member } from '../domain/person';
import { renewRequest } from '../domain/renew-request';
import type { Checkpoint } from '../domain/run';
import { formatUtc } from '../domain/time';
import type { Clock, LedgerSource, Store, Wakeups } from '../ports';
import type { Definition } from '../workflow/definition';
import { startRun } from '../workflow/run-step';
import { eventActor } from './event-actor';
import { abandonedRun, returnToReview } from './return-to-review';

export interface RestartPress {
  readonly shownVersion: number;
  readonly actor: Member;
}

export type RestartReview = (runId: string, press: RestartPress) => Promise<{ ok: true; case: PaymentCase } | Refusal>;

/** Stopped by a fault, or decided on what is no longer true. */
const restartable: readonly CaseStatus[] = ['held', 'awaiting_approval'];

export interface RestartReviewDeps {
  readonly store: Store;
  readonly ledger: LedgerSource;
  readonly definition: Definition;
  readonly clock: Clock;
  readonly wakeups: Pick<Wakeups, 'wake'>;
}

export function createRestartReview({ store, ledger, definition, clock, wakeups }: RestartReviewDeps): RestartReview {
  return async (runId, { shownVersion, actor }) => {
    const current = await store.findCase(runId);
    if (!current) return refuse('unknown_case', 'This payment is not known here.');
    if (!restartable.includes(current.status))
      return refuse(
        'case_not_waiting',
        `${current.payment.payment_id} is ${current.status.replaceAll('_', ' ')}; its review is not restarted.`,
      );
    if (current.version !== shownVersion) return refuseStale();
    if (actor.roles.length === 0 || isOriginator(current, actor))
      return refuse(
        'role_not_asked_for',
        `${actor.name} may not restart this review: it takes a role, and another person.`,
      );
    const nowMs = clock.now();
    const at = formatUtc(nowMs);
    const payment = renewRequest(current.payment, ledger.current(), nowMs);
    // What was found of another instant is not evidence for this one.
    const checkpoint = payment === current.payment ? resumable(current) : anew({ ...current, payment });
    const committed = await store.commit({
      case: { ...returnToReview(current, checkpoint, at), payment },
      expectedVersion: current.version,
      event: {
        type: 'review_restarted',
        run_id: runId,
        payment_id: current.payment.payment_id,
        actor: eventActor(actor),
        at,
        payload: {
          failure: current.failure,
          from: checkpoint.next,
          leaves_at: payment.timestamp_utc,
          abandoned: abandonedRun(current, checkpoint),
        },
      },
      idempotencyKey: `restart:${runId}:${current.version}`,
      input: { tenant_id: actor.tenantId, object_id: actor.objectId },
    });
    if (!committed.ok) return refuseStale();
    wakeups.wake(runId);
    return { ok: true, case: committed.case };
  };

  /** A run that ended, or that another definition began, resumes nothing: it is run anew, on what is true now. */
  function resumable(current: PaymentCase): Checkpoint {
    const { checkpoint } = current;
    const isOurs = checkpoint.definition.fingerprint === definition.pin.fingerprint;
    return isOurs && checkpoint.next !== null ? checkpoint : anew(current);
  }

  /** What is computed is computed again at each step. */
  function anew({ runId, payment, checkpoint }: PaymentCase): Checkpoint {
    const { computed } = checkpoint.context;
    return startRun({ definition, runId, context: { payment_request: { ...payment }, computed } });
  }
}
