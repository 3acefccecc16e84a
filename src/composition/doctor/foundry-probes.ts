/** The project of hosted agents: the lock file, our identity, our right to run agents, and each pinned agent. */
import { hostedOf, readAgentFiles } from '../../agents/agent-files';
import { intakeName } from '../../agents/intake-file';
import { retirementWarning } from '../../agents/definition/model-retirements';
import type { AgentLock, AgentPin } from '../../agents/foundry/deploy/lock-file';
import { pinState } from '../../agents/foundry/deploy/pinned-version';
import type { FoundryProject } from '../../agents/foundry/project';
import type { Clock } from '../../ports/process';
import type { Config } from '../config/config';
import type { FoundryConfig } from '../config/foundry-config';
import { lockOf, openProject } from '../serve/hosted-agents';
import { fails, failsBy, off, untried, warns, works, type Finding, type Probe } from './probe';
import { statusOf } from './status-of';

export interface FoundryProbeDeps {
  readonly config: Pick<Config, 'agents' | 'foundry' | 'agentsDir'>;
  readonly clock: Pick<Clock, 'recordedNow'>;
  readonly open?: (config: FoundryConfig) => Promise<FoundryProject>;
}

export function foundryProbes({ config, clock, open = openProject }: FoundryProbeDeps): readonly Probe[] {
  const { foundry } = config;
  if (config.agents === 'embedded' || foundry === null)
    return [{ name: 'hosted agents', settings: ['AGENTS'], look: () => off('the agents are embedded') }];
  const names = () => [
    ...hostedOf(readAgentFiles(config.agentsDir)).map(({ name }) => name),
    ...(foundry.hasIntake ? [intakeName] : []),
  ];
  const readLockFile = () => lockOf(foundry, config.agentsDir);
  // Asked by several probes, opened once: a machine without an identity takes its time to say so.
  let opening: Promise<FoundryProject> | null = null;
  const project = () => (opening ??= open(foundry));
  const inProject = async (look: (project: FoundryProject) => Promise<Finding>): Promise<Finding> => {
    let opened: FoundryProject;
    try {
      opened = await project();
    } catch {
      return untried('our identity');
    }
    return look(opened);
  };
  return [
    {
      name: 'hosted agents: lock file',
      settings: ['FOUNDRY_LOCK_FILE'],
      isLocal: true,
      look: () => works(`${foundry.lockFile} pins ${Object.keys(readLockFile().agents).join(', ')}`),
    },
    {
      name: 'hosted agents: our identity',
      settings: ['FOUNDRY_IDENTITY', 'FOUNDRY_CLIENT_ID'],
      look: async () => {
        await project();
        return works(`${foundry.identity}: Azure AI gives it a token`);
      },
    },
    {
      name: 'hosted agents: running them',
      settings: ['FOUNDRY_PROJECT_ENDPOINT'],
      look: (signal) => inProject((opened) => tryConversation(opened, foundry, signal)),
    },
    ...agentNames(names).map((agent): Probe => ({
      name: `hosted agent ${agent}`,
      settings: ['FOUNDRY_PROJECT_ENDPOINT', 'FOUNDRY_LOCK_FILE'],
      look: () => inProject((opened) => tryAgent(agent, opened, { foundry, readLockFile, nowMs: clock.recordedNow() })),
    })),
  ];
}

/** A folder that cannot be read is another probe's to tell. */
function agentNames(names: () => readonly string[]): readonly string[] {
  try {
    return names();
  } catch {
    return [];
  }
}

/** An empty conversation, which is what each agent is asked in: opening one needs the right to run agents, and runs none. */
async function tryConversation(project: FoundryProject, foundry: FoundryConfig, signal: AbortSignal): Promise<Finding> {
  try {
    await project.openConversation(signal);
  } catch (error) {
    return failsBy(error, remedyOf(error, foundry));
  }
  return works(`${foundry.endpoint} lets us run agents`);
}

interface AgentContext {
  readonly foundry: FoundryConfig;
  readonly readLockFile: () => AgentLock;
  readonly nowMs: number;
}

async function tryAgent(
  agent: string,
  project: FoundryProject,
  { foundry, readLockFile, nowMs }: AgentContext,
): Promise<Finding> {
  let pin: AgentPin | undefined;
  try {
    pin = readLockFile().agents[agent];
  } catch {
    return untried('the lock file');
  }
  if (!pin) return untried('the lock file');
  try {
    const served = await project.readVersion(agent, pin.version);
    switch (pinState(pin, served)) {
      case 'gone':
        return fails(
          `the project at FOUNDRY_PROJECT_ENDPOINT has no ${agent} ${pin.version}`,
          'desk agents deploy creates and pins it. Where all agents are missing, the endpoint names another project.',
        );
      case 'altered':
        return fails(
          `version ${pin.version} is not what was deployed: its payments are held`,
          'desk agents diff shows what differs; desk agents deploy makes it what its file says.',
        );
      case 'sound':
        return judgeModel(pin.version, served?.definition['model'], nowMs);
    }
  } catch (error) {
    return failsBy(error, remedyOf(error, foundry));
  }
}

function judgeModel(version: string, model: unknown, nowMs: number): Finding {
  const said = `version ${version} is what was deployed`;
  const ending = typeof model === 'string' ? retirementWarning(model, nowMs) : null;
  return ending === null ? works(said) : warns(`${said}; ${ending}`, 'Name another model in its file and deploy it.');
}

function remedyOf(error: unknown, { identity, endpoint }: FoundryConfig): string {
  switch (statusOf(error)) {
    case 401:
      return `The project does not know the identity (FOUNDRY_IDENTITY ${identity}): is it of the project's tenant?`;
    case 403:
      return `The identity (FOUNDRY_IDENTITY ${identity}) needs the role Foundry User or Foundry Agent Consumer in the project.`;
    case 404:
      return 'FOUNDRY_PROJECT_ENDPOINT names no project: https://NAME.services.ai.azure.com/api/projects/PROJECT.';
    case 429:
      return 'The service takes no more requests now; look at the quota of the deployment.';
    case null:
      return `Nothing answers at ${new URL(endpoint).host}: look at FOUNDRY_PROJECT_ENDPOINT and at the network from here.`;
    default:
      return 'The service answers with an error of its own; look at its health and try again.';
  }
}
