/** Keeps a service that does not take requests from being asked by every review again: for a while all are told at once. */
import { Fault } from '../../domain/values/errors';

export interface CircuitBreaker {
  /** Throws `agent_unavailable` while it is open, and what the work throws. */
  through<T>(work: () => Promise<T>): Promise<T>;
}

/** One review's three attempts, and two of another's. */
const failuresToOpen = 5;
const openForMs = 30_000;
/** A service that asks for more patience than a review has is asked again all the same. */
const longestOpenMs = 120_000;

export function createCircuitBreaker(nowMs: () => number): CircuitBreaker {
  let failures = 0;
  let openUntilMs = 0;
  let isTrying = false;
  return {
    async through(work) {
      const leftMs = openUntilMs - nowMs();
      // Once its time is over one request tries; the others wait for what becomes of it.
      if (leftMs > 0 || (openUntilMs > 0 && isTrying))
        throw new Fault('agent_unavailable', 'Azure AI Foundry did not take the last requests; this one was not sent', {
          retryAfterMs: Math.max(0, leftMs),
        });
      isTrying = openUntilMs > 0;
      try {
        const done = await work();
        failures = 0;
        openUntilMs = 0;
        return done;
      } catch (error) {
        if (!(error instanceof Fault) || error.code !== 'agent_unavailable') {
          // It took the request, whatever it made of it.
          failures = 0;
          openUntilMs = 0;
          throw error;
        }
        failures += 1;
        if (failures >= failuresToOpen)
          openUntilMs = nowMs() + Math.min(Math.max(openForMs, error.retryAfterMs ?? 0), longestOpenMs);
        throw error;
      } finally {
        isTrying = false;
      }
    },
  };
}
