/** `agents deploy` and `agents diff`: makes the project's agents what their files say, or only tells what that would change. */
import { applyPlan, planDeployment, type AgentPlan } from '../../agents/foundry/deploy/deploy';
import { writeLock, type AgentPin } from '../../agents/foundry/deploy/lock-file';
import type { Config } from '../../composition/config/config';
import { exitCodes, printText } from '../answer';
import { defineAll, openAgents } from './open-agents';

export interface DeployOptions {
  /** Left out: the one that was deployed with. */
  readonly gateway?: string;
}

/** Exit 1 where something would change. */
export async function diffAgents(config: Config, { gateway }: DeployOptions): Promise<void> {
  const opened = await openAgents(config);
  const plans = await planDeployment(opened.project, defineAll(opened, gateway).definitions, opened.lock);
  printText(plans.map(inWords));
  if (plans.some(({ act }) => act !== 'keep')) process.exitCode = exitCodes.wrong;
}

export async function deployAgents(config: Config, options: DeployOptions): Promise<void> {
  const opened = await openAgents(config);
  const { project, foundry, lock } = opened;
  const { gateway, definitions } = defineAll(opened, options.gateway);
  const plans = await planDeployment(project, definitions, lock);
  printText(plans.map(inWords));
  const pins: Record<string, AgentPin> = {};
  for (const plan of plans) pins[plan.definition.name] = await applyPlan(project, plan);
  const { endpoint, lockFile } = foundry;
  writeLock(lockFile, { endpoint, gateway, agents: pins });
  const pinned = Object.entries(pins).map(([name, { version }]) => `${name} ${version}`);
  printText([`Pinned in ${lockFile}: ${pinned.join(', ')}`]);
}

function inWords({ definition: { name, contentHash }, act, served, changes }: AgentPlan): string {
  const content = `content ${contentHash.slice(0, 12)}`;
  const what = changes.length === 0 ? '' : `; differs in ${changes.join(', ')}`;
  switch (act) {
    case 'keep':
      return `${name}: unchanged, version ${served?.version ?? ''}, ${content}`;
    case 'adopt':
      return `${name}: version ${served?.version ?? ''} is there already and becomes the pinned one, ${content}${what}`;
    case 'create':
      return `${name}: a new version, ${content}${what}`;
  }
}
