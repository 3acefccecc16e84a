/** The inputs of one reader: its seeds as they stand, then what is made of them, the same for the same seed number. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { applyPlan, plans, type Plan } from './change';
import type { FuzzReader, Input } from './fuzz-reader';

const root = path.resolve(__dirname, '../..');
export const corpusFolder = path.join(__dirname, 'corpus');

/** What an input that once was a fault has behind its name: `sdn.csv.past-open-quote`. */
const pastFault = /\.past-[a-z0-9-]+$/;

export async function seedsOf({ name, shipped = [], made }: FuzzReader): Promise<readonly Input[]> {
  const own = path.join(corpusFolder, name);
  const files = [
    ...(existsSync(own) ? readdirSync(own).map((file) => path.join(own, file)) : []),
    ...shipped.map((file) => path.join(root, file)),
  ];
  const read = files.map((file) => ({ name: path.basename(file).replace(pastFault, ''), bytes: readFileSync(file) }));
  const seeds = [...read, ...((await made?.()) ?? [])];
  if (seeds.length === 0) throw new Error(`${name} has no seed`);
  return seeds;
}

/** So many plans are drawn at once: each alone costs more than it does. */
const drawn = 100;

export interface Inputs {
  readonly seeds: readonly Input[];
  /** The input of that number, and the changes it came by: none for a seed. */
  at(run: number): { readonly input: Input; readonly plan: Plan };
  /** What is left of the changes of a plan. */
  made(plan: Plan): Input;
}

export async function inputsOf(reader: FuzzReader, seedNumber: number): Promise<Inputs> {
  const seeds = await seedsOf(reader);
  let batch: { readonly number: number; readonly plans: readonly Plan[] } | null = null;
  const made = (plan: Plan): Input => applyPlan(plan, seeds, reader);
  const planAt = (run: number): Plan => {
    if (run < seeds.length) return { seed: run, changes: [] };
    const number = Math.floor((run - seeds.length) / drawn);
    if (batch?.number !== number)
      batch = { number, plans: fc.sample(plans, { seed: (seedNumber * 1_000_003 + number) | 0, numRuns: drawn }) };
    return batch.plans[(run - seeds.length) % drawn]!;
  };
  return {
    seeds,
    made,
    at: (run) => {
      const plan = planAt(run);
      return { input: made(plan), plan };
    },
  };
}
