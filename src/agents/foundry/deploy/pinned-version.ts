/** The version a run may use: looked at once, and only if it still is what was deployed. */
import { Fault } from '../../../domain/values/errors';
import type { AgentLock, AgentPin } from './lock-file';
import type { FoundryProject, HostedVersion } from '../project';

/** gone: the service has no such version. altered: it has another definition under that number, as after an agent was made anew. */
export type PinState = 'sound' | 'gone' | 'altered';

export function pinState(pin: AgentPin, served: HostedVersion | null): PinState {
  if (!served) return 'gone';
  return served.servedHash === pin.served_hash && served.contentHash === pin.content_hash ? 'sound' : 'altered';
}

/** The version's number. Throws `agent_missing` or `agent_altered`, and what the project throws. */
export type FindPinned = (agent: string) => Promise<string>;

/** A version never changes, so one look is enough; one that failed is made again. */
export function createFindPinned(lock: AgentLock, project: Pick<FoundryProject, 'readVersion'>): FindPinned {
  const known = new Map<string, string>();
  return async (agent) => {
    const before = known.get(agent);
    if (before !== undefined) return before;
    const pin = lock.agents[agent];
    if (!pin) throw new Fault('configuration_invalid', `the lock file has no agent ${agent}`);
    switch (pinState(pin, await project.readVersion(agent, pin.version))) {
      case 'gone':
        throw new Fault('agent_missing', `Azure AI Foundry: ${agent} has no version ${pin.version}`);
      case 'altered':
        throw new Fault('agent_altered', `Azure AI Foundry: ${agent} ${pin.version} is not what was deployed`);
      case 'sound':
        known.set(agent, pin.version);
        return pin.version;
    }
  };
}
