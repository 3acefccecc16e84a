/** Takes a case one step further: run the next step, and where that ends the run, conclude in the same commit. */
import { readProposal } from '../domain/case/case-evidence';
import type { DeskCommand } from '../domain/case/commands';
import type { PaymentCase } from '../domain/case/payment-case';
import { standingResult } from '../domain/case/standing-result';
import { asFault } from '../domain/values/errors';
import type { AgentRuntime, Clock, Log, Store, VersionedPolicySource } from '../ports';
import { restoreCheckpoint, runOf, type Checkpoint } from '../workflow/checkpoint';
import type { Definition } from '../workflow/definition';
import { runStep } from '../workflow/run-step';
import type { StepEvent } from '../workflow/step-event';
import type { ChangeCase } from './change-case';
import { runContext, type Knowledge } from './know';
import { policyOfRun } from './policy-of-run';

/** Idempotent: a case with nothing to run comes back as it is. Null for an unknown run. Throws only what the store throws. */
export type AdvanceCase = (runId: string) => Promise<PaymentCase | null>;

export interface AdvanceCaseDeps {
  readonly store: Pick<Store, 'findCase' | 'findEarlier'>;
  readonly changeCase: ChangeCase;
  readonly knowledge: Knowledge;
  readonly definition: Definition;
  readonly runtime: AgentRuntime;
  readonly policy: VersionedPolicySource;
  readonly clock: Clock;
  readonly log: Log;
}

export function createAdvanceCase(deps: AdvanceCaseDeps): AdvanceCase {
  const { store, changeCase, knowledge, definition, runtime, clock, log } = deps;
  const observe = (event: StepEvent) => log.info(event, 'workflow step');

  return async (runId) => {
    const current = await store.findCase(runId);
    if (current?.status !== 'under_review') return current;
    const command = await nextCommand(current);
    const changed = await changeCase(runId, command, async (now) => {
      const known = knowledge.known(now);
      // One look at what came before, at the decision alone: what was asked for during the review counts too.
      return now && command.type === 'conclude' ? { ...known, history: await store.findEarlier(now) } : known;
    });
    // Another replica was faster. Its result stands.
    return changed.ok ? changed.case : store.findCase(runId);
  };

  async function nextCommand(current: PaymentCase): Promise<DeskCommand> {
    const basedOn = current.version;
    try {
      const after = await runOn(restored(current));
      const { outcome } = after;
      return outcome
        ? { type: 'conclude', basedOn, run: runOf(after), proposal: readProposal(outcome.output) }
        : { type: 'complete_step', basedOn, run: runOf(after) };
    } catch (error) {
      const fault = asFault(error);
      if (fault.code === 'store_failed' || fault.code === 'store_corrupt') throw fault;
      log.error({ runId: current.runId, code: fault.code, err: fault }, 'a review stopped');
      return { type: 'fail', basedOn, code: fault.code, ...(fault.about ? { about: fault.about } : {}) };
    }
  }

  /** One agent's step; the node that ends the run asks nobody, so it follows at once. */
  async function runOn(checkpoint: Checkpoint): Promise<Checkpoint> {
    const after = await runStep({ definition, checkpoint, runtime, clock, observe });
    const isEnding = definition.steps.some(({ id, type }) => id === after.next && type !== 'agent');
    return isEnding ? runStep({ definition, checkpoint: after, runtime, clock, observe }) : after;
  }

  /** The clock goes on between steps, so time and rates are looked at anew for each. */
  function restored(current: PaymentCase): Checkpoint {
    const { runId, run, payment } = current;
    const context = runContext(policyOfRun(deps.policy, current), payment, clock.now());
    return restoreCheckpoint({ definition, runId, run, context, standing: standingResult(current) });
  }
}
