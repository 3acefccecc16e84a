/** What happened since the last time is heard of once it was taken in, by whoever did it; where it is too much, everything may have changed. */
import { createSinceLast } from '../../src/app/house/since-last';
import type { AuditEvent } from '../../src/domain/case/audit-event';

const most = 3;
function trail() {
  const events: AuditEvent[] = [];
  const sinceLast = createSinceLast(
    {
      lastEvent: () => Promise.resolve(events.at(-1) ?? null),
      readEvents: ({ afterSeq = 0, limit }) =>
        Promise.resolve(events.filter(({ seq }) => seq > afterSeq).slice(0, limit)),
    },
    most,
  );
  return {
    happen: (count: number) => {
      for (let at = 0; at < count; at += 1) events.push({ seq: events.length + 1 } as AuditEvent);
    },
    heard: () => sinceLast((since) => Promise.resolve(since?.map(({ seq }) => seq) ?? null)),
    fail: () => sinceLast(() => Promise.reject(new Error('the disk is full'))),
  };
}

it('hears of everything the first time, then of what is new, once', async () => {
  const { happen, heard } = trail();
  happen(2);
  expect(await heard()).toBeNull();
  expect(await heard()).toEqual([]);
  happen(most);
  expect(await heard()).toEqual([3, 4, 5]);
  expect(await heard()).toEqual([]);
});

it('hears that it may be anything where more has happened than is read', async () => {
  const { happen, heard } = trail();
  await heard();
  happen(most + 1);
  expect(await heard()).toBeNull();
  happen(1);
  expect(await heard()).toEqual([most + 2]);
});

it('hears again of what could not be taken in', async () => {
  const { happen, heard, fail } = trail();
  await heard();
  happen(2);
  await expect(fail()).rejects.toThrow('the disk is full');
  expect(await heard()).toEqual([1, 2]);
});
