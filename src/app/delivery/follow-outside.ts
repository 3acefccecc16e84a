/**
 * Brings cards up to date whose case has not changed though what they say has: another payment to the same payee, people, delegations,
 * policy, the time. Everything that waits is looked at when what all cards rest on changes and at the start, what a payment may have
 * changed for others when it does, and the rest a few at a time.
 */
import type { PaymentCase } from '../../domain/case/payment-case';
import { restsOnMore } from '../../domain/case/people/known-beside';
import { waitingStatuses } from '../../domain/case/machine/states';
import { asFault, isOfDatabase } from '../../domain/values/errors';
import { fingerprint, type JsonObject, type Json } from '../../domain/values/json';
import { utcDay } from '../../domain/values/time';
import type { Directory, PolicySource } from '../../ports/sources';
import type { Clock, Log } from '../../ports/process';
import type { Store } from '../../ports/store';
import type { CardCopy } from '../../ports/delivery';
import type { CardDelivery } from './card-delivery';
import type { NoteLater } from '../waiting/note-later';
import { hasMoved, type ReadBeside } from './read-beside';
import { createReadCauses, type CausesDeps } from './read-causes';

/** One round. Throws only what the store throws. */
export type FollowOutside = () => Promise<void>;

export interface FollowOutsideDeps {
  readonly store: Pick<Store, 'listRunIds' | 'findCase' | 'listCopies'> & CausesDeps['store'];
  readonly delivery: Pick<CardDelivery, 'wake'>;
  readonly readBeside: ReadBeside;
  readonly noteLater: NoteLater;
  readonly policy: PolicySource;
  readonly directory: Pick<Directory, 'members'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<Log, 'error'>;
  /** Lets the process take what came in meanwhile. */
  readonly turn: () => Promise<void>;
}

/** A case takes a millisecond or two: a round is less than half a second of work, with the rest of the process in between. */
const casesPerRound = 200;
/** Whatever nobody named as a cause, the time above all: 600 that wait are through in a minute. */
const othersPerRound = 50;

export function createFollowOutside(deps: FollowOutsideDeps): FollowOutside {
  const { store, delivery, readBeside, noteLater, policy, directory, clock, log, turn } = deps;
  const due = new Set<string>();
  let others: string[] = [];
  let restedOn = '';
  const readCauses = createReadCauses({ store, turn });

  return async () => {
    const causes = await readCauses();
    const isForAll = hasChangedForAll() || causes === 'more_than_can_be_told';
    for (const runId of isForAll ? await listWaiting() : causes) due.add(runId);
    if (others.length === 0) others = await listWaiting();
    const now = [...due].slice(0, casesPerRound);
    for (const runId of now) due.delete(runId);
    const beside = others.splice(0, othersPerRound).filter((runId) => !now.includes(runId));
    for (const runId of [...now, ...beside]) {
      await turn();
      // It is looked at until its cards were taken: a chat that refuses is asked again.
      if (await isBehind(runId)) due.add(runId);
    }
  };

  async function listWaiting(): Promise<string[]> {
    const holdsFrom = utcDay(clock.now());
    return [
      ...(await store.listRunIds({ statuses: waitingStatuses, order: 'newest' })),
      ...(await store.listRunIds({ statuses: ['approved'], order: 'newest', holdsFrom })),
    ];
  }

  function hasChangedForAll(): boolean {
    const { fingerprint: rules, access, deadlines } = policy.current();
    const members = directory.members().map((member): JsonObject => ({ ...member, standsIn: asJson(member.standsIn) }));
    const now = fingerprint({ rules, access: asJson(access), deadlines: asJson(deadlines), members });
    const isSame = now === restedOn;
    restedOn = now;
    return !isSame;
  }

  async function isBehind(runId: string): Promise<boolean> {
    try {
      const current = await store.findCase(runId);
      if (!current || !restsOnMore(current)) return false;
      // Its next version is sent by itself.
      if (await noteLater(current)) return false;
      if (current.conversation === null) return false;
      const copies = (await store.listCopies(runId)).filter((copy) => showsVersion(copy, current));
      if (copies.length === 0) return false;
      const beside = await readBeside(current);
      const isOutdated = copies.some((copy) => hasMoved(copy, beside(copy)));
      if (isOutdated) delivery.wake(current);
      return isOutdated;
    } catch (error) {
      const fault = asFault(error);
      if (isOfDatabase(fault)) throw fault;
      log.error({ runId, code: fault.code, err: fault }, 'whether a card is up to date could not be looked up');
      return false;
    }
  }
}

/** Whatever shows an older version is sent for that already. */
function showsVersion({ kind, state, activityId, shownVersion }: CardCopy, { version }: PaymentCase): boolean {
  return kind !== 'notice' && state === 'shown' && activityId !== null && shownVersion === version;
}

/** Plain data; the types of read-only lists are all that keep it from being JSON. */
function asJson(value: unknown): Json {
  return (value ?? null) as Json;
}
