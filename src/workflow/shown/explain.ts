/** Says in words what a workflow does, one step a line, what stands in a step under it. */
import type { Definition } from '../definition/definition';
import type { Route, Step } from '../definition/nodes';
import { inWords, joinWords } from './graph';

export function explainWorkflow(definition: Definition): readonly string[] {
  const { name, version, description, config, steps, nodes, first } = definition;
  return [
    `${name} ${version}${description === '' ? '' : `: ${description}`}`,
    `begins with ${first}; at most ${config.max_turns} turns and ${config.timeout_seconds} seconds`,
    ...steps.map((step) => `${'  '.repeat(depthOf(nodes, step) + 1)}${step.id}: ${explainStep(step)}`),
  ];
}

function explainStep(step: Step): string {
  switch (step.type) {
    case 'agent':
      return `${branchOf(step)}asks ${step.agentRef} and keeps its answer as ${step.output_key}; ${leads(step.routing)}`;
    case 'terminate':
    case 'aggregate':
      return step.closes === null ? `ends the run (${step.type})` : `ends the sub-flow ${step.closes}`;
    case 'router':
      return `${branchOf(step)}${leads(step.routing)}`;
    case 'parallel': {
      const names = step.branches.map(({ id }) => id).join(', ');
      return `${branchOf(step)}${step.branches.length} branches at once (${names}); ${joinWords(step.needed, step.branches.length)}, ${leads(step.routing)}`;
    }
    case 'loop':
      return `${branchOf(step)}goes round until ${inWords(step.until)}, at most ${step.maxRounds} times; then ${leads(step.routing)}; otherwise ${target(step.otherwise)}`;
    case 'include':
      return `${branchOf(step)}runs ${step.file}; ${leads(step.routing)}`;
  }
}

function branchOf({ within }: Step): string {
  return within?.branch == null ? '' : `[${within.branch}] `;
}

function leads(routing: readonly Route[]): string {
  const [only, ...more] = routing;
  // Within a branch or a round that needs no word.
  if (only?.goto === null && more.length === 0) return 'done';
  return routing
    .map(({ condition, goto }, index) => {
      const to = `${index === 0 ? 'goes' : 'else'} to ${target(goto)}`;
      return condition === undefined ? to : `${to} if ${inWords(condition)}`;
    })
    .join(', ');
}

function target(goto: string | null): string {
  return goto ?? 'its end';
}

function depthOf(nodes: Definition['nodes'], { within }: Step): number {
  const scope = within && nodes.get(within.scope);
  return scope ? 1 + depthOf(nodes, scope) : 0;
}
