/** What is read of delegations never takes back what was changed here while it was read. */
import { createChangeSubject } from '../../src/app/house/change-subject';
import { createDelegations } from '../../src/app/house/delegations';
import { openTreasury } from '../fakes/treasury';

it('a delegation that is given while all of them are read is there once they are', async () => {
  const treasury = await openTreasury();
  const { store, data, clock } = treasury;
  let isSlow = false;
  let answer: () => void = () => undefined;
  const delegations = createDelegations({
    store: {
      async listSubjects(kind) {
        const waits = isSlow;
        const read = await store.listSubjects(kind);
        if (waits)
          await new Promise<void>((resolve) => {
            answer = resolve;
          });
        return read;
      },
    },
    changeSubject: createChangeSubject({ store, clock }),
    people: data.directory,
    policy: data.policy,
    clock,
    randomHex: () => 'a1b2c3',
  });
  const [maya, selin] = ['Maya', 'Selin'].map((name) =>
    data.directory.members().find((member) => member.name.startsWith(name)),
  );
  const draft = {
    kind: 'delegation' as const,
    to: selin!.objectId,
    role: 'Treasury Manager',
    first_day: '2026-01-22',
    last_day: '2026-01-30',
    up_to_usd: '',
    reason: 'away',
  };
  isSlow = true;
  const reading = delegations.load();
  isSlow = false;
  const given = await delegations.give(draft, maya!, 'form-1');
  expect(given).toMatchObject({ ok: true });
  answer();
  await reading;
  expect(delegations.all().map(({ reference }) => reference)).toHaveLength(1);
  await treasury.close();
});
