import { createDemoClock } from '../../src/jobs/demo-clock';
import { createSystemClock } from '../../src/jobs/system-clock';
import { createManualClock } from '../fakes/manual-clock';

describe('the real clock', () => {
  beforeEach(() => jest.useFakeTimers({ now: Date.UTC(2026, 10, 22, 16) }));
  afterEach(() => jest.useRealTimers());

  /** Whether a promise is settled by now, after everything that is ready ran. */
  async function isDone(promise: Promise<void>): Promise<boolean> {
    let done = false;
    void promise.then(() => (done = true));
    await jest.advanceTimersByTimeAsync(0);
    return done;
  }

  it('has one time for business and for the record', () => {
    const clock = createSystemClock();
    expect([clock.now(), clock.recordedNow(), clock.isDemoDay]).toEqual([
      Date.UTC(2026, 10, 22, 16),
      Date.UTC(2026, 10, 22, 16),
      false,
    ]);
  });

  it.each([2_000, 2 ** 31 - 1, 2 ** 31 + 5_000])('sleeps %i ms, not less and not more', async (ms) => {
    const sleeping = createSystemClock().sleep(ms);
    await jest.advanceTimersByTimeAsync(ms - 1);
    expect(await isDone(sleeping)).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(await isDone(sleeping)).toBe(true);
  });

  it('stops sleeping with the reason it is given, and leaves no timer', async () => {
    const controller = new AbortController();
    const sleeping = createSystemClock().sleep(60_000, controller.signal);
    controller.abort(new Error('the desk closes'));
    await expect(sleeping).rejects.toThrow('the desk closes');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('does not fall asleep when it is already called off', async () => {
    await expect(createSystemClock().sleep(60_000, AbortSignal.abort(new Error('too late')))).rejects.toThrow(
      'too late',
    );
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('the demo day', () => {
  const thursdayMs = Date.UTC(2026, 0, 22, 10, 25);
  const realMs = Date.UTC(2026, 10, 22, 16);

  it('starts on the demo day at any real hour and ticks with real time', async () => {
    const ticking = createManualClock({ startMs: realMs });
    const clock = createDemoClock({ startMs: thursdayMs, ticking });
    expect(clock.now()).toBe(thursdayMs);
    await ticking.advance(90_000);
    expect(clock.now()).toBe(thursdayMs + 90_000);
    expect(clock.isDemoDay).toBe(true);
  });

  it('records the real time beside it and sleeps real time', async () => {
    const ticking = createManualClock({ startMs: realMs });
    const clock = createDemoClock({ startMs: thursdayMs, ticking });
    await clock.sleep(2_000);
    expect(ticking.sleeps).toEqual([2_000]);
    expect(clock.recordedNow()).toBe(realMs + 2_000);
    expect(clock.now()).toBe(thursdayMs + 2_000);
  });
});
