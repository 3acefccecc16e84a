/** Brings waiting payments to whoever has come to stand in for somebody since: by acceptance, by the day, by a role that was given or taken. */
import { countingNow } from '../../domain/delegation/stand-ins';
import type { Clock } from '../../ports/process';
import type { Directory } from '../../ports/sources';
import type { Store } from '../../ports/store';
import { bringWaiting } from '../delivery/bring-waiting';
import type { CardDelivery } from '../delivery/card-delivery';

/** One round. */
export type FollowDelegations = () => Promise<void>;

/** What waits is brought to a delegate as to somebody who talks for the first time; of more than that the list tells. */
const broughtAtOnce = 50;

export function createFollowDelegations({
  store,
  directory,
  delivery,
  clock,
}: {
  readonly store: Pick<Store, 'listCases' | 'listToAcknowledge'>;
  readonly directory: Pick<Directory, 'members'>;
  readonly delivery: Pick<CardDelivery, 'wake'>;
  readonly clock: Pick<Clock, 'now'>;
}): FollowDelegations {
  let before: readonly string[] = [];
  return async () => {
    const now = countingNow(directory.members(), clock.now());
    const isSame = now.length === before.length && now.every((reference) => before.includes(reference));
    before = now;
    if (isSame) return;
    await bringWaiting({ store, delivery }, broughtAtOnce);
  };
}
