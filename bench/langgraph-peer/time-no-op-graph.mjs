/**
 * Times a LangGraph graph of three nodes that do nothing, on its own SQLite checkpointer with synchronous=FULL, one run after
 * the other, and prints JSON: p50 and p99 in milliseconds of one `invoke` on a new thread, for both of its durable modes.
 * `node time-no-op-graph.mjs [RUNS]`
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { URL } from 'node:url';
import { Annotation, END, START, StateGraph } from '@langchain/langgraph';
import { SqliteSaver } from '@langchain/langgraph-checkpoint-sqlite';

const runs = Number(process.argv[2] ?? 500);
const warmUpRuns = 50;

/** The graph with a checkpoint after each node, on a database of its own. */
function compileGraph(file) {
  const saver = SqliteSaver.fromConnString(file);
  saver.setup();
  // Its driver syncs a write-ahead log only at checkpoints unless told otherwise; ours is told the same.
  saver.db.pragma('synchronous = FULL');
  const state = Annotation.Root({ steps: Annotation() });
  const graph = new StateGraph(state)
    .addNode('sanctions', () => ({}))
    .addNode('liquidity', () => ({}))
    .addNode('operations', () => ({}))
    .addEdge(START, 'sanctions')
    .addEdge('sanctions', 'liquidity')
    .addEdge('liquidity', 'operations')
    .addEdge('operations', END)
    .compile({ checkpointer: saver });
  return { graph, saver };
}

/** `async` writes a checkpoint while the next node runs, `sync` before it. */
async function timeRuns(folder, durability) {
  const { graph, saver } = compileGraph(join(folder, `${durability}.db`));
  const timesMs = [];
  for (let run = 0; run < warmUpRuns + runs; run += 1) {
    const startedMs = performance.now();
    await graph.invoke({ steps: 0 }, { configurable: { thread_id: `run-${run}` }, durability });
    if (run >= warmUpRuns) timesMs.push(performance.now() - startedMs);
  }
  const { checkpoints } = saver.db.prepare('SELECT count(*) AS checkpoints FROM checkpoints').get();
  const measured = {
    p50_ms: percentile(timesMs, 0.5),
    p99_ms: percentile(timesMs, 0.99),
    checkpoints_per_run: checkpoints / (warmUpRuns + runs),
    journal_mode: saver.db.pragma('journal_mode', { simple: true }),
    synchronous: saver.db.pragma('synchronous', { simple: true }) === 2 ? 'FULL' : 'other',
  };
  saver.db.close();
  return measured;
}

function percentile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return Number(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(3));
}

const folder = mkdtempSync(join(tmpdir(), 'langgraph-peer-'));
try {
  const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
  const modes = { async: await timeRuns(folder, 'async'), sync: await timeRuns(folder, 'sync') };
  const p50_ms = Math.min(modes.async.p50_ms, modes.sync.p50_ms);
  console.log(JSON.stringify({ peer: dependencies, nodes: 3, runs, p50_ms, modes }, null, 2));
} finally {
  rmSync(folder, { recursive: true });
}
