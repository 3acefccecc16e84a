/** What the desk counts while it runs: payments asked for, reviews that ended, decisions by kind, and how long steps take. */
import type { Activity, EndedReview, Telemetry } from '../ports/telemetry';
import { codeOf } from './code-of';
import type { Family, Labels, Sample } from './prometheus-text';

export interface Metrics extends Telemetry {
  paymentAskedFor(): void;
  reviewEnded(review: Pick<EndedReview, 'action' | 'reasonCode' | 'failed'>): void;
  families(): readonly Family[];
}

/** Seconds: an embedded step takes milliseconds, a hosted one seconds, and a workflow ends at its own limit, mostly two minutes. */
const buckets = [0.005, 0.02, 0.1, 0.5, 1, 2, 5, 10, 20, 40, 80, 160];

/** `elapsedMs`: time that passes evenly, ms from some beginning. */
export function createMetrics(elapsedMs: () => number): Metrics {
  const asked = createCounter();
  const ended = createCounter();
  const decisions = createCounter();
  const steps = createHistogram();

  async function during<T>(activity: Activity, work: () => Promise<T>): Promise<T> {
    const { kind, name } = activity;
    if (kind !== 'step') return work();
    const startedMs = elapsedMs();
    const note = (code: string) => {
      steps.observe({ step: name, ended: code }, (elapsedMs() - startedMs) / 1_000);
    };
    try {
      const result = await work();
      note('completed');
      return result;
    } catch (error) {
      note(codeOf(error, activity));
      throw error;
    }
  }

  return {
    during,
    paymentAskedFor: () => {
      asked.add({});
    },
    reviewEnded({ action, reasonCode, failed }) {
      ended.add({ ended: failed ?? 'decided' });
      decisions.add({ action, reason_code: reasonCode ?? '' });
    },
    families: () => [
      {
        name: 'treasury_desk_payments_total',
        help: 'Payments asked for since the start.',
        type: 'counter',
        samples: asked.samples(),
      },
      {
        name: 'treasury_desk_reviews_total',
        help: 'Reviews that ended since the start, by decided or the code they stopped with.',
        type: 'counter',
        samples: ended.samples(),
      },
      {
        name: 'treasury_desk_decisions_total',
        help: 'Decisions since the start, by action and reason code.',
        type: 'counter',
        samples: decisions.samples(),
      },
      {
        name: 'treasury_desk_step_duration_seconds',
        help: 'How long steps took, by step and how it ended.',
        type: 'histogram',
        samples: steps.samples(),
      },
    ],
  };
}

function createCounter() {
  const counts = new Map<string, { labels: Labels; value: number }>();
  return {
    add(labels: Labels): void {
      const key = JSON.stringify(labels);
      counts.set(key, { labels, value: (counts.get(key)?.value ?? 0) + 1 });
    },
    samples: (): readonly Sample[] => [...counts.values()],
  };
}

function createHistogram() {
  const kept = new Map<string, { readonly labels: Labels; readonly inBucket: number[]; sum: number; count: number }>();
  return {
    observe(labels: Labels, seconds: number): void {
      const key = JSON.stringify(labels);
      const one = kept.get(key) ?? { labels, inBucket: buckets.map(() => 0), sum: 0, count: 0 };
      kept.set(key, one);
      one.sum += seconds;
      one.count += 1;
      buckets.forEach((limit, at) => {
        if (seconds <= limit) one.inBucket[at] = (one.inBucket[at] ?? 0) + 1;
      });
    },
    samples: (): readonly Sample[] =>
      [...kept.values()].flatMap(({ labels, inBucket, sum, count }) => [
        ...buckets.map((limit, at): Sample => ({
          suffix: '_bucket',
          labels: { ...labels, le: String(limit) },
          value: inBucket[at] ?? 0,
        })),
        { suffix: '_bucket', labels: { ...labels, le: '+Inf' }, value: count },
        { suffix: '_sum', labels, value: sum },
        { suffix: '_count', labels, value: count },
      ]),
  };
}
