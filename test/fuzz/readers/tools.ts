/** The tools: what callers ask, over HTTP as they do, and what somebody else's tools and hosted agents answer. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readResponse } from '../../../src/agents/foundry/response/read-response';
import { readEvents } from '../../../src/agents/foundry/response/read-sse';
import { readOpinion } from '../../../src/agents/foundry/response/read-opinion';
import { liquidityFault, sanctionsFault } from '../../../src/domain/case/run/check-evidence';
import { liquidityScreeningSchema } from '../../../src/domain/evidence/liquidity-screening';
import { operationalProceduresSchema } from '../../../src/domain/evidence/operational-procedures';
import { sanctionsScreeningSchema } from '../../../src/domain/evidence/sanctions-screening';
import type { FaultCode } from '../../../src/domain/values/errors';
import { parseJson } from '../../../src/domain/values/parse-json';
import { createRemoteTool } from '../../../src/tools/mcp-client';
import { createMcpHttpHandler, mcpPaths } from '../../../src/tools/mcp-http';
import { vendorPayment } from '../../domain/policy/sample-evidence';
import { createRecordingLog } from '../../fakes/recording-log';
import { openTreasury } from '../../fakes/treasury';
import type { FuzzReader } from '../fuzz-reader';
import { judgeRefusal, judgeThrown } from '../judge';

async function listen(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** The three tools on the demo data. A body is sent to each; the name of the seed says which one it was written for. */
const call: FuzzReader = {
  name: 'tool-call',
  covers: [
    'src/tools/mcp-http.ts',
    'src/tools/mcp-server.ts',
    'src/tools/read-json-body.ts',
    'src/tools/screen-sanctions.ts',
    'src/tools/compute-liquidity-impact.ts',
    'src/tools/search-treasury-kb.ts',
  ],
  shape: 'json',
  words: [
    'BANK MASKAN',
    'screen_sanctions',
    'compute_liquidity_impact',
    'search_treasury_kb',
    'ACC-BAN-001',
    'USD',
    'TXN-002',
    'runbook',
  ],
  taken: '200',
  cost: 10,
  async open() {
    const treasury = await openTreasury();
    const { data, clock } = treasury;
    const log = createRecordingLog();
    const handle = createMcpHttpHandler({
      tools: [data.tools.sanctions, data.tools.liquidity, data.tools.knowledge] as never,
      access: { keys: [], servesThisMachine: true },
      clock,
      randomHex: (length) => 'a'.repeat(length),
      log,
    });
    const server = await listen((request, response) => void handle(request, response));
    return {
      async read({ name, bytes }) {
        const before = log.lines.length;
        const answer = await fetch(`${addressOf(server)}${mcpPaths[name.replace(/\.json$/, '')]!}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
          body: new Uint8Array(bytes),
        });
        const text = await answer.text();
        if (answer.status >= 500) throw new Error(`answered ${answer.status}: ${text}`);
        const broken = log.lines.slice(before).find((line) => JSON.stringify(line).includes('"internal"'));
        if (broken) throw new Error(`broke inside: ${JSON.stringify(broken).slice(0, 2_000)}`);
        return `${answer.status}${text.includes('"isError":true') ? ' isError' : ''}`;
      },
      async close() {
        await close(server);
        await treasury.close();
      },
    };
  },
};

const answerCodes: readonly FaultCode[] = ['tool_failed', 'agent_output_invalid', 'agent_unavailable'];

/** A server of somebody else: well behaved until it answers the call. */
const remoteAnswer: FuzzReader = {
  name: 'tool-answer',
  covers: ['src/tools/mcp-client.ts'],
  shape: 'json',
  words: ['"isError"', 'structuredContent', 'text', 'verdict', '\\ud800'],
  cost: 20,
  async open() {
    let result: Buffer = Buffer.alloc(0);
    const server = await listen((request, response) => {
      void answerAs(request, response, () => result);
    });
    const tool = createRemoteTool({
      name: 'score_fraud',
      server: { url: addressOf(server), key: null },
      inputSchema: null,
      outputSchema: { type: 'object', properties: { verdict: { type: 'string' } }, required: ['verdict'] },
    });
    return {
      read({ bytes }) {
        result = bytes;
        return judgeThrown(answerCodes, async () => {
          const answer = await tool.run({ amount: 1 }, { runId: 'WF-1', nowMs: 0 });
          tool.outputSchema.safeParse(answer);
        });
      },
      close: () => close(server),
    };
  },
};

async function answerAs(request: IncomingMessage, response: ServerResponse, result: () => Buffer): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const parsed = parseJson(Buffer.concat(chunks).toString('utf8'));
  const { id, method } = (parsed.ok ? parsed.value : {}) as { readonly id?: number; readonly method?: string };
  if (request.method !== 'POST' || id === undefined) {
    // Not chained: restify replaces writeHead of every response in the process with one that returns nothing.
    response.writeHead(request.method === 'POST' ? 202 : 405);
    response.end();
    return;
  }
  const own: Readonly<Record<string, string>> = {
    initialize:
      '{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"fraud","version":"1"}}',
    'tools/list': '{"tools":[{"name":"score_fraud","inputSchema":{"type":"object"}}]}',
  };
  const given = own[method ?? ''] ?? result();
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(
    Buffer.concat([Buffer.from(`{"jsonrpc":"2.0","id":${id},"result":`), Buffer.from(given), Buffer.from('}')]),
  );
}

const agentCodes: readonly FaultCode[] = [
  ...answerCodes,
  'agent_failed',
  'agent_asked_permission',
  'agent_declined',
  'agent_filtered',
  'agent_refused',
  'agent_denied',
  'agent_missing',
  'agent_tool_unreachable',
];

/** Streamed or whole, and what it says read as an opinion. */
const hostedAnswer: FuzzReader = {
  name: 'hosted-answer',
  covers: [
    'src/agents/foundry/response/read-response.ts',
    'src/agents/foundry/response/read-sse.ts',
    'src/agents/foundry/response/read-opinion.ts',
  ],
  shape: 'json',
  words: [
    'completed',
    'failed',
    'mcp_call',
    'message',
    'output_text',
    'refusal',
    'data: ',
    'event: ',
    'content_filter',
    '[DONE]',
  ],
  cost: 2,
  open: () => ({
    read: ({ name, bytes }) =>
      judgeThrown(agentCodes, async () => {
        if (name.endsWith('.sse')) for await (const event of readEvents(chunksOf(bytes))) readResponse(event);
        else {
          const parsed = parseJson(bytes.toString('utf8'));
          const { text } = readResponse(parsed.ok ? parsed.value : null);
          readOpinion(sanctionsScreeningSchema, text);
        }
      }),
  }),
};

async function* chunksOf(bytes: Buffer): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 100) yield await Promise.resolve(bytes.subarray(at, at + 100));
}

/** What a gate answers is held to its schema, and then against the payment. */
const evidence: FuzzReader = {
  name: 'evidence',
  covers: [
    'src/domain/evidence/sanctions-screening.ts',
    'src/domain/evidence/liquidity-screening.ts',
    'src/domain/evidence/operational-procedures.ts',
    'src/domain/case/run/check-evidence.ts',
  ],
  shape: 'json',
  words: ['BLOCK', 'ESCALATE', 'CLEAR', 'EXACT', 'NONE', 'RELEASE', 'HOLD', 'BREACH', '100.5'],
  open: () => ({
    read({ bytes }) {
      const parsed = parseJson(bytes.toString('utf8'));
      if (!parsed.ok) return judgeRefusal(parsed);
      const sanctions = sanctionsScreeningSchema.safeParse(parsed.value);
      const liquidity = liquidityScreeningSchema.safeParse(parsed.value);
      const operations = operationalProceduresSchema.safeParse(parsed.value);
      if (sanctions.success) sanctionsFault(sanctions.data, vendorPayment);
      if (liquidity.success) liquidityFault(liquidity.data, vendorPayment);
      return [sanctions, liquidity, operations].some(({ success }) => success) ? 'value' : 'not of a schema';
    },
  }),
};

export const toolReaders: readonly FuzzReader[] = [call, remoteAnswer, hostedAnswer, evidence];
