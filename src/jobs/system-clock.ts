/** The real clock: business time is real time. */
import type { Clock } from '../ports/process';

/** The longest delay a timer of Node takes; a longer one would fire at once. */
const longestTimerMs = 2 ** 31 - 1;

export function createSystemClock(): Clock {
  return { isDemoDay: false, now: () => Date.now(), recordedNow: () => Date.now(), sleep };
}

async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  let leftMs = ms;
  for (; leftMs > longestTimerMs; leftMs -= longestTimerMs) await sleepOnce(longestTimerMs, signal);
  await sleepOnce(leftMs, signal);
}

function sleepOnce(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort, { once: true });
  });
}
