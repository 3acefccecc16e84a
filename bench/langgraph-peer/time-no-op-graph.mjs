/**
 * Times a LangGraph graph of three nodes that do nothing, on its own SQLite checkpointer with synchronous=FULL or its own PostgreSQL
 * one, one run after the other, and prints JSON: p50 and p99 in milliseconds of one `invoke` on a new thread, for both of its durable
 * modes. `node time-no-op-graph.mjs [RUNS [postgresql://EMPTY-DATABASE]]`
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { URL } from 'node:url';
import { Annotation, END, START, StateGraph } from '@langchain/langgraph';
import { PostgresSaver } from '@langchain/langgraph-checkpoint-postgres';
import { SqliteSaver } from '@langchain/langgraph-checkpoint-sqlite';

const runs = Number(process.argv[2] ?? 500);
const server = process.argv[3];
const warmUpRuns = 50;

/** A checkpointer on a SQLite database of its own, what it says of itself once it has run, and how it is closed. */
function onSqlite(file) {
  const saver = SqliteSaver.fromConnString(file);
  saver.setup();
  // Its driver syncs a write-ahead log only at checkpoints unless told otherwise; ours is told the same.
  saver.db.pragma('synchronous = FULL');
  return {
    saver,
    about: async (runs) => ({
      checkpoints_per_run: saver.db.prepare('SELECT count(*) AS checkpoints FROM checkpoints').get().checkpoints / runs,
      journal_mode: saver.db.pragma('journal_mode', { simple: true }),
      synchronous: saver.db.pragma('synchronous', { simple: true }) === 2 ? 'FULL' : 'other',
    }),
    close: async () => saver.db.close(),
  };
}

/** Every mode of every round in a schema of their own; the server's own settings say what a commit waits for. */
async function onPostgres(url, schema) {
  const saver = PostgresSaver.fromConnString(url, { schema });
  await saver.setup();
  return { saver, about: async () => ({ schema }), close: () => saver.end() };
}

function compileGraph(saver) {
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
  return graph;
}

/** `async` writes a checkpoint while the next node runs, `sync` before it. */
async function timeRuns(folder, durability) {
  const { saver, about, close } = server
    ? await onPostgres(server, `langgraph_${durability}_${process.pid}`)
    : onSqlite(join(folder, `${durability}.db`));
  const graph = compileGraph(saver);
  const timesMs = [];
  for (let run = 0; run < warmUpRuns + runs; run += 1) {
    const startedMs = performance.now();
    await graph.invoke({ steps: 0 }, { configurable: { thread_id: `run-${run}` }, durability });
    if (run >= warmUpRuns) timesMs.push(performance.now() - startedMs);
  }
  const measured = {
    p50_ms: percentile(timesMs, 0.5),
    p99_ms: percentile(timesMs, 0.99),
    ...(await about(warmUpRuns + runs)),
  };
  await close();
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
