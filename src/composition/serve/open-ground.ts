/** What everything else of a served desk stands on: time, the store, what it reads, and what is in force. */
import type { Clock, Log } from '../../ports/process';
import type { Store } from '../../ports/store';
import { createCourtesy, type Courtesy } from '../../jobs/courtesy';
import type { Alone } from '../../jobs/shared/alone';
import { createTimers, type Timers } from '../../jobs/timers';
import type { ReadAside } from '../../sources/payment-files/read-aside';
import type { BotCredentials, Config } from '../config/config';
import { openReferenceData, type ReferenceData } from '../data/reference-data';
import { createClock } from '../create-clock';
import { openHostedAgents, type HostedAgents } from './hosted-agents';
import { openAnchors, type Anchors } from './parts/open-anchors';
import { openHouse, type House } from './parts/open-house';
import { openTelemetry, type DeskTelemetry } from './parts/open-telemetry';
import { takeStatementsAlone } from './parts/open-wakeups';
import { tellOfCommits, type IsTraced } from './tell-of-work';

/** How long anybody waits for what is read anew: a large ledger, statement or file comes into force when it is read. */
export const longestLookMs = 2_000;

export interface ServeOptions {
  readonly config: Config;
  /** Null only for the anonymous local profile. */
  readonly credentials: BotCredentials | null;
  readonly log: Log;
  readonly store: Store;
  /** Left out: the one the configuration asks for. */
  readonly clock?: Clock;
  /** Left out: files of payments are read in a thread of their own. */
  readonly readAside?: ReadAside;
  /** Whether clients are asked about files; left out, wherever they are not the local profile's, which show no such question. */
  readonly takesFiles?: boolean;
}

export interface Ground extends ServeOptions, House, Courtesy {
  readonly timers: Timers;
  readonly clock: Clock;
  readonly telemetry: DeskTelemetry;
  readonly isTraced: IsTraced;
  /** Null where the agents are embedded. */
  readonly hosted: HostedAgents | null;
  readonly data: ReferenceData;
  readonly anchors: Anchors;
}

/** `alone` is not called before this has returned: there are wake-ups by then. Throws what reading and the store throw. */
export async function openGround(options: ServeOptions, alone: Alone): Promise<Ground> {
  const { config, log } = options;
  const timers = createTimers();
  const telemetry = await openTelemetry(config.telemetry, { log, elapsedMs: () => timers.nowMs() });
  // Asked of runs, which there are once everything is read.
  const isTraced: IsTraced = (pin) => data.definition.version(pin)?.config.trace_enabled ?? false;
  const store = tellOfCommits(options.store, { telemetry, isTraced, log });
  const clock = options.clock ?? (await createClock(config, store));
  const courtesy = createCourtesy(timers);
  const { turn } = courtesy;
  const hosted = await openHostedAgents(config, store, log);
  const takeInbox = takeStatementsAlone(alone);
  const data: ReferenceData = openReferenceData(config, clock, { store, hosted, log, turn, takeInbox, telemetry });
  const anchors = await openAnchors(config.anchors, { store, clock });
  const house = await openHouse(data, { store, clock, log });
  return { ...options, ...house, ...courtesy, timers, telemetry, isTraced, store, clock, hosted, data, anchors };
}
