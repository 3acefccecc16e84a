import { AsyncResource } from 'node:async_hooks';
import { Fault } from '../../src/domain/values/errors';
import { loadOptional } from '../../src/telemetry/load-opentelemetry';
import { openTracing, type Tracing } from '../../src/telemetry/tracing';
import { createRecordingLog } from '../fakes/recording-log';
import { describeTraced, startCollector, type Collector } from '../fakes/collector';

const runId = 'WF-20260122102500-0a1b2c';
const step = { kind: 'step', runId, name: 'screen', isTraced: true } as const;
const agent = { kind: 'agent', runId, name: 'screening-agent' } as const;
const tool = { kind: 'tool', runId, name: 'screen_sanctions' } as const;
const nothing = () => Promise.resolve();

test('a package that is not installed is named, with the setting that needs it', async () => {
  await expect(loadOptional('@opentelemetry/there-is-none', 'OTEL_TRACES_EXPORTER=otlp')).rejects.toMatchObject({
    code: 'configuration_invalid',
    message: expect.stringMatching(
      /^OTEL_TRACES_EXPORTER=otlp needs the optional package @opentelemetry\/there-is-none, which is not installed/,
    ) as string,
  });
});

describeTraced('tracing', () => {
  let collector: Collector;
  let tracing: Tracing;
  const open = () =>
    openTracing(
      { serviceName: 's', exporter: { to: 'otlp', url: `${collector.endpoint}/v1/traces`, headers: { 'x-key': 'k' } } },
      createRecordingLog(),
    );
  beforeEach(async () => {
    collector = await startCollector();
    tracing = await open();
  });
  afterEach(() => collector.close());

  const sent = async () => {
    await tracing.close();
    return collector.spans();
  };
  /** As a request that comes in over HTTP: within nothing of the desk's own. */
  const fromOutside = new AsyncResource('outside');
  const callTool = () => fromOutside.runInAsyncScope(() => tracing.during(tool, nothing));

  test('a tool that a hosted agent calls from outside is part of that agent, found by the run', async () => {
    await tracing.during(step, () =>
      tracing.during(agent, callTool, () => ({ figures: { 'gen_ai.usage.input_tokens': 1_200 } })),
    );
    const [called, asked, whole] = await sent();
    expect([called?.name, asked?.name, whole?.name]).toEqual([
      'tool screen_sanctions',
      'agent screening-agent',
      'step screen',
    ]);
    expect([called?.parentSpanId, asked?.parentSpanId]).toEqual([asked?.spanId, whole?.spanId]);
    expect(asked?.attributes).toMatchObject({ 'gen_ai.usage.input_tokens': 1_200, 'desk.run_id': runId });
    expect(collector.requests[0]?.headers).toMatchObject({ 'x-key': 'k' });
  });

  test('of two agents of a run nobody says which one called, and without any there is no trace to be part of', async () => {
    await callTool();
    await tracing.during(step, () =>
      tracing.during(agent, () => tracing.during({ ...agent, name: 'other' }, callTool)),
    );
    await callTool();
    expect((await sent()).map(({ name }) => name).sort()).toEqual([
      'agent other',
      'agent screening-agent',
      'step screen',
    ]);
  });

  test('nothing within a run that is not to be traced is traced, wherever it comes from', async () => {
    const untraced = { ...step, isTraced: false };
    await tracing.during(untraced, () =>
      tracing.during(agent, async () => {
        await callTool();
        await tracing.during(tool, nothing);
      }),
    );
    await tracing.during({ kind: 'card', runId, name: 'post', isTraced: false }, nothing);
    expect(await sent()).toEqual([]);
  });

  test('what fails has its code and not a word of why', async () => {
    const failing = tracing.during(step, () => Promise.reject(new Fault('tool_failed', 'Maskan Trading FZE')));
    await expect(failing).rejects.toThrow('Maskan');
    const [span] = await sent();
    expect(span).toMatchObject({ failed: true });
    expect(span?.attributes['error.type']).toBe('tool_failed');
    expect(collector.bodies.join()).not.toContain('Maskan');
  });

  test('after a restart a run goes on in the same trace, below the same span', async () => {
    await tracing.during(step, nothing);
    const [before] = await sent();
    tracing = await open();
    await tracing.during(step, nothing);
    const ended = { runId, workflow: 'w', isTraced: true, beganAtMs: 1_000, endedAtMs: 5_000, action: 'HOLD' } as const;
    tracing.reviewEnded({ ...ended, isFirst: true, reasonCode: null, failed: 'agent_missing' });
    tracing.reviewEnded({ ...ended, isFirst: false, reasonCode: null, failed: null });
    tracing.reviewEnded({ ...ended, isFirst: true, reasonCode: null, failed: null, isTraced: false });
    const spans = await sent();
    const run = spans.find(({ name }) => name === 'run');
    expect(spans).toHaveLength(4);
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([before?.traceId]));
    for (const { name, parentSpanId } of spans) expect(parentSpanId).toBe(name === 'run' ? null : run?.spanId);
    expect(run).toMatchObject({ startMs: 1_000, endMs: 5_000, failed: true });
  });
});
