/** Records what a person pressed: checked against roles and duties, committed once, however often it arrives. */
import { recordPress, refuseStale, type Press } from '../domain/case/approval';
import { readAgentOutputs } from '../domain/case/case-evidence';
import { refuse, type Refusal } from '../domain/values/errors';
import type { JsonObject } from '../domain/values/json';
import { describeChanges } from '../domain/liquidity/compare-screenings';
import type { PaymentCase } from '../domain/case/payment-case';
import type { Policy } from '../domain/policy/policy';
import { formatUtc, utcDay } from '../domain/values/time';
import type { Clock, Store, VersionedPolicySource, Wakeups } from '../ports';
import type { Definition } from '../workflow/definition';
import { reroute } from '../workflow/reroute';
import { cutoffOf } from '../domain/policy/compute-facts';
import { eventActor } from './event-actor';
import { policyOfRun } from './policy-of-run';
import type { RecheckLiquidity } from './recheck-liquidity';
import type { RecordCheck } from './record-check';

export type DecideApproval = (runId: string, press: Press) => Promise<{ ok: true; case: PaymentCase } | Refusal>;

export interface DecideApprovalDeps {
  readonly store: Store;
  readonly policy: VersionedPolicySource;
  readonly definition: Definition;
  readonly clock: Clock;
  readonly wakeups: Pick<Wakeups, 'wake'>;
  readonly recheckLiquidity: RecheckLiquidity;
  readonly recordCheck: RecordCheck;
}

export function createDecideApproval(deps: DecideApprovalDeps): DecideApproval {
  const { store, policy, definition, clock, wakeups } = deps;
  /** One at a time: two payments that fit one by one must not both be looked at before either is approved. */
  let before: Promise<unknown> = Promise.resolve();

  return (runId, press) => {
    const mine = before.then(() => decide(runId, press));
    before = mine.catch(() => undefined);
    return mine;
  };

  async function decide(runId: string, press: Press): ReturnType<DecideApproval> {
    const current = await store.findCase(runId);
    if (!current) return refuse('unknown_case', 'This payment is not known here.');
    const nowMs = clock.now();
    const at = formatUtc(nowMs);
    const late = press.verb === 'approve' ? refuseLate(current, nowMs) : null;
    if (late) return late;
    const outcome = recordPress(current, press, policyFor(current, press), at);
    if (!outcome.ok || outcome.repeated) return outcome;
    const worse = press.verb === 'approve' ? await refuseWorse(current) : null;
    if (worse) return worse;
    const { eventType, recorded } = outcome;
    const next = goOnAfterClearing(outcome.case);
    const committed = await store.commit({
      case: next,
      expectedVersion: current.version,
      event: {
        type: eventType,
        run_id: runId,
        payment_id: current.payment.payment_id,
        actor: eventActor(recorded.by),
        at,
        payload: { verb: press.verb, role: recorded.role, comment: recorded.comment, status: next.status },
      },
      idempotencyKey: `press:${runId}:${current.version}:${press.actor.tenantId}:${press.actor.objectId}`,
      input: { verb: press.verb, comment: press.comment },
    });
    if (!committed.ok) return refuseStale();
    wakeups.wake(runId);
    return { ok: true, case: committed.case };
  }

  /** Nothing is approved under another policy than the run's own; a payment can always be ended, also where that is not kept any more. */
  function policyFor(current: PaymentCase, { verb }: Press): Policy {
    if (verb === 'approve') return policyOfRun(policy, current);
    return policy.version(current.policyFingerprint) ?? policy.current();
  }

  /** What was decided holds for its own day and until its cutoff: money does not move later on what was true before. */
  function refuseLate(current: PaymentCase, nowMs: number): Refusal | null {
    const { status, payment, decision } = current;
    if (status !== 'awaiting_approval' || !decision) return null;
    const cutoff = cutoffOf(policyOfRun(policy, current), payment, nowMs);
    const isSameDay = utcDay(nowMs) === decision.decidedAt.slice(0, 10);
    if (isSameDay && cutoff.before_cutoff) return null;
    const next = cutoff.value_date === null ? '' : ` The next value date is ${cutoff.value_date}.`;
    return refuse('cutoff_missed', `The cutoff of this decision has passed; nothing is released on it.${next}`);
  }

  /** Everybody's card says what got worse: the next one who looks shall not see a sound payment. */
  async function refuseWorse(current: PaymentCase): Promise<Refusal | null> {
    const found = await deps.recheckLiquidity(current);
    if (found.verdict !== 'worse') return null;
    await deps.recordCheck(current, found);
    return refuse(
      'liquidity_changed',
      `Restart the review: liquidity got worse since the decision (${describeChanges(found.changes)}).`,
    );
  }

  /** Once compliance called it a false positive, the run leaves the screening step by its CLEAR route; the evidence stays as it was. */
  function goOnAfterClearing(next: PaymentCase): PaymentCase {
    const { sanctions } = readAgentOutputs(next.checkpoint);
    const screeningStep = next.checkpoint.trace.findLast(({ result }) => result === sanctions?.agent);
    if (next.status !== 'under_review' || !sanctions || !screeningStep) return next;
    // The schema read it from JSON, so JSON it is.
    const cleared = {
      ...sanctions,
      decision: 'CLEAR',
      pass_to_next_agent: true,
      recommendation: 'Compliance called the match a false positive.',
      compliance_disposition: {
        outcome: 'false_positive',
        screened_as: sanctions.decision,
        decided_by: next.dispositions.map(({ role, by, at }) => ({ role, name: by.name, at })),
      },
    } as unknown as JsonObject;
    return {
      ...next,
      checkpoint: reroute({ definition, checkpoint: next.checkpoint, stepId: screeningStep.step, output: cleared }),
    };
  }
}
