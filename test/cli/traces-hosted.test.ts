import { openChannel, startConnector } from '../fakes/connector';
import { describeTraced, startCollector } from '../fakes/collector';
import { people } from '../fakes/demo-desk';
import { describeHosted } from '../fakes/foundry/hosted-treasury';
import { gatewayUrl, openHostedProcess } from '../fakes/foundry/hosted-process';
import { runDesk, startServing } from './run-desk';

const describeBoth = describeTraced === describe ? describeHosted : describeTraced;

describeBoth('traces of hosted agents', () => {
  test('each agent has its version, its tokens and, below it, the tool it called over HTTP', async () => {
    const hosted = await openHostedProcess();
    const collector = await startCollector();
    const connector = await startConnector();
    const environment = { PROFILE: 'local', DATA_DIR: hosted.folder, ...hosted.environment };
    try {
      await runDesk(['agents', 'deploy', '--gateway', gatewayUrl], { environment });
      const desk = await startServing({
        ...environment,
        OTEL_TRACES_EXPORTER: 'otlp',
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      });
      await openChannel(connector, desk.url).say(people.dana, '/payment TXN-002');
      await connector.cardWith('"verb":"approve"', 30_000);
      expect(await desk.stop()).toBe(0);
    } finally {
      await connector.close();
      await collector.close();
      await hosted.close();
    }
    const spans = collector.spans();
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    const agents = spans.filter(({ name }) => name.startsWith('agent '));
    expect(agents).toHaveLength(3);
    for (const { spanId, attributes } of agents) {
      expect(attributes).toMatchObject({ 'gen_ai.agent.version': '1', 'gen_ai.usage.input_tokens': 1_200 });
      const below = spans.filter(({ parentSpanId }) => parentSpanId === spanId).map(({ name }) => name);
      expect(below).toContainEqual(expect.stringMatching(/^tool /));
    }
  });
});
