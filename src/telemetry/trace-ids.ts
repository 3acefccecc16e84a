/** The ids of a run's trace, made from the run's own: whoever works on it, before or after a restart, writes into the same one. */
import { createHash, randomBytes } from 'node:crypto';
import type { IdGenerator, SpanContext } from './load-opentelemetry';

/** Of the span that stands for the whole run. */
export function contextOfRun(runId: string): SpanContext {
  return { traceId: digest(`trace ${runId}`).slice(0, 32), spanId: digest(`run ${runId}`).slice(0, 16), traceFlags: 1 };
}

export interface RunIds extends IdGenerator {
  /** What `start` starts gets the ids of the run's own span. */
  asRun<T>(runId: string, start: () => T): T;
}

export function createRunIds(): RunIds {
  let wanted: SpanContext | null = null;
  return {
    generateTraceId: () => wanted?.traceId ?? randomBytes(16).toString('hex'),
    generateSpanId: () => wanted?.spanId ?? randomBytes(8).toString('hex'),
    asRun(runId, start) {
      wanted = contextOfRun(runId);
      try {
        return start();
      } finally {
        wanted = null;
      }
    },
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
