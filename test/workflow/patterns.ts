/** Small workflows in text, parsed with agents that answer from a script. */
import type { Checkpoint } from '../../src/workflow/checkpoint';
import { parseDefinition, type Definition } from '../../src/workflow/definition/definition';

export const agentNames = ['a', 'b', 'c', 'd', 'judge'] as const;
export const profiles = agentNames.map((name) => ({ name, resultName: `${name}_result`, task: `Task of ${name}.` }));

const head = `name: pattern
version: "1"
config: { max_turns: 60, timeout_seconds: 300, trace_enabled: false, memory_enabled: true }
agents: [${agentNames.map((name) => `{ id: ${name}, agent_ref: ${name} }`).join(', ')}]
steps:
`;

/** A step of the agent whose name the id begins with, which writes the key of its own id. */
export const ask = (id: string, rest = ''): string =>
  `{ id: ${id}, agent: ${id.replace(/\d+$/, '')}, input: { source: accumulated }, output_key: ${id}${rest} }`;

export const finish = '  - { id: finish, type: aggregate, output: { final_decision: PROCEED } }\n';

export function parse(steps: string, included: Readonly<Record<string, string>> = {}): Definition {
  return parseDefinition({
    file: 'flows/main.yaml',
    text: head + steps,
    readIncluded: (name) => (included[name] === undefined ? null : head + included[name]),
    agentRefs: agentNames,
    contextKeys: ['payment_request'],
  });
}

export function problemsOf(steps: string, included: Readonly<Record<string, string>> = {}): readonly string[] {
  try {
    parse(steps, included);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
}

/** The first line of the steps. */
export const firstLine = head.split('\n').length;

/** Through JSON, as a store keeps it. */
export const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

export const ranOf = ({ trace }: Pick<Checkpoint, 'trace'>): readonly string[] => trace.map(({ step }) => step);
