/** Takes a review that stopped up again: from its last completed step, or from the first where nothing can be resumed. */
import { isOriginator, refuseStale } from '../domain/case/approval';
import { refuse, type Refusal } from '../domain/values/errors';
import type { CaseStatus, PaymentCase } from '../domain/case/payment-case';
import type { Member } from '../domain/values/person';
import { renewRequest } from '../domain/payment/renew-request';
import { formatUtc } from '../domain/values/time';
import type { Clock, LedgerSource, Store, VersionedPolicySource, Wakeups } from '../ports';
import type { Definition } from '../workflow/definition';
import { eventActor } from './event-actor';
import { abandonedRun, beginAnew, returnToReview, type ReviewState } from './return-to-review';

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
  readonly policy: VersionedPolicySource;
  readonly definition: Definition;
  readonly clock: Clock;
  readonly wakeups: Pick<Wakeups, 'wake'>;
}

export function createRestartReview(deps: RestartReviewDeps): RestartReview {
  const { store, ledger, policy, definition, clock, wakeups } = deps;

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
    const goesOn = payment === current.payment && canGoOn(current);
    const state: ReviewState = goesOn
      ? current
      : beginAnew(runId, payment, { definition, policy: policy.current(), nowMs });
    const committed = await store.commit({
      case: returnToReview(current, state, at),
      expectedVersion: current.version,
      event: {
        type: 'review_restarted',
        run_id: runId,
        payment_id: current.payment.payment_id,
        actor: eventActor(actor),
        at,
        payload: {
          failure: current.failure,
          from: state.checkpoint.next,
          leaves_at: payment.timestamp_utc,
          amount: payment.amount,
          policy_fingerprint: state.policyFingerprint,
          abandoned: abandonedRun(current, state.checkpoint),
        },
      },
      idempotencyKey: `restart:${runId}:${current.version}`,
      input: { tenant_id: actor.tenantId, object_id: actor.objectId },
    });
    if (!committed.ok) return refuseStale();
    wakeups.wake(runId);
    return { ok: true, case: committed.case };
  };

  /** What was found of another instant, or by a definition or policy that is not kept here, is not evidence for now; a run that ended resumes nothing. */
  function canGoOn({ checkpoint, policyFingerprint }: PaymentCase): boolean {
    const isOurs = checkpoint.definition.fingerprint === definition.pin.fingerprint;
    return isOurs && checkpoint.next !== null && policy.version(policyFingerprint) !== null;
  }
}
