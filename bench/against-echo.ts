/** What benches of the bot over HTTP share: the same stack's bare answer before and after it, and the desk in between, on a ledger of its own. */
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Store } from '../src/ports/store';
import { openSqliteStore } from '../src/storage/sqlite/sqlite-store';
import { writeBenchLedger } from './bench-ledger';
import { openBenchChannel, type BenchChannel } from './channel';
import { projectRoot, startBot, startDesk, type BotProcess } from './child-process';
import { inTemporaryFolder } from './temporary-folder';

export const connections = 32;

/** From sending to what is waited for, ms, of those that succeeded. */
export interface Timed {
  readonly timesMs: readonly number[];
  readonly failures: readonly string[];
}

export interface AgainstEcho<Run> {
  readonly echo: (channel: BenchChannel, botUrl: string) => Promise<Timed>;
  readonly desk: (channel: BenchChannel, folder: string) => Promise<Run>;
  readonly report: (run: Run, echo: Timed) => void;
}

export function benchAgainstEcho<Run>({ echo, desk, report }: AgainstEcho<Run>): Promise<void> {
  return inTemporaryFolder(async (folder) => {
    const channel = await openBenchChannel();
    const echoOnce = (): Promise<Timed> => onEchoBot((botUrl) => echo(channel, botUrl));
    try {
      const before = await echoOnce();
      const run = await desk(channel, folder);
      const after = await echoOnce();
      report(run, {
        timesMs: [...before.timesMs, ...after.timesMs],
        failures: [...before.failures, ...after.failures],
      });
    } finally {
      await channel.close();
    }
  });
}

async function onEchoBot<Result>(use: (botUrl: string) => Promise<Result>): Promise<Result> {
  const runner = path.join(projectRoot, 'test', 'fakes', 'run-typescript.cjs');
  const bot = await startBot([runner, path.join(__dirname, 'echo-bot.ts')], {});
  try {
    return await use(bot.url);
  } finally {
    await bot.stop();
  }
}

/** The built desk on a ledger with as many queued payments; `read` asks its database once it has ended. */
export async function onDesk<Run, Read>(
  { folder, payments }: { readonly folder: string; readonly payments: number },
  use: (bot: BotProcess) => Promise<Run>,
  read: (store: Store) => Promise<Read>,
): Promise<{ readonly run: Run; readonly read: Read; readonly complaints: readonly string[] }> {
  const ledgerDir = path.join(folder, 'ledger');
  const dataDir = path.join(folder, 'data');
  writeBenchLedger(ledgerDir, payments);
  const bot = await startDesk({
    LEDGER_DIR: ledgerDir,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'info',
    // What Teams takes is not what is measured: 35 a second would be 32 connections waiting for their turn.
    SENDS_PER_SECOND: '100000',
  });
  try {
    const run = await use(bot);
    await bot.stop();
    const store = await openSqliteStore({
      file: path.join(dataDir, 'demo.db'),
      recordedNow: () => Date.now(),
      readOnly: true,
    });
    try {
      return { run, read: await read(store), complaints: bot.complaints };
    } finally {
      await store.close();
    }
  } finally {
    await bot.stop();
  }
}

/** Numbers 0 to `count`, as many at once as there are connections, each connection the next one once it is done. */
export async function overConnections(count: number, work: (number: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < count) await work(next++);
    }),
  );
}

/** Gives up after the time given: what is missing shows in the figures. */
export async function waitFor(isDone: () => boolean, withinMs: number, everyMs = 20): Promise<void> {
  const startedMs = performance.now();
  while (!isDone() && performance.now() - startedMs < withinMs)
    await new Promise((resolve) => setTimeout(resolve, everyMs));
}

/** Some of what failed, and of what the bot complained about. */
export function showFailures(failures: readonly string[], complaints: readonly string[]): void {
  for (const failure of failures.slice(0, 5)) console.log(`  failed: ${failure}`);
  for (const complaint of complaints.slice(0, 5)) console.log(`  log: ${complaint}`);
}
