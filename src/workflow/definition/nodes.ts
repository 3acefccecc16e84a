/** What a workflow file is flattened into: nodes with ids of their own, each knowing what it stands in. */
import type { JsonObject } from '../../domain/values/json';
import type { AgentInput } from './definition-schema';

export interface Route {
  /** Left out where it is taken in any case. */
  readonly condition?: string | undefined;
  /** Null is the end of the branch or of the round the node stands in. */
  readonly goto: string | null;
  /** Where it was written; 0 where it was left out. */
  readonly line: number;
}

interface Placed {
  /** Unique in the whole workflow; a sub-flow's begin with the id of the step that includes it and a slash. */
  readonly id: string;
  /** The innermost step it stands in, and which of its branches; null at the top. */
  readonly within: { readonly scope: string; readonly branch: string | null } | null;
  /** Where it was written. */
  readonly at: { readonly file: string; readonly line: number };
}

/** A node that leads on. */
interface Leading extends Placed {
  readonly routing: readonly Route[];
}

export interface AgentStep extends Leading {
  readonly type: 'agent';
  /** Which agent answers. */
  readonly agentRef: string;
  readonly input: AgentInput;
  readonly output_key: string;
}

export interface EndStep extends Placed {
  readonly type: 'terminate' | 'aggregate';
  readonly output: JsonObject;
  /** The step that includes it, which it ends; null for one that ends the run. */
  readonly closes: string | null;
}

/** Its last route is the default. */
export interface RouterStep extends Leading {
  readonly type: 'router';
}

export interface ParallelStep extends Leading {
  readonly type: 'parallel';
  readonly branches: readonly { readonly id: string; readonly start: string }[];
  /** How many branches must have finished. */
  readonly needed: number;
  readonly output_key: string | null;
}

export interface LoopStep extends Leading {
  readonly type: 'loop';
  readonly start: string;
  readonly until: string;
  /** Where `until` was written. */
  readonly untilLine: number;
  readonly maxRounds: number;
  readonly otherwise: string | null;
  readonly output_key: string | null;
}

export interface IncludeStep extends Leading {
  readonly type: 'include';
  readonly file: string;
  readonly start: string;
  readonly output_key: string | null;
}

/** A further kind joins here; the compiler names every place left out. */
export type Step = AgentStep | EndStep | RouterStep | ParallelStep | LoopStep | IncludeStep;

/** Where a node can lead by itself, in its own scope: nothing for one that ends the run or a sub-flow. */
export function routesOf(step: Step): readonly Route[] {
  switch (step.type) {
    case 'agent':
    case 'router':
    case 'parallel':
    case 'include':
      return step.routing;
    case 'loop':
      return [...step.routing, { goto: step.otherwise, line: 0 }];
    case 'terminate':
    case 'aggregate':
      return [];
  }
}

/** The key its result is found under; null for one that writes none. */
export function outputKeyOf(step: Step): string | null {
  switch (step.type) {
    case 'agent':
    case 'parallel':
    case 'loop':
    case 'include':
      return step.output_key;
    case 'router':
    case 'terminate':
    case 'aggregate':
      return null;
  }
}
