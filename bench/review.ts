/** One review through three agents with the real tools and durable checkpoints, against LangGraph's three no-op nodes, on both databases. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { readConfig } from '../src/composition/config/config';
import { openReview, type Review } from '../src/composition/open-review';
import { createClock } from '../src/composition/create-clock';
import { openStore } from '../src/composition/store/open-store';
import { openReferenceData } from '../src/composition/data/reference-data';
import type { PaymentCase } from '../src/domain/case/payment-case';
import { postgresBinaries, PostgresServer } from '../test/fakes/postgres';
import { submitBenchPayment, withdrawBenchPayment } from './bench-payment';
import { showSummary, showTarget, summarise } from './figures';
import { inTemporaryFolder } from './temporary-folder';

/** Ours and the peer take turns, so that what else the machine does falls on both. */
const rounds = 4;
const reviewsPerRound = 250;
const warmUpReviews = 100;
const targetP50Ms = 10;

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** On the embedded database, then on a server of its own where PostgreSQL is installed. */
export async function benchReview(): Promise<void> {
  await benchOn('SQLite', { PROFILE: 'local' }, null);
  if (postgresBinaries() === null) {
    console.log('PostgreSQL is not installed; reviews on it are skipped');
    return;
  }
  const server = await PostgresServer.start();
  try {
    const [ours, theirs] = [await server.database(), await server.database()];
    const url = server.url(ours.database);
    await benchOn('PostgreSQL', { PROFILE: 'local', DATABASE_URL: url }, server.url(theirs.database));
  } finally {
    await server.stop();
  }
}

/** `peerUrl` null: the peer makes a database of its own in a file. */
function benchOn(name: string, environment: Record<string, string>, peerUrl: string | null): Promise<void> {
  return inTemporaryFolder(async (folder) => {
    const config = readConfig({}, { ...environment, DATA_DIR: folder });
    const store = await openStore(config, { keep: peerUrl === null ? 'fresh' : 'existing' });
    try {
      const clock = await createClock(config, store);
      const review = openReview({ data: openReferenceData(config, clock, { store }), store, clock, log: quiet });
      for (let number = 0; number < warmUpReviews; number += 1)
        await withdrawBenchPayment(review, await reviewOne(review, `WARM-${number}`));
      const oursMs: number[] = [];
      const peers: Peer[] = [];
      for (let round = 0; round < rounds; round += 1) {
        for (let number = 0; number < reviewsPerRound; number += 1) {
          const startedMs = performance.now();
          const reviewed = await reviewOne(review, `BENCH-${round}-${number}`);
          oursMs.push(performance.now() - startedMs);
          await withdrawBenchPayment(review, reviewed);
        }
        const peer = timePeer(peerUrl);
        if (peer) peers.push(peer);
      }
      report(name, oursMs, peers);
    } finally {
      await store.close();
    }
  });
}

/** As TXN-002, each under an id of its own: submitted, three agents, concluded; two commits. */
async function reviewOne(review: Review, paymentId: string): Promise<PaymentCase> {
  let current = await submitBenchPayment(review, paymentId);
  while (current.status === 'under_review') {
    const next = await review.advanceCase(current.runId);
    if (!next) throw new Error(`run ${current.runId} vanished`);
    current = next;
  }
  if (current.decision?.outcome !== 'proceed') throw new Error(`${paymentId} ended ${current.decision?.reason}`);
  return current;
}

interface Peer {
  readonly p50: number;
  readonly p99: number;
}

/** Null, with a line that says so, where the peer's packages are not installed. The better of its two durable modes. */
function timePeer(url: string | null): Peer | null {
  const folder = path.join(__dirname, 'langgraph-peer');
  if (!existsSync(path.join(folder, 'node_modules'))) {
    console.warn('  the peer is skipped: npm ci --prefix bench/langgraph-peer installs it');
    return null;
  }
  const script = path.join(folder, 'time-no-op-graph.mjs');
  const printed = execFileSync(process.execPath, [script, String(reviewsPerRound), ...(url === null ? [] : [url])], {
    encoding: 'utf8',
    timeout: 120_000,
  });
  const { modes } = JSON.parse(printed) as { modes: Record<'async' | 'sync', { p50_ms: number; p99_ms: number }> };
  return {
    p50: Math.min(modes.async.p50_ms, modes.sync.p50_ms),
    p99: Math.min(modes.async.p99_ms, modes.sync.p99_ms),
  };
}

function report(name: string, oursMs: readonly number[], peers: readonly Peer[]): void {
  const ours = summarise(oursMs);
  console.log(`One review on ${name}, three agents with real tools, ${oursMs.length} in a row`);
  console.log(showSummary('  treasury desk', ours));
  console.log(showTarget('  p50', ours.p50, ' ms', targetP50Ms));
  if (peers.length === 0) return;
  const p50 = summarise(peers.map((peer) => peer.p50)).p50;
  const p99 = summarise(peers.map((peer) => peer.p99)).p50;
  console.log(
    `  LangGraph, three no-op nodes       p50 ${p50.toFixed(2).padStart(8)} ms  p99 ${p99.toFixed(2).padStart(8)} ms  (median of ${peers.length} rounds of ${reviewsPerRound})`,
  );
  console.log(showTarget('  ratio to LangGraph, p50', ours.p50 / p50, '', 1));
}
