import { PassThrough } from 'node:stream';
import type { Tool } from '../../src/ports/tools';
import { serveMcpStdio } from '../../src/tools/mcp-stdio';
import { createMcpDeps, echoTool } from './mcp-echo-tool';

const message = (body: object) => `${JSON.stringify({ jsonrpc: '2.0', ...body })}\n`;
const hello = message({
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
});
const ready = message({ method: 'notifications/initialized' });
const call = (id: number, name: string) =>
  message({ id, method: 'tools/call', params: { name: 'screen_sanctions', arguments: { name } } });

async function exchange(
  sent: string,
  tool: Tool = echoTool,
): Promise<{ id: number; result: { structuredContent?: unknown } }[]> {
  const input = new PassThrough();
  const output = new PassThrough();
  const lines: Buffer[] = [];
  output.on('data', (chunk: Buffer) => lines.push(chunk));
  const served = serveMcpStdio(tool, createMcpDeps(), { input, output });
  input.end(sent);
  await served;
  const text = Buffer.concat(lines).toString().trim();
  return text === '' ? [] : text.split('\n').map((line) => JSON.parse(line) as { id: number; result: object });
}

describe('a tool over standard input and output', () => {
  it('answers every request a client sent before it hung up, then ends', async () => {
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    // Answers only once the client is long gone.
    const slow: Tool = {
      ...echoTool,
      run: async (input, context) => {
        setImmediate(() => setImmediate(answer));
        await asked;
        return echoTool.run(input as { name: string }, context);
      },
    };
    const answers = await exchange(hello + ready + call(2, 'ACME Corp') + call(3, 'Large Vendor Inc'), slow);
    expect(answers.map(({ id }) => id).sort()).toEqual([1, 2, 3]);
    expect(answers.find(({ id }) => id === 3)?.result.structuredContent).toMatchObject({
      screened: 'Large Vendor Inc',
    });
  });

  it('does not wait for a request the client took back', async () => {
    const never: Tool = { ...echoTool, run: () => new Promise(() => undefined) };
    const cancelled = message({ method: 'notifications/cancelled', params: { requestId: 2 } });
    const answers = await exchange(hello + ready + call(2, 'ACME Corp') + cancelled, never);
    expect(answers.map(({ id }) => id)).toEqual([1]);
  });

  it('ends when the client says nothing at all', async () => {
    expect(await exchange('')).toEqual([]);
  });
});
