/** Fuzzes readers in a process beside this one, with a hard stop: an input that never ends, or that takes all memory, is a fault like any other. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Orders } from './fuzz-child';
import { inputsOf } from './inputs';
import { readers } from './readers';
import type { Found, Tried } from './try-reader';

export interface Fuzzed extends Tried {
  readonly reader: string;
}

/** No input may keep the process at one place for so long, however busy the machine is. */
const standstillMs = 120_000;
const lookMs = 2_000;
const memoryMb = 1_024;

/** One after the other. `onDone` is told of each. */
export async function fuzzReaders(orders: readonly Orders[], onDone: (fuzzed: Fuzzed) => void = () => undefined) {
  const done: Fuzzed[] = [];
  const tell = (fuzzed: Fuzzed): void => {
    done.push(fuzzed);
    onDone(fuzzed);
  };
  while (done.length < orders.length) {
    const stopped = await runChild(orders.slice(done.length), tell);
    if (stopped) tell(await asFound(stopped, orders));
  }
  return done;
}

interface Stopped {
  readonly reader: string;
  readonly run: number;
  readonly why: string;
}

async function runChild(orders: readonly Orders[], tell: (fuzzed: Fuzzed) => void): Promise<Stopped | null> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fuzz-'));
  const progressFile = path.join(folder, 'progress');
  const answersFile = path.join(folder, 'answers');
  const handles = [openSync(progressFile, 'w'), openSync(answersFile, 'w')];
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${memoryMb}`,
      path.resolve(__dirname, '../fakes/run-typescript.cjs'),
      path.resolve(__dirname, 'fuzz-child.ts'),
      JSON.stringify(orders),
    ],
    { cwd: path.resolve(__dirname, '../..'), stdio: ['ignore', 'ignore', 'pipe', ...handles] },
  );
  let said = '';
  child.stderr!.on('data', (text: Buffer) => (said = `${said}${text.toString()}`.slice(-4_000)));
  let told = 0;
  const tellNew = (): void => {
    const lines = readFileSync(answersFile, 'utf8').split('\n').slice(0, -1);
    for (const line of lines.slice(told)) tell(readAnswer(line));
    told = lines.length;
  };
  const watch = watchProgress(progressFile, { look: tellNew, stop: () => child.kill('SIGKILL') });
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  clearInterval(watch);
  for (const handle of handles) closeSync(handle);
  const [reader = '', run = ''] = readFileSync(progressFile, 'utf8').trim().split(' ');
  tellNew();
  rmSync(folder, { recursive: true, force: true });
  if (code === 0) return null;
  if (reader === '') throw new Error(`the fuzzing process did not start: ${said}`);
  return {
    reader,
    run: Number(run),
    why: signal === 'SIGKILL' ? 'never ended, and was stopped' : `ended the process: ${said}`,
  };
}

function watchProgress(
  file: string,
  { look, stop }: { readonly look: () => void; readonly stop: () => void },
): NodeJS.Timeout {
  let before = '';
  let sinceMs = 0;
  return setInterval(() => {
    look();
    const now = readFileSync(file, 'utf8');
    sinceMs = now === before ? sinceMs + lookMs : 0;
    before = now;
    if (sinceMs >= standstillMs) stop();
  }, lookMs);
}

function readAnswer(line: string): Fuzzed {
  const { found, ...rest } = JSON.parse(line) as Omit<Fuzzed, 'found'> & {
    readonly found: readonly (Omit<Found, 'input'> & { readonly name: string; readonly bytes: string })[];
  };
  return {
    ...rest,
    found: found.map(({ name, bytes, ...one }) => ({
      ...one,
      input: { name, bytes: Buffer.from(bytes, 'base64') },
    })),
  };
}

async function asFound({ reader: name, run, why }: Stopped, orders: readonly Orders[]): Promise<Fuzzed> {
  const { seed } = orders.find((one) => one.reader === name)!;
  const inputs = await inputsOf(
    readers.find((one) => one.name === name)!,
    seed,
  );
  const { input } = inputs.at(run);
  return { reader: name, runs: run, outcomes: {}, found: [{ run, what: why, input }] };
}
