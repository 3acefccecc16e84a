/**
 * The graphs of the bench `workflow` on LangGraph with its own SQLite checkpointer and synchronous=FULL; nodes do nothing. Prints JSON.
 * `node patterns.mjs time GRAPH RUNS AT_ONCE` times runs one after the other, and then as many at once.
 * `node patterns.mjs stop FILE RUNS` brings that many runs of the chain to their second node, says so, and stays there.
 * `node patterns.mjs resume FILE RUNS` takes them to their end.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setInterval } from 'node:timers';
import { Annotation, END, START, StateGraph } from '@langchain/langgraph';
import { SqliteSaver } from '@langchain/langgraph-checkpoint-sqlite';

const warmUpRuns = 30;
const state = Annotation.Root({ rounds: Annotation() });
const nothing = () => ({});
const forever = () => new Promise(() => undefined);

const graphs = {
  chain: (second = nothing) =>
    new StateGraph(state)
      .addNode('a', nothing)
      .addNode('b', second)
      .addNode('c', nothing)
      .addEdge(START, 'a')
      .addEdge('a', 'b')
      .addEdge('b', 'c')
      .addEdge('c', END),
  fan: () =>
    new StateGraph(state)
      .addNode('a', nothing)
      .addNode('b', nothing)
      .addNode('c', nothing)
      .addEdge(START, 'a')
      .addEdge(START, 'b')
      .addEdge(START, 'c')
      .addEdge('a', END)
      .addEdge('b', END)
      .addEdge('c', END),
  loop: () =>
    new StateGraph(state)
      .addNode('a', ({ rounds }) => ({ rounds: rounds + 1 }))
      .addEdge(START, 'a')
      .addConditionalEdges('a', ({ rounds }) => (rounds < 5 ? 'a' : END)),
};

function open(file, graph) {
  const saver = SqliteSaver.fromConnString(file);
  saver.setup();
  // Its driver syncs a write-ahead log only at checkpoints unless told otherwise; ours is told the same.
  saver.db.pragma('synchronous = FULL');
  return graph.compile({ checkpointer: saver });
}

const threadOf = (id) => ({ configurable: { thread_id: id } });

async function time(name, runs, atOnce) {
  const folder = mkdtempSync(join(tmpdir(), 'langgraph-peer-'));
  try {
    const measured = {};
    // `async` writes a checkpoint while the next node runs, `sync` before it.
    for (const durability of ['async', 'sync']) {
      const graph = open(join(folder, `${durability}.db`), graphs[name]());
      const run = (id) => graph.invoke({ rounds: 0 }, { ...threadOf(id), durability });
      for (let number = 0; number < warmUpRuns; number += 1) await run(`warm-${number}`);
      const timesMs = [];
      for (let number = 0; number < runs; number += 1) {
        const startedMs = performance.now();
        await run(`run-${number}`);
        timesMs.push(performance.now() - startedMs);
      }
      const startedMs = performance.now();
      let left = runs;
      const worker = async (of) => {
        while ((left -= 1) >= 0) await run(`crowd-${of}-${left}`);
      };
      await Promise.all(Array.from({ length: atOnce }, (_, of) => worker(of)));
      measured[durability] = { times_ms: timesMs, runs_per_second: (runs * 1000) / (performance.now() - startedMs) };
    }
    return measured;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function stop(file, runs) {
  let arrived = 0;
  const graph = open(
    file,
    graphs.chain(() => {
      arrived += 1;
      if (arrived === runs) process.stdout.write('ready\n');
      return forever();
    }),
  );
  for (let number = 0; number < runs; number += 1)
    void graph.invoke({ rounds: 0 }, { ...threadOf(`run-${number}`), durability: 'sync' });
  setInterval(() => undefined, 1_000);
}

async function resume(file, runs) {
  const graph = open(file, graphs.chain());
  const startedMs = performance.now();
  await Promise.all(
    Array.from({ length: runs }, (_, number) =>
      graph.invoke(null, { ...threadOf(`run-${number}`), durability: 'sync' }),
    ),
  );
  return { all_ms: performance.now() - startedMs };
}

const [act, what, runs, atOnce] = process.argv.slice(2);
if (act === 'stop') await stop(what, Number(runs));
else
  console.log(
    JSON.stringify(
      act === 'resume' ? await resume(what, Number(runs)) : await time(what, Number(runs), Number(atOnce)),
    ),
  );
