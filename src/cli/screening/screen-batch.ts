/** `screen --batch FILE.csv`: every row's name against the list in force, one JSON object a line, in order. */
import { performance } from 'node:perf_hooks';
import type { Config } from '../../composition/config';
import type { SanctionsScreening } from '../../domain/evidence/sanctions-screening';
import { createSystemClock } from '../../jobs/system-clock';
import { randomHex } from '../../composition/open-review';
import { openReferenceData } from '../../composition/reference-data';
import { readCsvRows } from '../csv-rows';

/** Names screened before the clock counts: a bot that has just started is slower for its first hundred payments, a batch is not about that. */
const warmUpNames = 400;
const linesPerWrite = 500;

/** Column `query`, optional `country`. A row that cannot be read as a name escalates as any payment would. Throws `RefusedInput`. */
export async function screenBatch(config: Config, file: string): Promise<void> {
  const rows = readCsvRows(file, ['query']);
  const clock = createSystemClock();
  const { tools, list } = openReferenceData(config, clock);
  const call = { runId: `SCREEN-${randomHex(6)}`, nowMs: config.demoStartMs ?? clock.now() };
  const screen = (query: string, country: string) =>
    tools.sanctions.run({ name: query, ...(country === '' ? {} : { country }) }, call);
  for (const { name } of list.entries.slice(0, warmUpNames)) await screen(name, '');
  let lines: string[] = [];
  for (const { query = '', country = '' } of rows) {
    const startedMs = performance.now();
    const result = await screen(query, country.trim());
    lines.push(JSON.stringify(asLine(query, result, performance.now() - startedMs)));
    if (lines.length >= linesPerWrite) {
      process.stdout.write(`${lines.join('\n')}\n`);
      lines = [];
    }
  }
  if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
  process.stderr.write(`${rows.length} names against ${list.name} of ${list.listDate ?? 'unknown date'}\n`);
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
