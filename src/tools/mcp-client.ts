/** A tool of somebody else's MCP server, over HTTP or as a process of its own: only the tool that was allowed is called, and its answers are held to schemas. */
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { z } from 'zod';
import { Fault } from '../domain/values/errors';
import type { JsonObject } from '../domain/values/json';
import { parseJson } from '../domain/values/parse-json';
import type { Tool } from '../ports/tools';
import type { ToolServer } from './mcp-connection';

export interface RemoteTool {
  /** The one tool that is called. */
  readonly name: string;
  readonly server: ToolServer;
  /** JSON Schemas that input and answer are held to, whatever the server says of itself. */
  readonly inputSchema: JsonObject | null;
  readonly outputSchema: JsonObject;
}

const longestCallMs = 60_000;

/** Each call is a connection of its own: nothing has to be kept alive, and a server that was replaced is found again. Throws `configuration_invalid` for a schema that is none. */
export function createRemoteTool({
  name,
  server,
  inputSchema,
  outputSchema,
}: RemoteTool): Tool<JsonObject, JsonObject> {
  return {
    name,
    title: name,
    description: `${name} of ${serverName(server)}`,
    inputSchema: schemaOf(name, inputSchema ?? {}),
    outputSchema: schemaOf(name, outputSchema),
    run: (input) => withTool({ name, server }, (client) => call(client, name, server, input)),
  };
}

/** Whether the server is there and has the tool, without calling it. Throws as a call would. */
export function tryRemoteTool(remote: Pick<RemoteTool, 'name' | 'server'>): Promise<void> {
  return withTool(remote, () => Promise.resolve());
}

async function withTool<T>(
  { name, server }: Pick<RemoteTool, 'name' | 'server'>,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  // The SDK's client is loaded where such a server is called: few desks have one.
  const { connectClient } = await import('./mcp-connection.js');
  const client = await connectClient(server).catch((cause: unknown) => {
    throw new Fault('agent_unavailable', `${serverName(server)} cannot be reached`, { cause });
  });
  try {
    await requireTool(client, name, server);
    return await use(client);
  } finally {
    await client.close();
  }
}

function schemaOf(name: string, schema: JsonObject): z.ZodType<JsonObject> {
  try {
    return z.record(z.string(), z.json()).and(z.fromJSONSchema(schema as never));
  } catch (cause) {
    throw new Fault('configuration_invalid', `${name}: its JSON Schema cannot be used`, { cause });
  }
}

/** Its list also tells the client which answers the server itself promises. Throws `tool_failed`. */
async function requireTool(client: Client, name: string, server: ToolServer): Promise<void> {
  const { tools } = await client.listTools().catch((cause: unknown) => {
    throw new Fault('tool_failed', `${serverName(server)} does not list its tools`, { cause });
  });
  if (tools.some((tool) => tool.name === name)) return;
  const there = tools.map((tool) => tool.name).join(', ');
  throw new Fault(
    'tool_failed',
    `${serverName(server)} has no tool ${name}: there is ${there === '' ? 'none' : there}`,
  );
}

const contentSchema = z.looseObject({
  isError: z.boolean().optional(),
  structuredContent: z.record(z.string(), z.json()).optional(),
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })).default([]),
});

/** Throws `tool_failed`, or `agent_output_invalid` for an answer that is not what the server promises. */
async function call(client: Client, name: string, server: ToolServer, input: JsonObject): Promise<JsonObject> {
  const answered = await client
    .callTool({ name, arguments: input }, undefined, { timeout: longestCallMs })
    .catch((cause: unknown) => {
      // The SDK holds structured answers to the schema the server listed, and says so in words alone.
      const isLie = cause instanceof Error && /output schema|structured content/i.test(cause.message);
      if (isLie)
        throw new Fault(
          'agent_output_invalid',
          `${name} of ${serverName(server)} answers otherwise than its own schema says`,
          { cause },
        );
      throw new Fault('tool_failed', `${name} of ${serverName(server)} failed`, { cause });
    });
  const { isError = false, structuredContent, content } = contentSchema.parse(answered);
  if (isError) throw new Fault('tool_failed', `${name} of ${serverName(server)} refused the call`);
  if (structuredContent) return structuredContent;
  const parsed = parseJson(content.find(({ type }) => type === 'text')?.text ?? '');
  if (!parsed.ok || typeof parsed.value !== 'object' || parsed.value === null || Array.isArray(parsed.value))
    throw new Fault('agent_output_invalid', `${name} of ${serverName(server)} answers no JSON object`);
  return parsed.value as JsonObject;
}

function serverName(server: ToolServer): string {
  return 'command' in server ? [server.command, ...server.args].join(' ') : server.url;
}
