/** Puts inputs to one reader, and says what it did that no reader may: throw otherwise, or take longer than any input needs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Plan } from './change';
import type { FuzzReader, Input, OpenReader, Outcome } from './fuzz-reader';
import { inputsOf, type Inputs } from './inputs';

export interface Found {
  readonly run: number;
  readonly what: string;
  readonly input: Input;
}

export interface Tried {
  readonly runs: number;
  /** How often each outcome came. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly found: readonly Found[];
}

export interface Trial {
  readonly seed: number;
  readonly from: number;
  readonly runs: number;
  /** Told before each input, so that somebody outside knows which one never ends. */
  readonly onRun: (run: number) => void;
}

/** Of processor time, for a quarter of a megabyte at most. Readers take milliseconds; what is worse than linear by far takes more than this. */
const longestMs = 5_000;
const mostFound = 5;

export async function tryReader(reader: FuzzReader, { seed, from, runs, onRun }: Trial): Promise<Tried> {
  const scratch = mkdtempSync(path.join(tmpdir(), `fuzz-${reader.name}-`));
  try {
    const inputs = await inputsOf(reader, seed);
    const open = await reader.open(scratch);
    const outcomes: Record<Outcome, number> = {};
    const found = new Map<string, Found>();
    const last = runs + inputs.seeds.length;
    let run = from;
    for (; run < last && found.size < mostFound; run += 1) {
      onRun(run);
      const { input, plan } = inputs.at(run);
      const what = await putTo(open, input, outcomes);
      if (what !== null && !found.has(placeOf(what)))
        found.set(placeOf(what), { run, what, input: await shortened(open, inputs, plan, placeOf(what)) });
    }
    await open.close?.();
    return { runs: run - from, outcomes, found: [...found.values()] };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Null where all is as it should be. */
async function putTo(open: OpenReader, input: Input, outcomes: Record<Outcome, number>): Promise<string | null> {
  const began = process.cpuUsage();
  try {
    const outcome = await open.read(input);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : `threw ${String(error)}`;
  }
  const { user, system } = process.cpuUsage(began);
  const tookMs = (user + system) / 1_000;
  if (tookMs > longestMs) return `too slow: over ${longestMs} ms of processor time`;
  return 'polluted' in {} ? 'changed the prototype of all objects' : null;
}

/** Of several with the same place one is enough. */
function placeOf(what: string): string {
  const [message = '', ...stack] = what.split('\n');
  const place = stack.find((line) => line.includes(`${path.sep}src${path.sep}`)) ?? stack[0];
  return place?.trim() ?? message;
}

/** With as few of its changes as show the same. */
async function shortened(open: OpenReader, inputs: Inputs, plan: Plan, place: string): Promise<Input> {
  let shortest = plan;
  for (let at = 0; at < shortest.changes.length;) {
    const shorter = { ...shortest, changes: shortest.changes.filter((_, index) => index !== at) };
    const what = await putTo(open, inputs.made(shorter), {});
    if (what !== null && placeOf(what) === place) shortest = shorter;
    else at += 1;
  }
  return inputs.made(shortest);
}
