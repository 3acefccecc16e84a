import { Fault } from '../../src/domain/values/errors';
import { createMetrics } from '../../src/telemetry/metrics';
import { toPrometheusText } from '../../src/telemetry/prometheus-text';
import { readPrometheus } from '../fakes/read-prometheus';

function open() {
  let nowMs = 0;
  const metrics = createMetrics(() => nowMs);
  const step = (name: string, seconds: number, failed?: Fault) =>
    metrics.during({ kind: 'step', runId: 'r', name }, () => {
      nowMs += seconds * 1_000;
      return failed ? Promise.reject(failed) : Promise.resolve('done');
    });
  const read = () => readPrometheus(toPrometheusText(metrics.families()));
  const valueOf = (name: string, labels: object) =>
    read().find((one) => one.name === name && JSON.stringify(one.labels) === JSON.stringify(labels))?.value;
  return { metrics, step, read, valueOf };
}

test('nothing is counted before anything happened', () => {
  expect(open().read()).toEqual([]);
});

test('payments, reviews and decisions are counted by kind', () => {
  const { metrics, valueOf } = open();
  metrics.paymentAskedFor();
  metrics.paymentAskedFor();
  metrics.reviewEnded({ action: 'PROCEED', reasonCode: null, failed: null });
  metrics.reviewEnded({ action: 'HOLD', reasonCode: 'HOLD_MANUAL_REVIEW', failed: 'agent_missing' });
  expect(valueOf('treasury_desk_payments_total', {})).toBe(2);
  expect(valueOf('treasury_desk_reviews_total', { ended: 'decided' })).toBe(1);
  expect(valueOf('treasury_desk_reviews_total', { ended: 'agent_missing' })).toBe(1);
  expect(valueOf('treasury_desk_decisions_total', { action: 'PROCEED', reason_code: '' })).toBe(1);
});

test('a step counts in every bucket from its own time on, and under how it ended', async () => {
  const { step, read, valueOf } = open();
  expect(await step('screen', 0.3)).toBe('done');
  await step('screen', 3);
  await expect(step('screen', 200, new Fault('step_timeout', 'too long'))).rejects.toThrow('too long');
  const well = { step: 'screen', ended: 'completed' };
  const buckets = read().filter(({ name, labels }) => name.endsWith('_bucket') && labels['ended'] === 'completed');
  expect(buckets.map(({ labels, value }) => [labels['le'], value])).toEqual([
    ['0.005', 0],
    ['0.02', 0],
    ['0.1', 0],
    ['0.5', 1],
    ['1', 1],
    ['2', 1],
    ['5', 2],
    ['10', 2],
    ['20', 2],
    ['40', 2],
    ['80', 2],
    ['160', 2],
    ['+Inf', 2],
  ]);
  expect(valueOf('treasury_desk_step_duration_seconds_sum', well)).toBeCloseTo(3.3);
  expect(valueOf('treasury_desk_step_duration_seconds_count', { step: 'screen', ended: 'step_timeout' })).toBe(1);
});

test('a step that somebody stopped counts as stopped, however it then failed', async () => {
  const { metrics, valueOf } = open();
  const stop = new AbortController();
  const stopped = metrics.during({ kind: 'step', runId: 'r', name: 'screen', signal: stop.signal }, () => {
    stop.abort('nobody waits for it');
    return Promise.reject(new Error('aborted'));
  });
  await expect(stopped).rejects.toThrow('aborted');
  expect(valueOf('treasury_desk_step_duration_seconds_count', { step: 'screen', ended: 'stopped' })).toBe(1);
});

test('only steps are timed', async () => {
  const { metrics, read } = open();
  for (const kind of ['agent', 'tool', 'card'] as const)
    await metrics.during({ kind, runId: 'r', name: 'n' }, () => Promise.resolve());
  expect(read()).toEqual([]);
});
