/** A workflow file with the files it includes, checked as a whole and pinned to their content. */
import { Fault, type Problem } from '../../domain/values/errors';
import { workflowFingerprint } from '../../domain/case/run/workflow-fingerprint';
import type { DefinitionPin } from '../../domain/case/run/run';
import { faultLines, yamlProblem } from '../../domain/values/file-faults';
import { readYaml } from '../../domain/values/yaml-document';
import { compile } from './compile';
import type { DefinitionFault, WorkflowDocument } from './compile-place';
import { engineKeys, findTextFaults } from './definition-checks';
import { definitionSchema, type StepFile, type WorkflowConfig } from './definition-schema';
import { findAbsentKeys, findCycles, findReachFaults } from './flow-checks';
import { outputKeyOf, type AgentStep, type Step } from './nodes';

export interface Definition {
  readonly name: string;
  readonly description: string;
  readonly version: string;
  readonly config: WorkflowConfig;
  /** Every node, sub-flows' too, in the order they were written. */
  readonly steps: readonly Step[];
  readonly nodes: ReadonlyMap<string, Step>;
  /** Where a run begins. */
  readonly first: string;
  /** Checkpoints carry it; another pin resumes nothing. */
  readonly pin: DefinitionPin;
  /** What it was read from: a run keeps it. */
  readonly texts: DefinitionTexts;
}

export interface DefinitionTexts {
  readonly main: string;
  /** By file name. */
  readonly included: Readonly<Record<string, string>>;
}

/** What new runs begin with, and what runs under way began with: each keeps its own to its end. */
export interface DefinitionsInForce {
  current(): Definition;
  /** The definition of that content; null where it was never in force here. */
  version(pin: DefinitionPin): Definition | null;
}

export interface DefinitionText {
  /** How faults name the file, e.g. `workflows/treasury-shock-day.yaml`. */
  readonly file: string;
  readonly text: string;
  /** The text of an included file of that name; null where there is none. Left out where none is included. */
  readonly readIncluded?: (name: string) => string | null;
  /** The agents there are, by the name `agent_ref` uses. */
  readonly agentRefs: readonly string[];
  /** The keys every run starts with, beside those the engine writes. */
  readonly contextKeys: readonly string[];
  /** Whether runs began with it under an earlier release: then it is held to nothing but what a run needs. */
  readonly isKept?: boolean;
}

/** Throws `definition_invalid` with every fault as `file:line: reason`, one a line. */
export function parseDefinition(source: DefinitionText): Definition {
  const { file, text, agentRefs, contextKeys, isKept = false } = source;
  const main = readDocument(file, text);
  const included = readIncluded(main, source);
  const reserved = new Set<string>([...engineKeys, ...contextKeys]);
  const { steps, faults } = compile(main, { included, agentRefs, reserved });
  const nodes = new Map(steps.map((step) => [step.id, step]));
  const first = main.value.steps[0]?.id ?? '';
  const flow = { nodes, first, given: reserved };
  const knownKeys = new Set([...reserved, ...steps.flatMap((step) => outputKeyOf(step) ?? [])]);
  const found: readonly DefinitionFault[] = [
    ...faults,
    ...[main, ...included.values()].flatMap((document) => findTextFaults(document, knownKeys)),
    ...findReachFaults(flow),
    ...(isKept ? [] : [...findCycles(flow), ...findAbsentKeys(flow)]),
  ];
  if (found.length > 0) throw invalid(found.map(({ file: where, line, reason }) => yamlProblem(where, line, reason)));
  const { name, description, version, config } = main.value;
  const texts = { main: text, included: Object.fromEntries([...included].map(([key, { text: own }]) => [key, own])) };
  const fingerprint = workflowFingerprint(texts);
  return { name, description, version, config, steps, nodes, first, texts, pin: { name, version, fingerprint } };
}

function readDocument(file: string, text: string): WorkflowDocument {
  const read = readYaml(file, text, definitionSchema);
  if (!read.ok) throw invalid(read.problems);
  return read.document;
}

/** Every file it includes, and those that these include. Throws for one that includes itself, however indirectly. */
function readIncluded(main: WorkflowDocument, { readIncluded: read }: DefinitionText): Map<string, WorkflowDocument> {
  const found = new Map<string, WorkflowDocument>();
  const visit = (document: WorkflowDocument, above: readonly string[]): void => {
    for (const name of includesOf(document.value.steps)) {
      if (above.includes(name))
        throw invalid([yamlProblem(document.file, 1, `${[...above, name].join(' > ')} includes itself`)]);
      const text = found.get(name)?.text ?? read?.(name) ?? null;
      if (text === null) continue;
      const own = found.get(name) ?? readDocument(beside(main.file, name), text);
      found.set(name, own);
      visit(own, [...above, name]);
    }
  };
  visit(main, [main.file.slice(main.file.lastIndexOf('/') + 1)]);
  return found;
}

function includesOf(steps: readonly StepFile[]): readonly string[] {
  return steps.flatMap((step) => {
    switch (step.type) {
      case 'include':
        return [step.file];
      case 'loop':
        return includesOf(step.steps);
      case 'parallel':
        return step.branches.flatMap((branch) => includesOf(branch.steps));
      case 'agent':
      case 'router':
      case 'terminate':
      case 'aggregate':
        return [];
    }
  });
}

/** As `file` is named, in the same folder. */
function beside(file: string, name: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1) + name;
}

/** The node of this id. Throws `definition_invalid` for one that does not exist. */
export function findStep({ name, nodes }: Pick<Definition, 'name' | 'nodes'>, id: string): Step {
  const step = nodes.get(id);
  if (!step) throw new Fault('definition_invalid', `${name} has no step ${id}`);
  return step;
}

/** The steps that agents answer, in file order: what "step N of M" counts. */
export function agentSteps({ steps }: Pick<Definition, 'steps'>): readonly AgentStep[] {
  return steps.filter((step) => step.type === 'agent');
}

function invalid(problems: readonly Problem[]): Fault {
  return new Fault('definition_invalid', faultLines(problems));
}
