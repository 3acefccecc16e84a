/** Reads agents/*.yaml: who each agent is, which tool it calls, what it is told. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Fault, type Problem } from '../domain/values/errors';
import { readYaml, yamlProblem, type YamlDocument } from '../domain/values/yaml-document';
import type { AgentProfile } from '../ports';

export interface AgentFile extends AgentProfile {
  readonly description: string;
  /** Wire name of the one tool this agent calls. */
  readonly tool: string;
  /** Which model a hosted agent runs on; embedded agents have none. */
  readonly model: string;
  /** Left out where the model has none, as those that reason. */
  readonly temperature?: number | undefined;
  readonly instructions: string;
  /** How a hosted agent reaches its tool; left out for one that is never hosted. */
  readonly mcp?: McpTool | undefined;
}

export interface McpTool {
  readonly serverLabel: string;
  /** At the gateway: `/sanctions-screening/mcp`. */
  readonly path: string;
  /** The project's connection, which holds the key or the identity. */
  readonly connection: string;
}

export const asName = z.string().regex(/^[a-z][a-z0-9-]*$/, 'may only have small letters, digits and dashes');
export const asInstructions = z
  .string()
  .trim()
  .min(1, 'is empty')
  .refine((text) => !text.includes('{{'), 'has {{, which a hosted agent fills in');

const agentFileSchema = z.strictObject({
  name: asName,
  result_name: z.string().regex(/^[a-z][a-z0-9_]*$/, 'may only have small letters, digits and underscores'),
  description: z.string().min(1, 'is empty'),
  tool: z.string().regex(/^[a-z][a-z0-9_]*$/, 'is not the name of a tool'),
  model: z.string().min(1, 'is empty'),
  task: z.string().trim().min(1, 'is empty'),
  temperature: z.number().min(0).max(2).optional(),
  instructions: asInstructions,
  mcp: z
    .strictObject({
      server_label: z.string().regex(/^[a-z][a-z0-9-]*$/, 'may only have small letters, digits and dashes'),
      path: z.string().regex(/^(\/[A-Za-z0-9._-]+)+$/, 'is not a path like /sanctions-screening/mcp'),
      connection: z.string().min(1, 'is empty'),
    })
    .optional(),
});

type AgentDocument = YamlDocument<z.infer<typeof agentFileSchema>>;

/** All agents of a folder, by name. Throws `configuration_invalid` with every fault as `file:line: reason`. */
export function readAgentFiles(folder: string): readonly AgentFile[] {
  const documents: AgentDocument[] = [];
  const problems: Problem[] = [];
  for (const file of listYaml(folder)) {
    const read = readYaml(shownName(folder, file), readFileSync(path.join(folder, file), 'utf8'), agentFileSchema);
    if (read.ok) documents.push(read.document);
    else problems.push(...read.problems);
  }
  problems.push(...duplicates(documents, 'name'), ...duplicates(documents, 'result_name'));
  if (problems.length > 0) throw new Fault('configuration_invalid', problems.map(({ message }) => message).join('\n'));
  return documents.map(({ value }) => toAgent(value));
}

function listYaml(folder: string): readonly string[] {
  const files = tryList(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort();
  if (files.length === 0) throw new Fault('configuration_invalid', `${folder}: no agent file (*.yaml) in this folder`);
  return files;
}

function tryList(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    throw new Fault('configuration_invalid', `${folder}: the agents folder cannot be read`, { cause });
  }
}

/** `agents/liquidity-screening-agent.yaml`, however the folder was given. */
function shownName(folder: string, file: string): string {
  return path.posix.join(path.basename(path.resolve(folder)), file);
}

function duplicates(documents: readonly AgentDocument[], key: 'name' | 'result_name'): Problem[] {
  return documents.flatMap((document, index) => {
    const { file, value } = document;
    const first = documents.findIndex((other) => other.value[key] === value[key]);
    return first === index
      ? []
      : [yamlProblem(file, document.lineOf([key]), `${key} ${value[key]} is taken by ${documents[first]?.file ?? ''}`)];
  });
}

function toAgent({ result_name: resultName, mcp, ...agent }: z.infer<typeof agentFileSchema>): AgentFile {
  if (!mcp) return { ...agent, resultName };
  const { server_label: serverLabel, ...rest } = mcp;
  return { ...agent, resultName, mcp: { serverLabel, ...rest } };
}
