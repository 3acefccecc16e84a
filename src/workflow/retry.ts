/** Calls again after faults that another try can cure, with growing waits. */
import { asFault, describeFault, type Fault } from '../domain/values/errors';
import type { Clock } from '../ports/process';

/** The product's contract: three attempts, waits from 2 s doubling to at most 10 s. */
const attemptLimit = 3;
const firstWaitMs = 2_000;
const longestWaitMs = 10_000;

export interface RetryOptions {
  readonly clock: Pick<Clock, 'sleep'>;
  /** Ends waiting and further attempts; the call then rejects with the signal's reason. */
  readonly signal: AbortSignal;
  readonly onFailure?: (fault: Fault, attempt: number) => void;
}

/** The first answer and how many attempts it took. Throws the last fault. */
export async function callWithRetry<T>(
  call: () => Promise<T>,
  { clock, signal, onFailure }: RetryOptions,
): Promise<{ value: T; attempts: number }> {
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted();
    let askedMs: number;
    try {
      return { value: await call(), attempts: attempt };
    } catch (error) {
      // An aborted call may fail in any way; why it was aborted is what happened.
      signal.throwIfAborted();
      const fault = asFault(error);
      onFailure?.(fault, attempt);
      // Whoever is overloaded may say how long; never longer than the contract's longest wait.
      askedMs = fault.retryAfterMs ?? 0;
      if (attempt === attemptLimit || !describeFault(fault.code).retryable) throw fault;
    }
    await clock.sleep(Math.min(Math.max(firstWaitMs * 2 ** (attempt - 1), askedMs), longestWaitMs), signal);
  }
}
