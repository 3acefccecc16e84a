/** Where traces are sent: whether the packages are installed and an empty batch is taken. */
import { openExporter, tryExporter } from '../../telemetry/exporter';
import type { Config } from '../config/config';
import { failsBy, off, works, type Probe } from './probe';

export function telemetryProbe({ telemetry: { tracing } }: Pick<Config, 'telemetry'>): Probe {
  return {
    name: 'traces',
    settings: [
      'OTEL_TRACES_EXPORTER',
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      'OTEL_EXPORTER_OTLP_HEADERS',
      'APPLICATIONINSIGHTS_CONNECTION_STRING',
    ],
    look: async () => {
      if (!tracing) return off('none are written');
      const { exporter: config } = tracing;
      const exporter = await openExporter(config);
      try {
        await tryExporter(exporter);
      } catch (error) {
        return failsBy(
          error,
          config.to === 'otlp'
            ? 'Look at the collector at OTEL_EXPORTER_OTLP_ENDPOINT and at what it wants in OTEL_EXPORTER_OTLP_HEADERS. Reviews go on without it.'
            : 'Look at APPLICATIONINSIGHTS_CONNECTION_STRING. Reviews go on without it.',
        );
      }
      return works(
        config.to === 'otlp' ? `${config.url} takes them` : 'its package is here; nothing was sent to Azure Monitor',
      );
    },
  };
}
