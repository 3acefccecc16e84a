/** Sends a run on from a step whose result a person overruled. */
import { Fault } from '../domain/values/errors';
import type { FlowState, Run } from '../domain/case/run/run';
import { restoreCheckpoint, runOf, type Restored } from './checkpoint';
import { findStep, type Definition } from './definition/definition';
import { branchWithin, followRouting } from './follow-routing';
import type { ParallelStep } from './definition/nodes';

export interface Reroute extends Restored {
  readonly stepId: string;
}

/**
 * Follows the routing of a step that has run again, on its result as it now stands. Later steps are dropped from the record, which keeps
 * what the agents said and their tools found up to there; branches beside it look again. Throws `definition_changed`.
 */
export function reroute({ stepId, run, ...rest }: Reroute): Run {
  const { definition, runId } = rest;
  const position = run.trace.findLastIndex((entry) => entry.step === stepId);
  if (position === -1) throw new Fault('internal', `step ${stepId} of run ${runId} has not run`);
  // While nothing is open, whatever is restored only has to be restorable.
  const upToThere: Run = { ...run, ...besides(definition, run, position, stepId), open: [stepId], end: null };
  const checkpoint = restoreCheckpoint({ ...rest, run: upToThere });
  const step = findStep(definition, stepId);
  if (step.type !== 'agent') throw new Fault('internal', `step ${stepId} of run ${runId} is no agent's`);
  const again = parallelsAround(definition, stepId).flatMap((parallel) =>
    parallel.branches
      .filter(({ id }) => id !== branchWithin(definition, stepId, parallel.id))
      .map(({ start }) => start),
  );
  return runOf(followRouting(definition, { ...checkpoint, open: again }, step));
}

/** The record up to that entry without what the branches beside it found, which is as old as what is now answered. */
function besides(definition: Definition, run: Run, position: number, stepId: string): Pick<Run, 'trace' | 'flow'> {
  const around = parallelsAround(definition, stepId);
  const upTo = run.trace.slice(0, position + 1);
  const outermost = around.at(-1);
  if (!outermost) return { trace: upTo, ...(run.flow ? { flow: run.flow } : {}) };
  const before = upTo.findLastIndex(({ step }) => branchWithin(definition, step, outermost.id) === null);
  const isBeside = (step: string): boolean =>
    around.some(({ id }) => {
      const own = branchWithin(definition, step, id);
      return own !== null && own !== branchWithin(definition, stepId, id);
    });
  const reset = around.map(({ id }): [string, FlowState] => [id, { finished: [], failed: [], stopped: [] }]);
  return {
    trace: upTo.filter(({ step }, at) => at <= before || !isBeside(step)),
    flow: { ...run.flow, ...Object.fromEntries(reset) },
  };
}

/** The parallel steps a node stands in, the innermost first. */
function parallelsAround({ nodes }: Definition, stepId: string): readonly ParallelStep[] {
  const found: ParallelStep[] = [];
  for (let within = nodes.get(stepId)?.within ?? null; within; within = nodes.get(within.scope)?.within ?? null) {
    const scope = nodes.get(within.scope);
    if (scope?.type === 'parallel') found.push(scope);
  }
  return found;
}
