/** Reads agents/*.yaml: who each agent is, which tool it calls, what it is told. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { plainPath, type FindingRule } from '../domain/evidence/finding';
import { finalActions } from '../domain/evidence/operational-procedures';
import { Fault, type Problem } from '../domain/values/errors';
import type { JsonObject } from '../domain/values/json';
import { faultLines, yamlProblem } from '../domain/values/file-faults';
import { readYaml, type YamlDocument } from '../domain/values/yaml-document';
import type { AgentProfile } from '../ports/agents';

export interface AgentFile extends AgentProfile {
  readonly description: string;
  /** Wire name of the one tool this agent calls. */
  readonly tool: string;
  /** Which model a hosted agent runs on; embedded agents have none. */
  readonly model: string;
  /** Left out where the model has none, as those that reason. */
  readonly temperature?: number | undefined;
  readonly instructions: string;
  /** Whose the tool is, where it is somebody else's MCP server; left out for the desk's own tools. */
  readonly server?: AgentToolServer | undefined;
  /** What policy, card and audit read of its answers; left out for the three gates, whose answers have schemas of their own. */
  readonly finding?: FindingRule | undefined;
  /** How a hosted agent reaches its tool; left out for one that is never hosted. */
  readonly mcp?: McpTool | undefined;
}

export interface AgentToolServer {
  readonly at:
    | { readonly command: string; readonly args: readonly string[] }
    | {
        readonly url: string;
        /** The environment variable that holds its key. */ readonly key_variable?: string | undefined;
      };
  /** JSON Schemas that input and answer are held to; no input schema lets in whatever the step maps. */
  readonly input: JsonObject | null;
  readonly output: JsonObject;
}

export interface McpTool {
  readonly serverLabel: string;
  /** At the gateway: `/sanctions-screening/mcp`. */
  readonly path: string;
  /** The project's connection, which holds the key or the identity. */
  readonly connection: string;
}

const asName = z.string().regex(/^[a-z][a-z0-9-]*$/, 'may only have small letters, digits and dashes');
export const asInstructions = z
  .string()
  .trim()
  .min(1, 'is empty')
  .refine((text) => !text.includes('{{'), 'has {{, which a hosted agent fills in');

const jsonSchema = z.record(z.string(), z.json());

const agentFileSchema = z.strictObject({
  name: asName,
  result_name: z.string().regex(/^[a-z][a-z0-9_]*$/, 'may only have small letters, digits and underscores'),
  description: z.string().min(1, 'is empty'),
  tool: z.string().regex(/^[a-z][a-z0-9_]*$/, 'is not the name of a tool'),
  // Only a hosted agent has one.
  model: z.string().min(1, 'is empty').default('none'),
  task: z.string().trim().min(1, 'is empty'),
  temperature: z.number().min(0).max(2).optional(),
  instructions: asInstructions.default('Call the tool once, with the input as it is, and answer with its finding.'),
  server: z
    .strictObject({
      at: z.union([
        z.strictObject({ command: z.string().min(1, 'is empty'), args: z.array(z.string()).default([]) }),
        z.strictObject({
          url: z.url({ protocol: /^https?$/ }),
          key_variable: z
            .string()
            .regex(/^[A-Z][A-Z0-9_]*$/, 'is not the name of an environment variable')
            .optional(),
        }),
      ]),
      input: jsonSchema.nullable().default(null),
      output: jsonSchema,
    })
    .optional(),
  finding: z
    .strictObject({
      label: z.strictObject({ en: z.string().trim().min(1).max(40), tr: z.string().trim().min(1).max(40) }),
      verdict: z.string().regex(plainPath, 'is not a path like $.assessment.verdict'),
      means: z
        .record(z.string().min(1), z.enum(finalActions))
        .refine((means) => Object.keys(means).length > 0, 'is empty'),
      detail: z.string().regex(plainPath, 'is not a path like $.reason').optional(),
    })
    .optional(),
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
  if (problems.length > 0) throw new Fault('configuration_invalid', faultLines(problems));
  return documents.map(({ value }) => toAgent(value));
}

/** Those that have a place at the gateway. */
export function hostedOf<Agent extends Pick<AgentFile, 'mcp'>>(agents: readonly Agent[]): readonly Agent[] {
  return agents.filter(({ mcp }) => mcp !== undefined);
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
