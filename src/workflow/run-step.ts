/** Begins a run, and takes it one answer further: a checkpoint goes in, the next checkpoint comes out, the caller keeps it. */
import type { JsonObject } from '../domain/values/json';
import { createAgentsAtWork } from './agents-at-work';
import { pointed, type Checkpoint } from './checkpoint';
import type { Definition } from './definition/definition';
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
  return pointed(definition, {
    definition: definition.pin,
    runId,
    context: { workflow_run_id: runId, ...context },
    open: [definition.first],
    turns: 0,
    activeMs: 0,
    trace: [],
    outcome: null,
  });
}

/**
 * One answer and what follows from it without another one; branches that have not answered begin anew at the next call. Throws
 * definition_changed, max_turns_exceeded, step_timeout, no_route, or what the agent ended with; the checkpoint given stays valid.
 */
export async function runStep(run: StepRun): Promise<Checkpoint> {
  const agents = createAgentsAtWork();
  try {
    const stepped = await agents.step(run);
    if (stepped.result === 'went_on') return stepped.checkpoint;
    throw stepped.result === 'failed' ? stepped.error : new Error('stopped');
  } finally {
    agents.keepTo(run.checkpoint.runId, null);
  }
}
