/** Wires a review by hand: the store, the clock and the two uses that a chat and a command line share. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { createAdvanceCase, type AdvanceCase } from '../app/advance-case';
import { createSubmitPayment, type SubmitPayment } from '../app/submit-payment';
import type { Config } from './config';
import { parseUtc } from '../domain/values/time';
import { createDemoClock } from '../jobs/demo-clock';
import { createSystemClock } from '../jobs/system-clock';
import type { Clock, Log, RandomHex, Store } from '../ports';
import type { ReferenceData } from './reference-data';
import { openSqliteStore } from '../storage/sqlite/sqlite-store';

export const randomHex: RandomHex = (length) =>
  randomBytes(Math.ceil(length / 2))
    .toString('hex')
    .slice(0, length);

/** Each profile has its own file: a demo case must never wait among the real ones. */
export function databaseFile({ dataDir, profile }: Pick<Config, 'dataDir' | 'profile'>): string {
  return path.join(dataDir, profile === 'local' ? 'demo.db' : 'treasury-desk.db');
}

/** Business time: the real one, or the demo day from its start, going on after the last event of a kept database. */
export async function createClock(config: Config, store: Pick<Store, 'lastEvent'>): Promise<Clock> {
  if (config.demoStartMs === null) return createSystemClock();
  const last = await store.lastEvent();
  const lastMs = last === null ? null : parseUtc(last.at);
  return createDemoClock({
    startMs: lastMs === null ? config.demoStartMs : Math.max(config.demoStartMs, lastMs + 1_000),
  });
}

/** `fresh` removes what an earlier demo left, `nothing` ends with the process. */
export function openStore(config: Config, { keep }: { keep: 'existing' | 'fresh' | 'nothing' }): Promise<Store> {
  const file = keep === 'nothing' ? ':memory:' : databaseFile(config);
  return openSqliteStore({ file, recordedNow: () => createSystemClock().recordedNow(), fresh: keep === 'fresh' });
}

export interface Review {
  readonly submitPayment: SubmitPayment;
  readonly advanceCase: AdvanceCase;
}

/** What a review needs, with or without a chat. */
export function openReview(data: ReferenceData, store: Store, clock: Clock, log: Log): Review {
  const { policy, ledger, definition, runtime } = data;
  return {
    submitPayment: createSubmitPayment({ store, ledger, policy, definition, clock, randomHex }),
    advanceCase: createAdvanceCase({ store, definition, runtime, policy, clock, log }),
  };
}
