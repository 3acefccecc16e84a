/** What belongs to no payment, wired: delegations, and what is in force. */
import { createChangeSubject } from '../../app/house/change-subject';
import { createDelegations, type Delegations } from '../../app/house/delegations';
import { createNoteInForce, type NoteInForce } from '../../app/house/note-in-force';
import type { Clock, Store } from '../../ports';
import { randomHex } from '../open-review';
import type { ReferenceData } from '../data/reference-data';

export interface House {
  /** With what the store has. */
  readonly delegations: Delegations;
  readonly noteInForce: NoteInForce;
}

/** Writes down what is in force before anything rests on it. Throws `store_corrupt` and what the store throws. */
export async function openHouse(
  data: Pick<ReferenceData, 'directory' | 'policy' | 'ledger' | 'list'>,
  { store, clock }: { readonly store: Store; readonly clock: Clock },
): Promise<House> {
  const { directory: people, policy, ledger } = data;
  const changeSubject = createChangeSubject({ store, clock });
  const noteInForce = createNoteInForce({ store, changeSubject, policy, lists: { current: () => data.list }, ledger });
  await noteInForce();
  const delegations = createDelegations({ store, changeSubject, people, policy, clock, randomHex });
  await delegations.load();
  return { delegations, noteInForce };
}
