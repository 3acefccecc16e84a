/** Opens the project of hosted agents where they are configured, and refuses to start on what could not work. */
import { hostedOf, readAgentFiles, type AgentFile } from '../../agents/agent-files';
import { intakeName, readIntakeFile, type IntakeFile } from '../../agents/intake-file';
import { createEmbeddedRuntime, type EmbeddedRuntimeDeps } from '../../agents/embedded-runtime';
import { createFoundryRuntime } from '../../agents/foundry/foundry-runtime';
import { openIdentity, proveIdentity } from '../../agents/foundry/identity';
import { requireLock, type AgentLock } from '../../agents/foundry/deploy/lock-file';
import { pinState } from '../../agents/foundry/deploy/pinned-version';
import type { FoundryProject } from '../../agents/foundry/project';
import { connectProject } from '../../agents/foundry/sdk-project';
import { asFault, Fault } from '../../domain/values/errors';
import type { AgentRuntime, AgentTask } from '../../ports/agents';
import type { Clock, Log } from '../../ports/process';
import type { Telemetry } from '../../ports/telemetry';
import { createRemoteTool, type RemoteTool } from '../../tools/mcp-client';
import { tellOfAgents, tellOfTool } from './tell-of-work';
import type { ToolCallRecords } from '../../ports/evidence';
import type { Config } from '../config/config';
import type { FoundryConfig } from '../config/foundry-config';

export interface HostedAgents {
  readonly project: FoundryProject;
  readonly lock: AgentLock;
  /** Reads pasted mails; null where nobody asked for it. */
  readonly intake: IntakeFile | null;
  /** Where the tools they call are written down. */
  readonly records: Pick<ToolCallRecords, 'lastToolCall' | 'listToolCalls'>;
}

/** The project as whoever is configured. Throws `configuration_invalid` where the client or a credential is missing. */
export async function openProject({ endpoint, identity, clientId }: FoundryConfig): Promise<FoundryProject> {
  const credential = await openIdentity({ identity, clientId }).catch((cause: unknown) => {
    throw noCredential(identity, cause);
  });
  const project = await connectProject({ endpoint, credential });
  await proveIdentity(credential).catch((cause: unknown) => {
    throw noCredential(identity, cause);
  });
  return project;
}

function noCredential(identity: FoundryConfig['identity'], cause: unknown): Fault {
  return new Fault(
    'configuration_invalid',
    `FOUNDRY_IDENTITY ${identity}: no credential for Azure AI Foundry was found here. ${asFault(cause).message}`,
    { cause },
  );
}

/** Null where the embedded agents are asked. Throws `configuration_invalid`, naming the setting. */
export async function openHostedAgents(
  config: Pick<Config, 'agents' | 'foundry' | 'agentsDir'>,
  records: HostedAgents['records'],
  log: Log,
): Promise<HostedAgents | null> {
  if (config.agents === 'embedded' || !config.foundry) return null;
  const { lockFile, hasIntake } = config.foundry;
  const intake = hasIntake ? readIntakeFile(config.agentsDir) : null;
  const lock = lockOf(config.foundry, config.agentsDir);
  const project = await openProject(config.foundry);
  await lookAtPins(lock, lockFile, project, log);
  return { project, lock, records, intake };
}

/** With a pin for every agent that is asked. Throws as `requireLock`. */
export function lockOf({ lockFile, endpoint, hasIntake }: FoundryConfig, agentsDir: string): AgentLock {
  const names = hostedOf(readAgentFiles(agentsDir)).map(({ name }) => name);
  // Once deployed, it may stay pinned while nobody asks it.
  return requireLock(lockFile, endpoint, hasIntake ? [...names, intakeName] : names, [intakeName]);
}

/** A version that is gone will not come back. One that was altered holds each payment, and a service that is down is asked again by each run. */
async function lookAtPins(lock: AgentLock, lockFile: string, project: FoundryProject, log: Log): Promise<void> {
  for (const [agent, pin] of Object.entries(lock.agents)) {
    const served = await project.readVersion(agent, pin.version).catch((error: unknown) => {
      const fault = asFault(error);
      log.warn({ agent, code: fault.code, err: fault }, 'a hosted agent could not be looked at');
      return 'unknown' as const;
    });
    if (served === 'unknown') continue;
    const state = pinState(pin, served);
    if (state === 'gone')
      throw new Fault(
        'configuration_invalid',
        `FOUNDRY_LOCK_FILE ${lockFile} pins ${agent} ${pin.version}, which the project does not have; \`desk agents deploy\` creates it.`,
      );
    if (state === 'altered')
      log.error({ agent, version: pin.version }, 'a hosted agent is not what was deployed: its payments are held');
  }
}

export interface RuntimeParts extends Omit<EmbeddedRuntimeDeps, 'agents' | 'toolOf'> {
  readonly agentsDir: string;
  readonly toolKey: Config['toolKey'];
  readonly hosted: HostedAgents | null;
  readonly log: Log;
  readonly clock: Pick<Clock, 'now' | 'recordedNow'>;
  /** Hears of agents and of tools of other servers. */
  readonly telemetry: Telemetry;
}

/** Agents without a place at the gateway are the desk's own, wherever the others are hosted. Throws `configuration_invalid`. */
export function createRuntime({ agentsDir, hosted, log, toolKey, telemetry, ...parts }: RuntimeParts): AgentRuntime {
  const agents: readonly AgentFile[] = readAgentFiles(agentsDir);
  const toolOf = (agent: AgentFile) => tellOfTool(createRemoteTool(remoteOf(agent, toolKey)), telemetry);
  if (!hosted) return tellOfAgents(createEmbeddedRuntime({ agents, toolOf, ...parts }), telemetry);
  const own = createEmbeddedRuntime({ agents: agents.filter(({ mcp }) => !mcp), toolOf, ...parts });
  const { tools, procedureCheck: _own, ...rest } = parts;
  const elsewhere = createFoundryRuntime({
    agents: hostedOf(agents),
    ...hosted,
    knowledge: tools.knowledge,
    screening: tools.sanctions,
    log,
    ...rest,
  });
  const isOwn = (ref: string) => own.agents.some(({ name }) => name === ref);
  const either = { agents, run: (task: AgentTask) => (isOwn(task.agentRef) ? own : elsewhere).run(task) };
  return tellOfAgents(either, telemetry);
}

/** The tool of somebody else's server, with its key. Throws `configuration_invalid`. */
export function remoteOf({ name, tool, server }: AgentFile, toolKey: Config['toolKey']): RemoteTool {
  if (!server) throw new Fault('configuration_invalid', `agent ${name}: its tool ${tool} has no server`);
  const { at, input, output } = server;
  const schemas = { name: tool, inputSchema: input, outputSchema: output };
  if ('command' in at) return { ...schemas, server: at };
  const key = at.key_variable === undefined ? null : toolKey(at.key_variable);
  if (at.key_variable !== undefined && key === null)
    throw new Fault(
      'configuration_invalid',
      `agent ${name}: ${at.key_variable} is not set, which holds the key of ${at.url}`,
    );
  return { ...schemas, server: { url: at.url, key } };
}
