/** Wires the tools as they are served over HTTP: who may call them, how often, and where each call is written down. */
import { aMinute, type PaceOf } from '../../ports/case-locks';
import type { Clock, Log } from '../../ports/process';
import type { Store } from '../../ports/store';
import type { Tool } from '../../ports/tools';
import { formatUtc } from '../../domain/values/time';
import { createSigningKeys } from '../../teams/tokens/signing-keys';
import { createCheckEntraToken } from '../../tools/entra-token';
import type { McpAccess } from '../../tools/mcp-access';
import { createMcpHttpHandler, mcpPaths, type McpHttpHandler } from '../../tools/mcp-http';
import { createRateLimit } from '../../tools/rate-limit';
import type { Config } from '../config/config';
import { randomHex } from '../random-hex';

export interface MountToolsDeps {
  readonly config: Pick<Config, 'mcp' | 'profile'>;
  readonly tools: readonly Tool[];
  readonly store: Pick<Store, 'recordToolCall' | 'findCase'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly elapsedMs: () => number;
  /** Left out where there is one process. */
  readonly paceOf?: PaceOf;
}

/** The handler of each tool's path. */
export function mountTools(deps: MountToolsDeps): Readonly<Record<string, McpHttpHandler>> {
  const { config, tools, store, clock, log, elapsedMs, paceOf = () => null } = deps;
  const { callsPerMinute: perMinute } = config.mcp;
  const handle = createMcpHttpHandler({
    tools,
    clock,
    randomHex,
    log,
    record: (call, contents) => store.recordToolCall({ ...call, calledAt: formatUtc(clock.recordedNow()) }, contents),
    keepsBasisFor: async (runId) => (await store.findCase(runId)) !== null,
    access: accessOf(config, { clock, log }),
    limit: createRateLimit(perMinute, { elapsedMs, shared: paceOf(aMinute(perMinute)) }),
  });
  return Object.fromEntries(Object.values(mcpPaths).map((path) => [path, handle]));
}

/** The tenant's signing keys are fetched when a token is shown. */
function accessOf(
  { mcp: { keys, entra }, profile }: MountToolsDeps['config'],
  { clock, log }: Pick<MountToolsDeps, 'clock' | 'log'>,
): McpAccess {
  const servesThisMachine = profile === 'local';
  if (!entra) return { keys, servesThisMachine };
  const signingKeys = createSigningKeys({ metadataUrl: entra.metadataUrl, clock, log });
  return { keys, servesThisMachine, checkToken: createCheckEntraToken({ ...entra, keys: signingKeys, clock }) };
}
