/** `/metrics`: what the desk counted, and what waits or is old now, for whoever may read it. */
import type { ServerResponse } from 'node:http';
import { parseUtc } from '../../domain/values/time';
import type { CaseStatus } from '../../domain/case/machine/states';
import type { Clock, Log } from '../../ports/process';
import type { Store } from '../../ports/store';
import type { NodeHandler } from '../../teams/server';
import type { Metrics } from '../../telemetry/metrics';
import { prometheusContentType, toPrometheusText, type Family } from '../../telemetry/prometheus-text';
import { admitCaller } from '../../tools/mcp-access';
import type { ReferenceData } from '../data/reference-data';
import type { DeskTelemetry } from './parts/open-telemetry';
import type { MetricsConfig, TelemetryConfig } from '../config/telemetry-config';

export interface MetricsPageDeps {
  readonly config: MetricsConfig;
  readonly metrics: Pick<Metrics, 'families'>;
  readonly store: Pick<Store, 'listRunIds' | 'listCardsDue' | 'listUndelivered'>;
  readonly data: Pick<ReferenceData, 'list' | 'ledger'>;
  readonly clock: Pick<Clock, 'now' | 'recordedNow'>;
  readonly log: Log;
}

/** The handler of its path, where it is on. */
export function mountMetrics({
  config: { metrics: config },
  telemetry: { metrics },
  ...deps
}: Omit<MetricsPageDeps, 'config' | 'metrics'> & {
  readonly config: TelemetryConfig;
  readonly telemetry: Pick<DeskTelemetry, 'metrics'>;
}): Readonly<Record<string, NodeHandler>> {
  return config && metrics ? { '/metrics': createMetricsPage({ config, metrics, ...deps }) } : {};
}

/** Enough to see that far too much waits; counting all would cost more than it tells. */
const mostCounted = 10_000;
const countedStatuses: readonly CaseStatus[] = ['under_review', 'compliance_review', 'awaiting_approval', 'held'];

function createMetricsPage({ config, ...deps }: MetricsPageDeps): NodeHandler {
  const access = { keys: config.token === null ? [] : [config.token], servesThisMachine: true };
  return async (request, response) => {
    const admitted = await admitCaller(request, access);
    if (!admitted.ok) {
      const { status, code } = admitted.refusal;
      answer(response, status, `${code}\n`, status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {});
      return;
    }
    if (request.method !== 'GET') {
      answer(response, 405, '', { Allow: 'GET' });
      return;
    }
    try {
      const page = toPrometheusText([...deps.metrics.families(), ...(await gauges(deps))]);
      answer(response, 200, page, { 'content-type': prometheusContentType });
    } catch (error) {
      deps.log.error({ err: error }, 'the figures of /metrics could not be read');
      answer(response, 503, '', {});
    }
  };
}

/** Not chained: the server's own `writeHead` returns nothing. */
function answer(response: ServerResponse, status: number, body: string, headers: Readonly<Record<string, string>>) {
  response.writeHead(status, headers);
  response.end(body);
}

async function gauges({ store, data, clock }: Omit<MetricsPageDeps, 'config'>): Promise<readonly Family[]> {
  const waiting: (readonly [status: CaseStatus, count: number])[] = [];
  for (const status of countedStatuses)
    waiting.push([status, (await store.listRunIds({ statuses: [status], limit: mostCounted })).length]);
  const due = await store.listCardsDue({ nowMs: clock.recordedNow(), inDoubtToo: false, limit: mostCounted });
  const undelivered = await store.listUndelivered(mostCounted);
  const { list } = data;
  const ledgerAge = ageSeconds(data.ledger.current().asOf, clock.now());
  return [
    gauge(
      'cases',
      'Payments by state.',
      waiting.map(([status, value]) => ({ labels: { status }, value })),
    ),
    gauge('approvals_waiting', 'Payments that wait for approvals.', [
      { value: waiting.find(([status]) => status === 'awaiting_approval')?.[1] ?? 0 },
    ]),
    gauge(
      'watch_list_age_seconds',
      'Since the beginning of the day a list was published; no sample where nobody says.',
      (list.parts ?? [list]).flatMap(({ name, listDate }) => {
        const age = ageSeconds(listDate === null ? null : `${listDate}T00:00:00Z`, clock.now());
        return age === null ? [] : [{ labels: { list: name }, value: age }];
      }),
    ),
    gauge(
      'ledger_age_seconds',
      'Since the ledger was true; no sample where nobody says.',
      ledgerAge === null ? [] : [{ value: ledgerAge }],
    ),
    gauge('cards_due', 'Payments whose card is missing or behind and may be sent now.', [{ value: due.length }]),
    gauge('cards_undelivered', 'Cards that failed and still do not show their payment.', [
      { value: undelivered.length },
    ]),
  ];
}

function gauge(name: string, help: string, samples: Family['samples']): Family {
  return { name: `treasury_desk_${name}`, help, type: 'gauge', samples };
}

/** Null for no instant. */
function ageSeconds(since: string | null, nowMs: number): number | null {
  const sinceMs = since === null ? null : parseUtc(since);
  return sinceMs === null ? null : (nowMs - sinceMs) / 1_000;
}
