/** Asks the agent of one step: fills its input, waits within the time left, records the answer and its evidence. */
import { Fault } from '../domain/values/errors';
import { isSameJson, type JsonObject } from '../domain/values/json';
import type { KeptContent } from '../domain/values/kept-content';
import type { AgentAnswer as KeptAnswer, TraceEntry } from '../domain/case/run/run';
import { formatUtc } from '../domain/values/time';
import type { AgentAnswer, AgentProfile, AgentTask } from '../ports/agents';
import type { Checkpoint } from './checkpoint';
import { agentSteps, type Definition } from './definition/definition';
import type { AgentStep } from './definition/nodes';
import { withDeadline } from './deadline';
import { handoffMessage } from './handoff-message';
import { resolveTemplate } from './resolve-template';
import { callWithRetry } from './retry';
import type { StepRun } from './step-run';

export interface StepAnswer {
  readonly entry: TraceEntry;
  readonly output: JsonObject;
  /** What the evidence names by hash. */
  readonly contents: readonly KeptContent[];
  /** What the run's time inside steps comes to with it; of branches at once the longest counts. */
  readonly activeMs: number;
}

/** Throws `step_timeout`, or what the agent ended with; the checkpoint given stays valid and can be run again. */
export async function runAgentStep(step: AgentStep, run: StepRun): Promise<StepAnswer> {
  const { definition, checkpoint, runtime, clock, signal } = run;
  const observe = definition.config.trace_enabled ? run.observe : undefined;
  const profile = profileOf(step, runtime.agents);
  const task = agentTask(definition, step, checkpoint, profile);
  const moment = { runId: checkpoint.runId, step: step.id };
  const { timeout_seconds: timeoutSeconds } = definition.config;
  const expired = () =>
    new Fault('step_timeout', `run ${checkpoint.runId} used its ${timeoutSeconds} seconds in ${step.id}`);
  const limitMs = timeoutSeconds * 1000 - checkpoint.activeMs;
  if (limitMs <= 0) throw expired();

  const startedMs = clock.now();
  // The limit is on real time; business time of a demo day may run differently.
  const startedRecordedMs = clock.recordedNow();
  let attempt = 0;
  const {
    value: { answer, contents },
    attempts,
  } = await withDeadline(
    (stop) => {
      const call = async () => {
        attempt += 1;
        observe?.({ ...moment, type: 'attempt_started', attempt });
        const made = attempt;
        // Of an attempt that fails nothing is kept.
        const contents: KeptContent[] = [];
        const answer = await runtime.run({
          ...task,
          signal: stop,
          ...(run.keepsBasis === true ? { keep: (more) => void contents.push(...more) } : {}),
          ...(observe
            ? { onProgress: (stage) => observe({ ...moment, type: 'agent_progressed', attempt: made, stage }) }
            : {}),
        });
        return { answer, contents };
      };
      const onFailure = ({ code }: Fault, failed: number) =>
        observe?.({ ...moment, type: 'attempt_failed', attempt: failed, code });
      return callWithRetry(call, { clock, signal: stop, onFailure });
    },
    { limitMs, clock, signal, onExpiry: expired },
  );
  const activeMs = checkpoint.activeMs + Math.max(0, Math.round(clock.recordedNow() - startedRecordedMs));
  observe?.({ ...moment, type: 'step_finished', attempt: attempts, activeMs });

  const entry: TraceEntry = {
    step: step.id,
    result: profile.resultName,
    startedAt: formatUtc(startedMs),
    finishedAt: formatUtc(clock.now()),
    attempts,
    toolCalls: answer.toolCalls,
    answer: keptAnswer(answer),
    ...(answer.finding ? { finding: answer.finding } : {}),
    ...(answer.hosted ? { hosted: answer.hosted } : {}),
  };
  return { entry, output: answer.output, contents, activeMs };
}

/** An answer that is a tool's own output is not written down twice. */
function keptAnswer({ output, toolCalls }: AgentAnswer): KeptAnswer {
  const relayed = toolCalls.findIndex((call) => isSameJson(call.output, output));
  return relayed === -1 ? { own: output } : { relayed };
}

function profileOf({ agentRef }: AgentStep, agents: readonly AgentProfile[]): AgentProfile {
  const profile = agents.find(({ name }) => name === agentRef);
  if (!profile) throw new Fault('configuration_invalid', `the agent runtime has no agent ${agentRef}`);
  return profile;
}

function agentTask(
  definition: Definition,
  step: AgentStep,
  checkpoint: Checkpoint,
  profile: AgentProfile,
): Omit<AgentTask, 'signal'> {
  const input = resolveTemplate(step.input.mapping, checkpoint.context);
  const context = {
    ...(step.input.source === 'accumulated' ? earlierResults(definition, checkpoint) : {}),
    ...resolveTemplate(step.input.additional_context ?? {}, checkpoint.context),
  };
  const message = (): string => {
    const steps = agentSteps(definition);
    return handoffMessage({
      runId: checkpoint.runId,
      stepNumber: steps.findIndex(({ id }) => id === step.id) + 1,
      stepCount: steps.length,
      recalled: checkpoint.recalled ?? null,
      previousResults: context,
      task: profile.task,
      input,
    });
  };
  return { agentRef: profile.name, runId: checkpoint.runId, message, input, context };
}

/** Every earlier result under its output_key, in the order the steps ran. */
function earlierResults({ nodes }: Definition, { trace, context }: Checkpoint): JsonObject {
  const results = trace.flatMap((entry) => {
    const step = nodes.get(entry.step);
    return step?.type === 'agent' ? [[step.output_key, context[step.output_key]] as const] : [];
  });
  return Object.fromEntries(results);
}
