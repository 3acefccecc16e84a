/** What the commands about hosted agents work on: the project, the lock file and the agents' own files. */
import { hostedOf, readAgentFiles, type AgentFile } from '../../agents/agent-files';
import { defineAgent, defineIntake, type AgentDefinition } from '../../agents/definition/agent-definition';
import { readIntakeFile, type IntakeFile } from '../../agents/intake-file';
import { readLock, refuseOtherProject, type AgentLock } from '../../agents/foundry/deploy/lock-file';
import type { FoundryProject } from '../../agents/foundry/project';
import type { Config } from '../../composition/config/config';
import type { FoundryConfig } from '../../composition/config/foundry-config';
import { openProject } from '../../composition/serve/hosted-agents';
import { Fault, refuse } from '../../domain/values/errors';
import { RefusedInput } from '../answer';
import { gatewayFrom } from './gateway';

export interface OpenedAgents {
  readonly project: FoundryProject;
  readonly foundry: FoundryConfig;
  /** Null where nothing was deployed from here yet. */
  readonly lock: AgentLock | null;
  readonly files: readonly AgentFile[];
  /** Null where nobody asks it. */
  readonly intake: IntakeFile | null;
}

/** Throws `configuration_invalid` where no project is named, no credential is found, or the lock file is another project's. */
export async function openAgents({ foundry, agentsDir }: Config): Promise<OpenedAgents> {
  if (!foundry)
    throw new Fault('configuration_invalid', 'Not set: FOUNDRY_PROJECT_ENDPOINT, the project the agents are of.');
  const lock = readLock(foundry.lockFile);
  if (lock) refuseOtherProject(lock, foundry.lockFile, foundry.endpoint);
  const files = hostedOf(readAgentFiles(agentsDir));
  const intake = foundry.hasIntake ? readIntakeFile(agentsDir) : null;
  return { project: await openProject(foundry), foundry, lock, files, intake };
}

/** By the gateway given, or the one that was deployed with. Throws `RefusedInput` where there is neither. */
export function defineAll(
  { files, intake, lock }: Pick<OpenedAgents, 'files' | 'intake' | 'lock'>,
  given: string | undefined,
): { readonly gateway: string; readonly definitions: readonly AgentDefinition[] } {
  const gateway = given === undefined ? lock?.gateway : gatewayFrom(given);
  if (gateway === undefined)
    throw new RefusedInput(
      refuse('field_missing', '--gateway is missing: where do the agents reach the tools?', 'gateway').problems,
    );
  const definitions = files.map((agent) => defineAgent(agent, gateway));
  return { gateway, definitions: intake ? [...definitions, defineIntake(intake)] : definitions };
}

export function requirePinned(lock: AgentLock | null, lockFile: string): AgentLock {
  if (lock) return lock;
  throw new Fault(
    'configuration_invalid',
    `FOUNDRY_LOCK_FILE ${lockFile} is not there; \`desk agents deploy\` writes it.`,
  );
}
