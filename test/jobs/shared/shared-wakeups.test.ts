import { Fault } from '../../../src/domain/values/errors';
import { createSharedWakeups, type SharedWakeupsDeps } from '../../../src/jobs/shared/shared-wakeups';
import type { Wakeups } from '../../../src/ports/wakeups';
import type { CaseLocks } from '../../../src/ports/case-locks';
import { createManualTimers, turns } from '../../fakes/manual-timers';
import { createRecordingLog } from '../../fakes/recording-log';

interface Waiting {
  readonly id: string;
  readonly runId: string;
  readonly behindOthers: boolean;
}

/** The queue and the locks as the database keeps them for all processes. */
function createDatabase() {
  const waiting: Waiting[] = [];
  const active = new Map<string, Waiting>();
  const holders = new Map<string, string>();
  let posted = 0;
  return {
    waiting,
    active,
    holders,
    /** What was taken and not ended comes back. */
    expire() {
      waiting.push(...active.values());
      active.clear();
    },
    queue: {
      post: (runId: string, { behindOthers }: { behindOthers: boolean }) => {
        if (waiting.some((one) => one.runId === runId)) return Promise.resolve(false);
        waiting.push({ id: `job-${(posted += 1)}`, runId, behindOthers });
        return Promise.resolve(true);
      },
      take: (most: number) => {
        waiting.sort((one, other) => Number(one.behindOthers) - Number(other.behindOthers));
        const taken = waiting.splice(0, most);
        for (const one of taken) active.set(one.id, one);
        return Promise.resolve(taken);
      },
      drop: (ids: readonly string[]) => {
        for (const id of ids) active.delete(id);
        return Promise.resolve();
      },
    },
    locksOf(process: string): CaseLocks {
      return {
        take: (runId) => {
          if (holders.has(runId)) return Promise.resolve(false);
          holders.set(runId, process);
          return Promise.resolve(true);
        },
        holds: (runId) => holders.get(runId) === process,
        giveBack: (runId) => {
          holders.delete(runId);
          return Promise.resolve();
        },
        free: (runIds) => Promise.resolve(runIds.filter((runId) => !holders.has(runId))),
      };
    },
  };
}

