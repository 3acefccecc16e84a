/** How long the process stands still while a changed ledger of a million flows is read, and while a statement is put into it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { createTimers } from '../src/jobs/timers';
import { createLedgerFeed } from '../src/sources/ledger/ledger-feed';
import { openWatchedLedger } from '../src/sources/ledger/source';
import { createTakeInboxAside } from '../src/sources/statements/inbox-aside';
import { projectRoot } from './child-process';
import { benchDay } from './liquidity-ledger';

export interface Standstill {
  /** Until the new ledger is in force, and the longest the process answered nobody meanwhile. */
  readonly tookMs: number;
  readonly longestMs: number;
  /** The longest stretch of its own work: on a machine that others use, what it would have been without them. */
  readonly longestOwnMs: number;
}

export interface StandstillFigures {
  readonly reload: Standstill;
  readonly statement: Standstill;
  readonly hostile: Standstill;
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** A name that is written twice is read to its end and refused. */
const hostileBytes = 60 << 20;

async function measureStandstill(folder: string): Promise<StandstillFigures> {
  const timers = createTimers();
  const files = openWatchedLedger(folder, silent, { turn: () => timers.turn() });
  // The thread runs what was built: that is what the bot does.
  const thread = { file: path.join(projectRoot, 'dist/sources/statements/inbox-thread.js'), execArgv: [] };
  const feed = createLedgerFeed({
    folder,
    files,
    takeInbox: createTakeInboxAside(undefined, thread),
    settledBeforeMs: () => Date.now() + 1_000,
    log: silent,
  });
  const before = files.current();
  writeFileSync(path.join(folder, 'as_of.json'), JSON.stringify({ as_of: `${benchDay}T10:00:00Z` }));
  const reload = await watched(() => feed.look());
  if (files.current() === before) throw new Error('the changed ledger was not read');
  const inbox = path.join(folder, 'inbox');
  mkdirSync(inbox, { recursive: true });
  writeFileSync(path.join(inbox, 'day.sta'), statement());
  const taken = await watched(() => feed.look());
  if (files.current().proofOf('ACC-1', 'USD')?.state !== 'proven') throw new Error('the statement was not taken');
  writeFileSync(path.join(inbox, 'hostile.xml'), `<Document>${'<a></a>'.repeat(hostileBytes / 7)}`);
  const hostile = await watched(() => feed.look());
  return { reload, statement: taken, hostile };
}

/** One payment of the account, booked, with the balances that prove it to be all. */
function statement(): string {
  const day = benchDay.slice(2).replaceAll('-', '');
  const entry = `:61:${day}${day.slice(2)}C1,00NTRFBENCH//BANK-1`;
  const lines = [':20:BENCH', ':25:ACC-1', ':28C:1/1', `:60F:C${day}USD5000000,00`, entry, `:62F:C${day}USD5000001,00`];
  return [...lines, '-', ''].join('\n');
}

/** A timer that is due every 2 ms is late by as much as the process stood still. */
async function watched(work: () => Promise<void>): Promise<Standstill> {
  const startedMs = performance.now();
  let last = { wallMs: startedMs, ownMs: ownTimeMs() };
  let [longestMs, longestOwnMs] = [0, 0];
  const note = (): void => {
    const now = { wallMs: performance.now(), ownMs: ownTimeMs() };
    longestMs = Math.max(longestMs, now.wallMs - last.wallMs);
    longestOwnMs = Math.max(longestOwnMs, now.ownMs - last.ownMs);
    last = now;
  };
  const timer = setInterval(note, 2);
  await work();
  note();
  clearInterval(timer);
  return { tookMs: performance.now() - startedMs, longestMs, longestOwnMs };
}

/** Processor time of this thread alone, as Linux keeps it; elsewhere nothing is known of it. */
function ownTimeMs(): number {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return Number.NaN;
  }
}

measureStandstill(process.argv[2] ?? '').then(
  (figures) => process.stdout.write(JSON.stringify(figures)),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
