/** Delegations, wired: who stands in for whom, and how they are told. */
import { createDelegations, type Delegations } from '../app/delegations';
import type { Clock, Directory, PolicySource, Store } from '../ports';
import { randomHex } from './open-review';

/** With what the store has. Throws `store_corrupt`. */
export async function openDelegations(parts: {
  readonly store: Store;
  readonly people: Directory;
  readonly policy: PolicySource;
  readonly clock: Clock;
}): Promise<Delegations> {
  const delegations = createDelegations({ ...parts, randomHex });
  await delegations.load();
  return delegations;
}
