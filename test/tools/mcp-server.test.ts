import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { CallToolResultSchema, type CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { createMcpServer } from '../../src/tools/mcp-server';
import { createMcpDeps, echoTool } from './mcp-echo-tool';

async function connect() {
  const deps = createMcpDeps();
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: 'test', version: '1' });
  await createMcpServer(echoTool, deps).connect(serverSide);
  await client.connect(clientSide);
  const call = async (input: Record<string, unknown>, name = echoTool.name): Promise<CallToolResult> =>
    CallToolResultSchema.parse(await client.callTool({ name, arguments: input }));
  return { client, call, deps };
}

function problemsOf(result: CallToolResult): {
  problems: { code: string; field?: string; message: string }[];
  reference?: string;
} {
  const [content] = result.content;
  if (result.isError !== true || content?.type !== 'text') throw new Error('the call did not fail');
  return JSON.parse(content.text) as ReturnType<typeof problemsOf>;
}

describe('a tool as an MCP server', () => {
  it('is listed with its input and output schema', async () => {
    const { tools } = await (await connect()).client.listTools();
    expect(tools).toHaveLength(1);
    expect(tools[0]).toMatchObject({
      name: 'screen_sanctions',
      title: 'Screen a party',
      inputSchema: {
        type: 'object',
        required: ['name'],
        additionalProperties: false,
        properties: { name: { type: 'string', maxLength: 50 } },
      },
      outputSchema: { type: 'object', required: ['decision', 'audit'] },
      annotations: { readOnlyHint: true },
    });
  });

  it('answers as structured content and the same as text, with a run id of its own', async () => {
    const result = await (await connect()).call({ name: 'ACME Corp' });
    const expected = {
      decision: 'CLEAR',
      audit: { run_id: 'MCP-20260122102500-aaaaaa', at: Date.parse('2026-01-22T10:25:00Z') },
      screened: 'ACME Corp',
    };
    expect(result.structuredContent).toEqual(expected);
    expect(result.content).toEqual([{ type: 'text', text: JSON.stringify(expected) }]);
    expect(result.isError).toBeUndefined();
  });

  it.each([
    ['a missing field', {}, 'name'],
    ['an empty name', { name: '' }, 'name'],
    ['a name that is too long', { name: 'x'.repeat(51) }, 'name'],
    ['a field of the wrong type', { name: 'ACME', country: 5 }, 'country'],
    ['a field it does not know', { name: 'ACME', decision: 'CLEAR' }, undefined],
  ])('refuses %s by name', async (_what, input, field) => {
    const { problems } = problemsOf(await (await connect()).call(input));
    expect(problems[0]).toMatchObject({ code: 'invalid_input', ...(field === undefined ? {} : { field }) });
  });

  it('refuses a tool it does not have', async () => {
    expect(problemsOf(await (await connect()).call({}, 'pay_everything')).problems[0]?.code).toBe('unknown_tool');
  });

  it.each([
    ['a fault', 'fault', 'list_unreadable'],
    ['a defect', 'defect', 'internal'],
    ['an answer outside its schema', 'nonsense', 'internal'],
  ])('answers %s with a code and a reference, and keeps the details in the log', async (_what, name, code) => {
    const { call, deps } = await connect();
    const result = await call({ name });
    const { problems, reference } = problemsOf(result);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(reference).toBe('MCP-20260122102500-aaaaaa');
    expect(JSON.stringify(result)).not.toMatch(/secret|MAYBE/);
    expect(deps.errors).toEqual([
      { fields: expect.objectContaining({ callId: reference, code }), message: 'a tool call failed' },
    ]);
  });
});
