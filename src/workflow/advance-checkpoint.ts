/** Points a checkpoint at its next node and keeps workflow_state in the context true to it. */
import type { Checkpoint } from '../domain/case/run';
import type { Step } from './definition-schema';

/** `can_proceed` is false once the run is on its way to a terminate node. */
export function moveTo(checkpoint: Checkpoint, step: Step): Checkpoint {
  const state = {
    current_step: step.id,
    steps_completed: checkpoint.trace.map((entry) => entry.result),
    can_proceed: step.type !== 'terminate',
  };
  return { ...checkpoint, next: step.id, context: { ...checkpoint.context, workflow_state: state } };
}
