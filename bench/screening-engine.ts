/** The engine alone in a process: `INPUT.json TIMES` prints what it found, how long it took and what memory it holds. */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { createScreener } from '../src/domain/sanctions/screen-party';
import { readOfacList } from '../src/sources/watch-lists/ofac/ofac-list';
import { multiplyList } from './screening-list';

const warmUp = 400;

export interface EngineInput {
  readonly folder: string;
  readonly queries: readonly string[];
}

export interface EngineFigures {
  readonly entries: number;
  readonly names: number;
  readonly buildMs: number;
  readonly residentMb: number;
  readonly timesMs: readonly number[];
  /** Processor time of each query, all threads: what a busy machine hardly changes. */
  readonly cpuMs: readonly number[];
  /** Entry number where it does not answer CLEAR, else null. */
  readonly found: readonly (string | null)[];
}

function measure({ folder, queries }: EngineInput, times: number): EngineFigures {
  const published = readOfacList(folder);
  const list = times === 1 ? published : multiplyList(published, times);
  const startedMs = performance.now();
  const screener = createScreener(list);
  const buildMs = performance.now() - startedMs;
  for (const { name } of list.entries.slice(0, warmUp)) screener.screen({ name });
  const timesMs: number[] = [];
  const cpuMs: number[] = [];
  const found = queries.map((name) => {
    const cpuBefore = process.cpuUsage();
    const queryStartedMs = performance.now();
    const { match } = screener.screen({ name });
    timesMs.push(performance.now() - queryStartedMs);
    const { user, system } = process.cpuUsage(cpuBefore);
    cpuMs.push((user + system) / 1_000);
    return match?.uid ?? null;
  });
  const residentMb = process.memoryUsage().rss / 1_000_000;
  return { entries: list.entries.length, names: screener.nameCount, buildMs, residentMb, timesMs, cpuMs, found };
}

const [input = '', times = '1'] = process.argv.slice(2);
process.stdout.write(JSON.stringify(measure(JSON.parse(readFileSync(input, 'utf8')) as EngineInput, Number(times))));
