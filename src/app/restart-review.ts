/** Takes a review that stopped up again: from its last completed step, or from the first where nothing can be resumed. */
import { isOriginator, refuseStale } from '../domain/approval';
import { refuse, type Refusal } from '../domain/errors';
import type { JsonObject } from '../domain/json';
import type { CaseStatus, PaymentCase } from '../domain/payment-case';
import type { Member } from '../domain/person';
import type { Checkpoint } from '../domain/run';
import { formatUtc } from '../domain/time';
import type { Clock, Store, Wakeups } from '../ports';
import type { Definition } from '../workflow/definition';
import { startRun } from '../workflow/run-step';
import { eventActor } from './event-actor';

export interface RestartPress {
  readonly shownVersion: number;
  readonly actor: Member;
}

export type RestartReview = (runId: string, press: RestartPress) => Promise<{ ok: true; case: PaymentCase } | Refusal>;

/** Stopped by a fault, or decided on what is no longer true. */
const restartable: readonly CaseStatus[] = ['held', 'awaiting_approval'];

export interface RestartReviewDeps {
  readonly store: Store;
  readonly definition: Definition;
  readonly clock: Clock;
  readonly wakeups: Pick<Wakeups, 'wake'>;
}

export function createRestartReview({ store, definition, clock, wakeups }: RestartReviewDeps): RestartReview {
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
    const at = formatUtc(clock.now());
    const checkpoint = resumable(current.checkpoint);
    // New evidence needs new words from people; the old ones stay in the audit.
    const said = checkpoint === current.checkpoint ? {} : { dispositions: [], approvals: [] };
    const committed = await store.commit({
      case: {
        ...current,
        version: current.version + 1,
        updatedAt: at,
        status: 'under_review',
        decision: null,
        failure: null,
        checkpoint,
        ...said,
      },
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
          abandoned: abandoned(current.checkpoint, checkpoint),
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
  function resumable(checkpoint: Checkpoint): Checkpoint {
    const isOurs = checkpoint.definition.fingerprint === definition.pin.fingerprint;
    if (isOurs && checkpoint.next !== null) return checkpoint;
    const { payment_request: request, computed } = checkpoint.context;
    return startRun({ definition, runId: checkpoint.runId, context: { payment_request: request, computed } });
  }
}

/** What a run made anew leaves behind, so that no evidence is lost; null where the run goes on. */
function abandoned(before: Checkpoint, after: Checkpoint): JsonObject | null {
  return before === after ? null : (before as unknown as JsonObject);
}
