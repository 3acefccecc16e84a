/** The tools over MCP: whether anybody may call them here, and whether hosted agents reach them through the gateway. */
import { hostedOf, readAgentFiles, type AgentFile } from '../../agents/agent-files';
import { readLock } from '../../agents/foundry/deploy/lock-file';
import { asFault } from '../../domain/values/errors';
import { createSigningKeys } from '../../teams/tokens/signing-keys';
import { tryRemoteTool } from '../../tools/mcp-client';
import { tryToolServer } from '../../tools/try-tool-server';
import { remoteOf } from '../serve/hosted-agents';
import type { Clock, Log } from '../../ports/process';
import type { Config } from '../config/config';
import { fails, failsBy, off, untried, warns, works, type Finding, type Probe } from './probe';

export interface ToolProbeDeps {
  readonly config: Pick<Config, 'agents' | 'agentsDir' | 'foundry' | 'mcp' | 'profile' | 'toolKey'>;
  readonly clock: Pick<Clock, 'recordedNow'>;
  readonly log: Log;
  readonly call?: typeof tryToolServer;
}

const accessSettings = ['MCP_ACCESS_TOKEN', 'MCP_ENTRA_TENANT', 'MCP_ENTRA_AUDIENCE', 'MCP_ENTRA_OBJECT_IDS'];

export function toolProbes({ config, clock, log, call = tryToolServer }: ToolProbeDeps): readonly Probe[] {
  const { mcp, foundry } = config;
  const { entra } = mcp;
  return [
    { name: 'tools over MCP', settings: accessSettings, look: () => lookAtAccess(config) },
    {
      name: "Entra's signing keys for the tools",
      settings: ['MCP_ENTRA_TENANT'],
      look: async () => {
        if (!entra) return off('no tokens of Entra are taken');
        try {
          await createSigningKeys({ metadataUrl: entra.metadataUrl, clock, log }).find('');
        } catch (error) {
          const { host } = new URL(entra.metadataUrl);
          return failsBy(
            error,
            `No token can be checked: MCP_ENTRA_TENANT is no tenant, or ${host} cannot be reached from here.`,
          );
        }
        return works(`${entra.metadataUrl} tells them`);
      },
    },
    ...agentsIn(config)
      .filter(({ server }) => server !== undefined)
      .map((agent) => serverProbe(agent, config.toolKey)),
    ...(config.agents === 'foundry' && foundry
      ? hostedOf(agentsIn(config)).map(({ name, tool, mcp: reached }): Probe => ({
          name: `gateway of ${name}`,
          settings: ['FOUNDRY_LOCK_FILE', 'MCP_ACCESS_TOKEN'],
          look: (signal) => {
            const gateway = gatewayIn(foundry.lockFile);
            if (gateway === null || !reached) return untried('the lock file');
            return lookAtGateway({ url: `${gateway}${reached.path}`, key: mcp.keys[0] ?? null, signal }, tool, call);
          },
        }))
      : []),
  ];
}

/** Of an agent whose tool is somebody else's server: listed there, and not called. */
function serverProbe(agent: AgentFile, toolKey: Config['toolKey']): Probe {
  const { at } = agent.server ?? {};
  const variable = at && 'url' in at ? at.key_variable : undefined;
  return {
    name: `server of ${agent.name}`,
    settings: ['AGENTS_DIR', ...(variable === undefined ? [] : [variable])],
    look: async () => {
      const remote = remoteOf(agent, toolKey);
      try {
        await tryRemoteTool(remote);
      } catch (error) {
        const key = variable === undefined ? '' : ` and the key in ${variable}`;
        return failsBy(
          error,
          `Look at the server in the agent's file${key}. Until then payments that need it are held.`,
        );
      }
      return works(`lists ${agent.tool}`);
    },
  };
}

function lookAtAccess({ mcp: { keys, entra }, agents, profile }: ToolProbeDeps['config']): Finding {
  const ways = [
    ...(keys.length === 0 ? [] : [keys.length === 1 ? 'a key' : 'either of two keys']),
    ...(entra ? [`a token of ${entra.objectIds.length} identities`] : []),
  ];
  if (ways.length > 0) return works(`opened by ${ways.join(' or ')}`);
  const remedy = 'Set MCP_ACCESS_TOKEN, or MCP_ENTRA_TENANT with its audience and object ids.';
  if (profile === 'local') {
    const said = 'only programs on this machine are served';
    return agents === 'foundry' ? warns(`${said}, and hosted agents come from outside`, remedy) : works(said);
  }
  if (agents === 'foundry') return fails('hosted agents call the tools, and nobody is let in', remedy);
  return off('neither MCP_ACCESS_TOKEN nor MCP_ENTRA_TENANT is set: nobody is served over HTTP');
}

/** What cannot be read is told by the probes of the files themselves. */
function agentsIn({ agentsDir }: Pick<Config, 'agentsDir'>): readonly AgentFile[] {
  try {
    return readAgentFiles(agentsDir);
  } catch {
    return [];
  }
}

function gatewayIn(lockFile: string): string | null {
  try {
    return readLock(lockFile)?.gateway ?? null;
  } catch {
    return null;
  }
}

/** From here and with the desk's own key, which a key connection sends too; an identity of the project is nobody's to borrow. */
async function lookAtGateway(
  asked: Parameters<typeof tryToolServer>[0],
  tool: string,
  call: typeof tryToolServer,
): Promise<Finding> {
  const { url, key } = asked;
  let answer: Awaited<ReturnType<typeof tryToolServer>>;
  try {
    answer = await call(asked);
  } catch (error) {
    return failsBy(
      new Error(`${url} cannot be reached from here: ${asFault(reasonOf(error)).message}`, { cause: error }),
      'Agents are deployed with this address: desk agents deploy --gateway.',
    );
  }
  const { status, tools } = answer;
  if (tools?.includes(tool)) return works(`${url} lists ${tool}`);
  if (tools) return fails(`${url} lists ${tools.join(', ')} and not ${tool}`, 'Look at the routes of the gateway.');
  switch (status) {
    case 401:
    case 403:
      return warns(
        `${url} refuses ${key === null ? 'whoever sends no key' : 'MCP_ACCESS_TOKEN'} with ${status}`,
        'Right where agents come with an identity of the project. Where the connection holds a key, it must be MCP_ACCESS_TOKEN.',
      );
    case 404:
      return fails(
        `${url} is not there (404)`,
        'Look at the path in the agent’s file and at the routes of the gateway.',
      );
    default:
      return fails(
        `${url} answers ${status} and no list of tools`,
        'Look at its backend, which is this desk, and at policies that touch the body of a response.',
      );
  }
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? error.cause : error;
}
