import { readConfig } from '../../src/composition/config/config';

const configured = (environment: Record<string, string>) => readConfig({ profile: 'local' }, environment).telemetry;
const connection = 'InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=https://x.example.com/';

test('nothing is traced or counted unless it is asked for, whatever else is set', () => {
  expect(configured({})).toEqual({ tracing: null, metrics: null });
  expect(
    configured({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example.com',
      APPLICATIONINSIGHTS_CONNECTION_STRING: connection,
      METRICS_TOKEN: 'a-token-of-the-scraper',
    }),
  ).toEqual({ tracing: null, metrics: null });
});

test('traces go to a collector, on this machine where none is named, or to Azure Monitor', () => {
  expect(configured({ OTEL_TRACES_EXPORTER: 'otlp' }).tracing).toEqual({
    serviceName: 'treasury-desk',
    exporter: { to: 'otlp', url: 'http://localhost:4318/v1/traces', headers: {} },
  });
  expect(
    configured({
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example.com/otlp/',
      OTEL_EXPORTER_OTLP_HEADERS: 'x-api-key=secret, authorization=Basic%20YTpi',
      OTEL_SERVICE_NAME: 'desk-eu',
    }).tracing,
  ).toEqual({
    serviceName: 'desk-eu',
    exporter: {
      to: 'otlp',
      url: 'https://collector.example.com/otlp/v1/traces',
      headers: { 'x-api-key': 'secret', authorization: 'Basic YTpi' },
    },
  });
  expect(
    configured({ OTEL_TRACES_EXPORTER: 'azure_monitor', APPLICATIONINSIGHTS_CONNECTION_STRING: connection }).tracing
      ?.exporter,
  ).toEqual({ to: 'azure_monitor', connectionString: connection });
});

test('figures are for this machine, or for whoever bears the token', () => {
  expect(configured({ METRICS: '1' }).metrics).toEqual({ token: null });
  expect(configured({ METRICS: '1', METRICS_TOKEN: 'a-token-of-the-scraper' }).metrics).toEqual({
    token: 'a-token-of-the-scraper',
  });
});

test.each<[Record<string, string>, string]>([
  [{ OTEL_TRACES_EXPORTER: 'console' }, 'OTEL_TRACES_EXPORTER'],
  [{ OTEL_TRACES_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, 'OTEL_EXPORTER_OTLP_ENDPOINT'],
  [{ OTEL_EXPORTER_OTLP_HEADERS: 'a-secret' }, 'OTEL_EXPORTER_OTLP_HEADERS: is not a list'],
  [
    {
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.example.com',
      OTEL_EXPORTER_OTLP_HEADERS: 'x-api-key=a-secret',
    },
    'OTEL_EXPORTER_OTLP_HEADERS would leave this machine unencrypted',
  ],
  [{ OTEL_TRACES_EXPORTER: 'azure_monitor' }, 'Not set: APPLICATIONINSIGHTS_CONNECTION_STRING'],
  [{ APPLICATIONINSIGHTS_CONNECTION_STRING: 'a-secret' }, 'APPLICATIONINSIGHTS_CONNECTION_STRING: is not'],
  [{ METRICS: 'yes' }, 'METRICS'],
  [{ METRICS: '1', METRICS_TOKEN: 'a-secret' }, 'METRICS_TOKEN'],
])('%j stops the start, naming the setting and no secret', (environment, named) => {
  let said = '';
  try {
    configured(environment);
  } catch (error) {
    said = String(error);
  }
  expect(said).toContain(named);
  expect(said).not.toContain('a-secret');
});
