/** Where a finished node leads: the first of its routes whose condition holds, or the end of what it stands in. */
import { Fault } from '../domain/values/errors';
import type { FaultCode } from '../domain/values/errors';
import type { FlowState, LoopState, ParallelState } from '../domain/case/run/run';
import { resultOf, type Checkpoint } from './checkpoint';
import { findStep, type Definition } from './definition/definition';
import { holds } from './json-path';
import { outputKeyOf, type LoopStep, type ParallelStep, type Step } from './definition/nodes';
import { ownMember } from '../domain/values/own-member';

/** Open nodes whose agent failed for good, and how. */
export type Failures = ReadonlyMap<string, FaultCode>;

type Leading = Exclude<Step, { type: 'terminate' | 'aggregate' }>;

/** Throws `no_route` when no condition holds: an answer nobody foresaw goes nowhere. */
export function followRouting(
  definition: Definition,
  checkpoint: Checkpoint,
  step: Leading,
  failures: Failures = new Map(),
): Checkpoint {
  const route = step.routing.find(({ condition }) => condition === undefined || holds(checkpoint.context, condition));
  if (!route) throw new Fault('no_route', `no route of ${step.id} fits its result in run ${checkpoint.runId}`);
  return goTo(definition, checkpoint, step, route.goto, failures);
}

/** Opens a node; null ends the branch or the round that `from` stands in. */
function goTo(
  definition: Definition,
  checkpoint: Checkpoint,
  from: Step,
  target: string | null,
  failures: Failures,
): Checkpoint {
  if (target !== null) return { ...checkpoint, open: [...checkpoint.open, target] };
  const { within } = from;
  const scope = within && findStep(definition, within.scope);
  if (scope?.type === 'parallel') return endBranch(definition, checkpoint, scope, within?.branch ?? '', failures);
  if (scope?.type === 'loop') return endRound(definition, checkpoint, scope, failures);
  throw new Fault('definition_invalid', `${from.id} ends nothing: it stands in no branch and no loop`);
}

/** The branch waits for the others, or the run goes on: then whatever still runs of the step is not open any more. */
function endBranch(
  definition: Definition,
  checkpoint: Checkpoint,
  step: ParallelStep,
  branch: string,
  failures: Failures,
): Checkpoint {
  const before = ownMember(checkpoint.flow ?? {}, step.id) as ParallelState | undefined;
  const finished = [...(before?.finished ?? []), branch];
  if (finished.length < step.needed) return withFlow(checkpoint, step, { finished, failed: [], stopped: [] });
  const left = checkpoint.open.flatMap((id) => {
    const of = branchWithin(definition, id, step.id);
    return of === null ? [] : [{ id, branch: of }];
  });
  const failed = left.flatMap(({ id, branch: of }) => {
    const code = failures.get(id);
    return code === undefined ? [] : [{ branch: of, code }];
  });
  const stopped = step.branches
    .map(({ id }) => id)
    .filter((id) => !finished.includes(id) && !failed.some((one) => one.branch === id));
  const joined: Checkpoint = {
    ...checkpoint,
    open: checkpoint.open.filter((id) => !left.some((one) => one.id === id)),
    // What was begun has used its turn.
    turns: checkpoint.turns + left.length,
  };
  return followRouting(definition, withFlow(joined, step, { finished, failed, stopped }), step, failures);
}

function endRound(definition: Definition, checkpoint: Checkpoint, step: LoopStep, failures: Failures): Checkpoint {
  const { rounds } = (ownMember(checkpoint.flow ?? {}, step.id) ?? { rounds: 1 }) as LoopState;
  const satisfied = holds(withFlow(checkpoint, step, { rounds, satisfied: false }).context, step.until);
  const ended = withFlow(checkpoint, step, { rounds, satisfied });
  if (satisfied) return followRouting(definition, ended, step, failures);
  if (rounds >= step.maxRounds) return goTo(definition, ended, step, step.otherwise, failures);
  return {
    ...withFlow(checkpoint, step, { rounds: rounds + 1, satisfied: false }),
    open: [...checkpoint.open, step.start],
  };
}

/** Writes down what a node without an agent came to, also where conditions find it. */
export function withFlow(checkpoint: Checkpoint, step: Step, state: FlowState): Checkpoint {
  const key = outputKeyOf(step);
  return {
    ...checkpoint,
    flow: { ...checkpoint.flow, [step.id]: state },
    context: key === null ? checkpoint.context : { ...checkpoint.context, [key]: resultOf(state) },
  };
}

/** Which branch of the parallel step the node stands in, at whatever depth; null for one outside of it. */
export function branchWithin({ nodes }: Pick<Definition, 'nodes'>, id: string, parallel: string): string | null {
  for (let within = nodes.get(id)?.within ?? null; within; within = nodes.get(within.scope)?.within ?? null) {
    if (within.scope === parallel) return within.branch;
  }
  return null;
}
