import fc from 'fast-check';
import { createDeliverCard } from '../../src/app/delivery/deliver-card';
import { createCardDelivery, type CardDelivery } from '../../src/app/delivery/card-delivery';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import type { JsonObject } from '../../src/domain/values/json';
import { createLanes } from '../../src/jobs/lanes';
import type { Store } from '../../src/ports/store';
import type { CardChannel } from '../../src/ports/delivery';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { createManualClock } from '../fakes/manual-clock';
import { createManualTimers, turns } from '../fakes/manual-timers';
import { createRecordingLog } from '../fakes/recording-log';
import { commitOf, nextVersion, sampleCase, sampleRunId } from '../fakes/sample-case';

/** What becomes of the next request to the chat. */
type Fate =
  | { readonly kind: 'taken'; readonly answeredAfterMs?: number }
  /** Nobody answers, and it lands that much later all the same; `diesWith`: the process ends before it hears anything. */
  | { readonly kind: 'late'; readonly afterMs: number; readonly diesWith: boolean }
  | { readonly kind: 'refused'; readonly status: number; readonly landsAfterMs: number | null };

const chatOf = ({ id }: JsonObject) => (typeof id === 'string' ? id : '');

/** One chat, the desk that writes to it, and a world in which both may go wrong. */
async function openWorld() {
  const clock = createManualClock({ sleep: 'when_advanced' });
  const store = await openSqliteStore({ file: ':memory:', recordedNow: () => 0 });
  let elapsed = 0;
  let clockIsOffMs = 0;
  let isDiskFull = false;
  let fates: Fate[] = [];
  let landings: { readonly atMs: number; readonly version: number }[] = [];
  const shown = { version: 0, requests: 0 };
  let current: PaymentCase = sampleCase({ conversation: { id: 'chat' } });
  await store.commit(commitOf(current));

  const channel: CardChannel = {
    async send({ case: { version }, activityId }) {
      shown.requests += 1;
      // Posts are told of elsewhere: here every card is known.
      const fate = activityId === null ? undefined : fates.shift();
      switch (fate?.kind) {
        case undefined:
        case 'taken':
          shown.version = version;
          letPass(fate?.answeredAfterMs ?? 0);
          return { kind: 'taken', activityId: activityId ?? 'card' };
        case 'late':
          landings.push({ atMs: elapsed + fate.afterMs, version });
          if (fate.diesWith) return new Promise(() => undefined);
          return { kind: 'silence', reason: 'no answer' };
        case 'refused':
          if (fate.landsAfterMs !== null) landings.push({ atMs: elapsed + fate.landsAfterMs, version });
          return { kind: 'refused', status: fate.status, retryAfterMs: null };
      }
    },
  };

  function start(): CardDelivery {
    const timers = createManualTimers();
    const log = createRecordingLog();
    const lanes = createLanes({
      atOnce: 8,
      slowAtOnce: 2,
      limits: [{ burst: 1_000, perSecond: 1_000 }],
      timers,
      log,
    });
    const shaken = { ...clock, recordedNow: () => clock.recordedNow() + clockIsOffMs };
    const elapsedMs = () => elapsed;
    const crowded: Store = {
      ...store,
      saveCopies: (...given) => (isDiskFull ? Promise.reject(new Error('disk full')) : store.saveCopies(...given)),
    };
    const deliverCard = createDeliverCard({
      store: crowded,
      by: 'here',
      clock: shaken,
      elapsedMs,
      random: () => 0.5,
      chatOf,
      log,
    });
    const started = createCardDelivery({
      store: crowded,
      lanes,
      deliverCard,
      cards: channel,
      chatOf,
      clock: shaken,
      elapsedMs,
      log,
    });
    started.start();
    return started;
  }

  let delivery = start();
  delivery.wake(current);
  await turns(5);

  function letPass(ms: number): void {
    elapsed += ms;
    for (const { version } of landings.filter(({ atMs }) => atMs <= elapsed)) shown.version = version;
    landings = landings.filter(({ atMs }) => atMs > elapsed);
  }

  async function pass(ms: number): Promise<void> {
    letPass(ms);
    await clock.advance(ms);
    await delivery.sweep();
    await turns(8);
  }

  return {
    shown,
    store,
    newest: () => current.version,
    fate(next: Fate) {
      fates.push(next);
    },
    async change() {
      current = nextVersion(current);
      await store.commit(commitOf(current));
      delivery.wake(current);
      await turns(8);
    },
    pass,
    setClock(byMs: number) {
      clockIsOffMs += byMs;
    },
    fillDisk(isFull: boolean) {
      isDiskFull = isFull;
    },
    kill() {
      delivery = start();
    },
    /** All is well from now on, for longer than anything is waited for. */
    async calm() {
      fates = [];
      isDiskFull = false;
      for (let round = 0; round < 80; round += 1) await pass(round < 40 ? 5_000 : 60_000);
    },
  };
}

type World = Awaited<ReturnType<typeof openWorld>>;

