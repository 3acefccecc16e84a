import { endsWithin } from '../../src/jobs/ends-within';
import { createManualTimers } from '../fakes/manual-timers';

describe('an end that is waited for', () => {
  it('is true once everything has ended, and sets no alarm any more', async () => {
    const timers = createManualTimers();
    expect(await endsWithin(10, Promise.resolve('done'), timers)).toBe(true);
    expect(timers.delays()).toEqual([]);
  });

  it('is false when the time is over first', async () => {
    const timers = createManualTimers();
    const waited = endsWithin(10, new Promise(() => undefined), timers);
    expect(timers.delays()).toEqual([10]);
    await timers.fire();
    expect(await waited).toBe(false);
  });

  it('fails as the ending fails', async () => {
    await expect(endsWithin(10, Promise.reject(new Error('stuck')), createManualTimers())).rejects.toThrow('stuck');
  });
});
