/** `stop FOLDER RUNS` brings runs of the chain to their second agent, says so, and stays there; `resume FOLDER` takes what it finds to its end. */
import { performance } from 'node:perf_hooks';
import { openRuns } from './workflow-runs';

async function stop(folder: string, count: number): Promise<void> {
  let arrived = 0;
  const answer = async ({ agentRef }: { readonly agentRef: string }): Promise<void> => {
    if (agentRef !== 'b') return;
    arrived += 1;
    if (arrived === count) process.stdout.write('ready\n');
    await new Promise(() => undefined);
  };
  const runs = await openRuns({ folder, graph: 'chain', isTogether: false, answer });
  for (let number = 0; number < count; number += 1) void runs.begin().then((runId) => runs.toEnd(runId));
  setInterval(() => undefined, 1_000);
}

async function resume(folder: string, count: number): Promise<void> {
  const runs = await openRuns({ folder, graph: 'chain', isTogether: false });
  const startedMs = performance.now();
  const found = await runs.store.listRunIds({ statuses: ['under_review'], limit: count + 1 });
  await Promise.all(found.map((runId) => runs.toEnd(runId)));
  const allMs = performance.now() - startedMs;
  if (found.length !== count) throw new Error(`${found.length} runs were found instead of ${count}`);
  process.stdout.write(JSON.stringify({ all_ms: allMs }));
  await runs.close();
}

const [act, folder = '', count = '0'] = process.argv.slice(2);
(act === 'stop' ? stop : resume)(folder, Number(count)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