async function inWorld(play: (world: World) => Promise<void>): Promise<World> {
  const world = await openWorld();
  try {
    await play(world);
    await world.calm();
    expect({ shown: world.shown.version }).toEqual({ shown: world.newest() });
    expect(await world.store.listCopies(sampleRunId)).toMatchObject([{ state: 'shown', inDoubt: false }]);
    return world;
  } finally {
    await world.store.close();
  }
}

const late: Fate = { kind: 'late', afterMs: 12_000, diesWith: false };

describe('an update that lands after a newer one', () => {
  it('is covered by the newest once more, when nothing of before can land any more', () =>
    inWorld(async (world) => {
      world.fate(late);
      await world.change();
      await world.change();
      await world.pass(3_000);
      expect(world.shown.version).toBe(3);
      await world.pass(10_000);
      expect(world.shown.version).toBe(2);
    }).then(({ shown }) => expect(shown.version).toBe(3)));

  it.each([
    ['ahead', 90],
    ['ahead by less than anything waits', 5],
    ['back', -90],
    ['back by a little', -5],
  ])('is covered too where the clock is set %s in between', async (_how, minutes) => {
    await inWorld(async (world) => {
      world.fate(late);
      await world.change();
      world.setClock(minutes * 60_000);
      await world.change();
      await world.pass(1_000);
      await world.pass(1_000);
    });
  });

  it('is covered too where the process that sent it was killed before it heard anything', () =>
    inWorld(async (world) => {
      world.fate({ kind: 'late', afterMs: 12_000, diesWith: true });
      await world.change();
      world.kill();
      await world.change();
      await world.pass(2_000);
      expect(world.shown.version).toBe(3);
      await world.pass(11_000);
      expect(world.shown.version).toBe(2);
    }).then(({ shown }) => expect(shown.version).toBe(3)));

  it('is covered too where the disk was full when it should have been written down', () =>
    inWorld(async (world) => {
      world.fate({ ...late, afterMs: 30_000 });
      world.fillDisk(true);
      await world.change();
      for (let tries = 0; tries < 6; tries += 1) await world.pass(1_000);
      world.fillDisk(false);
      await world.change();
      await world.pass(1_000);
      expect(world.shown.version).toBe(3);
    }));

  it('is covered too where the newest was taken just before it landed, and answered just after', () =>
    inWorld(async (world) => {
      world.fate({ ...late, afterMs: 59_500 });
      await world.change();
      await world.pass(59_000);
      world.fate({ kind: 'taken', answeredAfterMs: 1_500 });
      await world.change();
    }));

  it('is covered too where it was answered with a gateway’s 504 so often that it was given up', () =>
    inWorld(async (world) => {
      for (let tries = 1; tries <= 40; tries += 1)
        world.fate({ kind: 'refused', status: 504, landsAfterMs: tries === 40 ? 50_000 : null });
      await world.change();
      while ((await world.store.listCopies(sampleRunId))[0]?.state !== 'given_up') await world.pass(30_000);
      await world.change();
      expect(world.shown.version).toBe(3);
    }));

  it('does not have the newest sent again and again while the clock stands back', async () => {
    const world = await openWorld();
    world.fate(late);
    await world.change();
    world.setClock(-90 * 60_000);
    for (let round = 0; round < 60; round += 1) await world.pass(5_000);
    // The post, the update nobody heard of, the same again, and the one that settles it.
    expect(world.shown.requests).toBe(4);
    await world.store.close();
  });
});

test('whatever goes wrong in whatever order, in the end the card shows the newest version', async () => {
  const fates = fc.oneof(
    fc.integer({ min: 0, max: 8_000 }).map((answeredAfterMs): Fate => ({ kind: 'taken', answeredAfterMs })),
    fc
      .record({ afterMs: fc.integer({ min: 0, max: 60_000 }), diesWith: fc.boolean() })
      .map((given): Fate => ({ kind: 'late', ...given })),
    fc
      .record({
        status: fc.constantFrom(401, 408, 412, 429, 500, 502, 503, 504),
        afterMs: fc.integer({ max: 60_000, min: 0 }),
      })
      .map(({ status, afterMs }): Fate => ({
        kind: 'refused',
        status,
        landsAfterMs: status === 408 || status >= 500 ? afterMs : null,
      })),
  );
  const steps = fc.oneof(
    fc.constant((world: World) => world.change()),
    fc.constant((world: World) => world.change()),
    fates.map((fate) => (world: World) => world.fate(fate)),
    fc.integer({ min: 100, max: 70_000 }).map((ms) => (world: World) => world.pass(ms)),
    fc.constantFrom(-90, -5, 5, 90).map((minutes) => (world: World) => world.setClock(minutes * 60_000)),
    fc.boolean().map((isFull) => (world: World) => world.fillDisk(isFull)),
    fc.constant((world: World) => world.kill()),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 30 }), async (played) => {
      await inWorld(async (world) => {
        for (const step of played) await step(world);
        // Who was promised to die with a request has died.
        world.kill();
      });
    }),
    { numRuns: 80 },
  );
}, 120_000);
