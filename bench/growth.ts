/** What a desk costs once it has closed 10,000, 100,000 or 1,000,000 payments: each question of its day, its start and its size, beside the same with the fewest. */
import { performance } from 'node:perf_hooks';
import { postgresBinaries, PostgresServer } from '../test/fakes/postgres';
import { startDesk } from './child-process';
import { fill } from './growth-fill';
import { recordLives, type Life } from './growth-lives';
import { measureDay, measureInChat, type Figures } from './growth-day';
import { onPlace, type Place } from './growth-places';
import { summarise } from './figures';

/** BENCH_GROWTH=1000000 for a million: it takes half an hour or more for each database, and up to 27 GB. */
const most = Number(process.env['BENCH_GROWTH'] ?? 30_000);
const sizes = [10_000, 100_000, 1_000_000].filter((size) => size < most).concat(most);
/** BENCH_GROWTH_ON=SQLite for one of the two. */
const only = process.env['BENCH_GROWTH_ON'];
const starts = 3;

export async function benchGrowth(): Promise<void> {
  const lives = await recordLives();
  if (only !== 'PostgreSQL') await growOn(null, lives);
  if (only === 'SQLite') return;
  if (postgresBinaries() === null) {
    console.log('PostgreSQL is not installed; its growth is skipped');
    return;
  }
  const server = await PostgresServer.start(['shared_buffers=256MB', 'max_wal_size=4GB']);
  try {
    await growOn(server, lives);
  } finally {
    await server.stop();
  }
}

async function growOn(server: PostgresServer | null, lives: readonly Life[]): Promise<void> {
  let fewest: Figures = new Map();
  for (const size of sizes) {
    await onPlace(server, async (place) => {
      const startedMs = performance.now();
      await place.write((database) => fill(database, lives, size));
      const filledS = (performance.now() - startedMs) / 1_000;
      const figures = await measure(place, size);
      if (fewest.size === 0) fewest = figures;
      print(`${place.name}, ${size} closed payments, filled in ${filledS.toFixed(0)} s`, figures, fewest);
    });
  }
}

async function measure(place: Place, size: number): Promise<Figures> {
  const kilobytes = (await place.bytes()) / 1_024 / size;
  const day = await measureDay(place, size);
  const startMs: number[] = [];
  let residentMb = 0;
  let inChat: Figures = new Map();
  for (let start = 1; start <= starts; start += 1) {
    const startedMs = performance.now();
    const bot = await startDesk(place.environment);
    try {
      const health = await fetch(`${bot.url}/healthz`, { signal: AbortSignal.timeout(5_000) });
      if (!health.ok) throw new Error(`healthz answered ${health.status}`);
      startMs.push(performance.now() - startedMs);
      residentMb = Math.max(residentMb, bot.residentMb());
      if (start === starts) inChat = await measureInChat(bot.url, size);
    } finally {
      await bot.stop();
    }
  }
  return new Map([
    ['size of a payment, KB', kilobytes],
    ...day,
    ['start to ready p50, ms', summarise(startMs).p50],
    ['memory after start, MB', residentMb],
    ...inChat,
  ]);
}

function print(title: string, figures: Figures, fewest: Figures): void {
  console.log(title);
  for (const [name, value] of figures) {
    const ratio = value / (fewest.get(name) ?? NaN);
    console.log(`  ${name.padEnd(62)} ${value.toFixed(2).padStart(10)}  ratio ${ratio.toFixed(2)}`);
  }
}