describe('wake-ups of several processes', () => {
  let database = createDatabase();
  let timers = createManualTimers();
  let log = createRecordingLog();
  let running: Wakeups[] = [];
  let gates: Map<string, (wantsMore: boolean) => void>;
  let started: string[];

  beforeEach(() => {
    database = createDatabase();
    timers = createManualTimers();
    log = createRecordingLog();
    running = [];
    gates = new Map();
    started = [];
  });

  afterEach(async () => {
    const stopping = running.map((wakeups) => wakeups.stop());
    for (const [, finish] of gates) finish(false);
    await Promise.all(stopping);
  });

  function create(name: string, over: Partial<SharedWakeupsDeps> = {}): Wakeups {
    const wakeups = createSharedWakeups({
      queue: database.queue,
      locks: database.locksOf(name),
      concurrency: 2,
      findWork: () => Promise.resolve([]),
      takesWork: () => true,
      turn: () => timers.turn(),
      timers,
      log,
      ...over,
    });
    running.push(wakeups);
    return wakeups;
  }

  /** Work that lasts until the test ends it. */
  const workOf = (name: string) => (runId: string) =>
    new Promise<boolean>((resolve) => {
      started.push(`${name} ${runId}`);
      gates.set(`${name} ${runId}`, resolve);
    });

  async function finish(what: string, wantsMore = false): Promise<void> {
    gates.get(what)?.(wantsMore);
    gates.delete(what);
    await turns(20);
  }

  it('are taken by whichever has room, and what somebody waits for goes first', async () => {
    const one = create('one', { concurrency: 1 });
    for (const runId of ['many-1', 'many-2']) one.wake(runId, { behindOthers: true });
    one.wake('asked');
    await turns(5);
    one.start(workOf('one'));
    await turns(20);
    create('two', { concurrency: 1 }).start(workOf('two'));
    await turns(20);
    expect(started).toEqual(['one asked', 'two many-1']);
    await finish('two many-1');
    expect(started).toEqual(['one asked', 'two many-1', 'two many-2']);
    await finish('one asked');
    await finish('two many-2');
    expect([...database.active, ...database.waiting]).toEqual([]);
  });

  it('are worked on by one process alone, to the end of the review', async () => {
    const one = create('one');
    one.wake('a');
    one.start(workOf('one'));
    create('two').start(workOf('two'));
    await turns(20);
    await finish('one a', true);
    await finish('one a', true);
    expect(started).toEqual(['one a', 'one a', 'one a']);
  });

  it('come back while their review lasts, and are left while whoever is at it lives', async () => {
    const one = create('one');
    const two = create('two');
    one.wake('a');
    one.start(workOf('one'));
    await turns(20);
    two.start(workOf('two'));
    for (let expired = 0; expired < 5; expired += 1) {
      database.expire();
      await timers.fire();
      await turns(20);
    }
    expect(started).toEqual(['one a']);
    await finish('one a');
    database.expire();
    await timers.fire();
    await turns(20);
    // What was left is looked at once, finds nothing to do, and is gone.
    for (const what of [...gates.keys()]) await finish(what);
    expect([...database.active, ...database.waiting]).toEqual([]);
  });

  it('are taken over once the lock of the process that died is gone', async () => {
    const one = create('one');
    one.wake('a');
    one.start(workOf('one'));
    await turns(20);
    const timersOfTwo = createManualTimers();
    create('two', { timers: timersOfTwo }).start(workOf('two'));
    await turns(20);
    database.holders.delete('a');
    database.expire();
    await timersOfTwo.fire();
    await turns(20);
    expect(started).toEqual(['one a', 'two a']);
    // The first one lives after all: it goes no further, and leaves the wake-up to whoever is at it now.
    await finish('one a', true);
    expect(started).toEqual(['one a', 'two a']);
    expect(database.active.size).toBe(1);
  });

  it('that come while their run is worked on have it looked at once more', async () => {
    const one = create('one');
    one.wake('a');
    one.start(workOf('one'));
    await turns(20);
    for (let press = 0; press < 20; press += 1) one.wake('a');
    await turns(20);
    expect(started).toEqual(['one a']);
    await finish('one a');
    expect(started).toEqual(['one a', 'one a']);
    await finish('one a');
    expect(started).toEqual(['one a', 'one a']);
  });

  it('are handed over at once by a process that stops in the midst of a review', async () => {
    const one = create('one');
    one.wake('a');
    one.start(workOf('one'));
    await turns(20);
    let isStopped = false;
    const stopping = one.stop().then(() => (isStopped = true));
    await turns(20);
    expect(isStopped).toBe(false);
    await finish('one a', true);
    await stopping;
    expect(database.holders.size).toBe(0);
    expect(database.waiting.map(({ runId }) => runId)).toEqual(['a']);
    create('two').start(workOf('two'));
    await turns(20);
    expect(started).toEqual(['one a', 'two a']);
  });

  it('are taken by no process that reads other files than the rest', async () => {
    let isBehind = true;
    const one = create('one', { takesWork: () => !isBehind });
    one.wake('a');
    one.start(workOf('one'));
    await turns(20);
    expect(started).toEqual([]);
    isBehind = false;
    await timers.fire();
    await turns(20);
    expect(started).toEqual(['one a']);
  });

  it('that were lost are found by a sweep, which leaves alone what somebody is at', async () => {
    const one = create('one', { findWork: () => Promise.resolve(['a', 'b']) });
    database.holders.set('a', 'another');
    one.start(workOf('one'));
    await one.sweep();
    await turns(20);
    expect(started).toEqual(['one b']);
    expect(database.waiting).toEqual([]);
  });

  it('of a run whose work fails are posted again by ever fewer sweeps', async () => {
    const workedAt: number[] = [];
    let sweeps = 0;
    const one = create('one', {
      findWork: () => {
        sweeps += 1;
        return Promise.resolve(['broken']);
      },
    });
    one.start(() => {
      workedAt.push(sweeps);
      return Promise.reject(new Fault('store_failed', 'disk full'));
    });
    while (sweeps < 20) {
      await one.sweep();
      await turns(20);
    }
    expect(workedAt).toEqual([1, 2, 4, 8, 16]);
    expect(log.lines[0]).toMatchObject({ level: 'error', fields: { runId: 'broken', code: 'store_failed' } });
  });

  it('that the database did not take are said to be lost, and harm nobody', async () => {
    const post = () => Promise.reject(new Fault('store_failed', 'the server is away'));
    const one = create('one', { queue: { ...database.queue, post } });
    one.start(workOf('one'));
    one.wake('a');
    await turns(20);
    expect(log.lines).toMatchObject([{ level: 'warn', fields: { runId: 'a', code: 'store_failed' } }]);
  });
});
