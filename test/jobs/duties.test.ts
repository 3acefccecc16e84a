import { createDuties, type Duty } from '../../src/jobs/duties';
import { Fault } from '../../src/domain/values/errors';
import { createManualTimers, turns } from '../fakes/manual-timers';
import { createRecordingLog } from '../fakes/recording-log';

describe('what the desk looks after again and again', () => {
  const timers = createManualTimers();
  let log = createRecordingLog();
  beforeEach(() => {
    log = createRecordingLog();
  });

  const start = (...duties: Duty[]) => {
    const started = createDuties({ duties, timers, log });
    started.start();
    return started;
  };

  it('goes on with every other duty where one fails, and says which', async () => {
    let done = 0;
    const duties = start(
      { name: 'inbox', everyMs: 5_000, run: () => Promise.reject(new Fault('ledger_unreadable', 'name too long')) },
      {
        name: 'ledger',
        everyMs: 5_000,
        run: () => {
          throw new Error('a defect');
        },
      },
      { name: 'reviews', everyMs: 5_000, run: () => void (done += 1) },
    );
    await turns(5);
    for (let round = 0; round < 3; round += 1) await timers.fire();
    expect(done).toBe(4);
    expect(duties.states()).toMatchObject([
      { name: 'inbox', code: 'ledger_unreadable', failures: 4 },
      { name: 'ledger', code: 'internal', failures: 4 },
      { name: 'reviews', code: null, failures: 0 },
    ]);
    await duties.stop();
  });

  it('is not held up by a duty that never ends, which is named after two minutes', async () => {
    let done = 0;
    let end: () => void = () => undefined;
    const duties = start(
      { name: 'hangs', everyMs: 1_000, run: () => new Promise((resolve) => (end = resolve)) },
      { name: 'reviews', everyMs: 1_000, run: () => void (done += 1) },
    );
    await turns(5);
    await timers.fire();
    timers.pass(120_001);
    expect(done).toBe(2);
    expect(duties.states()).toMatchObject([{ name: 'hangs', isStuck: true }, { isStuck: false }]);
    end();
    await duties.stop();
  });

  it('tries a duty that fails after 1, 2, 4, 8 and at last every 12 times its pause, and as often as before once it succeeds', async () => {
    let isBroken = true;
    const duties = start({
      name: 'inbox',
      everyMs: 5_000,
      run: () => (isBroken ? Promise.reject(new Error('broken')) : Promise.resolve()),
    });
    const pauses: number[] = [];
    await turns(5);
    for (let round = 0; round < 6; round += 1) {
      pauses.push(...timers.delays());
      await timers.fire();
    }
    expect(pauses).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
    isBroken = false;
    await timers.fire();
    expect(timers.delays()).toEqual([5_000]);
    expect(duties.states()).toMatchObject([{ code: null, failures: 0 }]);
    await duties.stop();
  });

  it('tries one that fails for the database at last every 3 times its pause: the desk is not ready before it has been done', async () => {
    const duties = start({
      name: 'unfinished reviews',
      everyMs: 5_000,
      run: () => Promise.reject(new Fault('store_failed', 'away')),
    });
    const pauses: number[] = [];
    await turns(5);
    for (let round = 0; round < 5; round += 1) {
      pauses.push(...timers.delays());
      await timers.fire();
    }
    expect(pauses).toEqual([5_000, 10_000, 15_000, 15_000, 15_000]);
    await duties.stop();
  });

  it('says a fault that stays once, and again when it becomes another', async () => {
    let reason = 'disk full';
    const duties = start({
      name: 'database',
      everyMs: 5_000,
      run: () => Promise.reject(new Fault('store_failed', reason)),
    });
    await turns(5);
    for (let round = 0; round < 10; round += 1) await timers.fire();
    reason = 'was deleted';
    await timers.fire();
    expect(log.lines.map(({ level }) => level)).toEqual(['error', 'error']);
    await duties.stop();
  });

  it('waits for the round under way when it is stopped, and begins none after', async () => {
    let end: () => void = () => undefined;
    const duties = start({ name: 'slow', everyMs: 5_000, run: () => new Promise((resolve) => (end = resolve)) });
    let isStopped = false;
    const stopping = duties.stop().then(() => (isStopped = true));
    await turns(5);
    expect(isStopped).toBe(false);
    end();
    await stopping;
    expect(timers.delays()).toEqual([]);
  });
});
