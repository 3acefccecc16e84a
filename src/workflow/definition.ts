/** A workflow file, checked as a whole and pinned to its content. */
import { Fault, type Problem } from '../domain/values/errors';
import { sha256 } from '../domain/values/json';
import type { DefinitionPin } from '../domain/case/run';
import { readYaml, yamlProblem } from '../domain/values/yaml-document';
import { findDefinitionFaults } from './definition-checks';
import { definitionSchema, type AgentStep, type DefinitionFile, type Step } from './definition-schema';

export interface Definition extends DefinitionFile {
  /** Checkpoints carry it; another pin resumes nothing. */
  readonly pin: DefinitionPin;
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
  /** The agents there are, by the name `agent_ref` uses. */
  readonly agentRefs: readonly string[];
  /** The keys every run starts with, beside those the engine writes. */
  readonly contextKeys: readonly string[];
}

/** Throws `definition_invalid` with every fault as `file:line: reason`, one a line. */
export function parseDefinition({ file, text, agentRefs, contextKeys }: DefinitionText): Definition {
  const read = readYaml(file, text, definitionSchema);
  if (!read.ok) throw invalid(read.problems);
  const { document } = read;
  const { value } = document;
  const faults = findDefinitionFaults(value, { agentRefs, contextKeys });
  if (faults.length > 0)
    throw invalid(faults.map(({ path, reason }) => yamlProblem(file, document.lineOf(path), reason)));
  return { ...value, pin: { name: value.name, version: value.version, fingerprint: sha256(text) } };
}

/** The node of this id. Throws `definition_invalid` for one that does not exist. */
export function findStep(definition: Definition, id: string): Step {
  const step = definition.steps.find((candidate) => candidate.id === id);
  if (!step) throw new Fault('definition_invalid', `${definition.name} has no step ${id}`);
  return step;
}

/** The steps that agents answer, in file order: what "step N of M" counts. */
export function agentSteps(definition: Definition): readonly AgentStep[] {
  return definition.steps.filter((step) => step.type === 'agent');
}

/** The `agent_ref` a step's agent stands for. */
export function agentRefOf(definition: Definition, step: AgentStep): string {
  const agent = definition.agents.find(({ id }) => id === step.agent);
  if (!agent) throw new Fault('definition_invalid', `${definition.name} has no agent ${step.agent}`);
  return agent.agent_ref;
}

function invalid(problems: readonly Problem[]): Fault {
  return new Fault('definition_invalid', problems.map(({ message }) => message).join('\n'));
}
