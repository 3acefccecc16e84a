/** The clock a configuration asks for. */
import type { Config } from './config/config';
import { parseUtc } from '../domain/values/time';
import { createDemoClock } from '../jobs/demo-clock';
import { createSystemClock } from '../jobs/system-clock';
import type { Clock } from '../ports/process';
import type { Store } from '../ports/store';

/** Business time: the real one, or the demo day from its start, going on after the last event of a kept database. */
export async function createClock(config: Config, store: Pick<Store, 'lastEvent'>): Promise<Clock> {
  if (config.demoStartMs === null) return createSystemClock();
  const last = await store.lastEvent();
  const lastMs = last === null ? null : parseUtc(last.at);
  return createDemoClock({
    startMs: lastMs === null ? config.demoStartMs : Math.max(config.demoStartMs, lastMs + 1_000),
  });
}
