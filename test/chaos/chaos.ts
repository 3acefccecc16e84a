/** `npm run chaos -- --seconds 30 --seed 1`: people at work while everything around the desk fails; afterwards nothing is lost, nothing doubled, every card right. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { people } from '../fakes/demo-desk';
import { createCrowd, type Crowd } from './crowd';
import { createChance, type Chance } from './random';
import { startStormyConnector, type StormyConnector } from './stormy-connector';
import { createWeather, type Weather } from './weather';
import { compareCards, findBreaches, readRemains, type Remains } from './what-remains';

/** Cards wait for minutes that pass at once; what takes time is a busy machine, and what a chat takes in a second. Given up where nothing has moved for so long. */
const settleWithinMs = 150_000;
const longestSettleMs = 1_200_000;
const mostSeconds = 3_600;

async function main(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const { values } = parseArgs({ options: { seconds: { type: 'string' }, seed: { type: 'string' } } });
  const seconds = Math.min(mostSeconds, Number(values.seconds ?? 30));
  const seed = Number(values.seed ?? 1);
  const folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-chaos-'));
  const startedMs = Date.now();
  const connector = await startStormyConnector(createChance(seed + 1));
  const weather = createWeather(createChance(seed), folder);
  const crowd = createCrowd(createChance(seed + 2), { botUrl: () => weather.botUrl(), connectorUrl: connector.url });
  try {
    console.log(`chaos for ${seconds} s, seed ${seed}`);
    await storm(weather, crowd, { seconds, chance: createChance(seed + 3) });
    const desk = await weather.clear();
    connector.calm();
    const file = path.join(folder, 'data', 'demo.db');
    const remains = await settle(file, connector, crowd, () => desk.pass(5));
    await desk.stop();
    console.log(`took ${Math.round((Date.now() - startedMs) / 1_000)} s`);
    process.exitCode = (await report(file, remains, { weather, crowd, connector })) ? 0 : 1;
  } finally {
    await connector.close();
    rmSync(folder, { recursive: true });
  }
}

async function storm(
  weather: Weather,
  crowd: Crowd,
  { seconds, chance }: { readonly seconds: number; readonly chance: Chance },
): Promise<void> {
  await weather.start();
  const endMs = Date.now() + seconds * 1_000;
  const working = crowd.work();
  while (Date.now() < endMs) {
    // From one to nine seconds of work in between, whatever the machine needed to start the desk again.
    await pause(1_000 + chance.below(8_000));
    await weather.strike();
  }
  crowd.stop();
  await working;
}

/** Waits until every review is decided and every card that is known right, pressing those that nobody knows of. */
async function settle(file: string, connector: StormyConnector, crowd: Crowd, passTime: () => void): Promise<Remains> {
  const lastMs = Date.now() + longestSettleMs;
  let endMs = Date.now() + settleWithinMs;
  let leastBehind = Infinity;
  const orphansFound = new Set<string>();
  for (;;) {
    await pause(2_000);
    // What a connector takes late takes less than the minute that passes here in no time.
    if (connector.isQuiet()) passTime();
    const remains = await withStore(file, readRemains);
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
    if (behind.length < leastBehind) {
      leastBehind = behind.length;
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

async function report(file: string, remains: Remains, { weather, crowd, connector }: Played): Promise<boolean> {
  const trail = await verify(file, weather);
  const { wrong, behind, orphans } = compareCards(remains, connector);
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

function verify(file: string, { heads }: Weather): Promise<{ events: number; breaches: readonly string[] }> {
  return withStore(file, async (store) => {
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

async function withStore<Result>(
  file: string,
  use: (store: Awaited<ReturnType<typeof openSqliteStore>>) => Promise<Result>,
): Promise<Result> {
  const store = await openSqliteStore({ file, recordedNow: () => Date.now(), readOnly: true });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
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
