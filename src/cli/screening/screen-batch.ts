/** `screen --batch FILE.csv`: every row's name against the lists in force, one JSON object a line, in order, on all cores where that pays. */
import { once } from 'node:events';
import { availableParallelism, freemem } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Config } from '../../composition/config/config';
import { randomHex } from '../../composition/random-hex';
import { readCsvRows } from '../csv-rows';
import type { BatchAnswer, BatchSetup } from './batch-worker';
import { openRowScreener, type BatchRow } from './screen-rows';

const rowsPerPart = 500;
/** Every worker reads and indexes the lists for itself, some two seconds: fewer rows are faster without. */
const fewestRowsForWorkers = 5_000;
/** What one worker holds with all lists. */
const bytesPerWorker = 450_000_000;

/** Column `query`, optional `country`. A row that cannot be read as a name escalates as any payment would. Throws `RefusedInput`. */
export async function screenBatch(config: Config, file: string): Promise<void> {
  const rows = readCsvRows(file, ['query']).map(({ query = '', country = '' }) => ({ query, country: country.trim() }));
  const parts = partsOf(rows);
  const runId = `SCREEN-${randomHex(6)}`;
  const workers = workersFor(rows.length);
  const { toolKey: _ofEachThread, ...setup } = config;
  const listed =
    workers > 1
      ? await screenInWorkers({ config: setup, runId }, parts, workers)
      : await screenHere(config, runId, parts);
  process.stderr.write(`${rows.length} names against ${listed}\n`);
}

async function screenHere(config: Config, runId: string, parts: readonly (readonly BatchRow[])[]): Promise<string> {
  const screener = await openRowScreener(config, runId);
  for (const part of parts) print(await screener.screen(part));
  return screener.listed;
}

/** Each worker takes the next part as soon as it is done with one; parts are printed in the order of the file. */
async function screenInWorkers(
  setup: BatchSetup,
  parts: readonly (readonly BatchRow[])[],
  count: number,
): Promise<string> {
  const answers = new Map<number, readonly string[]>();
  let next = 0;
  let printed = 0;
  let listed = '';
  const printReady = (): void => {
    for (let lines = answers.get(printed); lines !== undefined; lines = answers.get(printed)) {
      print(lines);
      answers.delete(printed);
      printed += 1;
    }
  };
  const work = async (): Promise<void> => {
    const worker = new Worker(path.join(__dirname, 'batch-worker.js'), { workerData: setup });
    try {
      while (next < parts.length) {
        const at = next;
        next += 1;
        worker.postMessage(parts[at]);
        // A worker that fails rejects here, with its own fault.
        const [answer] = (await once(worker, 'message')) as [BatchAnswer];
        listed = answer.listed;
        answers.set(at, answer.lines);
        printReady();
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(count, parts.length) }, work));
  return listed;
}

/** Run from source, there is no compiled worker to start. */
function workersFor(rows: number): number {
  if (rows < fewestRowsForWorkers || !__filename.endsWith('.js')) return 1;
  return Math.max(1, Math.min(availableParallelism(), Math.floor(freemem() / bytesPerWorker)));
}

function partsOf(rows: readonly BatchRow[]): readonly (readonly BatchRow[])[] {
  return Array.from({ length: Math.ceil(rows.length / rowsPerPart) }, (_, at) =>
    rows.slice(at * rowsPerPart, (at + 1) * rowsPerPart),
  );
}

function print(lines: readonly string[]): void {
  if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
}
