/** What `/healthz` and `/readyz` promise, looked at when somebody asks: the database, the sources, the duties, the cards. */
import type { KeepInStep } from '../../app/house/keep-in-step';
import { checkListAge } from '../../domain/sanctions/lists/list-age';
import { factsOf } from '../../domain/sanctions/lists/watch-list';
import type { Duties } from '../../jobs/duties';
import { endsWithin } from '../../jobs/ends-within';
import type { Timers } from '../../jobs/timers';
import type { Clock } from '../../ports/process';
import type { Store } from '../../ports/store';
import type { ReferenceData } from '../data/reference-data';
import { undeliveredWorthTelling } from './undelivered';

/** degraded: the desk serves, holds what it cannot know, and somebody has to look. failed: it must not be given work. */
export type CheckState = 'ok' | 'degraded' | 'failed';

export interface Health {
  /** The process can do anything at all; where it cannot, a new one may. */
  readonly isAlive: boolean;
  readonly isReady: boolean;
  /** Names and states alone: whoever asks here has shown no token. The reasons are in the log and in `/status`. */
  readonly checks: readonly { readonly name: string; readonly state: CheckState }[];
}

export interface HealthDeps {
  readonly store: Pick<Store, 'probe' | 'listUndelivered'>;
  readonly duties: Pick<Duties, 'states'>;
  readonly data: Pick<
    ReferenceData,
    'policy' | 'definition' | 'ledger' | 'ledgerRefused' | 'list' | 'maxListAgeDays' | 'stuckStatements'
  >;
  /** The database is a server's: where that is away, a new process would find it away too. */
  readonly isOnServer: boolean;
  /** Whether this process reads the same as the others it shares the desk with. */
  readonly inStep: Pick<KeepInStep, 'reasons'>;
  readonly clock: Pick<Clock, 'now' | 'recordedNow'>;
  readonly timers: Pick<Timers, 'after'>;
}

/** Anybody may ask: a write to the disk once a second is all they can cause. */
const lookAgainAfterMs = 1_000;
/** Whoever asks waits five seconds, and ends a process that says nothing; a database that hangs is given up after half a minute. */
const answerWithinMs = 2_000;
/** Without these nothing the desk acknowledges can be trusted, or nothing is taken up. */
const vitalDuties = ['database', 'audit chain', 'unfinished reviews'];

export function createHealth(deps: HealthDeps): () => Promise<Health> {
  const { store, timers, clock } = deps;
  const probe = createLook(() => store.probe(), timers);
  const lookAtCards = createLook(async () => {
    if ((await undeliveredWorthTelling(store)).length > 0) throw new Error('cards are behind');
  }, timers);
  let looked: { readonly atMs: number; readonly health: Promise<Health> } | null = null;
  return () => {
    const nowMs = clock.recordedNow();
    if (!looked || Math.abs(nowMs - looked.atMs) >= lookAgainAfterMs)
      looked = { atMs: nowMs, health: Promise.all([probe(), lookAtCards()]).then((found) => tell(deps, found)) };
    return looked.health;
  };
}

/** True where it came to a good end in time. One that has not ended is waited for again, and none is begun beside it. */
function createLook(check: () => Promise<void>, timers: HealthDeps['timers']): () => Promise<boolean> {
  let underWay: Promise<void> | null = null;
  return async () => {
    underWay ??= check().finally(() => {
      underWay = null;
    });
    try {
      return await endsWithin(answerWithinMs, underWay, timers);
    } catch {
      // The duties meet the same and log it.
      return false;
    }
  };
}

function tell(
  { duties, data, isOnServer, inStep, clock }: HealthDeps,
  [isWritable, areCardsKnown]: readonly [boolean, boolean],
): Health {
  const age = checkListAge(factsOf(data.list), data.maxListAgeDays(), clock.now());
  const checks: { readonly name: string; readonly state: CheckState }[] = [
    { name: 'database', state: isWritable ? 'ok' : 'failed' },
    { name: 'same files as the others', state: inStep.reasons().length === 0 ? 'ok' : 'failed' },
    { name: 'watch lists', state: age.ok ? 'ok' : 'degraded' },
    { name: 'ledger', state: data.ledgerRefused() === null ? 'ok' : 'degraded' },
    { name: 'policy', state: data.policy.problems().length === 0 ? 'ok' : 'degraded' },
    { name: 'workflow', state: data.definition.problems().length === 0 ? 'ok' : 'degraded' },
    { name: 'statements', state: data.stuckStatements().length === 0 ? 'ok' : 'degraded' },
    { name: 'card delivery', state: areCardsKnown ? 'ok' : 'degraded' },
    ...duties.states().map(({ name, code, isStuck }) => {
      const failing = vitalDuties.includes(name) ? 'failed' : 'degraded';
      return { name: `duty: ${name}`, state: code === null && !isStuck ? 'ok' : failing } as const;
    }),
  ];
  return { isAlive: isWritable || isOnServer, isReady: checks.every(({ state }) => state !== 'failed'), checks };
}
