/** A run while it is worked on: its record, and the JSONPath context and outcome that are derived from it. */
import { Fault } from '../domain/values/errors';
import type { JsonObject } from '../domain/values/json';
import { answerOf, type Run, type TraceEntry } from '../domain/case/run';
import { findStep, type Definition } from './definition';
import type { Step } from './definition-schema';
import { checkPin } from './pinned-definition';

export interface RunOutcome {
  readonly node: string;
  readonly kind: 'terminate' | 'aggregate';
  /** The node's `output` with every JSONPath resolved: what the definition and its agents propose. */
  readonly output: JsonObject;
}

export interface Checkpoint extends Omit<Run, 'end'> {
  readonly runId: string;
  /** Root of every JSONPath: workflow_run_id, what the run started with, each step's output_key once it ran, workflow_state. */
  readonly context: JsonObject;
  readonly outcome: RunOutcome | null;
}

export interface Restored {
  readonly definition: Definition;
  readonly runId: string;
  readonly run: Run;
  /** The keys the definition was parsed with, e.g. payment_request and computed. */
  readonly context: JsonObject;
  /** A step's result where a person overruled it; what the agent answered where left out. */
  readonly standing?: (entry: TraceEntry) => JsonObject;
}

/** The checkpoint of a run that has not ended. Throws `definition_changed` where another definition would be needed. */
export function restoreCheckpoint({ definition, runId, run, context, standing = answerOf }: Restored): Checkpoint {
  const { end, ...record } = run;
  checkPin(definition, run, runId);
  if (end !== null || run.next === null) throw new Fault('internal', `run ${runId} has ended and has no step to run`);
  const results = run.trace.flatMap((entry) => {
    const step = findStep(definition, entry.step);
    return step.type === 'agent' ? [[step.output_key, standing(entry)] as const] : [];
  });
  const restored = { workflow_run_id: runId, ...context, ...Object.fromEntries(results) };
  return pointAt({ ...record, runId, context: restored, outcome: null }, findStep(definition, run.next));
}

/** What is kept of a checkpoint. */
export function runOf({ runId: _runId, context: _context, outcome, ...record }: Checkpoint): Run {
  return { ...record, end: outcome && { node: outcome.node, kind: outcome.kind } };
}

/** Points a checkpoint at its next node and keeps workflow_state in the context true to it; `can_proceed` is false once the run is on its way to a terminate node. */
export function pointAt(checkpoint: Checkpoint, step: Step): Checkpoint {
  const state = {
    current_step: step.id,
    steps_completed: checkpoint.trace.map((entry) => entry.result),
    can_proceed: step.type !== 'terminate',
  };
  return { ...checkpoint, next: step.id, context: { ...checkpoint.context, workflow_state: state } };
}
