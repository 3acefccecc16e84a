import { createManualClock } from './manual-clock';

describe('the manual clock', () => {
  it('stands still until it is advanced', async () => {
    const clock = createManualClock({ startMs: 1_000, recordedOffsetMs: 5 });
    expect([clock.now(), clock.recordedNow()]).toEqual([1_000, 1_005]);
    await clock.advance(250);
    expect([clock.now(), clock.recordedNow()]).toEqual([1_250, 1_255]);
  });

  it('passes a sleep at once and says how long it was', async () => {
    const clock = createManualClock({ startMs: 0 });
    await clock.sleep(2_000);
    await clock.sleep(4_000);
    expect(clock.sleeps).toEqual([2_000, 4_000]);
    expect(clock.now()).toBe(6_000);
  });

  it('wakes sleepers in the order they are due, also those that fall asleep again', async () => {
    const clock = createManualClock({ startMs: 0, sleep: 'when_advanced' });
    const woken: string[] = [];
    const sleepTwice = async (name: string, ms: number): Promise<void> => {
      for (let time = 0; time < 2; time += 1) {
        await clock.sleep(ms);
        woken.push(`${name} at ${clock.now()}`);
      }
    };
    const sleepers = [sleepTwice('slow', 300), sleepTwice('quick', 100)];
    await clock.advance(299);
    expect(woken).toEqual(['quick at 100', 'quick at 200']);
    await clock.advance(1_000);
    await Promise.all(sleepers);
    expect(woken.slice(2)).toEqual(['slow at 300', 'slow at 600']);
  });

  it('ends a sleep that is called off with the reason given', async () => {
    const clock = createManualClock({ sleep: 'when_advanced' });
    const controller = new AbortController();
    const sleeping = clock.sleep(1_000, controller.signal);
    controller.abort(new Error('stopped'));
    await expect(sleeping).rejects.toThrow('stopped');
    await expect(clock.sleep(1_000, controller.signal)).rejects.toThrow('stopped');
  });
});
