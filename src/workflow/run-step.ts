/** Runs a definition one node at a time: a checkpoint goes in, the next checkpoint comes out, the caller keeps it. */
import { Fault } from '../domain/values/errors';
import type { JsonObject } from '../domain/values/json';
import { pointAt, type Checkpoint } from './checkpoint';
import { findStep, type Definition } from './definition';
import type { EndStep } from './definition-schema';
import { followRouting } from './follow-routing';
import { checkPin } from './pinned-definition';
import { resolveTemplate } from './resolve-template';
import { runAgentStep } from './run-agent-step';
import type { StepRun } from './step-run';

export interface RunStart {
  readonly definition: Definition;
  /** `WF-<yyyymmddHHMMSS UTC>-<6 hex>`. */
  readonly runId: string;
  /** The keys the definition was parsed with, e.g. payment_request and computed. */
  readonly context: JsonObject;
}

/** The checkpoint before the first step. */
export function startRun({ definition, runId, context }: RunStart): Checkpoint {
  const [first] = definition.steps;
  if (!first) throw new Fault('definition_invalid', `${definition.name} has no steps`);
  const empty: Checkpoint = {
    definition: definition.pin,
    runId,
    context: { workflow_run_id: runId, ...context },
    next: null,
    turns: 0,
    activeMs: 0,
    trace: [],
    outcome: null,
  };
  return pointAt(empty, first);
}

/**
 * Executes exactly the node `checkpoint.next`. Throws definition_changed, max_turns_exceeded, step_timeout, no_route, or what
 * the agent ended with; the checkpoint given stays valid and can be run again.
 */
export async function runStep(run: StepRun): Promise<Checkpoint> {
  const { definition, checkpoint } = run;
  checkPin(definition, checkpoint, checkpoint.runId);
  if (checkpoint.next === null) throw new Fault('internal', `run ${checkpoint.runId} has ended and has no step to run`);
  const { max_turns: maxTurns } = definition.config;
  if (checkpoint.turns >= maxTurns) {
    throw new Fault(
      'max_turns_exceeded',
      `run ${checkpoint.runId} used its ${maxTurns} turns before ${checkpoint.next}`,
    );
  }
  const step = findStep(definition, checkpoint.next);
  const turned = { ...checkpoint, turns: checkpoint.turns + 1 };
  switch (step.type) {
    case 'agent':
      return followRouting(definition, await runAgentStep(step, { ...run, checkpoint: turned }), step);
    case 'terminate':
    case 'aggregate':
      return endRun(turned, step);
  }
}

function endRun(checkpoint: Checkpoint, step: EndStep): Checkpoint {
  const output = resolveTemplate(step.output, checkpoint.context);
  return { ...checkpoint, next: null, outcome: { node: step.id, kind: step.type, output } };
}
