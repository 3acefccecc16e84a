/** Screening on the full list against minisearch with token sort and whole-name Jaro-Winkler, in time and recall; and how cost grows with the list. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { transliterate } from '../src/domain/sanctions/names/transliterate';
import { readOfacList } from '../src/sources/watch-lists/ofac/ofac-list';
import { showSummary, showTarget, summarise } from './figures';
import type { EngineFigures, EngineInput } from './screening-engine';
import { inTemporaryFolder } from './temporary-folder';

const folder = path.resolve(__dirname, '../../shared/data/sanctions');
/** Whole-name Jaro-Winkler takes a tenth of a second a query: the peers get every thirtieth case. */
const everyNthForPeers = 30;
const multiples = [1, 4, 16];
const targets = { p50Ms: 0.3, p99Ms: 2.5, buildMs: 1_200, residentMb: 300 };
/** For information only, or a hit that is right to escalate either way. */
const notCounted = new Set(['crosslist_far', 'neg_core_identical']);

interface Case {
  readonly query: string;
  readonly expect: string;
  readonly entity_uid: string;
  readonly category: string;
}

export function benchScreening(): Promise<void> {
  const file = path.join(folder, 'cases/open.csv');
  if (!existsSync(file)) {
    console.warn('  skipped: the full sanctions list and its labelled cases are not beside the project');
    return Promise.resolve();
  }
  const cases = parse<Case>(readFileSync(file), { columns: true })
    .filter(({ category }) => !notCounted.has(category))
    .sort((a, b) => a.category.localeCompare(b.category));
  return inTemporaryFolder((temporary) => {
    console.log(`Screening, the full list, ${cases.length} queries`);
    benchEngine(temporary, cases);
    benchPeers(
      temporary,
      cases.filter((_, at) => at % everyNthForPeers === 0),
    );
    return Promise.resolve();
  });
}

function benchEngine(temporary: string, cases: readonly Case[]): void {
  const queries = cases.map(({ query }) => query);
  let first: EngineFigures | null = null;
  for (const times of multiples) {
    const figures = runEngine(temporary, queries, times);
    const summary = summarise(figures.timesMs);
    console.log(showSummary(`  ${times}x, ${figures.names} names`, summary));
    if (first === null) {
      first = figures;
      console.log(showSummary('  processor time alone', summarise(figures.cpuMs)));
      console.log(showTarget('  p50', summary.p50, ' ms', targets.p50Ms));
      console.log(showTarget('  p99', summary.p99, ' ms', targets.p99Ms));
      console.log(showTarget('  index built in', figures.buildMs, ' ms', targets.buildMs));
      console.log(showTarget('  memory of the process', figures.residentMb, ' MB', targets.residentMb));
    } else {
      const ratio = summary.p50 / summarise(first.timesMs).p50;
      const mean = meanOf(figures.timesMs) / meanOf(first.timesMs);
      console.log(
        `  ${''.padEnd(32)} cost p50 x ${ratio.toFixed(2)}, mean x ${mean.toFixed(2)}; index ${figures.buildMs.toFixed(0)} ms, ${figures.residentMb.toFixed(0)} MB`,
      );
    }
  }
}

interface PeerFigures {
  readonly buildMs: number;
  readonly timesMs: readonly number[];
  readonly found: readonly (number | null)[];
}

function benchPeers(temporary: string, cases: readonly Case[]): void {
  const script = path.join(__dirname, 'screening-peers', 'time-peers.mjs');
  if (!existsSync(path.join(path.dirname(script), 'node_modules'))) {
    console.warn('  the peers are skipped: npm ci --prefix bench/screening-peers installs them');
    return;
  }
  const named = readOfacList(folder).entries.flatMap(({ uid, name, aliases }) =>
    [name, ...aliases.map((alias) => alias.name)].map((text) => ({ uid, text })),
  );
  const file = path.join(temporary, 'peers.json');
  writeFileSync(
    file,
    JSON.stringify({
      names: named.map(({ text }) => transliterate(text)),
      queries: cases.map(({ query }) => transliterate(query)),
    }),
  );
  const printed = execFileSync(process.execPath, [script, file], { encoding: 'utf8', maxBuffer: 100_000_000 });
  const peers = JSON.parse(printed) as Record<'minisearch' | 'jaroWinkler', PeerFigures>;
  const ours = runEngine(
    temporary,
    cases.map(({ query }) => query),
    1,
  );
  const oursSummary = summarise(ours.timesMs);
  const oursRecall = recallOf(cases, ours.found);
  console.log(`  Every ${everyNthForPeers}th query, one after another in one run`);
  console.log(`${showSummary('  treasury desk', oursSummary)}  recall ${oursRecall.toFixed(1)} %`);
  for (const [name, peer] of [
    ['minisearch + token sort', peers.minisearch],
    ['Jaro-Winkler, whole name', peers.jaroWinkler],
  ] as const) {
    const found = peer.found.map((id) => (id === null ? null : (named[id]?.uid ?? null)));
    const summary = summarise(peer.timesMs);
    const recall = recallOf(cases, found);
    console.log(`${showSummary(`  ${name}`, summary)}  recall ${recall.toFixed(1)} %`);
    console.log(
      `  ${''.padEnd(32)} ratio of ours: time p50 ${(oursSummary.p50 / summary.p50).toFixed(4)}, p99 ${(oursSummary.p99 / summary.p99).toFixed(4)}; recall ${(oursRecall / recall).toFixed(2)}`,
    );
  }
}

function runEngine(temporary: string, queries: readonly string[], times: number): EngineFigures {
  const file = path.join(temporary, 'engine.json');
  const input: EngineInput = { folder, queries };
  writeFileSync(file, JSON.stringify(input));
  const runner = path.resolve(__dirname, '../test/fakes/run-typescript.cjs');
  const script = path.join(__dirname, 'screening-engine.ts');
  const printed = execFileSync(process.execPath, [runner, script, file, String(times)], {
    encoding: 'utf8',
    maxBuffer: 100_000_000,
    timeout: 300_000,
  });
  return JSON.parse(printed) as EngineFigures;
}

/** Per cent of the listed parties that are not cleared; whoever was named. */
function recallOf(cases: readonly Case[], found: readonly (string | null)[]): number {
  const listed = cases
    .map(({ expect }, at) => ({ expect, uid: found[at] ?? null }))
    .filter(({ expect }) => expect !== 'CLEAR');
  return (100 * listed.filter(({ uid }) => uid !== null).length) / listed.length;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
