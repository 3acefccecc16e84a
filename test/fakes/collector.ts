/** A collector of traces on this machine: takes OTLP over HTTP as JSON, and keeps what it was sent. */
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

/** npm leaves optional packages out where it is told to: then these tests cannot run, and say so. */
const isInstalled = existsSync(path.join(__dirname, '../../node_modules/@opentelemetry/sdk-trace'));
export const describeTraced = isInstalled ? describe : describe.skip;
if (!isInstalled) process.stderr.write('skipped: OpenTelemetry’s packages are not installed here\n');

export interface SentSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly failed: boolean;
  readonly startMs: number;
  readonly endMs: number;
}

interface WireSpan {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: { key: string; value: { stringValue?: string; intValue?: number | string; doubleValue?: number } }[];
  events: unknown[];
  status: { code?: number; message?: string };
}

interface WireBody {
  resourceSpans?: {
    resource: { attributes: WireSpan['attributes'] };
    scopeSpans: { spans: WireSpan[] }[];
  }[];
}

export interface Collector {
  readonly endpoint: string;
  /** Every body, as it came. */
  readonly bodies: readonly string[];
  readonly requests: readonly { readonly path: string; readonly headers: Readonly<Record<string, unknown>> }[];
  spans(): readonly SentSpan[];
  services(): readonly string[];
  failWith(status: number | null): void;
  close(): Promise<void>;
}

export async function startCollector(): Promise<Collector> {
  const bodies: string[] = [];
  const requests: { path: string; headers: Record<string, unknown> }[] = [];
  let failure: number | null = null;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests.push({ path: request.url ?? '', headers: request.headers });
      bodies.push(Buffer.concat(chunks).toString('utf8'));
      response.writeHead(failure ?? 200, { 'content-type': 'application/json' });
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sent = () => bodies.flatMap((body) => (JSON.parse(body) as WireBody).resourceSpans ?? []);
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodies,
    requests,
    spans: () => sent().flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans.map(read))),
    services: () => sent().map(({ resource }) => String(valuesOf(resource.attributes)['service.name'])),
    failWith: (status) => {
      failure = status;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function read(span: WireSpan): SentSpan {
  // Whatever a message says might be what a payment says.
  if (span.status.message !== undefined || span.events.length > 0) throw new Error('a span with words in it');
  return {
    name: span.name,
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId === undefined || span.parentSpanId === '' ? null : span.parentSpanId,
    attributes: valuesOf(span.attributes),
    failed: span.status.code === 2,
    startMs: Number(BigInt(span.startTimeUnixNano) / 1_000_000n),
    endMs: Number(BigInt(span.endTimeUnixNano) / 1_000_000n),
  };
}

function valuesOf(attributes: WireSpan['attributes']): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue ?? value.doubleValue)]),
  );
}
