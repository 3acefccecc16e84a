import { Fault } from '../../src/domain/values/errors';
import { createInProcessWakeups, type InProcessWakeupsDeps } from '../../src/jobs/in-process-wakeups';
import type { Wakeups } from '../../src/ports/wakeups';
import { createManualTimers, turns } from '../fakes/manual-timers';
import { createRecordingLog } from '../fakes/recording-log';

/** Work that waits until the test lets it finish. */
function createGate() {
  const started: string[] = [];
  const open = new Map<string, (wantsMore: boolean) => void>();
  return {
    started,
    work: (runId: string) =>
      new Promise<boolean>((resolve) => {
        started.push(runId);
        open.set(runId, resolve);
      }),
    async finish(runId: string, wantsMore = false) {
      open.get(runId)?.(wantsMore);
      open.delete(runId);
      await turns(5);
    },
  };
}

describe('wake-ups in one process', () => {
  const timers = createManualTimers();
  let log = createRecordingLog();
  let running: Wakeups[] = [];

  beforeEach(() => {
    log = createRecordingLog();
    running = [];
  });

  afterEach(async () => {
    await Promise.all(running.map((wakeups) => wakeups.stop()));
  });

  function create(over: Partial<InProcessWakeupsDeps> = {}): Wakeups {
    const wakeups = createInProcessWakeups({
      concurrency: 1,
      findWork: () => Promise.resolve([]),
      turn: () => timers.turn(),
      log,
      ...over,
    });
    running.push(wakeups);
    return wakeups;
  }

  async function sweep(wakeups: Wakeups): Promise<void> {
    await wakeups.sweep();
    await turns(10);
  }

  it('works on what somebody waits for before what came in a file of many, and before what a sweep found', async () => {
    const gate = createGate();
    const wakeups = create({ findWork: () => Promise.resolve(['found']) });
    for (const runId of ['many-1', 'many-2', 'many-3']) wakeups.wake(runId, { behindOthers: true });
    wakeups.start(gate.work);
    await sweep(wakeups);
    wakeups.wake('asked');
    wakeups.wake('many-3');
    for (const runId of ['many-1', 'asked', 'many-3', 'many-2', 'found']) await gate.finish(runId);
    expect(gate.started).toEqual(['many-1', 'asked', 'many-3', 'many-2', 'found']);
  });

  it('ends what it has begun of many before it begins the next, and lets whoever is waited for in between', async () => {
    const gate = createGate();
    const wakeups = create();
    for (const runId of ['many-1', 'many-2', 'many-3']) wakeups.wake(runId, { behindOthers: true });
    wakeups.start(gate.work);
    await turns(5);
    await gate.finish('many-1', true);
    wakeups.wake('own');
    await gate.finish('many-1', true);
    await gate.finish('own', true);
    await gate.finish('own');
    await gate.finish('many-1');
    await gate.finish('many-2');
    expect(gate.started).toEqual(['many-1', 'many-1', 'own', 'own', 'many-1', 'many-2', 'many-3']);
    await gate.finish('many-3');
  });

  it('works on runs in the order they were woken', async () => {
    const worked: string[] = [];
    const wakeups = create();
    for (const runId of ['a', 'b', 'c']) wakeups.wake(runId);
    wakeups.start((runId) => {
      worked.push(runId);
      return Promise.resolve(false);
    });
    wakeups.wake('d');
    await turns(10);
    expect(worked).toEqual(['a', 'b', 'c', 'd']);
  });

  it('takes a run that wants more after everybody who waits already', async () => {
    const worked: string[] = [];
    const wakeups = create();
    for (const runId of ['a', 'b']) wakeups.wake(runId);
    wakeups.start((runId) => {
      worked.push(runId);
      return Promise.resolve(worked.filter((done) => done === runId).length < 3);
    });
    await turns(20);
    expect(worked).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
  });

  it('works on a run once however often it was woken while it waited', async () => {
    const gate = createGate();
    const wakeups = create();
    wakeups.start(gate.work);
    wakeups.wake('a');
    await turns(2);
    for (let press = 0; press < 50; press += 1) wakeups.wake('b');
    await gate.finish('a');
    await gate.finish('b');
    expect(gate.started).toEqual(['a', 'b']);
  });

  it('works on a run once more when it was woken during its work, never twice at once', async () => {
    const gate = createGate();
    const wakeups = create({ concurrency: 4 });
    wakeups.start(gate.work);
    wakeups.wake('a');
    await turns(2);
    for (let press = 0; press < 50; press += 1) wakeups.wake('a');
    await turns(5);
    expect(gate.started).toEqual(['a']);
    await gate.finish('a');
    expect(gate.started).toEqual(['a', 'a']);
    await gate.finish('a');
    expect(gate.started).toEqual(['a', 'a']);
  });

  it('works on no more runs at once than it may', async () => {
    const gate = createGate();
    const wakeups = create({ concurrency: 2 });
    wakeups.start(gate.work);
    for (const runId of ['a', 'b', 'c', 'd']) wakeups.wake(runId);
    await turns(5);
    expect(gate.started).toEqual(['a', 'b']);
    await gate.finish('b');
    expect(gate.started).toEqual(['a', 'b', 'c']);
    for (const runId of ['a', 'c', 'd']) await gate.finish(runId);
    expect(gate.started).toEqual(['a', 'b', 'c', 'd']);
  });

  it('lets a message that came in go before the next step', async () => {
    const order: string[] = [];
    const wakeups = create();
    wakeups.wake('a');
    wakeups.start((runId) => {
      const step = order.filter((entry) => entry === runId).length;
      order.push(runId);
      if (step === 0) setImmediate(() => order.push('message'));
      return Promise.resolve(step < 1);
    });
    await turns(10);
    expect(order).toEqual(['a', 'message', 'a']);
  });

  it('logs work that failed and goes on with the others', async () => {
    const worked: string[] = [];
    const wakeups = create();
    wakeups.start((runId) => {
      worked.push(runId);
      return runId === 'broken' ? Promise.reject(new Fault('store_failed', 'disk full')) : Promise.resolve(false);
    });
    wakeups.wake('broken');
    wakeups.wake('fine');
    await turns(10);
    expect(worked).toEqual(['broken', 'fine']);
    expect(log.lines).toMatchObject([{ level: 'error', fields: { runId: 'broken', code: 'store_failed' } }]);
  });

  it('finds in a sweep what a dead process left unfinished', async () => {
    const worked: string[] = [];
    const wakeups = create({ findWork: () => Promise.resolve(['left-1', 'left-2']) });
    wakeups.start((runId) => {
      worked.push(runId);
      return Promise.resolve(false);
    });
    await wakeups.sweep();
    await turns(10);
    expect(worked).toEqual(['left-1', 'left-2']);
  });

  it('leaves a sweep that fails to whoever asked for it', async () => {
    const wakeups = create({ findWork: () => Promise.reject(new Fault('store_failed', 'busy')) });
    wakeups.start(() => Promise.resolve(false));
    await expect(wakeups.sweep()).rejects.toMatchObject({ code: 'store_failed' });
    expect(log.lines).toEqual([]);
  });

  it('comes back to a run that stays unfinished after 1, 2, 4, 8 and at last every 64 sweeps', async () => {
    const workedAtSweep: number[] = [];
    let sweeps = 0;
    const findWork = () => {
      sweeps += 1;
      return Promise.resolve(['stuck']);
    };
    const wakeups = create({ findWork });
    wakeups.start(() => {
      workedAtSweep.push(sweeps);
      return Promise.reject(new Error('still broken'));
    });
    while (sweeps < 260) await sweep(wakeups);
    expect(workedAtSweep).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 192, 256]);
  });

  it('tries a stuck run at once when somebody wakes it, and then as often as at first', async () => {
    let worked = 0;
    const wakeups = create({ findWork: () => Promise.resolve(['stuck']) });
    wakeups.start(() => {
      worked += 1;
      return Promise.resolve(false);
    });
    for (let time = 0; time < 9; time += 1) await sweep(wakeups);
    expect(worked).toBe(4);
    wakeups.wake('stuck');
    await turns(10);
    expect(worked).toBe(5);
    await sweep(wakeups);
    await sweep(wakeups);
    expect(worked).toBe(7);
  });

  it('does not add to the queue what it finds waiting or under way', async () => {
    const gate = createGate();
    const wakeups = create({ findWork: () => Promise.resolve(['a', 'b']) });
    wakeups.start(gate.work);
    for (let time = 0; time < 3; time += 1) await sweep(wakeups);
    await gate.finish('a');
    await gate.finish('b');
    expect(gate.started).toEqual(['a', 'b']);
  });

  it('waits for the work under way when it is stopped, and starts nothing more', async () => {
    const gate = createGate();
    const wakeups = create();
    wakeups.start(gate.work);
    wakeups.wake('a');
    wakeups.wake('b');
    await turns(5);
    let isStopped = false;
    const stopping = wakeups.stop().then(() => (isStopped = true));
    wakeups.wake('c');
    await turns(5);
    expect(isStopped).toBe(false);
    await gate.finish('a', true);
    await stopping;
    expect(gate.started).toEqual(['a']);
    expect(timers.delays()).toEqual([]);
  });

  it('refuses to be started twice', () => {
    const wakeups = create();
    wakeups.start(() => Promise.resolve(false));
    expect(() => wakeups.start(() => Promise.resolve(false))).toThrow('started twice');
  });
});
