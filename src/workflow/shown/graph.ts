/** A workflow as nodes and arrows to be drawn: fan-in and the test of a loop are nodes of their own here. */
import type { Definition } from '../definition/definition';
import type { Route, Step } from '../definition/nodes';

export interface DrawnNode {
  readonly id: string;
  /** Which step it belongs to: the one that is marked while it runs. */
  readonly step: string;
  readonly shape: 'agent' | 'question' | 'fork' | 'join' | 'flow' | 'end';
  readonly lines: readonly string[];
}

export interface DrawnArrow {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

export interface DrawnGraph {
  readonly nodes: readonly DrawnNode[];
  readonly arrows: readonly DrawnArrow[];
}

export function graphOf({ steps, nodes }: Pick<Definition, 'steps' | 'nodes'>): DrawnGraph {
  const drawn: DrawnNode[] = [];
  const arrows: DrawnArrow[] = [];
  const node = (step: Step, shape: DrawnNode['shape'], lines: readonly string[], id = step.id): void => {
    drawn.push({ id, step: step.id, shape, lines });
  };
  const arrow = (from: string, to: string | null, label = ''): void => {
    if (to !== null) arrows.push({ from, to, label });
  };
  const lead = (from: string, step: Step, routing: readonly Route[]): void => {
    const out = endOf(nodes, step);
    for (const { condition, goto } of routing)
      arrow(from, goto ?? out, condition === undefined ? '' : inWords(condition));
  };
  for (const step of steps) {
    switch (step.type) {
      case 'agent':
        node(step, 'agent', [step.id, step.agentRef]);
        lead(step.id, step, step.routing);
        break;
      case 'terminate':
      case 'aggregate':
        node(step, 'end', [step.id, ...decisionOf(step.output['final_decision'])]);
        if (step.closes !== null) arrow(step.id, closing(step.closes));
        break;
      case 'router':
        node(step, 'question', [step.id]);
        lead(step.id, step, step.routing);
        break;
      case 'parallel':
        node(step, 'fork', [step.id]);
        node(step, 'join', [joinWords(step.needed, step.branches.length)], closing(step.id));
        for (const { id, start } of step.branches) arrow(step.id, start, id);
        lead(closing(step.id), step, step.routing);
        break;
      case 'loop': {
        const test = closing(step.id);
        node(step, 'flow', [step.id, `at most ${step.maxRounds} rounds`]);
        node(step, 'question', [`until ${inWords(step.until)}`], test);
        arrow(step.id, step.start);
        arrow(test, step.start, 'again');
        lead(test, step, step.routing);
        arrow(test, step.otherwise ?? endOf(nodes, step), `after ${step.maxRounds} rounds`);
        break;
      }
      case 'include':
        node(step, 'flow', [step.id, step.file]);
        node(step, 'join', ['end of the sub-flow'], closing(step.id));
        arrow(step.id, step.start);
        lead(closing(step.id), step, step.routing);
        break;
    }
  }
  return { nodes: drawn, arrows };
}

/** Where a step that stands in another comes out of it. */
function endOf(nodes: Definition['nodes'], { within }: Step): string | null {
  const scope = within && nodes.get(within.scope);
  return scope ? closing(scope.id) : null;
}

function closing(id: string): string {
  return `${id}:end`;
}

export function joinWords(needed: number, branches: number): string {
  if (needed === branches) return 'when all have finished';
  return needed === 1 ? 'when one has finished' : `when ${needed} of ${branches} have finished`;
}

/** A condition as people read it. */
export function inWords(condition: string): string {
  return condition.replaceAll('$.', '');
}

function decisionOf(decision: unknown): readonly string[] {
  return typeof decision === 'string' && !decision.startsWith('$.') ? [decision] : [];
}
