import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describeTraced, startCollector, type Collector, type SentSpan } from '../fakes/collector';
import { people, startDemoDesk } from '../fakes/demo-desk';

describeTraced('traces of a desk', () => {
  let collector: Collector;
  beforeEach(async () => {
    collector = await startCollector();
  });
  afterEach(() => collector.close());

  const traced = (over: Readonly<Record<string, string>> = {}) => ({
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
    ...over,
  });

  /** Payments reviewed one after the other, and the desk ended. */
  async function review(environment: Readonly<Record<string, string>>, ...paymentIds: readonly string[]) {
    const desk = await startDemoDesk(environment);
    try {
      const runIds: string[] = [];
      for (const paymentId of paymentIds) {
        await desk.channel.say(people.dana, `/payment ${paymentId}`);
        const decided = await desk.caseWhere(paymentId, ({ status }) => status !== 'under_review');
        if (decided.status === 'awaiting_approval') await desk.connector.cardWith('"verb":"approve"');
        runIds.push(decided.runId);
      }
      return runIds;
    } finally {
      await desk.close();
    }
  }

  const nameOf = ({ name }: SentSpan) => name;
  const childrenOf = (parent: SentSpan | undefined, spans: readonly SentSpan[]) =>
    spans.filter(({ parentSpanId }) => parentSpanId === parent?.spanId);

  test('one trace a run: run, its steps, their agents, their tools, and its cards, each with the run’s id', async () => {
    const [runId] = await review(traced({ OTEL_SERVICE_NAME: 'desk-of-the-test' }), 'TXN-002');
    const spans = collector.spans();
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    expect(new Set(spans.map(({ attributes }) => attributes['desk.run_id']))).toEqual(new Set([runId]));
    expect(new Set(collector.services())).toEqual(new Set(['desk-of-the-test']));
    const roots = spans.filter(({ parentSpanId }) => parentSpanId === null);
    expect(roots.map(nameOf)).toEqual(['run']);
    const [run] = roots;
    expect(run?.attributes).toMatchObject({ 'desk.action': 'PROCEED', 'desk.workflow': 'treasury-shock-day-workflow' });
    const steps = childrenOf(run, spans).filter(({ name }) => name.startsWith('step '));
    expect(steps).toHaveLength(3);
    for (const step of steps) {
      const [agent, ...noOther] = childrenOf(step, spans);
      expect(noOther).toEqual([]);
      expect(agent?.name).toMatch(/^agent [a-z-]+-agent$/);
      const tools = childrenOf(agent, spans);
      expect(tools.map(nameOf)).toEqual([expect.stringMatching(/^tool [a-z_]+$/)]);
      for (const { startMs, endMs } of [step, ...tools]) {
        expect(startMs).toBeGreaterThanOrEqual((run?.startMs ?? 0) - 1);
        expect(endMs).toBeGreaterThanOrEqual(startMs);
      }
    }
    expect(childrenOf(run, spans).map(nameOf)).toEqual(expect.arrayContaining(['card post', 'card update']));
  });

  test('nothing that a payment, a list or a person says is in them', async () => {
    await review(traced(), 'TXN-002', 'TXN-001', 'TXN-EMRG-001', 'TXN-004');
    const spans = collector.spans();
    expect(spans.length).toBeGreaterThan(20);
    // All that is in them but times and their own ids, which are long enough to hold any figure by chance.
    const said = JSON.stringify(spans.map(({ name, attributes }) => ({ name, attributes })));
    const given = ['ACME', 'MASKAN', 'Maskan', 'TXN-', 'ACC-', 'USD', '50000', '100000', '250000', '175000', 'SWIFT'];
    const names = Object.values(people).flatMap(({ name }) => name.split(' ').filter((word) => word.length > 1));
    for (const word of [...given, ...names])
      expect({ word, found: said.includes(word) }).toEqual({ word, found: false });
    expect(new Set(spans.flatMap(({ attributes }) => Object.keys(attributes)))).toEqual(
      new Set([
        'desk.run_id',
        'desk.workflow',
        'desk.action',
        'desk.reason_code',
        'desk.step',
        'desk.card',
        'gen_ai.operation.name',
        'gen_ai.agent.name',
        'gen_ai.tool.name',
      ]),
    );
  });

  test('a workflow that is not to be traced writes no span', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-'));
    try {
      const file = path.join(folder, 'untraced.yaml');
      const text = readFileSync('workflows/treasury-shock-day.yaml', 'utf8');
      writeFileSync(file, text.replace('trace_enabled: true', 'trace_enabled: false'));
      await review(traced({ WORKFLOW_FILE: file }), 'TXN-002', 'TXN-001');
      expect(collector.bodies).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('a review that is begun again is a span of its own in the same trace', async () => {
    const desk = await startDemoDesk(traced());
    try {
      await desk.channel.say(people.dana, '/payment TXN-004');
      const held = await desk.caseWhere('TXN-004', ({ status }) => status === 'compliance_review');
      for (const speaker of [people.carmen, people.lars]) {
        const { version } = await desk.caseOf('TXN-004');
        await desk.channel.press(speaker, 'clear_false_positive', {
          run_id: held.runId,
          version,
          comment: 'another company, other owners',
          evidence_note: 'Registry extract',
        });
      }
      await desk.caseWhere('TXN-004', ({ status }) => status === 'awaiting_approval');
    } finally {
      await desk.close();
    }
    const spans = collector.spans();
    const run = spans.find(({ name }) => name === 'run');
    const again = spans.find(({ name }) => name === 'run again');
    expect(run?.attributes).toMatchObject({ 'desk.action': 'HOLD', 'desk.reason_code': 'HOLD_SANC_ESC' });
    expect(again).toMatchObject({ traceId: run?.traceId, parentSpanId: run?.spanId });
    expect(again?.attributes).toMatchObject({ 'desk.action': 'PROCEED' });
    expect(again?.startMs).toBeGreaterThanOrEqual(run?.endMs ?? 0);
  });

  test('a collector that fails costs spans and no review, and is told once', async () => {
    collector.failWith(400);
    const desk = await startDemoDesk(traced());
    await desk.channel.say(people.dana, '/payment TXN-002');
    await desk.caseWhere('TXN-002', ({ status }) => status === 'awaiting_approval');
    await desk.close();
    const told = desk.log.lines.filter(({ message }) => message.startsWith('traces cannot be sent'));
    expect(told).toHaveLength(1);
  });
});
