/** Lowers a payment that would breach its buffer to the part that fits, and has that part reviewed as if it had just been asked for. */
import { isOriginator, refuseStale } from '../domain/case/approval';
import { readEvidence } from '../domain/case/case-evidence';
import { refuse, type Refusal } from '../domain/values/errors';
import { decimal, toJsonNumber } from '../domain/values/money';
import type { PaymentCase } from '../domain/case/payment-case';
import type { PaymentRequest } from '../domain/payment/payment-request';
import type { Member } from '../domain/values/person';
import { renewRequest } from '../domain/payment/renew-request';
import { formatUtc } from '../domain/values/time';
import type { Clock, LedgerSource, Store, PolicySource, Wakeups } from '../ports';
import type { Definition } from '../workflow/definition';
import { eventActor } from './event-actor';
import { abandonedRun, beginAnew, returnToReview } from './return-to-review';

export interface ReleasePartPress {
  readonly shownVersion: number;
  readonly comment: string | null;
  readonly actor: Member;
}

/** How much goes is the case's own liquidity evidence's to say, never the press's. */
export type ReleasePart = (
  runId: string,
  press: ReleasePartPress,
) => Promise<{ ok: true; case: PaymentCase } | Refusal>;

export interface ReleasePartDeps {
  readonly store: Store;
  readonly ledger: LedgerSource;
  readonly policy: PolicySource;
  readonly definition: Definition;
  readonly clock: Clock;
  readonly wakeups: Pick<Wakeups, 'wake'>;
}

export function createReleasePart(deps: ReleasePartDeps): ReleasePart {
  const { store, ledger, policy, definition, clock, wakeups } = deps;

  return async (runId, { shownVersion, comment, actor }) => {
    const current = await store.findCase(runId);
    if (!current) return refuse('unknown_case', 'This payment is not known here.');
    if (current.version !== shownVersion) return refuseStale();
    if (actor.roles.length === 0 && !isOriginator(current, actor))
      return refuse(
        'role_not_asked_for',
        `${actor.name} may not lower this payment: it takes a role, or who asked for it.`,
      );
    const part = findPart(current);
    if (!part.ok) return part;

    const nowMs = clock.now();
    const at = formatUtc(nowMs);
    const from = current.payment.amount;
    // The bank may have paid some of it meanwhile: the part is of what its row has left.
    const renewed = renewRequest(current.payment, ledger.current(), nowMs);
    const payment: PaymentRequest = {
      ...renewed,
      amount: Math.min(part.amount, renewed.amount),
      full_amount: renewed.full_amount ?? renewed.amount,
    };
    const state = beginAnew(runId, payment, { definition, policy: policy.current(), nowMs });
    const committed = await store.commit({
      case: returnToReview(current, state, at),
      expectedVersion: current.version,
      event: {
        type: 'payment_reduced',
        run_id: runId,
        payment_id: payment.payment_id,
        actor: eventActor(actor),
        at,
        payload: {
          from,
          to: payment.amount,
          remainder: toJsonNumber(decimal(from).minus(decimal(payment.amount))),
          comment,
          policy_fingerprint: state.policyFingerprint,
          abandoned: abandonedRun(current, state.checkpoint),
        },
      },
      idempotencyKey: `reduce:${runId}:${current.version}`,
      input: { tenant_id: actor.tenantId, object_id: actor.objectId },
    });
    if (!committed.ok) return refuseStale();
    wakeups.wake(runId);
    return { ok: true, case: committed.case };
  };
}

/** A part is for a payment that waits because of a breach, and only where it is smaller than the whole and more than nothing. */
function findPart({ status, decision, payment, checkpoint }: PaymentCase): { ok: true; amount: number } | Refusal {
  if (status !== 'awaiting_approval' || decision?.reasonCode !== 'HOLD_LIQ_BREACH')
    return refuse(
      'case_not_waiting',
      `${payment.payment_id} does not wait because of a breach; there is no part of it to release.`,
    );
  const most = readEvidence(checkpoint).liquidity?.breach_assessment.max_releasable ?? 0;
  if (most <= 0) return refuse('nothing_releasable', 'No part of it keeps the buffer for the rest of the day.');
  if (most >= payment.amount)
    return refuse(
      'nothing_to_reduce',
      'All of it keeps the buffer from its own time on; the breach lies before it, and a part would change nothing.',
    );
  return { ok: true, amount: most };
}
