/** What a schema cannot see in the texts of a workflow file: paths that must parse, and keys that must exist. */
import type { YamlPath } from '../../domain/values/yaml-document';
import type { DefinitionFault, WorkflowDocument } from './compile-place';
import type { AgentInput, StepFile } from './definition-schema';
import { conditionFault, isPath, pathFault } from '../json-path';

interface TextFault {
  readonly path: YamlPath;
  readonly reason: string;
}

/** Keys of the run context that the engine itself writes. */
export const engineKeys = ['workflow_run_id', 'workflow_state'] as const;

/** `knownKeys`: every first key the run context can have. */
export function findTextFaults(document: WorkflowDocument, knownKeys: ReadonlySet<string>): DefinitionFault[] {
  const { file, value } = document;
  return listFaults(value.steps, ['steps']).map(({ path, reason }) => ({ file, line: document.lineOf(path), reason }));

  function listFaults(steps: readonly StepFile[], path: YamlPath): TextFault[] {
    return steps.flatMap((step, index) => stepFaults(step, [...path, index]));
  }

  function stepFaults(step: StepFile, path: YamlPath): TextFault[] {
    switch (step.type) {
      case 'agent':
        return [...inputFaults(step.input, [...path, 'input']), ...routeFaults(step.routing, [...path, 'routing'])];
      case 'terminate':
      case 'aggregate':
        return templateFaults(step.output, [...path, 'output']);
      case 'router':
        return routeFaults(step.routes, [...path, 'routes']);
      case 'parallel': {
        const { join } = step;
        const asked = typeof join === 'object' && 'agent' in join ? join.agent : null;
        return [
          ...step.branches.flatMap(({ steps }, index) => listFaults(steps, [...path, 'branches', index, 'steps'])),
          ...(asked ? inputFaults(asked.input, [...path, 'join', 'agent', 'input']) : []),
          ...routeFaults(step.routing, [...path, 'routing']),
        ];
      }
      case 'loop':
        return [
          ...listFaults(step.steps, [...path, 'steps']),
          ...conditionFaults(step.until, [...path, 'until']),
          ...routeFaults(step.routing, [...path, 'routing']),
        ];
      case 'include':
        return routeFaults(step.routing, [...path, 'routing']);
    }
  }

  function inputFaults({ mapping, additional_context = {} }: AgentInput, path: YamlPath): TextFault[] {
    return [
      ...templateFaults(mapping, [...path, 'mapping']),
      ...templateFaults(additional_context, [...path, 'additional_context']),
    ];
  }

  function routeFaults(
    routes: readonly { readonly condition?: string | undefined }[] | undefined,
    path: YamlPath,
  ): TextFault[] {
    return (routes ?? []).flatMap(({ condition }, index) =>
      condition === undefined ? [] : conditionFaults(condition, [...path, index, 'condition']),
    );
  }

  function conditionFaults(condition: string, path: YamlPath): TextFault[] {
    const reason = conditionFault(condition, knownKeys);
    return reason === null ? [] : [{ path, reason }];
  }

  function templateFaults(value: unknown, path: YamlPath): TextFault[] {
    if (typeof value === 'string') {
      if (value.startsWith('$[')) return [{ path, reason: `a JSONPath starts with "$." here: ${value}` }];
      const reason = isPath(value) ? pathFault(value, knownKeys) : null;
      return reason === null ? [] : [{ path, reason }];
    }
    if (Array.isArray(value)) return value.flatMap((item, index) => templateFaults(item, [...path, index]));
    if (value === null || typeof value !== 'object') return [];
    return Object.entries(value).flatMap(([key, item]) => templateFaults(item, [...path, key]));
  }
}
