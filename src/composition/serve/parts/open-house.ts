/** What belongs to no payment, wired: delegations, what is in force, and whether this process reads the same as the others. */
import { hostname } from 'node:os';
import { createChangeSubject } from '../../../app/house/change-subject';
import { createDelegations, type Delegations } from '../../../app/house/delegations';
import { createKeepInStep, type KeepInStep } from '../../../app/house/keep-in-step';
import { createNoteInForce, type InForceNotes } from '../../../app/house/note-in-force';
import type { Clock, Log } from '../../../ports/process';
import type { Store } from '../../../ports/store';
import { keptFormat } from '../../../storage/stored/stored-case';
import { randomHex } from '../../random-hex';
import type { ReferenceData } from '../../data/reference-data';

export interface House {
  /** With what the store has. */
  readonly delegations: Delegations;
  readonly inForce: InForceNotes;
  readonly inStep: KeepInStep;
}

export interface HouseParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

/** Writes down what is in force before anything rests on it. Throws `store_corrupt` and what the store throws. */
export async function openHouse(
  data: Pick<ReferenceData, 'directory' | 'policy' | 'ledger' | 'list' | 'definition'>,
  { store, clock, log }: HouseParts,
): Promise<House> {
  const { directory: people, policy, ledger, definition } = data;
  const changeSubject = createChangeSubject({ store, clock });
  const lists = { current: () => data.list };
  const inForce = createNoteInForce({ store, changeSubject, policy, lists, ledger, people, definition });
  const inStep = createKeepInStep({
    store,
    notes: inForce,
    replica: { id: randomHex(16), name: `${hostname()} ${process.pid}`, startedAtMs: clock.recordedNow() },
    caseFormat: keptFormat,
    log,
  });
  await inStep.round();
  const delegations = createDelegations({
    store,
    changeSubject,
    people,
    policy,
    clock,
    randomHex,
    refuseBehind: () => inStep.refuseBehind(),
  });
  await delegations.load();
  return { delegations, inForce, inStep };
}
