/** Runs work against a time limit and a caller's abort; work that ignores its signal is left behind, not waited for. */
import type { Clock } from '../ports/process';

export interface Deadline {
  readonly limitMs: number;
  readonly clock: Pick<Clock, 'sleep'>;
  /** The caller's own abort, e.g. a service that stops. */
  readonly signal?: AbortSignal | undefined;
  /** What the work is aborted with when its time is over. */
  readonly onExpiry: () => Error;
}

/** The work's result; rejects with `onExpiry()` or the caller's abort reason, whichever comes first. */
export async function withDeadline<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { limitMs, clock, signal, onExpiry }: Deadline,
): Promise<T> {
  const stop = new AbortController();
  const timer = new AbortController();
  const aborted = new Promise<never>((_resolve, reject) => {
    stop.signal.addEventListener('abort', () => reject(asError(stop.signal.reason)), { once: true });
  });
  const onCallerAbort = () => stop.abort(signal?.reason);
  if (signal?.aborted) onCallerAbort();
  signal?.addEventListener('abort', onCallerAbort, { once: true });
  void clock.sleep(limitMs, timer.signal).then(
    () => stop.abort(onExpiry()),
    (error: unknown) => {
      if (!timer.signal.aborted) stop.abort(error);
    },
  );
  try {
    return await Promise.race([aborted, work(stop.signal)]);
  } finally {
    signal?.removeEventListener('abort', onCallerAbort);
    // A reason of our own: without one the platform makes an exception with a stack for every step.
    timer.abort('the work has ended');
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted', { cause: reason });
}
