/** Where a finished step leads: the first of its routes whose condition holds. */
import { Fault } from '../domain/values/errors';
import { pointAt, type Checkpoint } from './checkpoint';
import { findStep, type Definition } from './definition';
import type { AgentStep } from './definition-schema';
import { holds } from './json-path';

/** Throws `no_route` when no condition holds: an answer nobody foresaw goes nowhere. */
export function followRouting(definition: Definition, checkpoint: Checkpoint, step: AgentStep): Checkpoint {
  const route = step.routing.find(({ condition }) => condition === undefined || holds(checkpoint.context, condition));
  if (!route) throw new Fault('no_route', `no route of ${step.id} fits its result in run ${checkpoint.runId}`);
  return pointAt(checkpoint, findStep(definition, route.goto));
}
