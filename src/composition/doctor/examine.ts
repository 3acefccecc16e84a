/** Everything the desk is configured with, as one list of probes: what `desk doctor` tries. */
import { createTimers } from '../../jobs/timers';
import type { Log } from '../../ports/process';
import { readBotCredentials, type Config } from '../config/config';
import { createClock } from '../create-clock';
import { anchorProbe } from './anchor-probe';
import { botProbes, type BotProbeDeps } from './bot-probes';
import { databaseProbe } from './database-probe';
import { fileProbes } from './file-probes';
import { foundryProbes, type FoundryProbeDeps } from './foundry-probes';
import { lookAtAll, type Looked, type Probe } from './probe';
import { searchProbe, type SearchProbeDeps } from './search-probe';
import { telemetryProbe } from './telemetry-probe';
import { toolProbes, type ToolProbeDeps } from './tool-probes';

export interface ExamineDeps {
  readonly config: Config;
  readonly log: Log;
  readonly credentials?: BotProbeDeps['credentials'];
  /** For tests: whoever stands in for a service. */
  readonly standIns?: {
    readonly open?: FoundryProbeDeps['open'];
    readonly connect?: SearchProbeDeps['connect'];
    readonly call?: ToolProbeDeps['call'];
    readonly prove?: BotProbeDeps['prove'];
  };
  readonly limitMs?: number;
}

/** An identity that is not there takes some seconds to say so. */
const longestLookMs = 15_000;
const nothingYet = { lastEvent: () => Promise.resolve(null) };

export async function examine(deps: ExamineDeps): Promise<readonly Looked[]> {
  const { limitMs = longestLookMs } = deps;
  return lookAtAll(await probesOf(deps), { limitMs, timers: createTimers() });
}

async function probesOf({
  config,
  log,
  credentials = readBotCredentials,
  standIns = {},
}: ExamineDeps): Promise<readonly Probe[]> {
  const clock = await createClock(config, nothingYet);
  const shared = { config, clock, log };
  const { open, connect, call, prove } = standIns;
  return [
    ...fileProbes(shared),
    databaseProbe(config),
    searchProbe({ config, log, ...(connect ? { connect } : {}) }),
    ...botProbes({ credentials, channel: config.channel, clock, log, ...(prove ? { prove } : {}) }),
    ...foundryProbes({ config, clock, ...(open ? { open } : {}) }),
    ...toolProbes({ ...shared, ...(call ? { call } : {}) }),
    telemetryProbe(config),
    anchorProbe(config),
  ];
}
