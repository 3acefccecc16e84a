/** Start to ready: from starting the process on the demo data until its health address answers, and its memory then. */
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { startDesk } from './child-process';
import { showSummary, showTarget, summarise } from './figures';
import { inTemporaryFolder } from './temporary-folder';

const starts = 10;
const targets = { p50Ms: 2_000, residentMb: 250 };

export function benchStart(): Promise<void> {
  return inTemporaryFolder(async (folder) => {
    const timesMs: number[] = [];
    const residentMb: number[] = [];
    for (let start = 0; start < starts; start += 1) {
      const startedMs = performance.now();
      const bot = await startDesk({ DATA_DIR: path.join(folder, String(start)) });
      try {
        const health = await fetch(`${bot.url}/healthz`, { signal: AbortSignal.timeout(5_000) });
        if (!health.ok) throw new Error(`healthz answered ${health.status}`);
        timesMs.push(performance.now() - startedMs);
        residentMb.push(bot.residentMb());
      } finally {
        await bot.stop();
      }
    }
    const times = summarise(timesMs);
    console.log(`Start to ready with demo data, ${starts} times`);
    console.log(showSummary('  treasury desk', times));
    console.log(showTarget('  p50', times.p50, ' ms', targets.p50Ms));
    console.log(showTarget('  most memory after start', Math.max(...residentMb), ' MB', targets.residentMb));
  });
}
