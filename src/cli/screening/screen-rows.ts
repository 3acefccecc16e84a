/** Screens rows of a batch, warmed up first: the same in this thread and in a worker. */
import { performance } from 'node:perf_hooks';
import type { Config } from '../../composition/config/config';
import { openSanctionsTool } from '../../composition/data/sanctions-tool';
import type { SanctionsScreening } from '../../domain/evidence/sanctions-screening';
import { createSystemClock } from '../../jobs/system-clock';

export interface BatchRow {
  readonly query: string;
  readonly country: string;
}

export interface RowScreener {
  /** `OFAC SDN of 2026-01-21`. */
  readonly listed: string;
  /** One JSON object for each row, in order. */
  screen(rows: readonly BatchRow[]): Promise<string[]>;
}

/** Names screened before the clock counts: a bot that has just started is slower for its first hundred payments, a batch is not about that. */
const warmUpNames = 400;

export async function openRowScreener(config: Config, runId: string): Promise<RowScreener> {
  const clock = createSystemClock();
  const { tool, list } = openSanctionsTool(config, clock);
  const call = { runId, nowMs: config.demoStartMs ?? clock.now() };
  const ask = (query: string, country: string) =>
    tool.run({ name: query, ...(country === '' ? {} : { country }) }, call);
  for (const { name } of list.entries.slice(0, warmUpNames)) await ask(name, '');
  return {
    listed: `${list.name} of ${list.listDate ?? 'unknown date'}`,
    async screen(rows) {
      const lines: string[] = [];
      for (const { query, country } of rows) {
        const startedMs = performance.now();
        const result = await ask(query, country);
        lines.push(JSON.stringify(asLine(query, result, performance.now() - startedMs)));
      }
      return lines;
    },
  };
}

function asLine(query: string, { decision, confidence, match_type, match_details }: SanctionsScreening, ms: number) {
  return {
    query,
    decision,
    confidence,
    match_type,
    matched_uid: match_details.uid ?? null,
    matched_name: match_details.matched_name ?? null,
    ms: Math.round(ms * 1000) / 1000,
  };
}
