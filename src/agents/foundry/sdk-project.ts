/** A Foundry project through its own client: one try for each request, and every error as a fault. */
import { z } from 'zod';
import { Fault } from '../../domain/values/errors';
import { fingerprint, type JsonObject } from '../../domain/values/json';
import { parseJson } from '../../domain/values/parse-json';
import type { AgentDefinition } from '../definition/agent-definition';
import { proveIdentity, type Credential } from './identity';
import { loadSdk, type OpenAiClient, type ProjectClient } from './load-sdk';
import type { AgentRequest, FoundryProject, HostedVersion, ResponseWatch, VersionName } from './project';
import { readEvents, readWhole } from './response/read-sse';
import { terminalOf } from './response/response-events';
import { toFault } from './to-fault';

export interface ConnectDeps {
  readonly endpoint: string;
  readonly credential: Credential;
  /** For a proxy of one's own: `httpClient` of the agents' client, `baseURL` of the responses'. */
  readonly options?: { readonly agents?: object; readonly responses?: object };
}

/** Throws `configuration_invalid` where the client is not installed. */
export async function connectProject({ endpoint, credential, options = {} }: ConnectDeps): Promise<FoundryProject> {
  const { AIProjectClient } = await loadSdk();
  // The workflow tries again itself; attempts within attempts would run agents twice and outlast the step.
  const client = new AIProjectClient(endpoint, credential, { ...options.agents, retryOptions: { maxRetries: 0 } });
  const openai = client.getOpenAIClient({ ...options.responses, maxRetries: 0 });
  return { ...versionsOf(client), ...runsOf(openai, credential) };
}

const conversationSchema = z.looseObject({ id: z.string().min(1) });

function runsOf(openai: OpenAiClient, credential: Credential): Pick<FoundryProject, 'openConversation' | 'respond'> {
  return {
    async openConversation(signal) {
      await proveIdentity(credential, signal);
      try {
        return conversationSchema.parse(await openai.conversations.create({}, { signal })).id;
      } catch (error) {
        signal.throwIfAborted();
        throw toFault(error, 'asking', 'opening a conversation');
      }
    },

    async respond(request, watch) {
      try {
        const { conversation, input } = request;
        const response = await openai.responses
          .create({ conversation, input, stream: true }, { body: ownFields(request), signal: watch.signal })
          .asResponse();
        return await readResponse(response, watch);
      } catch (error) {
        watch.signal.throwIfAborted();
        throw toFault(error, 'running', `asking ${request.agent}`);
      }
    },
  };
}

/** The run's id fills in the header of the agent's tool, and nothing a model reads. */
function ownFields({ agent: name, version, runId }: AgentRequest): object {
  return {
    agent_reference: { type: 'agent_reference', name, version },
    ...(runId === null ? {} : { structured_inputs: { run_id: runId } }),
  };
}

/** Streamed or not: a service may answer at once. */
async function readResponse(response: Response, watch: ResponseWatch): Promise<unknown> {
  if (!response.body) throw new Fault('agent_failed', 'Azure AI Foundry: a response without a body');
  if (/^text\/event-stream/i.test(response.headers.get('content-type') ?? ''))
    return terminalOf(readEvents(response.body), watch.onProgress);
  const parsed = parseJson(await readWhole(response.body), 'The response');
  if (!parsed.ok) throw new Fault('agent_output_invalid', 'Azure AI Foundry: a response that is not JSON');
  return parsed.value;
}

const versionSchema = z.looseObject({
  name: z.string(),
  version: z.coerce.string().min(1),
  description: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
});
const wholeVersionSchema = versionSchema.extend({ definition: z.record(z.string(), z.json()) });

function versionsOf({ agents }: ProjectClient): Pick<FoundryProject, 'readVersion' | 'listVersions' | 'createVersion'> {
  async function readVersion(agent: string, version: string): Promise<HostedVersion | null> {
    let body: unknown;
    try {
      // As it came: what the client does not know of a definition would be no part of what is compared.
      await agents.getVersion(agent, version, {
        onResponse: ({ bodyAsText }: { readonly bodyAsText?: string | null }) => {
          body = JSON.parse(bodyAsText ?? 'null');
        },
      });
    } catch (error) {
      if (isMissing(error)) return null;
      throw toFault(error, 'asking', `reading ${agent} version ${version}`);
    }
    const read = wholeVersionSchema.safeParse(body);
    if (!read.success) throw new Fault('agent_output_invalid', `Azure AI Foundry: ${agent} ${version} is unreadable`);
    const { name, description, definition, metadata } = read.data;
    const served = { description: description ?? '', definition: definition as JsonObject };
    const contentHash = metadata?.['content_hash'] ?? null;
    return { agent: name, version: read.data.version, contentHash, servedHash: fingerprint(served), ...served };
  }

  return {
    readVersion,

    async listVersions(agent) {
      const found: VersionName[] = [];
      try {
        for await (const listed of agents.listVersions(agent)) {
          const { version, metadata } = versionSchema.parse(listed);
          found.push({ version, contentHash: metadata?.['content_hash'] ?? null });
        }
      } catch (error) {
        if (isMissing(error)) return [];
        throw toFault(error, 'asking', `listing the versions of ${agent}`);
      }
      return found.sort((a, b) => Number(b.version) - Number(a.version));
    },

    async createVersion({ name, description, definition, contentHash }: AgentDefinition) {
      let version: string;
      try {
        const options = { description, metadata: { content_hash: contentHash } };
        ({ version } = versionSchema.parse(await agents.createVersion(name, definition, options)));
      } catch (error) {
        throw toFault(error, 'running', `creating a version of ${name}`);
      }
      const made = await readVersion(name, version);
      if (!made) throw new Fault('agent_missing', `Azure AI Foundry: ${name} version ${version} was made and is gone`);
      return made;
    },
  };
}

function isMissing(error: unknown): boolean {
  return (error as { statusCode?: unknown }).statusCode === 404;
}
