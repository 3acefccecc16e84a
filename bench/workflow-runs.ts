/** Runs of agents that do nothing through the product's own path: the engine, the case machine, the audit, the store. */
import { readConfig } from '../src/composition/config/config';
import { openReview } from '../src/composition/open-review';
import { createClock } from '../src/composition/create-clock';
import { randomHex } from '../src/composition/random-hex';
import { openStore } from '../src/composition/store/open-store';
import { openReferenceData } from '../src/composition/data/reference-data';
import type { AgentRuntime, AgentTask } from '../src/ports/agents';
import type { Store } from '../src/ports/store';
import { parseDefinition, type Definition } from '../src/workflow/definition/definition';
import { submitBenchPayment } from './bench-payment';

const names = ['a', 'b', 'c'] as const;
const ask = (name: string, rest = ''): string =>
  `{ id: ${name}, agent: ${name}, input: { source: workflow_input }, output_key: ${name}${rest} }`;
const to = (goto: string): string => `, routing: [{ goto: ${goto} }]`;

export const graphs = {
  chain: `  - ${ask('a', to('b'))}\n  - ${ask('b', to('c'))}\n  - ${ask('c', to('done'))}\n`,
  fan: `  - { id: at_once, type: parallel, join: all, branches: [${names.map((name) => `{ id: ${name}, steps: [${ask(name)}] }`).join(', ')}], routing: [{ goto: done }] }\n`,
  loop: `  - { id: rounds, type: loop, max_rounds: 5, until: $.a.done == true, otherwise: done, steps: [${ask('a')}], routing: [{ goto: done }] }\n`,
} as const;
export type Graph = keyof typeof graphs;

export interface Runs {
  readonly store: Store;
  begin(): Promise<string>;
  /** Null once it has ended. */
  advance(runId: string): Promise<string | null>;
  toEnd(runId: string): Promise<void>;
  close(): Promise<void>;
}

export interface RunsOptions {
  readonly folder: string;
  readonly graph: Graph;
  /** Whether steps share a commit while they take next to no time, as those of embedded agents do. */
  readonly isTogether: boolean;
  readonly answer?: (task: AgentTask) => Promise<void>;
}

export function parseGraph(graph: Graph): Definition {
  return parseDefinition({
    file: `${graph}.yaml`,
    text: `name: ${graph}\nversion: "1"\nconfig: { max_turns: 20, timeout_seconds: 300, trace_enabled: false, memory_enabled: false }\nagents: [${names.map((name) => `{ id: ${name}, agent_ref: ${name} }`).join(', ')}]\nsteps:\n${graphs[graph]}  - { id: done, type: aggregate, output: { final_decision: HOLD } }\n`,
    agentRefs: names,
    contextKeys: ['payment_request', 'computed'],
  });
}

export function noOpRuntime(isTogether: boolean, answer?: RunsOptions['answer']): AgentRuntime {
  return {
    agents: names.map((name) => ({ name, resultName: name, task: 'Nothing.' })),
    isRepeatable: isTogether,
    run: async (task) => {
      await answer?.(task);
      return { output: {}, toolCalls: [] };
    },
  };
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

export async function openRuns({ folder, graph, isTogether, answer }: RunsOptions): Promise<Runs> {
  const config = readConfig({}, { PROFILE: 'local', DATA_DIR: folder });
  const store = await openStore(config, { keep: 'existing' });
  const clock = await createClock(config, store);
  const data = openReferenceData(config, clock);
  const definition = parseGraph(graph);
  const inForce = { ...data.definition, current: () => definition, version: () => definition };
  const runtime = noOpRuntime(isTogether, answer);
  const review = openReview({ data: { ...data, definition: inForce, runtime }, store, clock, log: quiet });
  const advance = async (runId: string): Promise<string | null> => {
    const next = await review.advanceCase(runId);
    return next?.status === 'under_review' ? runId : null;
  };
  return {
    store,
    begin: async () => (await submitBenchPayment(review, `BENCH-${randomHex(12)}`)).runId,
    advance,
    async toEnd(runId) {
      while ((await advance(runId)) !== null);
    },
    close: () => store.close(),
  };
}
