/** The liquidity gate on 10,000 to 1,000,000 flows: load and memory, one impact against a plain scan, and how both grow. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from './child-process';
import { showTarget } from './figures';
import { writeLiquidityLedger } from './liquidity-ledger';
import type { LiquidityFigures } from './liquidity-child';
import type { Standstill, StandstillFigures } from './liquidity-standstill-child';
import { inTemporaryFolder } from './temporary-folder';

const targets = { impactP50Ms: 2, loadMs: 8_000, residentMb: 600, standstillMs: 200 };
const largest = { flows: 1_000_000, accounts: 500 };
const shapes = [
  { flows: 10_000, accounts: 500 },
  { flows: 100_000, accounts: 500 },
  largest,
  { flows: 1_000_000, accounts: 1 },
];

export function benchLiquidity(): Promise<void> {
  return inTemporaryFolder(async (folder) => {
    console.log(
      'One payment against a day of flows; the peer reads every flow, sorts the account’s own and adds them up',
    );
    for (const { flows, accounts } of shapes) {
      const ledger = path.join(folder, `${flows}-${accounts}`);
      writeLiquidityLedger(ledger, flows, accounts);
      // A process of its own for each size, so that one's memory is not another's.
      const run = [path.join('test', 'fakes', 'run-typescript.cjs'), path.join('bench', 'liquidity-child.ts'), ledger];
      const answer = execFileSync(process.execPath, run, { cwd: projectRoot, encoding: 'utf8' });
      await show(`${flows.toLocaleString('en')} flows on ${accounts} accounts`, JSON.parse(answer) as LiquidityFigures);
    }
    showStandstill(folder);
  });
}

/** On the largest ledger, in a process of its own. */
function showStandstill(folder: string): void {
  const ledger = path.join(folder, 'standstill');
  writeLiquidityLedger(ledger, largest.flows, largest.accounts);
  const child = path.join('bench', 'liquidity-standstill-child.ts');
  const run = [path.join('test', 'fakes', 'run-typescript.cjs'), child, ledger];
  const answer = execFileSync(process.execPath, run, { cwd: projectRoot, encoding: 'utf8' });
  const figures = JSON.parse(answer) as StandstillFigures;
  console.log(`${largest.flows.toLocaleString('en')} flows while the process goes on`);
  for (const [what, { tookMs, longestMs, longestOwnMs }] of Object.entries(figures) as [string, Standstill][]) {
    console.log(showTarget(`  ${what}, longest stretch of work`, longestOwnMs, ' ms', targets.standstillMs));
    console.log(
      `  ${''.padEnd(32)} longest standstill ${longestMs.toFixed(0)} ms, others' work included; done after ${tookMs.toFixed(0)} ms`,
    );
  }
}

function show(name: string, figures: LiquidityFigures): Promise<void> {
  const { loadMs, prepareMs, residentMb, release, hold, scan } = figures;
  console.log(name);
  console.log(showTarget('  load', loadMs + prepareMs, ' ms', targets.loadMs));
  console.log(
    `  of it building what questions use ${prepareMs.toFixed(0)} ms; first question ${figures.firstMs.toFixed(1)} ms`,
  );
  console.log(showTarget('  most memory', residentMb, ' MB', targets.residentMb));
  for (const [what, times] of [
    ['that fits', release],
    ['that breaches', hold],
  ] as const) {
    console.log(showTarget(`  payment ${what}, p50`, times.p50, ' ms', targets.impactP50Ms));
    console.log(`  ${''.padEnd(32)} p99 ${times.p99.toFixed(2)} ms`);
  }
  console.log(
    `  plain scan p50 ${scan.p50.toFixed(2)} ms: ${(scan.p50 / release.p50).toFixed(0)} times as long as a payment that fits`,
  );
  return Promise.resolve();
}
