/** The desk's work as OpenTelemetry spans: run, step, agent, tool and card, all in the trace of their run. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Log } from '../ports/process';
import type { Activity, EndedReview, Ending, Telemetry } from '../ports/telemetry';
import { codeOf } from './code-of';
import { openExporter, tellingOfTrouble, type ExporterConfig } from './exporter';
import {
  loadOptional,
  type OpenTelemetryApi,
  type Resources,
  type Span,
  type SpanContext,
  type TraceSdk,
} from './load-opentelemetry';
import { contextOfRun, createRunIds } from './trace-ids';

export interface Tracing extends Telemetry {
  reviewEnded(review: EndedReview): void;
  /** Sends what is left. */
  close(): Promise<void>;
}

export interface TracingConfig {
  readonly serviceName: string;
  readonly exporter: ExporterConfig;
}

/** Throws `configuration_invalid` where a package it needs is not installed. */
export async function openTracing({ serviceName, exporter: config }: TracingConfig, log: Log): Promise<Tracing> {
  const setting = `OTEL_TRACES_EXPORTER=${config.to}`;
  const api = await loadOptional<OpenTelemetryApi>('@opentelemetry/api', setting);
  const sdk = await loadOptional<TraceSdk>('@opentelemetry/sdk-trace', setting);
  const { resourceFromAttributes } = await loadOptional<Resources>('@opentelemetry/resources', setting);
  const exporter = tellingOfTrouble(await openExporter(config), log);
  const ids = createRunIds();
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    sampler: new sdk.AlwaysOnSampler(),
    idGenerator: ids,
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer('treasury-desk');
  const { INTERNAL, CLIENT } = api.SpanKind;
  const within = (parent: SpanContext): unknown => api.trace.setSpanContext(api.ROOT_CONTEXT, parent);
  /** Null within a run that is not to be traced. */
  const underWay = new AsyncLocalStorage<SpanContext | null>();
  const agents = createOpenAgents();

  /** Null: it is not traced. */
  function parentOf({ kind, runId, isTraced }: Activity): SpanContext | null {
    if (isTraced !== undefined) return isTraced ? contextOfRun(runId) : null;
    const current = underWay.getStore();
    if (current !== undefined) return current;
    // A hosted agent's call comes in from outside, with nothing but the run's id.
    return kind === 'tool' ? agents.onlyOf(runId) : null;
  }

  async function during<T>(
    activity: Activity,
    work: () => Promise<T>,
    endingOf: (result: T) => Ending = () => ({}),
  ): Promise<T> {
    const parent = parentOf(activity);
    if (!parent) return underWay.run(null, work);
    const { kind, runId, name } = activity;
    const isAnswered = kind === 'agent' || kind === 'card';
    const options = {
      kind: isAnswered ? CLIENT : INTERNAL,
      attributes: { ...attributesOf[kind](name), [runKey]: runId },
    };
    const span = tracer.startSpan(`${kind} ${name}`, options, within(parent));
    const own = span.spanContext();
    if (kind === 'agent') agents.began(runId, own);
    try {
      const result = await underWay.run(own, work);
      end(span, endingOf(result));
      return result;
    } catch (error) {
      end(span, { failed: codeOf(error, activity) });
      throw error;
    } finally {
      if (kind === 'agent') agents.ended(runId, own);
    }
  }

  /** The code alone: a message may say what a payment says. */
  function end(span: Span, { failed, figures = {} }: Ending, at?: Date): void {
    span.setAttributes(figures);
    if (failed !== undefined) {
      span.setAttributes({ 'error.type': failed });
      span.setStatus({ code: api.SpanStatusCode.ERROR });
    }
    span.end(at);
  }

  return {
    during,
    reviewEnded({ runId, workflow, isTraced, isFirst, beganAtMs, endedAtMs, action, reasonCode, failed }) {
      if (!isTraced) return;
      const attributes = {
        [runKey]: runId,
        'desk.workflow': workflow,
        'desk.action': action,
        ...(reasonCode === null ? {} : { 'desk.reason_code': reasonCode }),
      };
      // As dates: a number from before this process began would be taken for time since then.
      const options = { kind: INTERNAL, attributes, startTime: new Date(beganAtMs) };
      const span = isFirst
        ? ids.asRun(runId, () => tracer.startSpan('run', options, api.ROOT_CONTEXT))
        : tracer.startSpan('run again', options, within(contextOfRun(runId)));
      end(span, failed === null ? {} : { failed }, new Date(endedAtMs));
    },
    async close() {
      // What could not be sent was told by the exporter; nothing is to be done about it here.
      await provider.shutdown().catch(() => undefined);
    },
  };
}

const runKey = 'desk.run_id';

/** By OpenTelemetry's conventions for agents, where it has some. */
const attributesOf: Readonly<Record<Activity['kind'], (name: string) => Readonly<Record<string, string>>>> = {
  step: (name) => ({ 'desk.step': name }),
  agent: (name) => ({ 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': name }),
  tool: (name) => ({ 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': name }),
  card: (name) => ({ 'desk.card': name }),
};

/** Agents that are being asked, by run. */
function createOpenAgents() {
  const open = new Map<string, Set<SpanContext>>();
  return {
    began(runId: string, span: SpanContext): void {
      const ofRun = open.get(runId) ?? new Set();
      open.set(runId, ofRun.add(span));
    },
    ended(runId: string, span: SpanContext): void {
      const ofRun = open.get(runId);
      ofRun?.delete(span);
      if (ofRun?.size === 0) open.delete(runId);
    },
    /** Null where there is none, or more than one: a wrong parent would say what did not happen. */
    onlyOf(runId: string): SpanContext | null {
      const [one, ...others] = open.get(runId) ?? [];
      return others.length === 0 ? (one ?? null) : null;
    },
  };
}
