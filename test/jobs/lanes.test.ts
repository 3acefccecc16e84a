import { createLanes, type LanesDeps } from '../../src/jobs/lanes';
import { createPace } from '../../src/jobs/pace';
import type { LaneResult, Lanes } from '../../src/ports/delivery';
import { createManualTimers, turns } from '../fakes/manual-timers';
import { createRecordingLog } from '../fakes/recording-log';

const done: LaneResult = { wantsMore: false, isSlow: false };

function createGate() {
  const started: string[] = [];
  const open = new Map<string, (result: LaneResult) => void>();
  return {
    started,
    work: (key: string) =>
      new Promise<LaneResult>((resolve) => {
        started.push(key);
        open.set(key, resolve);
      }),
    async finish(key: string, result: Partial<LaneResult> = {}) {
      open.get(key)?.({ ...done, ...result });
      await turns(5);
    },
  };
}

describe('lanes', () => {
  const timers = createManualTimers();
  const log = createRecordingLog();
  const free = [{ burst: 100, perSecond: 100 }];
  const create = (over: Partial<LanesDeps> = {}): Lanes =>
    createLanes({ atOnce: 3, slowAtOnce: 1, limits: free, timers, log, ...over });

  it('work on one key once at a time, and once more where it was asked for meanwhile', async () => {
    const gate = createGate();
    const lanes = create();
    lanes.start(gate.work);
    for (let time = 0; time < 10; time += 1) lanes.ask('a');
    expect(gate.started).toEqual(['a']);
    await gate.finish('a');
    expect(gate.started).toEqual(['a', 'a']);
    await gate.finish('a');
    expect(gate.started).toEqual(['a', 'a']);
  });

  it('are so many, and a key that wants more goes behind those that wait', async () => {
    const gate = createGate();
    const lanes = create();
    lanes.start(gate.work);
    for (const key of ['a', 'b', 'c', 'd', 'e']) lanes.ask(key);
    expect(gate.started).toEqual(['a', 'b', 'c']);
    await gate.finish('b', { wantsMore: true });
    await gate.finish('c');
    await gate.finish('a');
    expect(gate.started).toEqual(['a', 'b', 'c', 'd', 'e', 'b']);
  });

  it('wait as long as other processes have them wait, and meanwhile work on other keys', async () => {
    const gate = createGate();
    const paced = createManualTimers();
    const asked: string[] = [];
    const lanes = create({
      timers: paced,
      alsoTake: (key) => Promise.resolve(asked.push(key) > 1 || key !== 'a' ? 0 : 700),
    });
    lanes.start(gate.work);
    lanes.ask('a');
    lanes.ask('b');
    await turns(5);
    expect(gate.started).toEqual(['b']);
    lanes.ask('a');
    await turns(5);
    expect(gate.started).toEqual(['b']);
    expect(paced.delays()).toEqual([700]);
    await paced.fire();
    await turns(5);
    expect(gate.started).toEqual(['b', 'a']);
    expect(asked).toEqual(['a', 'b', 'a']);
  });

  it('go on where it cannot be asked how long other processes have them wait: the work meets the same', async () => {
    const gate = createGate();
    const told = createRecordingLog();
    const lanes = create({ log: told, alsoTake: () => Promise.reject(new Error('the database is away')) });
    lanes.start(gate.work);
    lanes.ask('a');
    await turns(5);
    expect(gate.started).toEqual(['a']);
    expect(told.lines).toMatchObject([{ level: 'error', message: 'work in a lane failed' }]);
  });

  it('together go no faster than they may, whatever each of them may', async () => {
    const gate = createGate();
    const paced = createManualTimers();
    const lanes = create({ atOnce: 10, timers: paced, overall: [{ burst: 2, perSecond: 1 }] });
    lanes.start(gate.work);
    for (const key of ['a', 'b', 'c', 'd']) lanes.ask(key);
    expect(gate.started).toEqual(['a', 'b']);
    expect(paced.delays()).toEqual([1_000]);
    paced.pass(1_000);
    await paced.fire();
    expect(gate.started).toEqual(['a', 'b', 'c']);
  });

  it('serve what somebody waits for before the rest, when there is room, when asked for twice and after a rest', async () => {
    const gate = createGate();
    const paced = createManualTimers();
    const lanes = create({
      atOnce: 1,
      timers: paced,
      limits: [{ burst: 1, perSecond: 1 }],
      overall: [{ burst: 2, perSecond: 1 }],
    });
    lanes.start(gate.work);
    for (const key of ['a', 'b', 'c', 'd']) lanes.ask(key);
    lanes.ask('d', true);
    lanes.ask('c', true);
    await gate.finish('a');
    expect(gate.started).toEqual(['a', 'd']);
    await gate.finish('d');
    // Asked for again by somebody who waits, it rests first, and then goes before what waits since the beginning.
    lanes.ask('d', true);
    paced.pass(1_000);
    await paced.fire();
    expect(gate.started).toEqual(['a', 'd', 'c']);
    await gate.finish('c');
    for (let seconds = 0; seconds < 3; seconds += 1) {
      paced.pass(1_000);
      await paced.fire();
    }
    expect(gate.started).toEqual(['a', 'd', 'c', 'd']);
    await gate.finish('d');
    for (let seconds = 0; seconds < 3; seconds += 1) {
      paced.pass(1_000);
      await paced.fire();
    }
    expect(gate.started).toEqual(['a', 'd', 'c', 'd', 'b']);
  });

  it('leave room beside keys that were slow the last time, until those answer again', async () => {
    const gate = createGate();
    const lanes = create();
    lanes.start(gate.work);
    for (const key of ['a', 'b', 'c']) lanes.ask(key);
    for (const key of ['a', 'b', 'c']) await gate.finish(key, { isSlow: true });
    for (const key of ['a', 'b', 'c', 'quick']) lanes.ask(key);
    expect(gate.started.slice(3)).toEqual(['a', 'quick']);
    await gate.finish('a');
    expect(gate.started.slice(3)).toEqual(['a', 'quick', 'b']);
    lanes.ask('a');
    expect(gate.started.slice(3)).toEqual(['a', 'quick', 'b', 'a']);
  });

  it('keep each key to its pace, and no other key waits for it', async () => {
    const gate = createGate();
    const lanes = create({ limits: [{ burst: 2, perSecond: 1 }] });
    lanes.start(gate.work);
    for (let time = 0; time < 3; time += 1) {
      lanes.ask('a');
      await gate.finish('a');
    }
    lanes.ask('b');
    expect(gate.started).toEqual(['a', 'a', 'b']);
    expect(timers.delays()).toEqual([1_000]);
    timers.pass(1_000);
    await timers.fire();
    expect(gate.started).toEqual(['a', 'a', 'b', 'a']);
  });

  it('go on where work throws, and say so', async () => {
    const lanes = create();
    lanes.start((key) => (key === 'broken' ? Promise.reject(new Error('x')) : Promise.resolve(done)));
    lanes.ask('broken');
    lanes.ask('fine');
    await turns(5);
    expect(log.lines).toMatchObject([{ level: 'error', fields: { key: 'broken' } }]);
  });

  it('wait for work under way when they are stopped, and begin nothing after', async () => {
    const gate = createGate();
    const lanes = create();
    lanes.start(gate.work);
    lanes.ask('a');
    const stopping = lanes.stop();
    lanes.ask('b');
    await gate.finish('a', { wantsMore: true });
    await stopping;
    expect(gate.started).toEqual(['a']);
  });
});

describe('the pace of a conversation', () => {
  it('stays within what Teams takes: 7 in a second, 8 in two, 60 in thirty, 1,800 in an hour', () => {
    let nowMs = 0;
    const limits = [
      { burst: 4, perSecond: 1.5 },
      { burst: 900, perSecond: 0.25 },
    ];
    const pace = createPace(limits, () => nowMs);
    const sentMs: number[] = [];
    while (nowMs < 7_200_000) {
      const waitMs = pace.take('chat');
      if (waitMs === 0) sentMs.push(nowMs);
      nowMs += Math.max(waitMs, 10);
    }
    for (const [most, withinMs] of [
      [7, 1_000],
      [8, 2_000],
      [60, 30_000],
      [1_800, 3_600_000],
    ] as const) {
      const busiest = Math.max(
        ...sentMs.map(
          (fromMs, index) => sentMs.slice(index, index + most + 1).filter((atMs) => atMs < fromMs + withinMs).length,
        ),
      );
      expect(busiest).toBeLessThanOrEqual(most);
    }
    expect(sentMs.length).toBeGreaterThan(2_500);
  });
});
