/**
 * `npm run chaos -- --seconds 30 --seed 1`: people at work while everything around the desk fails; afterwards nothing is lost, nothing doubled,
 * every card right. `--replicas 3 --kills 100`: several desks on one PostgreSQL, until so many of them were killed. `--payments 20`: no more are asked
 * for, as a chat takes its cards no faster than Teams does.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Store } from '../../src/ports/store';
import { people } from '../fakes/demo-desk';
import { createCrowd, type Crowd } from './crowd';
import { createChance } from './random';
import { createReplicaWeather, type ReplicaWeather } from './replica-weather';
import { startStormyConnector, type StormyConnector } from './stormy-connector';
import { createWeather, type Weather } from './weather';
import { compareCards, findBreaches, readRemains, type Remains } from './what-remains';

/** Cards wait for minutes that pass at once; what takes time is a busy machine, and what a chat takes in a second. Given up where no card has moved for so long. */
const settleWithinMs = 150_000;
const longestSettleMs = 1_200_000;
const mostSeconds = 3_600;

async function main(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const number = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { seconds: number, seed: number, replicas: number, kills: number, payments: number },
  });
  const kills = values.kills === undefined ? null : Number(values.kills);
  const seconds = Math.min(mostSeconds, Number(values.seconds ?? (kills === null ? 30 : mostSeconds)));
  const seed = Number(values.seed ?? 1);
  const folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-chaos-'));
  const startedMs = Date.now();
  const connector = await startStormyConnector(createChance(seed + 1));
  const replicas =
    values.replicas === undefined
      ? null
      : await createReplicaWeather(createChance(seed), folder, Number(values.replicas));
  const weather = replicas ?? createWeather(createChance(seed), folder);
  const crowd = createCrowd(createChance(seed + 2), {
    botUrl: () => weather.botUrl(),
    connectorUrl: connector.url,
    mostPayments: Number(values.payments ?? Infinity),
  });
  try {
    console.log(`chaos, seed ${seed}: ${kills === null ? `${seconds} s` : `${kills} kills`}`);
    await storm(weather, crowd, { seconds, kills });
    const desk = await weather.clear();
    connector.calm();
    const remains = await settle(weather, connector, crowd, (minutes) => desk.pass(minutes));
    await desk.stop();
    console.log(`took ${Math.round((Date.now() - startedMs) / 1_000)} s`);
    process.exitCode = (await report(remains, { weather, crowd, connector })) ? 0 : 1;
    if (replicas) console.log(describeTakeovers(replicas));
  } finally {
    await connector.close();
    await weather.close();
    rmSync(folder, { recursive: true });
  }
}

async function storm(
  weather: Weather,
  crowd: Crowd,
  { seconds, kills }: { readonly seconds: number; readonly kills: number | null },
): Promise<void> {
  await weather.start();
  const endMs = Date.now() + seconds * 1_000;
  const working = crowd.work();
  while (Date.now() < endMs && (kills === null || (weather.counts['SIGKILL'] ?? 0) < kills)) {
    await pause(weather.calmMs());
    await weather.strike();
  }
  crowd.stop();
  await working;
}

