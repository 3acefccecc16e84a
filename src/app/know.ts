/** What the case machine is told of the world: the time, the rules of the run and of now, and what workflow and ledger say. */
import { standingResult } from '../domain/case/run/standing-result';
import { isOfGate } from '../domain/case/run/case-evidence';
import { bookedBefore } from '../domain/case/acts/bank/has-left';
import type { InForce, Known, RulesInForce, Workflow } from '../domain/case/in-force';
import type { PaymentCase } from '../domain/case/payment-case';
import { takesCommand } from '../domain/case/machine/states';
import { renewRequest } from '../domain/payment/renew-request';
import type { PaymentRequest } from '../domain/payment/payment-request';
import { computeFacts } from '../domain/policy/facts/compute-facts';
import type { Policy } from '../domain/policy/policy';
import { Fault } from '../domain/values/errors';
import type { JsonObject } from '../domain/values/json';
import type { Clock } from '../ports/process';
import type { LedgerSource, VersionedPolicySource } from '../ports/sources';
import type { Store } from '../ports/store';
import { runOf } from '../workflow/checkpoint';
import type { DefinitionsInForce } from '../workflow/definition/definition';
import { definitionOfRun } from '../workflow/definition/pinned-definition';
import { reroute } from '../workflow/reroute';
import { startRun } from '../workflow/run-step';

export interface Knowledge {
  /** `current` null: of a case that does not exist yet. */
  rules(current: PaymentCase | null): RulesInForce;
  inForce(current: PaymentCase): Promise<InForce>;
  /** Without a look at liquidity. */
  known(current: PaymentCase | null): Promise<Known>;
}

export interface KnowledgeDeps {
  readonly store: Pick<Store, 'findPayeeChangers'>;
  readonly policy: VersionedPolicySource;
  readonly ledger: LedgerSource;
  readonly definition: DefinitionsInForce;
  /** Personas act on the demo day alone. */
  readonly clock: Pick<Clock, 'now' | 'isDemoDay'>;
}

export function createKnowledge({ store, policy, ledger, definition, clock }: KnowledgeDeps): Knowledge {
  function rules(current: PaymentCase | null): RulesInForce {
    const now = policy.current();
    return { nowMs: clock.now(), policy: now, runPolicy: current ? policy.version(current.policyFingerprint) : now };
  }

  async function inForce(current: PaymentCase | null): Promise<InForce> {
    const isAskedFor = current !== null && takesCommand(current.status, 'approve');
    const payeeChangedBy = isAskedFor ? await store.findPayeeChangers(current) : [];
    const judgedBy = rules(current);
    return { ...judgedBy, takesTests: clock.isDemoDay, payeeChangedBy, workflow: workflowAt(judgedBy) };
  }

  return {
    rules,
    inForce,
    async known(current) {
      return { ...(await inForce(current)), liquidityNow: null };
    },
  };

  function workflowAt({ nowMs, policy: now, runPolicy }: RulesInForce): Workflow {
    return {
      begin(runId, payment) {
        const context = runContext(now, payment, nowMs);
        return runOf(startRun({ definition: definition.current(), runId, context }));
      },
      canGoOn: (run) => run.open.length > 0 && definition.version(run.definition) !== null,
      goOnFromScreening(current) {
        const { runId, run, payment } = current;
        const entry = run.trace.findLast((made) => isOfGate(made, 'sanctions'));
        if (!entry) throw new Fault('internal', `run ${runId} has no screening to go on from`);
        const context = runContext(runPolicy ?? now, payment, nowMs);
        const own = definitionOfRun(definition, run, runId);
        const stepId = entry.step;
        return reroute({ definition: own, runId, run, context, stepId, standing: standingResult(current) });
      },
      renew: ({ payment, corrections = [] }) => {
        const isCorrected = corrections.some(({ changes }) => changes.some(({ field }) => field === 'amount'));
        return renewRequest(payment, ledger.current(), nowMs, isCorrected);
      },
      bookedBefore: (current) => bookedBefore(current, ledger.current()),
    };
  }
}

/** What a run's JSONPath finds beside the results: the request, and what time and policy make of it. */
export function runContext(policy: Policy, payment: PaymentRequest, nowMs: number): JsonObject {
  return { payment_request: { ...payment }, computed: computeFacts(policy, payment, nowMs) };
}
