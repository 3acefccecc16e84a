/** OpenTelemetry's packages, loaded where traces are configured and by nothing else. */
import { Fault } from '../domain/values/errors';

/** What is used of them, said here: they are optional, so they may be missing where this is compiled too. */
export interface SpanContext {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceFlags: number;
  readonly isRemote?: boolean;
}

export interface Span {
  spanContext(): SpanContext;
  setAttributes(attributes: Readonly<Record<string, string | number>>): unknown;
  setStatus(status: { readonly code: number }): unknown;
  end(at?: Date): void;
}

export interface Tracer {
  startSpan(
    name: string,
    options: {
      readonly kind: number;
      readonly attributes: object;
      readonly startTime?: Date;
      readonly root?: boolean;
    },
    context: unknown,
  ): Span;
}

export interface ExportResult {
  /** 0 where it was taken. */
  readonly code: number;
  readonly error?: Error;
}

export interface SpanExporter {
  export(spans: readonly unknown[], done: (result: ExportResult) => void): void;
  shutdown(): Promise<void>;
  forceFlush?(): Promise<void>;
}

export interface IdGenerator {
  generateTraceId(): string;
  generateSpanId(): string;
}

export interface OpenTelemetryApi {
  readonly ROOT_CONTEXT: unknown;
  readonly trace: { setSpanContext(context: unknown, span: SpanContext): unknown };
  readonly SpanKind: { readonly INTERNAL: number; readonly CLIENT: number };
  readonly SpanStatusCode: { readonly ERROR: number };
}

export interface TraceSdk {
  readonly TracerProvider: new (options: {
    readonly resource: unknown;
    readonly sampler: unknown;
    readonly idGenerator: IdGenerator;
    readonly spanProcessors: readonly unknown[];
  }) => { getTracer(name: string): Tracer; shutdown(): Promise<void> };
  readonly BatchSpanProcessor: new (options: { readonly exporter: SpanExporter }) => unknown;
  readonly AlwaysOnSampler: new () => unknown;
}

export interface Resources {
  readonly resourceFromAttributes: (attributes: Readonly<Record<string, string>>) => unknown;
}

export interface OtlpExporter {
  readonly OTLPTraceExporter: new (options: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
  }) => SpanExporter;
}

export interface AzureMonitorExporter {
  readonly AzureMonitorTraceExporter: new (options: {
    readonly connectionString: string;
    readonly disableOfflineStorage: boolean;
  }) => SpanExporter;
}

/** Throws `configuration_invalid` where it is not installed. */
export async function loadOptional<T>(packageName: string, setting: string): Promise<T> {
  try {
    return (await import(packageName)) as T;
  } catch (cause) {
    const { code } = cause as { code?: string };
    if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') throw cause;
    throw new Fault(
      'configuration_invalid',
      `${setting} needs the optional package ${packageName}, which is not installed here: npm leaves it out with --omit=optional, and where Node is older than it wants.`,
      { cause },
    );
  }
}
