/** What a schema cannot see in a workflow file: names that must exist, paths that must parse, nodes that must be reachable. */
import type { YamlPath } from '../domain/values/yaml-document';
import { routesOf, type AgentStep, type DefinitionFile, type Step } from './definition-schema';
import { conditionFault, isPath, pathFault } from './json-path';

export interface DefinitionFault {
  readonly path: YamlPath;
  readonly reason: string;
}

/** Keys of the run context that the engine itself writes. */
export const engineKeys = ['workflow_run_id', 'workflow_state'] as const;

/** `agentRefs`: the agents there are. `contextKeys`: what every run of this definition starts with. */
export function findDefinitionFaults(
  definition: DefinitionFile,
  { agentRefs, contextKeys }: { readonly agentRefs: readonly string[]; readonly contextKeys: readonly string[] },
): readonly DefinitionFault[] {
  const reserved = new Set<string>([...engineKeys, ...contextKeys]);
  const outputKeys = definition.steps.flatMap((step) => (step.type === 'agent' ? [step.output_key] : []));
  const knownKeys = new Set([...reserved, ...outputKeys]);
  return [
    ...agentFaults(definition, agentRefs),
    ...duplicates(
      definition.steps.map(({ id }) => id),
      (index) => ['steps', index, 'id'],
      'step id',
    ),
    ...outputKeyFaults(definition, reserved),
    ...definition.steps.flatMap((step, index) => stepFaults(step, ['steps', index], definition, knownKeys)),
    ...reachabilityFaults(definition.steps),
  ];
}

function agentFaults({ agents }: DefinitionFile, agentRefs: readonly string[]): DefinitionFault[] {
  const unknown = agents.flatMap(({ agent_ref }, index) =>
    agentRefs.includes(agent_ref)
      ? []
      : [
          {
            path: ['agents', index, 'agent_ref'],
            reason: `unknown agent_ref ${agent_ref}: there is ${listed(agentRefs)}`,
          },
        ],
  );
  return [
    ...duplicates(
      agents.map(({ id }) => id),
      (index) => ['agents', index, 'id'],
      'agent id',
    ),
    ...unknown,
  ];
}

function outputKeyFaults({ steps }: DefinitionFile, reserved: ReadonlySet<string>): DefinitionFault[] {
  const taken = new Set(reserved);
  return steps.flatMap((step, index) => {
    if (step.type !== 'agent') return [];
    const path = ['steps', index, 'output_key'];
    if (reserved.has(step.output_key))
      return [{ path, reason: `output_key ${step.output_key} is a key of the run context` }];
    if (taken.has(step.output_key)) return [{ path, reason: `duplicate output_key ${step.output_key}` }];
    taken.add(step.output_key);
    return [];
  });
}

function stepFaults(
  step: Step,
  path: YamlPath,
  definition: DefinitionFile,
  knownKeys: ReadonlySet<string>,
): DefinitionFault[] {
  switch (step.type) {
    case 'agent':
      return agentStepFaults(step, path, definition, knownKeys);
    case 'terminate':
    case 'aggregate':
      return templateFaults(step.output, [...path, 'output'], knownKeys);
  }
}

function agentStepFaults(
  step: AgentStep,
  path: YamlPath,
  definition: DefinitionFile,
  knownKeys: ReadonlySet<string>,
): DefinitionFault[] {
  const { mapping, additional_context = {} } = step.input;
  const faults: DefinitionFault[] = [];
  if (!definition.agents.some(({ id }) => id === step.agent)) {
    const known = definition.agents.map(({ id }) => id);
    faults.push({ path: [...path, 'agent'], reason: `unknown agent ${step.agent}: there is ${listed(known)}` });
  }
  return [
    ...faults,
    ...templateFaults(mapping, [...path, 'input', 'mapping'], knownKeys),
    ...templateFaults(additional_context, [...path, 'input', 'additional_context'], knownKeys),
    ...routingFaults(step, [...path, 'routing'], definition.steps, knownKeys),
  ];
}

function routingFaults(
  { routing }: AgentStep,
  path: YamlPath,
  steps: readonly Step[],
  knownKeys: ReadonlySet<string>,
): DefinitionFault[] {
  const unconditional = routing.findIndex(({ condition }) => condition === undefined);
  return routing.flatMap(({ condition, goto }, index) => {
    const faults: DefinitionFault[] = [];
    const at = (key: string): YamlPath => [...path, index, key];
    if (!steps.some(({ id }) => id === goto))
      faults.push({ path: at('goto'), reason: `unknown goto ${goto}: no step has this id` });
    if (condition !== undefined) {
      const reason = conditionFault(condition, knownKeys);
      if (reason !== null) faults.push({ path: at('condition'), reason });
    }
    if (unconditional !== -1 && index > unconditional) {
      faults.push({
        path: at('goto'),
        reason: `route to ${goto} is unreachable: an unconditional route stands before it`,
      });
    }
    return faults;
  });
}

function templateFaults(value: unknown, path: YamlPath, knownKeys: ReadonlySet<string>): DefinitionFault[] {
  if (typeof value === 'string') {
    if (value.startsWith('$[')) return [{ path, reason: `a JSONPath starts with "$." here: ${value}` }];
    const reason = isPath(value) ? pathFault(value, knownKeys) : null;
    return reason === null ? [] : [{ path, reason }];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => templateFaults(item, [...path, index], knownKeys));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => templateFaults(item, [...path, key], knownKeys));
}

/** Every node must be reachable from the first step, and every node must be able to reach an end. */
function reachabilityFaults(steps: readonly Step[]): DefinitionFault[] {
  const first = steps[0];
  const reached = new Set(first ? [first.id] : []);
  const ending = new Set(steps.filter((step) => routesOf(step).length === 0).map(({ id }) => id));
  // Each round follows every route one step further; a path visits no node twice, so this many rounds find all.
  for (let round = 0; round < steps.length; round += 1) {
    for (const step of steps) {
      const targets = routesOf(step).map(({ goto }) => goto);
      if (reached.has(step.id)) targets.forEach((id) => reached.add(id));
      if (targets.some((id) => ending.has(id))) ending.add(step.id);
    }
  }
  return steps.flatMap(({ id }, index) => {
    const path = ['steps', index, 'id'];
    if (!reached.has(id)) return [{ path, reason: `step ${id} is unreachable: no route leads to it` }];
    return ending.has(id) ? [] : [{ path, reason: `from step ${id} no route leads to an end` }];
  });
}

function duplicates(ids: readonly string[], pathOf: (index: number) => YamlPath, what: string): DefinitionFault[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index ? [] : [{ path: pathOf(index), reason: `duplicate ${what} ${id}` }],
  );
}

function listed(names: readonly string[]): string {
  return names.length > 0 ? names.join(', ') : 'none';
}
