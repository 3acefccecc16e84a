/** Takes a case further: its next step, and in the same commit those that follow at once and what ends the run. */
import { readProposal } from '../../domain/case/run/case-evidence';
import type { Command, DeskCommand } from '../../domain/case/machine/commands';
import type { Known } from '../../domain/case/in-force';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { EarlierPayment } from '../../domain/case/unusual/earlier-payment';
import { queuedAlike } from '../../domain/case/unusual/queued-alike';
import { recallPayee } from '../../domain/case/run/recall';
import type { FalsePositive } from '../../domain/sanctions/false-positive';
import { standingResult } from '../../domain/case/run/standing-result';
import { asFault, isOfDatabase } from '../../domain/values/errors';
import type { AgentRuntime } from '../../ports/agents';
import type { Clock, Log } from '../../ports/process';
import type { Store } from '../../ports/store';
import type { LedgerSource, VersionedPolicySource } from '../../ports/sources';
import type { Telemetry } from '../../ports/telemetry';
import { createAgentsAtWork, type AgentsAtWork } from '../../workflow/agents-at-work';
import { restoreCheckpoint, runOf, type Checkpoint } from '../../workflow/checkpoint';
import type { Definition, DefinitionsInForce } from '../../workflow/definition/definition';
import { definitionOfRun } from '../../workflow/definition/pinned-definition';
import type { StepEvent } from '../../workflow/step-event';
import type { ChangeCase, GoOn } from '../change-case';
import { runContext, type Knowledge } from '../know';
import { policyOfRun } from './policy-of-run';
import { createReadPast, type ReadPast } from './read-past';

/** Idempotent: a case with nothing to run comes back as it is. Null for an unknown run. Throws only what the store throws. */
export type AdvanceCase = (runId: string) => Promise<PaymentCase | null>;

export interface AdvanceCaseDeps {
  readonly store: Pick<Store, 'findCase' | 'findEarlier'>;
  readonly changeCase: ChangeCase;
  readonly knowledge: Knowledge;
  readonly definition: DefinitionsInForce;
  readonly runtime: AgentRuntime;
  readonly policy: VersionedPolicySource;
  readonly ledger: LedgerSource;
  /** What compliance found to be false positives. */
  readonly falsePositives: { current(): readonly FalsePositive[] | Promise<readonly FalsePositive[]> };
  readonly clock: Clock;
  readonly log: Log;
  /** Left out where nobody stops what they work on. */
  readonly agents?: AgentsAtWork | undefined;
  /** Lets people's messages go before the next step; left out where nobody waits. */
  readonly turn?: (() => Promise<void>) | undefined;
  /** Hears of each step; left out where nobody does. */
  readonly telemetry?: Telemetry | undefined;
}

/** A process that ends loses no more than that, and runs it again. */
const mostTogetherMs = 250;

export function createAdvanceCase(deps: AdvanceCaseDeps): AdvanceCase {
  const {
    store,
    changeCase,
    knowledge,
    definition,
    runtime,
    clock,
    log,
    telemetry,
    agents = createAgentsAtWork(),
  } = deps;
  const observe = (event: StepEvent) => log.info(event, 'workflow step');

  return async (runId) => {
    const current = await store.findCase(runId);
    if (current?.status !== 'under_review') return current;
    const past = createReadPast({ store, clock, forMs: mostTogetherMs });
    const command = await nextCommand(current, past);
    const goOn = goOnFrom(clock.recordedNow(), past);
    const changed = command && (await changeCase(runId, command, knowWith(past), goOn));
    // Another replica was faster, or somebody withdrew it. That result stands.
    const now = changed?.ok ? changed.case : await store.findCase(runId);
    agents.keepTo(runId, now?.status === 'under_review' ? now.run : null);
    return now;
  };

  /** What came before is for the decision alone: what was asked for during a review that takes its time counts too. */
  function knowWith(past: ReadPast) {
    return async (current: PaymentCase | null, { type }: Command): Promise<Known> => {
      const known = await knowledge.known(current);
      return current && type === 'conclude' ? { ...known, history: await historyOf(current, past, deps) } : known;
    };
  }

  /** Steps that cost nothing to run again are kept together, while they take no longer than anybody would notice. */
  function goOnFrom(startedMs: number, past: ReadPast): GoOn {
    return async (current) => {
      const isQuick = runtime.isRepeatable === true && clock.recordedNow() - startedMs < mostTogetherMs;
      if (!isQuick || current.status !== 'under_review') return null;
      await deps.turn?.();
      return nextCommand(current, past);
    };
  }

  /** Null where nobody waits for what was worked on any more. */
  async function nextCommand(current: PaymentCase, past: ReadPast): Promise<DeskCommand | null> {
    const basedOn = current.version;
    try {
      const own = definitionOfRun(definition, current.run, current.runId);
      const checkpoint = await withRecalled(own, restored(own, current), current, past);
      const stepped = await agents.step({
        definition: own,
        checkpoint,
        runtime,
        clock,
        keepsBasis: true,
        observe,
        telemetry,
      });
      if (stepped.result === 'stopped') return null;
      if (stepped.result === 'failed') return failed(current, stepped.error, stepped.step);
      const { checkpoint: after, contents } = stepped;
      const { outcome } = after;
      const run = runOf(after);
      return outcome
        ? { type: 'conclude', basedOn, run, proposal: readProposal(outcome.output), contents }
        : { type: 'complete_step', basedOn, run, contents };
    } catch (error) {
      return failed(current, error, null);
    }
  }

  /** Throws what the store threw: that is no fault of the review. */
  function failed({ runId, version: basedOn }: PaymentCase, error: unknown, step: string | null): DeskCommand {
    const fault = asFault(error);
    if (isOfDatabase(fault) || fault.code === 'store_corrupt') throw fault;
    log.error({ runId, code: fault.code, err: fault }, 'a review stopped');
    return { type: 'fail', basedOn, code: fault.code, step, ...(fault.about ? { about: fault.about } : {}) };
  }

  /** Read once, before the first step, and kept with what that step found: what a later step or a restart is told is the same. */
  async function withRecalled(
    own: Definition,
    checkpoint: Checkpoint,
    current: PaymentCase,
    past: ReadPast,
  ): Promise<Checkpoint> {
    if (!own.config.memory_enabled || checkpoint.recalled || checkpoint.trace.length > 0) return checkpoint;
    const [history, falsePositives] = await Promise.all([past(current), deps.falsePositives.current()]);
    return { ...checkpoint, recalled: recallPayee({ asked: current, history, falsePositives, nowMs: clock.now() }) };
  }

  /** The clock goes on between steps, so time and rates are looked at anew for each. */
  function restored(own: Definition, current: PaymentCase): Checkpoint {
    const { runId, run, payment } = current;
    const context = runContext(policyOfRun(deps.policy, current), payment, clock.now());
    return restoreCheckpoint({ definition: own, runId, run, context, standing: standingResult(current) });
  }
}

async function historyOf(
  current: PaymentCase,
  past: ReadPast,
  { ledger }: Pick<AdvanceCaseDeps, 'ledger'>,
): Promise<readonly EarlierPayment[]> {
  const history = await past(current);
  return [...history, ...queuedAlike(current.payment, history, ledger.current())];
}
