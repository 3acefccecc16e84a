/** Executes what needs no agent: routers, fan-out, loops' first rounds, sub-flows, ends. Afterwards only agents' nodes are open, or none. */
import { Fault } from '../domain/values/errors';
import { pointed, type Checkpoint } from './checkpoint';
import { findStep, type Definition } from './definition/definition';
import { followRouting, withFlow, type Failures } from './follow-routing';
import type { EndStep, Step } from './definition/nodes';
import { resolveTemplate } from './resolve-template';

/** Throws `max_turns_exceeded` and `no_route`. */
export function settle(definition: Definition, checkpoint: Checkpoint, failures: Failures = new Map()): Checkpoint {
  let at = checkpoint;
  for (;;) {
    const id = at.open.find((one) => definition.nodes.get(one)?.type !== 'agent');
    if (id === undefined) return at;
    const step = findStep(definition, id);
    requireTurns(definition, at, 1, id);
    const turned = { ...pointed(definition, at), open: at.open.filter((one) => one !== id), turns: at.turns + 1 };
    const after = execute(definition, turned, step, failures);
    at = after.outcome ? after : pointed(definition, after);
  }
}

/** Throws `max_turns_exceeded` where the run may not execute that many nodes more. */
export function requireTurns({ config }: Definition, { runId, turns }: Checkpoint, more: number, before: string): void {
  const { max_turns: most } = config;
  if (turns + more > most)
    throw new Fault('max_turns_exceeded', `run ${runId} used its ${most} turns before ${before}`);
}

function execute(definition: Definition, checkpoint: Checkpoint, step: Step, failures: Failures): Checkpoint {
  switch (step.type) {
    case 'agent':
      throw new Fault('internal', `${step.id} is an agent's`);
    case 'router':
      return followRouting(definition, checkpoint, step, failures);
    case 'parallel': {
      const open = [...checkpoint.open, ...step.branches.map(({ start }) => start)];
      return withFlow({ ...checkpoint, open }, step, { finished: [], failed: [], stopped: [] });
    }
    case 'loop':
      return withFlow({ ...checkpoint, open: [...checkpoint.open, step.start] }, step, { rounds: 1, satisfied: false });
    case 'include':
      return { ...checkpoint, open: [...checkpoint.open, step.start] };
    case 'terminate':
    case 'aggregate':
      return end(definition, checkpoint, step, failures);
  }
}

/** An end of a sub-flow is the result of the step that includes it. */
function end(definition: Definition, checkpoint: Checkpoint, step: EndStep, failures: Failures): Checkpoint {
  const output = resolveTemplate(step.output, checkpoint.context);
  if (step.closes === null) return { ...checkpoint, outcome: { node: step.id, kind: step.type, output } };
  const including = findStep(definition, step.closes);
  if (including.type !== 'include') throw new Fault('internal', `${step.closes} includes nothing`);
  return followRouting(definition, withFlow(checkpoint, including, { node: step.id, output }), including, failures);
}
