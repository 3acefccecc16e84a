/** The same graphs of agents that do nothing on the desk's own path and on LangGraph: time per run, runs a second at 50 at once, recovery after SIGKILL. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { showSummary, showTarget, summarise } from './figures';
import { inTemporaryFolder } from './temporary-folder';
import { openEngine } from './workflow-engine';
import { graphs, openRuns, type Graph } from './workflow-runs';

const runs = 200;
const warmUpRuns = 30;
const atOnce = 50;
const peerFolder = path.join(__dirname, 'langgraph-peer');
const peerScript = path.join(peerFolder, 'patterns.mjs');
const runTypescript = path.join(__dirname, '../test/fakes/run-typescript.cjs');
const child = path.join(__dirname, 'workflow-child.ts');

interface Measured {
  readonly timesMs: readonly number[];
  readonly runsPerSecond: number;
}

export async function benchWorkflow(): Promise<void> {
  const hasPeer = existsSync(path.join(peerFolder, 'node_modules'));
  if (!hasPeer) console.warn('  the peer is skipped: npm ci --prefix bench/langgraph-peer installs it');
  for (const graph of Object.keys(graphs) as readonly Graph[]) {
    console.log(`${graph}: agents that do nothing, ${runs} runs one after the other, then ${atOnce} at once`);
    const peer = hasPeer ? timePeer(graph) : null;
    const engine = await timeEngine(graph);
    const review = await timeReviews(graph, false);
    const together = await timeReviews(graph, true);
    show('  engine, each checkpoint kept', engine);
    show('  whole review, each answer kept', review);
    show('  whole review, steps together', together);
    if (peer) compare(peer, engine, review);
  }
  await recover(hasPeer);
}

function timeEngine(graph: Graph): Promise<Measured> {
  return inTemporaryFolder(async (folder) => {
    const engine = openEngine(folder, graph);
    let begun = 0;
    try {
      return await time(() => engine.one(`run-${(begun += 1)}`));
    } finally {
      engine.close();
    }
  });
}

/** What the desk does of a payment beside its graph: submission, the case machine, the sealed audit, the decision. */
function timeReviews(graph: Graph, isTogether: boolean): Promise<Measured> {
  return inTemporaryFolder(async (folder) => {
    const own = await openRuns({ folder, graph, isTogether });
    try {
      return await time(async () => own.toEnd(await own.begin()));
    } finally {
      await own.close();
    }
  });
}

async function time(one: () => Promise<void>): Promise<Measured> {
  for (let number = 0; number < warmUpRuns; number += 1) await one();
  const timesMs: number[] = [];
  for (let number = 0; number < runs; number += 1) {
    const startedMs = performance.now();
    await one();
    timesMs.push(performance.now() - startedMs);
  }
  const startedMs = performance.now();
  let left = runs;
  const worker = async (): Promise<void> => {
    while ((left -= 1) >= 0) await one();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { timesMs, runsPerSecond: (runs * 1000) / (performance.now() - startedMs) };
}

/** Its two modes that keep each checkpoint. */
function timePeer(graph: Graph): readonly Measured[] {
  const printed = execFileSync(process.execPath, [peerScript, 'time', graph, String(runs), String(atOnce)], {
    encoding: 'utf8',
    timeout: 300_000,
  });
  const modes = JSON.parse(printed) as Record<
    'async' | 'sync',
    { readonly times_ms: readonly number[]; readonly runs_per_second: number }
  >;
  return (['async', 'sync'] as const).map((mode) => {
    const measured = { timesMs: modes[mode].times_ms, runsPerSecond: modes[mode].runs_per_second };
    show(`  LangGraph, ${mode}`, measured);
    return measured;
  });
}

/** Against the better of both modes. */
function compare(peer: readonly Measured[], engine: Measured, review: Measured): void {
  const p50 = ({ timesMs }: Measured): number => summarise(timesMs).p50;
  const fastest = Math.min(...peer.map(p50));
  const busiest = Math.max(...peer.map(({ runsPerSecond }) => runsPerSecond));
  console.log(showTarget('  time, engine to LangGraph', p50(engine) / fastest, '', 1));
  console.log(showTarget('  runs a second, LangGraph to engine', busiest / engine.runsPerSecond, '', 1));
  console.log(`  time, whole review to LangGraph    ${(p50(review) / fastest).toFixed(2)}`);
}

function show(name: string, { timesMs, runsPerSecond }: Measured): void {
  console.log(`${showSummary(name, summarise(timesMs))}  ${runsPerSecond.toFixed(0)} runs/s at ${atOnce} at once`);
}

/** Runs that stand at their second agent when their process is killed, taken to their end by another. */
function recover(hasPeer: boolean): Promise<void> {
  return inTemporaryFolder(async (folder) => {
    const own = path.join(folder, 'own');
    mkdirSync(own);
    const ours = await killAndResume([runTypescript, child], own);
    console.log(`${atOnce} runs of the chain, killed by SIGKILL at their second agent`);
    console.log(`  all of them ended ${ours.toFixed(0)} ms after the next process had its database open`);
    if (!hasPeer) return;
    const peers = await killAndResume([peerScript], path.join(folder, 'peer.db'));
    console.log(`  LangGraph: ${peers.toFixed(0)} ms, told which threads there are`);
    console.log(showTarget('  ratio of recovery', ours / peers, '', 1));
  });
}

async function killAndResume(command: readonly string[], place: string): Promise<number> {
  const stopped = spawn(process.execPath, [...command, 'stop', place, String(atOnce)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(stopped, 'exit');
  await Promise.race([once(stopped.stdout, 'data'), ended]);
  stopped.kill('SIGKILL');
  await ended;
  const printed = execFileSync(process.execPath, [...command, 'resume', place, String(atOnce)], {
    encoding: 'utf8',
    timeout: 120_000,
  });
  return (JSON.parse(printed) as { all_ms: number }).all_ms;
}
