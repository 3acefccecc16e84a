/** Where spans are sent: by OTLP over HTTP, or to Azure Monitor; and a line in the log once that fails, and once it works again. */
import type { Log } from '../ports/process';
import {
  loadOptional,
  type AzureMonitorExporter,
  type ExportResult,
  type OtlpExporter,
  type SpanExporter,
} from './load-opentelemetry';

export type ExporterConfig =
  | { readonly to: 'otlp'; readonly url: string; readonly headers: Readonly<Record<string, string>> }
  | { readonly to: 'azure_monitor'; readonly connectionString: string };

/** Throws `configuration_invalid` where the package is not installed. */
export async function openExporter(config: ExporterConfig): Promise<SpanExporter> {
  const setting = `OTEL_TRACES_EXPORTER=${config.to}`;
  switch (config.to) {
    case 'otlp': {
      const { OTLPTraceExporter } = await loadOptional<OtlpExporter>(
        '@opentelemetry/exporter-trace-otlp-http',
        setting,
      );
      return new OTLPTraceExporter({ url: config.url, headers: config.headers });
    }
    case 'azure_monitor': {
      const { AzureMonitorTraceExporter } = await loadOptional<AzureMonitorExporter>(
        '@azure/monitor-opentelemetry-exporter',
        setting,
      );
      // It would otherwise keep what it could not send in files of its own.
      return new AzureMonitorTraceExporter({ connectionString: config.connectionString, disableOfflineStorage: true });
    }
  }
}

/** A collector that is down costs spans and no review; a line for each batch would bury every other. */
export function tellingOfTrouble(exporter: SpanExporter, log: Log): SpanExporter {
  let isFailing = false;
  const told = ({ code, error }: ExportResult, spans: number): void => {
    if (code !== 0 && !isFailing) log.warn({ err: error, spans }, 'traces cannot be sent; their spans are lost');
    if (code === 0 && isFailing) log.info({ spans }, 'traces are sent again');
    isFailing = code !== 0;
  };
  return {
    export: (spans, done) => {
      exporter.export(spans, (result) => {
        told(result, spans.length);
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  };
}

/** Sends nothing, to see whether it would be taken. Rejects where it is not. */
export function tryExporter(exporter: SpanExporter): Promise<void> {
  return new Promise((resolve, reject) => {
    exporter.export([], ({ code, error }) => {
      if (code === 0) resolve();
      else reject(error ?? new Error('the exporter failed without saying why'));
    });
  });
}
