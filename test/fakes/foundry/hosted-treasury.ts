/** A treasury whose agents are hosted in a stand-in project: the real client, the desk's own tools over HTTP, its own store. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline';
import { hostedOf, readAgentFiles, type AgentFile } from '../../../src/agents/agent-files';
import { defineAgent } from '../../../src/agents/definition/agent-definition';
import { applyPlan, planDeployment } from '../../../src/agents/foundry/deploy/deploy';
import { createFoundryRuntime } from '../../../src/agents/foundry/foundry-runtime';
import type { AgentLock, AgentPin } from '../../../src/agents/foundry/deploy/lock-file';
import type { FoundryProject } from '../../../src/agents/foundry/project';
import { connectProject } from '../../../src/agents/foundry/sdk-project';
import type { Credential } from '../../../src/agents/foundry/identity';
import type { PaymentCase } from '../../../src/domain/case/payment-case';
import { formatUtc } from '../../../src/domain/values/time';
import type { AgentRuntime } from '../../../src/ports/agents';
import { createMcpHttpHandler } from '../../../src/tools/mcp-http';
import { openTreasury, type Treasury, type TreasuryOptions } from '../treasury';
import { honest, type Model } from './models';
import { startStandIn, type StandIn } from './stand-in';

export const gatewayUrl = 'https://gateway.example.com';
const endpoint = 'https://foundry.example.com/api/projects/treasury';

/** npm leaves the optional client out where Node is older than it wants: then these tests cannot run, and say so. */
export const isClientInstalled = existsSync(path.join(__dirname, '../../../node_modules/@azure/ai-projects'));
export const describeHosted = isClientInstalled ? describe : describe.skip;
if (!isClientInstalled)
  process.stderr.write('skipped: @azure/ai-projects is not installed here, as npm leaves it out on Node below 22\n');

export interface HostedTreasury extends Treasury {
  readonly standIn: StandIn;
  readonly project: FoundryProject;
  readonly agents: readonly AgentFile[];
  readonly lock: AgentLock;
  readonly runtime: AgentRuntime;
  /** What its identity does when it is asked for a token. */
  credential: Credential;
  /** What all agents' models do; the honest one until told otherwise. */
  everyModel(model: Model): void;
  /** A payment of the demo ledger, reviewed by the hosted agents. */
  reviewHosted(paymentId: string, runtime?: AgentRuntime): Promise<PaymentCase>;
  /** A runtime of its own over the same project, as after a restart. */
  startRuntime(lock?: AgentLock): AgentRuntime;
}

/** Retries' waits pass at once; a step's limit only when the test says so. */
const sleep: NonNullable<TreasuryOptions['sleep']> = (ms) => (ms > 10_000 ? 'when_advanced' : 'at_once');

export async function openHostedTreasury(options: TreasuryOptions = {}): Promise<HostedTreasury> {
  const treasury = await openTreasury({ sleep, ...options });
  const { data, store, clock, log } = treasury;
  const handle = createMcpHttpHandler({
    tools: Object.values(data.tools),
    clock,
    randomHex: (length) => 'c'.repeat(length),
    log,
    access: { keys: ['the-key-of-the-gateway'], servesThisMachine: false },
    record: (call) => store.recordToolCall({ ...call, calledAt: formatUtc(clock.recordedNow()) }),
    keepsBasisFor: async (runId) => (await store.findCase(runId)) !== null,
  });
  const tools = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => tools.listen(0, '127.0.0.1', resolve));
  const toolsAt = () => `http://127.0.0.1:${(tools.address() as AddressInfo).port}`;
  const standIn = await startStandIn({
    gateway: { url: gatewayUrl, toolsAt },
    toolHeaders: { 'x-api-key': 'the-key-of-the-gateway' },
  });
  const held: { credential: Credential } = {
    credential: { getToken: () => Promise.resolve({ token: 'a-token', expiresOnTimestamp: Date.UTC(2100, 0, 1) }) },
  };
  const project = await connectProject({
    endpoint,
    credential: { getToken: (...given) => held.credential.getToken(...given) },
    options: {
      agents: { httpClient: rewriting(endpoint, standIn.project) },
      responses: { baseURL: `${standIn.project}/openai/v1` },
    },
  });
  const agents = hostedOf(readAgentFiles('agents'));
  const pins: Record<string, AgentPin> = {};
  const definitions = agents.map((agent) => defineAgent(agent, gatewayUrl));
  for (const plan of await planDeployment(project, definitions, null))
    pins[plan.definition.name] = await applyPlan(project, plan);
  const lock: AgentLock = { endpoint, gateway: gatewayUrl, agents: pins };
  const startRuntime = (pinned: AgentLock = lock) =>
    createFoundryRuntime({
      agents,
      project,
      lock: pinned,
      records: store,
      knowledge: data.tools.knowledge,
      screening: data.tools.sanctions,
      log,
      policy: data.policy,
      clock,
    });
  const runtime = startRuntime();
  const everyModel = (model: Model): void => {
    for (const { name } of agents) standIn.models.set(name, model);
  };
  everyModel(honest);
  return {
    ...treasury,
    standIn,
    project,
    agents,
    lock,
    runtime,
    get credential() {
      return held.credential;
    },
    set credential(wanted) {
      held.credential = wanted;
    },
    everyModel,
    startRuntime,
    reviewHosted: (paymentId, other = runtime) => treasury.review(paymentId, { runtime: other }),
    async close() {
      await standIn.close();
      tools.closeAllConnections();
      await new Promise((resolve) => tools.close(resolve));
      await treasury.close();
    },
  };
}

/** Inside a test no certificate can be trusted any more: what the client sends over https goes to the stand-in over http. */
function rewriting(from: string, to: string): HttpClient {
  const client = createDefaultHttpClient();
  return {
    sendRequest(request) {
      request.url = request.url.replace(from, to);
      request.allowInsecureConnection = true;
      return client.sendRequest(request);
    },
  };
}
