/** `agents status`: which version runs use and whether it still is what was deployed, what is newest, and when its model ends. */
import { retirementWarning } from '../../agents/definition/model-retirements';
import { isAsWritten } from '../../agents/foundry/deploy/deploy';
import { pinState, type PinState } from '../../agents/foundry/deploy/pinned-version';
import type { Config } from '../../composition/config/config';
import { createSystemClock } from '../../jobs/system-clock';
import { exitCodes, printJson, printText } from '../answer';
import { defineAll, openAgents, requirePinned } from './open-agents';

export interface AgentStatus {
  readonly agent: string;
  /** Null for an agent of agents/*.yaml that is not pinned. */
  readonly pinned: string | null;
  readonly state: PinState | 'not_pinned';
  readonly latest: string | null;
  readonly model: string | null;
  readonly warning: string | null;
  /** Whether its file says what the pinned version is. */
  readonly is_as_written: boolean;
}

/** Exit 1 where a run would be held: not pinned, gone or altered. */
export async function showStatus(config: Config, { json }: { readonly json?: boolean }): Promise<void> {
  const opened = await openAgents(config);
  const lock = requirePinned(opened.lock, opened.foundry.lockFile);
  const nowMs = createSystemClock().now();
  const statuses: AgentStatus[] = [];
  for (const definition of defineAll(opened, undefined).definitions) {
    const { name } = definition;
    const pin = lock.agents[name];
    const served = pin ? await opened.project.readVersion(name, pin.version) : null;
    const [latest] = await opened.project.listVersions(name);
    const model = (served ?? definition).definition['model'];
    statuses.push({
      agent: name,
      pinned: pin?.version ?? null,
      state: pin ? pinState(pin, served) : 'not_pinned',
      latest: latest?.version ?? null,
      model: typeof model === 'string' ? model : null,
      warning: typeof model === 'string' ? retirementWarning(model, nowMs) : null,
      is_as_written: served !== null && isAsWritten(served, definition),
    });
  }
  if (json === true) printJson(statuses);
  else printText(statuses.flatMap(inWords));
  if (statuses.some(({ state }) => state !== 'sound')) process.exitCode = exitCodes.wrong;
}

const states: Readonly<Record<AgentStatus['state'], string>> = {
  sound: 'as it was deployed',
  gone: 'NOT THERE any more: payments are held',
  altered: 'NOT what was deployed: payments are held',
  not_pinned: 'NOT pinned: the desk does not start',
};

function inWords({ agent, pinned, state, latest, model, warning, is_as_written: isAsFile }: AgentStatus): string[] {
  const newest = latest === pinned ? 'the newest' : `newest is ${latest ?? 'none'}`;
  return [
    agent,
    `  runs use version ${pinned ?? 'none'} (${newest}), ${states[state]}`,
    `  its file ${isAsFile ? 'says the same' : 'says something else: see `agents diff`'}`,
    `  model ${model ?? 'unknown'}${warning === null ? '' : `  WARNING: ${warning}`}`,
  ];
}
