/** `npm run fuzz -- --reader camt --runs 100000 --seed 1`: one reader or all, for longer than the tests do. What it finds is written down beside. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readers } from './readers';
import { fuzzReaders, type Fuzzed } from './run-fuzz';

const { values } = parseArgs({
  options: {
    reader: { type: 'string', multiple: true },
    runs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    list: { type: 'boolean', default: false },
  },
});

const foundFolder = path.join(tmpdir(), 'treasury-desk-fuzz');

function show({ reader, runs, outcomes, found }: Fuzzed): void {
  const counts = Object.entries(outcomes).sort(([, a], [, b]) => b - a);
  console.log(`${reader}: ${runs} inputs; ${counts.map(([outcome, count]) => `${outcome} ${count}`).join(', ')}`);
  for (const { run, what, input } of found) {
    mkdirSync(foundFolder, { recursive: true });
    const name = `${reader}-${input.name}.past-${createHash('sha256').update(input.bytes).digest('hex').slice(0, 8)}`;
    writeFileSync(path.join(foundFolder, name), input.bytes);
    console.log(`  FOUND at ${run}, ${path.join(foundFolder, name)} (${input.bytes.length} bytes)\n    ${what}`);
  }
}

async function main(): Promise<void> {
  const wanted = values.reader ?? readers.map(({ name }) => name);
  const unknown = wanted.filter((name) => !readers.some((reader) => reader.name === name));
  if (unknown.length > 0 || values.list) {
    console.log(`readers: ${readers.map(({ name }) => name).join(' ')}`);
    process.exitCode = unknown.length > 0 ? 1 : 0;
    return;
  }
  const [seed, runs, from] = [Number(values.seed), Number(values.runs), Number(values.from)];
  const fuzzed = await fuzzReaders(
    wanted.map((reader) => ({ reader, seed, from, runs: runsOf(reader, runs) })),
    show,
  );
  if (fuzzed.some(({ found }) => found.length > 0)) process.exitCode = 1;
}

/** Asked for by name, as many as asked for. */
function runsOf(name: string, runs: number): number {
  if (values.reader !== undefined) return runs;
  return Math.ceil(runs / (readers.find((reader) => reader.name === name)!.cost ?? 1));
}

void main();
