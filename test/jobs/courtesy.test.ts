import { createCourtesy, type Courtesy } from '../../src/jobs/courtesy';
import { createManualTimers, turns, type ManualTimers } from '../fakes/manual-timers';

describe('the desk’s own work', () => {
  let timers: ManualTimers;
  let courtesy: Courtesy;
  let wentOn: boolean;
  /** Lets those who wait go. */
  let answer: () => void;

  beforeEach(() => {
    timers = createManualTimers();
    courtesy = createCourtesy(timers);
  });

  function somebodyWaits(): Promise<void> {
    return courtesy.serve(() => new Promise((resolve) => (answer = resolve)));
  }

  async function next(): Promise<void> {
    wentOn = false;
    void courtesy.turn().then(() => (wentOn = true));
    await turns(3);
  }

  it('goes on at once while nobody waits', async () => {
    timers.pass(8);
    await next();
    expect([wentOn, timers.delays()]).toEqual([true, []]);
  });

  it.each([
    { workedMs: 8, waitsMs: 24 },
    { workedMs: 20, waitsMs: 60 },
    { workedMs: 20_000, waitsMs: 100 },
  ])(
    'leaves people three times the $workedMs ms it took, and never more than 100 ms',
    async ({ workedMs, waitsMs }) => {
      void somebodyWaits();
      timers.pass(workedMs);
      await next();
      expect([wentOn, timers.delays()]).toEqual([false, [waitsMs]]);
      timers.pass(waitsMs);
      await timers.fire();
      expect(wentOn).toBe(true);
      // Counted anew from here.
      timers.pass(5);
      await next();
      expect(timers.delays()).toEqual([15]);
    },
  );

  it('goes on as soon as the last of them has an answer, a failure too', async () => {
    const first = somebodyWaits();
    const answerFirst = answer;
    const failing = courtesy
      .serve(() => new Promise((_resolve, reject) => (answer = () => reject(new Error('no')))))
      .catch(() => 'failed');
    timers.pass(8);
    await next();
    answerFirst();
    await first;
    await turns(2);
    expect(wentOn).toBe(false);
    answer();
    expect(await failing).toBe('failed');
    await turns(2);
    expect([wentOn, timers.delays()]).toEqual([true, []]);
  });
});