/** Waits until every review is decided and every card that is known right, pressing those that nobody knows of. */
async function settle(
  weather: Weather,
  connector: StormyConnector,
  crowd: Crowd,
  passTime: (minutes: number) => void,
): Promise<Remains> {
  const lastMs = Date.now() + longestSettleMs;
  let endMs = Date.now() + settleWithinMs;
  let leastBehind = Infinity;
  let lastTaken = 0;
  const orphansFound = new Set<string>();
  // What still waited has missed its cutoff then: reminders bring no new cards while the others are brought up to date.
  passTime(24 * 60);
  for (;;) {
    await pause(2_000);
    // What a connector takes late takes less than the minute that passes here in no time.
    if (connector.isQuiet()) passTime(5);
    const remains = await withStore(weather, readRemains);
    const { wrong, behind, orphans } = compareCards(remains, connector);
    for (const { runId, activityId, chat, copy } of orphans) {
      orphansFound.add(activityId);
      await crowd.press(
        people.dana,
        'show_payment',
        { run_id: runId, version: 1, copy },
        { chat, replyToId: activityId },
      );
    }
    const isUnderReview = remains.cases.some(({ status }) => status === 'under_review');
    // What a connector takes late may land on a card that is right now.
    const isInDoubt = [...remains.copies.values()].flat().some(({ state, inDoubt }) => state === 'shown' && inDoubt);
    const isSettled = wrong.length + behind.length + orphans.length === 0 && !isUnderReview && !isInDoubt;
    // While time passes cases change, so more may be behind although cards are brought up to date all the time.
    const { taken = 0 } = connector.counts;
    if (behind.length < leastBehind || taken > lastTaken) {
      leastBehind = Math.min(leastBehind, behind.length);
      lastTaken = taken;
      endMs = Date.now() + settleWithinMs;
    }
    if (isSettled || Date.now() > Math.min(endMs, lastMs)) {
      console.log(`cards whose posting nobody heard of, found by a press: ${orphansFound.size}`);
      return remains;
    }
  }
}

interface Played {
  readonly weather: Weather;
  readonly crowd: Crowd;
  readonly connector: StormyConnector;
}

async function report(remains: Remains, { weather, crowd, connector }: Played): Promise<boolean> {
  const trail = await verify(weather);
  const { wrong, behind, givenUp, orphans } = compareCards(remains, connector);
  const cards = [...remains.copies.values()].flat();
  const breaches = [
    ...findBreaches(remains, crowd),
    ...wrong.map((what) => `wrong: ${what}`),
    ...behind.map((what) => `behind: ${what}`),
    ...orphans.map(({ activityId }) => `behind: nobody knows of ${activityId}`),
    ...trail.breaches,
  ];
  console.log(`people: ${show(crowd.counts)}`);
  console.log(`acknowledged: payments ${crowd.payments.size}, approvals ${crowd.approvals.size}`);
  console.log(`weather: ${show(weather.counts)}`);
  console.log(`connector: ${show(connector.counts)}`);
  console.log(
    `cards: ${show(countBy(cards.map(({ state, kind }) => `${kind} ${state}`)))}, of ${remains.cases.length} cases`,
  );
  for (const card of givenUp) console.log(`given up, and named by /status: ${card}`);
  console.log(`log: ${show(Object.fromEntries(weather.complaints))}`);
  console.log(`audit: ${trail.events} events verified, ${weather.heads.length} heads written down on the way hold`);
  for (const breach of breaches.slice(0, 40)) console.log(`BREACH ${breach}`);
  console.log(
    breaches.length === 0
      ? 'nothing lost, nothing doubled, every card right, trail whole'
      : `${breaches.length} breaches`,
  );
  return breaches.length === 0;
}

function verify(weather: Weather): Promise<{ events: number; breaches: readonly string[] }> {
  const { heads } = weather;
  return withStore(weather, async (store) => {
    try {
      const { count } = await store.verifyAudit();
      const breaches: string[] = [];
      for (const { count: seq, head } of heads) {
        const [event] = await store.readChain({ afterSeq: seq - 1, limit: 1 });
        if (event?.hash !== head) breaches.push(`trail: event ${seq} is not the one that was written down`);
      }
      return { events: count, breaches };
    } catch (error) {
      return { events: 0, breaches: [`trail: ${String(error)}`] };
    }
  });
}

async function withStore<Result>(weather: Weather, use: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await weather.readStore();
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

/** From the end of the process that waited for an agent's answer to the next one's asking it; how long that takes is the machine's too. */
function describeTakeovers({ tool }: ReplicaWeather): string {
  const tookMs = [...tool.takenOverAfterMs].sort((one, other) => one - other);
  const at = (share: number) => Math.round(tookMs[Math.min(tookMs.length - 1, Math.floor(tookMs.length * share))] ?? 0);
  const figures = `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`;
  return `takeover of ${tookMs.length} agents that were being asked: ${figures}; asked by two at once: ${tool.doubled.size}`;
}

function countBy(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

function show(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([what, count]) => `${what} ${count}`)
    .join(', ');
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
