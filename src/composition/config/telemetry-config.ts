/** Whether the desk's work is traced and counted, and who may read the figures. */
import { z } from 'zod';
import { Fault } from '../../domain/values/errors';
import { isLoopbackUrl } from '../../domain/values/this-machine';
import type { TracingConfig } from '../../telemetry/tracing';
import { text } from './parse-environment';

export interface TelemetryConfig {
  /** Null: no traces, and none of OpenTelemetry's packages is loaded. */
  readonly tracing: TracingConfig | null;
  readonly metrics: MetricsConfig | null;
}

export interface MetricsConfig {
  /** Whoever bears it reads them; null: programs on this machine do. */
  readonly token: string | null;
}

/** As the environment names them; those of OpenTelemetry by its own names. */
export const telemetryVariables = {
  OTEL_TRACES_EXPORTER: z.enum(['none', 'otlp', 'azure_monitor']).default('none'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).default('http://localhost:4318'),
  OTEL_EXPORTER_OTLP_HEADERS: text
    .transform((list, context): Readonly<Record<string, string>> => {
      const pairs = list.split(',').map((pair) => /^\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*=\s*(.*?)\s*$/.exec(pair));
      if (pairs.every((pair) => pair !== null))
        return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, decoded(value)]));
      context.addIssue({ code: 'custom', message: 'is not a list like name=value,other=value' });
      return z.NEVER;
    })
    .optional(),
  OTEL_SERVICE_NAME: text.default('treasury-desk'),
  APPLICATIONINSIGHTS_CONNECTION_STRING: text
    .refine((given) => /(^|;)\s*InstrumentationKey=/i.test(given), 'is not a connection string of Application Insights')
    .optional(),
  METRICS: z.enum(['0', '1']).default('0'),
  METRICS_TOKEN: z.string().trim().min(16).optional(),
};

type Environment = z.infer<z.ZodObject<typeof telemetryVariables>>;

/** Throws `configuration_invalid`, naming the setting. */
export function readTelemetryConfig(env: Environment): TelemetryConfig {
  return {
    tracing: readTracing(env),
    metrics: env.METRICS === '1' ? { token: env.METRICS_TOKEN ?? null } : null,
  };
}

function readTracing(env: Environment): TracingConfig | null {
  const { OTEL_SERVICE_NAME: serviceName, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = env;
  switch (env.OTEL_TRACES_EXPORTER) {
    case 'none':
      return null;
    case 'otlp': {
      const headers = env.OTEL_EXPORTER_OTLP_HEADERS ?? {};
      if (Object.keys(headers).length > 0 && !endpoint.startsWith('https:') && !isLoopbackUrl(endpoint))
        throw new Fault(
          'configuration_invalid',
          'OTEL_EXPORTER_OTLP_HEADERS would leave this machine unencrypted: OTEL_EXPORTER_OTLP_ENDPOINT is not an https address.',
        );
      const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
      return { serviceName, exporter: { to: 'otlp', url, headers } };
    }
    case 'azure_monitor': {
      const { APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString } = env;
      if (connectionString === undefined)
        throw new Fault(
          'configuration_invalid',
          'Not set: APPLICATIONINSIGHTS_CONNECTION_STRING. OTEL_TRACES_EXPORTER=azure_monitor needs it.',
        );
      return { serviceName, exporter: { to: 'azure_monitor', connectionString } };
    }
  }
}

/** Values are percent-encoded where they have commas; what is no encoding stands as it is. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
