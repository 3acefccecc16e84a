import { createDelegations } from '../../src/app/house/delegations';
import { refuse } from '../../src/domain/values/errors';
import { member } from '../fakes/treasury';

it('a process that reads other files than the rest of the desk takes no delegation', async () => {
  const behind = refuse('desk_behind', 'Not done.');
  const delegations = createDelegations({
    store: { listSubjects: () => Promise.reject(new Error('nothing is read')) },
    changeSubject: () => Promise.reject(new Error('nothing is changed')),
    people: { find: () => null, withRole: () => [], members: () => [] },
    policy: {
      current: () => {
        throw new Error('no policy is asked');
      },
    },
    clock: { now: () => 0 },
    randomHex: () => '0',
    refuseBehind: () => behind,
  });
  const asked = { reference: 'DLG-1', shownVersion: 1, who: member('Maya'), reason: null };
  for (const act of ['accept_delegation', 'decline_delegation', 'end_delegation'] as const)
    expect(await delegations.answer(act, asked)).toEqual(behind);
});
