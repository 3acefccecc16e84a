/** The lock file: which version of each hosted agent runs use, of which project, and what each of them is. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { Fault } from '../../../domain/values/errors';
import { parseJson } from '../../../domain/values/parse-json';

const pinSchema = z.strictObject({
  version: z.string().min(1),
  /** Of the agent's file as it was deployed. */
  content_hash: z.string().min(1),
  /** Of the definition as the service gave it back then. */
  served_hash: z.string().min(1),
});

const lockSchema = z.strictObject({
  /** The project's endpoint. */
  endpoint: z.string().min(1),
  /** Where the agents reach the tools. */
  gateway: z.string().min(1),
  agents: z.record(z.string(), pinSchema),
});

export type AgentPin = z.infer<typeof pinSchema>;
export type AgentLock = z.infer<typeof lockSchema>;

/** Null where there is none. Throws `configuration_invalid` for one that cannot be read. */
export function readLock(file: string): AgentLock | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Fault('configuration_invalid', `FOUNDRY_LOCK_FILE ${file} cannot be read.`, { cause });
  }
  const parsed = parseJson(text);
  const lock = parsed.ok ? lockSchema.safeParse(parsed.value) : null;
  if (lock?.success) return lock.data;
  const why = lock ? z.prettifyError(lock.error) : 'it is not JSON';
  throw new Fault('configuration_invalid', `FOUNDRY_LOCK_FILE ${file} is not a lock file: ${why}`);
}

/** The lock of that project with a pin for each of those agents; others may be pinned. Throws `configuration_invalid`, naming the setting. */
export function requireLock(
  file: string,
  endpoint: string,
  agents: readonly string[],
  others: readonly string[] = [],
): AgentLock {
  const lock = readLock(file);
  if (!lock)
    throw new Fault(
      'configuration_invalid',
      `FOUNDRY_LOCK_FILE ${file} is not there; \`desk agents deploy\` writes it.`,
    );
  refuseOtherProject(lock, file, endpoint);
  const missing = agents.filter((name) => !Object.hasOwn(lock.agents, name));
  if (missing.length > 0)
    throw new Fault(
      'configuration_invalid',
      `FOUNDRY_LOCK_FILE ${file} does not know ${missing.join(', ')}; \`desk agents deploy\` creates and pins it.`,
    );
  const unknown = Object.keys(lock.agents).filter((name) => ![...agents, ...others].includes(name));
  if (unknown.length > 0)
    throw new Fault(
      'configuration_invalid',
      `FOUNDRY_LOCK_FILE ${file} pins ${unknown.join(', ')}, of which AGENTS_DIR has no file.`,
    );
  return lock;
}

export function refuseOtherProject(lock: AgentLock, file: string, endpoint: string): void {
  if (lock.endpoint === endpoint) return;
  throw new Fault(
    'configuration_invalid',
    `FOUNDRY_LOCK_FILE ${file} is of the project ${lock.endpoint}, and FOUNDRY_PROJECT_ENDPOINT names ${endpoint}.`,
  );
}

/** Whole or not at all: a desk may start meanwhile. */
export function writeLock(file: string, lock: AgentLock): void {
  const agents = Object.fromEntries(Object.entries(lock.agents).sort(([a], [b]) => a.localeCompare(b)));
  writeFileSync(`${file}.new`, `${JSON.stringify({ ...lock, agents }, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}
