/** Runs the benches by name, or all of them: `npm run bench -- review messages start`. */
import os from 'node:os';
import { benchBundle } from './bundle';
import { benchCommits } from './commits';
import { benchGrowth } from './growth';
import { benchLiquidity } from './liquidity';
import { benchMessages } from './messages';
import { benchPaymentRun } from './payment-run';
import { benchPolicy } from './policy';
import { benchPresses } from './presses';
import { benchReview } from './review';
import { benchScreening } from './screening';
import { benchStart } from './start';
import { benchWorkflow } from './workflow';

const benches = {
  review: benchReview,
  workflow: benchWorkflow,
  start: benchStart,
  commits: benchCommits,
  messages: benchMessages,
  presses: benchPresses,
  'payment-run': benchPaymentRun,
  policy: benchPolicy,
  liquidity: benchLiquidity,
  screening: benchScreening,
  bundle: benchBundle,
  growth: benchGrowth,
};

function load(): string {
  return `${(os.loadavg()[0] ?? NaN).toFixed(1)} on ${os.availableParallelism()} processors`;
}

async function main(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !(name in benches));
  if (unknown.length > 0)
    throw new Error(`no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`);
  for (const [name, bench] of Object.entries(benches)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    // Part of every figure: the same bench on a machine with other work is another bench.
    console.log(`${name}, load average ${load()}`);
    await bench();
    console.log(`${name} done, load average ${load()}`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
