/** Flattens workflow files into nodes; what cannot be flattened is a fault with its file and line. */
import type { YamlPath } from '../../domain/values/yaml-document';
import {
  claimId,
  claimKey,
  fault,
  listed,
  routing,
  target,
  type CompileOptions,
  type DefinitionFault,
  type FilePlace,
  type ListPlace,
  type StepPlace,
  type Work,
  type WorkflowDocument,
} from './compile-place';
import type { StepFile } from './definition-schema';
import type { AgentStep, LoopStep, Route, RouterStep, Step } from './nodes';

export interface Compiled {
  readonly steps: readonly Step[];
  readonly faults: readonly DefinitionFault[];
}

type Written<Kind extends StepFile['type']> = Extract<StepFile, { type: Kind }>;

export function compile(main: WorkflowDocument, options: CompileOptions): Compiled {
  const work: Work = { options, steps: [], faults: [], writers: new Map() };
  compileFile({ work, document: main, prefix: '', closes: null, within: null });
  return { steps: work.steps, faults: work.faults };
}

function compileFile(place: FilePlace): void {
  const { agents, steps: written } = place.document.value;
  const { agentRefs } = place.work.options;
  agents.forEach(({ id, agent_ref: ref }, index) => {
    if (agents.findIndex((other) => other.id === id) < index)
      fault(place, ['agents', index, 'id'], `duplicate agent id ${id}`);
    if (!agentRefs.includes(ref))
      fault(place, ['agents', index, 'agent_ref'], `unknown agent_ref ${ref}: there is ${listed(agentRefs)}`);
  });
  compileList(written, ['steps'], { ...place, isInner: false, taken: new Set() });
}

function compileList(list: readonly StepFile[], path: YamlPath, place: ListPlace): void {
  const siblings = list.map(({ id }) => id);
  list.forEach((step, index) => {
    const own = [...path, index];
    claimId(step.id, [...own, 'id'], place);
    compileStep(step, own, { ...place, siblings, next: siblings[index + 1] ?? null });
  });
}

function compileStep(step: StepFile, path: YamlPath, place: StepPlace): void {
  const { steps } = place.work;
  if ('output_key' in step && step.output_key !== undefined) claimKey(step.output_key, [...path, 'output_key'], place);
  switch (step.type) {
    case 'agent':
      steps.push(agentStep(step, path, routing(step, path, place), place));
      return;
    case 'terminate':
    case 'aggregate':
      steps.push({ ...placed(step, path, place), type: step.type, output: step.output, closes: place.closes });
      return;
    case 'router':
      steps.push(routerStep(step, path, place));
      return;
    case 'parallel':
      compileParallel(step, path, place);
      return;
    case 'loop':
      steps.push(loopStep(step, path, place));
      compileList(step.steps, [...path, 'steps'], innerOf(place, step, null));
      return;
    case 'include':
      compileInclude(step, path, place);
  }
}

function placed({ id }: Pick<StepFile, 'id'>, path: YamlPath, { document, prefix, within }: FilePlace) {
  return { id: prefix + id, within, at: { file: document.file, line: document.lineOf([...path, 'id']) } };
}

/** What stands in a step: in a branch of it, or in its rounds. */
function innerOf(place: StepPlace, { id }: Pick<StepFile, 'id'>, branch: string | null): ListPlace {
  return { ...place, isInner: true, within: { scope: place.prefix + id, branch } };
}

function agentStep(
  written: Omit<Written<'agent'>, 'type' | 'routing'>,
  path: YamlPath,
  leads: readonly Route[],
  place: StepPlace,
): AgentStep {
  const { agents } = place.document.value;
  // Where it is asked once, it may be named by its own name at once.
  const isRef = place.work.options.agentRefs.includes(written.agent);
  const agentRef = agents.find(({ id }) => id === written.agent)?.agent_ref ?? (isRef ? written.agent : null);
  if (agentRef === null) {
    const known = agents.map(({ id }) => id);
    fault(place, [...path, 'agent'], `unknown agent ${written.agent}: there is ${listed(known)}`);
  }
  return {
    ...placed(written, path, place),
    type: 'agent',
    agentRef: agentRef ?? '',
    input: written.input,
    output_key: written.output_key,
    routing: leads,
  };
}

function routerStep(step: Written<'router'>, path: YamlPath, place: StepPlace): RouterStep {
  const { document } = place;
  const routes = step.routes.map(({ condition, goto }, index) => ({
    condition,
    goto: target(goto, [...path, 'routes', index, 'goto'], place),
    line: document.lineOf([...path, 'routes', index]),
  }));
  const otherwise = [...path, 'default'];
  return {
    ...placed(step, path, place),
    type: 'router',
    routing: [...routes, { goto: target(step.default, otherwise, place), line: document.lineOf(otherwise) }],
  };
}

function compileParallel(step: Written<'parallel'>, path: YamlPath, place: StepPlace): void {
  const { prefix, work } = place;
  const { branches, join } = step;
  const asked = typeof join === 'object' && 'agent' in join ? join.agent : null;
  const needed = neededBranches(step, path, place);
  const leads = routing(step, path, place);
  work.steps.push({
    ...placed(step, path, place),
    type: 'parallel',
    branches: branches.map(({ id, steps: [first] }) => ({ id, start: prefix + (first?.id ?? '') })),
    needed,
    output_key: step.output_key ?? null,
    routing: asked ? [{ goto: prefix + asked.id, line: 0 }] : leads,
  });
  branches.forEach(({ id, steps: list }, index) => {
    const at = [...path, 'branches', index];
    if (branches.findIndex((other) => other.id === id) < index)
      fault(place, [...at, 'id'], `duplicate branch id ${id}`);
    compileList(list, [...at, 'steps'], innerOf(place, step, id));
  });
  if (!asked) return;
  const at = [...path, 'join', 'agent'];
  claimId(asked.id, [...at, 'id'], place);
  claimKey(asked.output_key, [...at, 'output_key'], place);
  work.steps.push(agentStep(asked, at, leads, place));
}

function neededBranches({ branches, join }: Written<'parallel'>, path: YamlPath, place: StepPlace): number {
  if (join === 'any') return 1;
  if (typeof join !== 'object' || !('quorum' in join)) return branches.length;
  if (join.quorum > branches.length)
    fault(place, [...path, 'join'], `quorum ${join.quorum} of ${branches.length} branches can never be reached`);
  return join.quorum;
}

function loopStep(step: Written<'loop'>, path: YamlPath, place: StepPlace): LoopStep {
  return {
    ...placed(step, path, place),
    type: 'loop',
    start: place.prefix + (step.steps[0]?.id ?? ''),
    until: step.until,
    untilLine: place.document.lineOf([...path, 'until']),
    maxRounds: step.max_rounds,
    otherwise: target(step.otherwise, [...path, 'otherwise'], place),
    output_key: step.output_key ?? null,
    routing: routing(step, path, place),
  };
}

function compileInclude(step: Written<'include'>, path: YamlPath, place: StepPlace): void {
  const flow = place.work.options.included.get(step.file);
  const base = placed(step, path, place);
  const prefix = `${base.id}/`;
  place.work.steps.push({
    ...base,
    type: 'include',
    file: step.file,
    start: prefix + (flow?.value.steps[0]?.id ?? ''),
    output_key: step.output_key ?? null,
    routing: routing(step, path, place),
  });
  if (!flow) fault(place, [...path, 'file'], `${step.file} is not there`);
  else
    compileFile({
      work: place.work,
      document: flow,
      prefix,
      closes: base.id,
      within: { scope: base.id, branch: null },
    });
}
