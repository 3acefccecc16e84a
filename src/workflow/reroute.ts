/** Sends a run on from a step whose result a person overruled. */
import { Fault } from '../domain/values/errors';
import type { Run } from '../domain/case/run';
import { restoreCheckpoint, runOf, type Restored } from './checkpoint';
import { findStep } from './definition';
import { followRouting } from './follow-routing';

export interface Reroute extends Restored {
  readonly stepId: string;
}

/**
 * Follows the routing of a step that has run again, on its result as it now stands. Later steps are dropped from the record, which keeps
 * what the agents said and their tools found up to there. Throws `definition_changed`.
 */
export function reroute({ stepId, run, ...rest }: Reroute): Run {
  const position = run.trace.findLastIndex((entry) => entry.step === stepId);
  if (position === -1) throw new Fault('internal', `step ${stepId} of run ${rest.runId} has not run`);
  const upToThere: Run = { ...run, trace: run.trace.slice(0, position + 1), next: stepId, end: null };
  const checkpoint = restoreCheckpoint({ ...rest, run: upToThere });
  const step = findStep(rest.definition, stepId);
  if (step.type !== 'agent') throw new Fault('internal', `step ${stepId} of run ${rest.runId} is no agent's`);
  return runOf(followRouting(rest.definition, checkpoint, step));
}
