/** `workflow lint`, `workflow explain` and `workflow draw`: what a workflow file says, or what is wrong with it. */
import path from 'node:path';
import { readAgentFiles } from '../../agents/agent-files';
import type { Config } from '../../composition/config/config';
import { knownToWorkflows } from '../../composition/data/reference-data';
import { readWorkflow } from '../../composition/data/workflow-in-force';
import { asFault, refuse } from '../../domain/values/errors';
import type { Definition } from '../../workflow/definition/definition';
import { drawMermaid } from '../../workflow/shown/draw-mermaid';
import { drawSvg } from '../../workflow/shown/draw-svg';
import { explainWorkflow } from '../../workflow/shown/explain';
import { graphOf } from '../../workflow/shown/graph';
import { printText, RefusedInput } from '../answer';
import { openRecorded } from '../open-recorded';

export function lintWorkflow(config: Config, file: string): void {
  const { name, version, steps } = read(config, file);
  printText([`${file}: ${name} ${version} is sound, ${steps.length} steps`]);
}

export function explain(config: Config, file: string): void {
  printText(explainWorkflow(read(config, file)));
}

export interface DrawOptions {
  readonly as: 'svg' | 'mermaid';
  readonly mark?: readonly string[];
  /** A payment's or a run's id. */
  readonly of?: string;
}

export async function draw(config: Config, file: string, { as, mark = [], of }: DrawOptions): Promise<void> {
  const definition = read(config, file);
  const unknown = mark.filter((id) => !definition.nodes.has(id));
  if (unknown.length > 0)
    throw new RefusedInput(refuse('wrong_usage', `${file} has no step ${unknown.join(', ')}.`, 'mark').problems);
  const marked = [...mark, ...(of === undefined ? [] : await openOf(config, of))];
  const graph = graphOf(definition);
  process.stdout.write(as === 'svg' ? drawSvg(graph, definition.name, marked) : drawMermaid(graph, marked));
}

/** The absolute path of a workflow file that can be run. Throws `RefusedInput` with every fault. */
export function requireWorkflow(config: Config, file: string): string {
  read(config, file);
  return path.resolve(file);
}

function read(config: Config, file: string): Definition {
  const known = knownToWorkflows(readAgentFiles(config.agentsDir));
  try {
    return readWorkflow(path.resolve(file), known);
  } catch (error) {
    const fault = asFault(error);
    if (fault.code !== 'definition_invalid') throw error;
    const problems = fault.message.split('\n').flatMap((line) => refuse('file_invalid', line).problems);
    throw new RefusedInput(problems);
  }
}

/** The nodes that are open in a run now. */
async function openOf(config: Config, id: string): Promise<readonly string[]> {
  const store = await openRecorded(config);
  try {
    const found = (await store.findCase(id)) ?? (await store.findCaseByPayment(id));
    if (!found) throw new RefusedInput(refuse('unknown_case', `Nothing is recorded as ${id}.`, 'id').problems);
    return found.run.open;
  } finally {
    await store.close();
  }
}
