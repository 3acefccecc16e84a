/** A run while it is worked on: its record, and the JSONPath context and outcome that are derived from it. */
import { Fault } from '../domain/values/errors';
import type { JsonObject } from '../domain/values/json';
import { answerOf, openNodes, type FlowState, type Run, type TraceEntry } from '../domain/case/run/run';
import type { Definition } from './definition/definition';
import { outputKeyOf } from './definition/nodes';
import { checkPin } from './definition/pinned-definition';

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
  if (end !== null || run.open.length === 0)
    throw new Fault('internal', `run ${runId} has ended and has no step to run`);
  const keyOf = (id: string): string | null => {
    const step = definition.nodes.get(id);
    return step ? outputKeyOf(step) : null;
  };
  const results = [
    ...run.trace.map((entry) => [keyOf(entry.step), () => standing(entry)] as const),
    ...Object.entries(run.flow ?? {}).map(([id, state]) => [keyOf(id), () => resultOf(state)] as const),
  ].flatMap(([key, result]) => (key === null ? [] : [[key, result()] as const]));
  const restored = { workflow_run_id: runId, ...context, ...Object.fromEntries(results) };
  return pointed(definition, { ...record, runId, context: restored, outcome: null });
}

/** What conditions read of a node without an agent. */
export function resultOf(state: FlowState): JsonObject {
  // Plain data; the types of read-only lists are all that keep it from being JSON.
  return 'output' in state ? state.output : (state as unknown as JsonObject);
}

/** What is kept of a checkpoint. */
export function runOf({ runId: _runId, context: _context, outcome, ...record }: Checkpoint): Run {
  return { ...record, end: outcome && { node: outcome.node, kind: outcome.kind } };
}

/** Keeps workflow_state in the context true to what is open; `can_proceed` is false once the run is on its way to a terminate node. */
export function pointed({ nodes }: Pick<Definition, 'nodes'>, checkpoint: Checkpoint): Checkpoint {
  const state = {
    current_step: openNodes(checkpoint),
    steps_completed: checkpoint.trace.map((entry) => entry.result),
    can_proceed: checkpoint.open.every((id) => nodes.get(id)?.type !== 'terminate'),
  };
  return { ...checkpoint, context: { ...checkpoint.context, workflow_state: state } };
}
