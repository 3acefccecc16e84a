/** Takes a case one step further and commits it: run the next step, or conclude once the run has an outcome. */
import { readProposal } from '../domain/case/case-evidence';
import { decideCase } from '../domain/case/decide-case';
import type { Decision } from '../domain/policy/decision';
import { asFault, type Fault } from '../domain/values/errors';
import type { JsonObject } from '../domain/values/json';
import type { CaseStatus, PaymentCase } from '../domain/case/payment-case';
import { computeFacts } from '../domain/policy/compute-facts';
import type { Checkpoint } from '../domain/case/run';
import { formatUtc } from '../domain/values/time';
import type { AgentRuntime, Clock, Log, Store, VersionedPolicySource } from '../ports';
import type { Definition } from '../workflow/definition';
import { runStep } from '../workflow/run-step';
import type { StepEvent } from '../workflow/step-event';
import { desk } from './event-actor';
import { policyOfRun } from './policy-of-run';

/** Idempotent: a case with nothing to run comes back as it is. Null for an unknown run. Throws only what the store throws. */
export type AdvanceCase = (runId: string) => Promise<PaymentCase | null>;

export interface AdvanceCaseDeps {
  readonly store: Store;
  readonly definition: Definition;
  readonly runtime: AgentRuntime;
  readonly policy: VersionedPolicySource;
  readonly clock: Clock;
  readonly log: Log;
}

export function createAdvanceCase(deps: AdvanceCaseDeps): AdvanceCase {
  const { store, definition, runtime, clock } = deps;
  const observe = (event: StepEvent) => deps.log.info(event, 'workflow step');

  return async (runId) => {
    const current = await store.findCase(runId);
    if (current?.status !== 'under_review') return current;
    try {
      const checkpoint = withFreshFacts(current);
      const next = await runStep({ definition, checkpoint, runtime, clock, observe });
      return await (next.outcome ? conclude(current, next) : keepCheckpoint(current, next));
    } catch (error) {
      const fault = asFault(error);
      if (fault.code === 'store_failed' || fault.code === 'store_corrupt') throw fault;
      return hold(current, fault);
    }
  };

  function withFreshFacts(paymentCase: PaymentCase): Checkpoint {
    const { checkpoint, payment } = paymentCase;
    const policy = policyOfRun(deps.policy, paymentCase);
    return {
      ...checkpoint,
      context: { ...checkpoint.context, computed: computeFacts(policy, payment, clock.now()) },
    };
  }

  function keepCheckpoint(current: PaymentCase, checkpoint: Checkpoint): Promise<PaymentCase | null> {
    const entry = checkpoint.trace.at(-1);
    return commit(current, { checkpoint }, 'step_completed', {
      step: current.checkpoint.next,
      next: checkpoint.next,
      ...(entry ? { trace: entry as unknown as JsonObject } : {}),
    });
  }

  function conclude(current: PaymentCase, checkpoint: Checkpoint): Promise<PaymentCase | null> {
    const decision = decideNow(current, checkpoint, null);
    // The whole outcome, with every agent's result once more, stands in the case, which the event seals.
    const proposal = readProposal(checkpoint);
    return commit(current, { checkpoint, decision, status: statusAfter(decision) }, 'decision_made', {
      decision: decision as unknown as JsonObject,
      proposal: proposal && { ...proposal },
    });
  }

  /** Any fault in a gate is a HOLD with its reason, never a guess; a BLOCK that was proven before it stays a REJECT. */
  function hold(current: PaymentCase, fault: Fault): Promise<PaymentCase | null> {
    deps.log.error({ runId: current.runId, code: fault.code, err: fault }, 'a review stopped');
    const decision = decideOrHold(current, fault);
    const status = statusAfter(decision);
    const failure = { code: fault.code, step: current.checkpoint.next };
    return commit(current, { decision, failure: status === 'held' ? failure : null, status }, 'review_failed', {
      failure,
      decision: decision as unknown as JsonObject,
    });
  }

  /** Where even policy cannot be applied any more, the case must still be seen to be held. */
  function decideOrHold(current: PaymentCase, fault: Fault): Decision {
    try {
      return decideNow(current, current.checkpoint, fault);
    } catch (error) {
      deps.log.error({ runId: current.runId, err: error }, 'a held case could not be decided');
      return undecided(formatUtc(clock.now()));
    }
  }

  function decideNow(paymentCase: PaymentCase, checkpoint: Checkpoint, fault: Fault | null): Decision {
    return decideCase({
      policy: policyOfRun(deps.policy, paymentCase),
      paymentCase,
      checkpoint,
      nowMs: clock.now(),
      proposal: readProposal(checkpoint),
      failure: fault?.code ?? null,
    });
  }

  async function commit(
    current: PaymentCase,
    change: Partial<PaymentCase>,
    type: 'step_completed' | 'decision_made' | 'review_failed',
    payload: JsonObject,
  ): Promise<PaymentCase | null> {
    const at = formatUtc(clock.now());
    // It spoke of an earlier decision.
    const { liquidityCheck: _outdated, ...reviewed } = current;
    const committed = await store.commit({
      case: { ...reviewed, ...change, version: current.version + 1, updatedAt: at },
      expectedVersion: current.version,
      event: { type, run_id: current.runId, payment_id: current.payment.payment_id, actor: desk, at, payload },
      idempotencyKey: `advance:${current.runId}:${current.version}`,
      input: { version: current.version },
    });
    // Stale: another replica was faster. Its result stands.
    return committed.ok ? committed.case : store.findCase(current.runId);
  }
}

function statusAfter(decision: Decision): CaseStatus {
  if (decision.action === 'REJECT') return 'rejected';
  if (decision.reasonCode === 'HOLD_SANC_ESC') return 'compliance_review';
  return decision.requiredApprovals.length > 0 ? 'awaiting_approval' : 'held';
}

function undecided(decidedAt: string): Decision {
  return {
    action: 'HOLD',
    reason: 'The review stopped, and policy could not be applied to it',
    reasonCode: 'HOLD_MANUAL_REVIEW',
    ruleIds: [],
    policyReference: '',
    requiredApprovals: [],
    workflowSteps: [],
    decidedAt,
  };
}
