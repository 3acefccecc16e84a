/** Sends a run on from a step whose result a person overruled. */
import { Fault } from '../domain/values/errors';
import type { JsonObject } from '../domain/values/json';
import type { Checkpoint } from '../domain/case/run';
import { findStep, type Definition } from './definition';
import { followRouting } from './follow-routing';
import { checkPin } from './pinned-definition';

export interface Reroute {
  readonly definition: Definition;
  readonly checkpoint: Checkpoint;
  readonly stepId: string;
  readonly output: JsonObject;
}

/**
 * Replaces the output of a step that has run and follows its routing again from there, as when a person overrules a finding.
 * Later results and the outcome are dropped; the step's recorded tool calls stay as they were.
 */
export function reroute({ definition, checkpoint, stepId, output }: Reroute): Checkpoint {
  checkPin(definition, checkpoint);
  const step = findStep(definition, stepId);
  const position = checkpoint.trace.findLastIndex((entry) => entry.step === stepId);
  if (step.type !== 'agent' || position === -1)
    throw new Fault('internal', `step ${stepId} of run ${checkpoint.runId} has not run`);
  const kept = checkpoint.trace.slice(0, position + 1);
  const dropped = definition.steps.flatMap((other) =>
    other.type === 'agent' && !kept.some((entry) => entry.step === other.id) ? [other.output_key] : [],
  );
  const context = Object.fromEntries(Object.entries(checkpoint.context).filter(([key]) => !dropped.includes(key)));
  return followRouting(
    definition,
    { ...checkpoint, context: { ...context, [step.output_key]: output }, trace: kept, outcome: null },
    step,
  );
}
