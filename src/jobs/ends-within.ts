/** How long an end is waited for. */
import type { Timers } from './timers';

/** False when the time is over first. Throws what the ending throws before that. */
export function endsWithin(limitMs: number, ending: Promise<unknown>, timers: Pick<Timers, 'after'>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const cancel = timers.after(limitMs, () => {
      resolve(false);
    });
    ending.finally(cancel).then(() => {
      resolve(true);
    }, reject);
  });
}
