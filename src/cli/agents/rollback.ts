/** `agents rollback`: runs use an older version of an agent again; nothing is changed in the project. */
import { pinOf } from '../../agents/foundry/deploy/deploy';
import { writeLock } from '../../agents/foundry/deploy/lock-file';
import type { Config } from '../../composition/config/config';
import { refuse } from '../../domain/values/errors';
import { listInWords } from '../../domain/values/text/list-in-words';
import { printText, RefusedInput } from '../answer';
import { openAgents, requirePinned } from './open-agents';

export interface RollbackOptions {
  /** Left out: the newest one before the pinned one that was deployed from files. */
  readonly to?: string;
}

export async function rollBack(config: Config, name: string, { to }: RollbackOptions): Promise<void> {
  const { project, foundry, lock: found } = await openAgents(config);
  const lock = requirePinned(found, foundry.lockFile);
  const pin = lock.agents[name];
  if (!pin)
    throw refused(`There is no agent ${name}; there are ${listInWords(Object.keys(lock.agents), 'and')}.`, 'name');
  const versions = await project.listVersions(name);
  const before = versions.find(
    ({ version, contentHash }) => contentHash !== null && Number(version) < Number(pin.version),
  );
  const wanted = to ?? before?.version;
  if (wanted === undefined)
    throw refused(`${name} has no version before ${pin.version} that was deployed from files.`, 'to');
  const served = versions.some(({ version }) => version === wanted) ? await project.readVersion(name, wanted) : null;
  if (!served) throw refused(`${name} has no version ${wanted}.`, 'to');
  // Somebody's hand made it, so nobody here can say what it is.
  if (served.contentHash === null) throw refused(`${name} ${wanted} was not deployed from files.`, 'to');
  writeLock(foundry.lockFile, { ...lock, agents: { ...lock.agents, [name]: pinOf(served, null) } });
  printText([
    `${name}: runs use version ${wanted} instead of ${pin.version} once the desk is started again.`,
    `\`agents deploy\` goes back to what its file says.`,
  ]);
}

function refused(message: string, field: string): RefusedInput {
  return new RefusedInput(refuse('field_invalid', message, field).problems);
}
