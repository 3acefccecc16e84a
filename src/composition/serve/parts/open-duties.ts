/** What is looked after again and again, each for itself; the work of the desk only while this process reads the same as the others. */
import type { KeepInStep } from '../../../app/house/keep-in-step';
import { createWatchChain } from '../../../app/house/watch-chain';
import { createDuties, type Duties, type Duty } from '../../../jobs/duties';
import type { Timers } from '../../../jobs/timers';
import type { Log } from '../../../ports/process';
import type { Store } from '../../../ports/store';
import type { ReferenceData } from '../../data/reference-data';

const sweepEveryMs = 5_000;
/** A card that failed waits a second at first, so it is looked for as often. */
const lookForCardsEveryMs = 1_000;
/** Whoever chose writes their next message about as soon. */
const lookForChoicesEveryMs = 2_000;

export interface DutyParts {
  readonly data: Pick<ReferenceData, 'looks'>;
  readonly store: Store;
  readonly inStep: KeepInStep;
  /** By what `/status` calls them, in order. */
  readonly work: Readonly<Record<string, Duty['run']>>;
  readonly cards: Duty['run'];
  /** What people chose where another process answered them. */
  readonly choices: Duty['run'];
  /** Whatever this process reads. */
  readonly others: readonly Duty[];
  readonly timers: Timers;
  readonly log: Log;
}

export function openDuties({ data, store, inStep, work, cards, choices, others, timers, log }: DutyParts): Duties {
  const everySweep = (name: string, run: Duty['run']): Duty => ({ name, everyMs: sweepEveryMs, run });
  const inStepOnly = (duty: Duty): Duty => ({
    ...duty,
    run: () => (inStep.reasons().length > 0 ? undefined : duty.run()),
  });
  return createDuties({
    duties: [
      ...data.looks.map(({ name, look }) => everySweep(name, look)),
      everySweep('what is in force', () => inStep.round()),
      ...Object.entries(work).map(([name, run]) => inStepOnly(everySweep(name, run))),
      inStepOnly({ name: 'cards', everyMs: lookForCardsEveryMs, run: cards }),
      { name: 'chosen languages', everyMs: lookForChoicesEveryMs, run: choices },
      everySweep('database', () => store.probe()),
      everySweep('audit chain', createWatchChain(store)),
      ...others,
    ],
    timers,
    log,
  });
}
