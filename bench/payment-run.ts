/** A payment run of ten thousand rows dropped into the inbox of the real bot: how long it takes, what memory it needs, and how long people wait meanwhile. */
import { cpSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { readRunRecord } from '../src/domain/payment-file/run-record';
import { openSqliteStore } from '../src/storage/sqlite/sqlite-store';
import type { Store } from '../src/ports/store';
import { openBenchChannel, type BenchChannel, type Say } from './channel';
import { startDesk, type BotProcess } from './child-process';
import { showSummary, showTarget, summarise } from './figures';
import { inTemporaryFolder } from './temporary-folder';

/** BENCH_RUN_ROWS=1000 for a shorter one. */
const rows = Number(process.env['BENCH_RUN_ROWS'] ?? 10_000);
const wrongRows = Math.min(50, rows / 20);
/** Far more than it takes on a machine of its own. */
const endsWithinMs = 1_200_000;
const askEveryMs = 500;
const answerWithinMs = 60_000;
const targets = { answerP50Ms: 200, answerMaxMs: 2_000, residentMb: 800 };

export function benchPaymentRun(): Promise<void> {
  return inTemporaryFolder(async (folder) => {
    const ledger = path.join(folder, 'ledger');
    cpSync('demo/ledger', ledger, { recursive: true });
    mkdirSync(path.join(ledger, 'inbox'));
    const channel = await openBenchChannel();
    const bot = await startDesk({ DATA_DIR: folder, LEDGER_DIR: ledger, KEEP: '1' });
    const store = await openSqliteStore({ file: path.join(folder, 'demo.db'), recordedNow: Date.now, readOnly: true });
    try {
      await channel.connect(bot.url, 2, (say) =>
        measure({ channel, bot, store, say, inbox: path.join(ledger, 'inbox') }),
      );
    } finally {
      await store.close();
      await bot.stop();
      await channel.close();
    }
  });
}

interface Measured {
  readonly channel: BenchChannel;
  readonly bot: BotProcess;
  readonly store: Store;
  readonly say: Say;
  readonly inbox: string;
}

async function measure({ channel, bot, store, say, inbox }: Measured): Promise<void> {
  const ask = createAsker(channel, say);
  // What finds nothing compiled is the start's figure, not the run's.
  for (let warm = 0; warm < 20; warm += 1) await ask('/screen ACME Corp', 'ACME');
  const quiet: number[] = [];
  for (let times = 0; times < 20; times += 1) quiet.push(await ask('/screen ACME Corp', 'ACME'));
  const started = { residentMb: bot.residentMb(), cpuSeconds: bot.cpuSeconds() };
  // Written elsewhere first: a file that grows is left alone.
  writeFileSync(path.join(inbox, '..', 'run.csv'), table());
  renameSync(path.join(inbox, '..', 'run.csv'), path.join(inbox, 'run.csv'));
  const beganMs = performance.now();
  const busy: number[] = [];
  let [takenMs, mostMb] = [Number.NaN, started.residentMb];
  let own: { readonly cardMs: number; decidedMs: number } | null = null;
  for (;;) {
    const sinceMs = performance.now() - beganMs;
    busy.push(await ask('/screen ACME Corp', 'ACME'));
    mostMb = Math.max(mostMb, bot.residentMb());
    const [subject] = await store.listSubjects('payment_run');
    if (Number.isNaN(takenMs) && subject && readRunRecord(subject).state === 'taken') {
      takenMs = performance.now() - beganMs;
      const askedMs = performance.now();
      own = { cardMs: await ask('/payment TXN-002', 'TXN-002'), decidedMs: Number.NaN };
      while ((await store.findCaseByPayment('TXN-002'))?.status === 'under_review') await pause(5);
      own.decidedMs = performance.now() - askedMs;
    }
    const open = await store.listRunIds({ statuses: ['under_review'], limit: rows });
    const isTaken = !Number.isNaN(takenMs);
    if (subject && ((isTaken && open.length === 0) || sinceMs > endsWithinMs)) {
      const reviewedMs = performance.now() - beganMs;
      const { taken, refused } = readRunRecord(subject);
      report({
        open: open.length,
        taken: taken.length,
        refused: refused.length,
        takenMs,
        reviewedMs,
        quiet,
        busy,
        own,
        started,
        mostMb,
        bot,
      });
      return;
    }
    await pause(askEveryMs);
  }
}

/** From sending a message to its answer being posted. */
function createAsker(channel: BenchChannel, say: Say): (text: string, answer: string) => Promise<number> {
  let asked = 0;
  return async (text, answer) => {
    const chat = `chat-${(asked += 1)}`;
    const sentMs = performance.now();
    const posted = new Promise<number>((resolve, reject) => {
      const giveUp = setTimeout(() => {
        reject(new Error(`no answer to ${text} within ${answerWithinMs} ms`));
      }, answerWithinMs);
      channel.onDelivery(({ conversationId, body }) => {
        if (conversationId !== chat || !body.includes(answer)) return;
        clearTimeout(giveUp);
        resolve(performance.now() - sentMs);
      });
    });
    await say(chat, text);
    return posted;
  };
}

/** Small amounts to a thousand payees; every so often a row that is wrong. */
function table(): string {
  const lines = ['payment_id,beneficiary_name,amount,currency,account_id,payment_type'];
  for (let number = 1; number <= rows; number += 1) {
    const isWrong = number % (rows / wrongRows) === 0;
    const amount = isWrong ? 'much' : (number % 97) + 1;
    lines.push(`RUN-${number},Supplier ${number % 1_000} Ltd,${amount},USD,ACC-BAN-002,SWIFT`);
  }
  return `${lines.join('\n')}\n`;
}

interface Figures extends Pick<Measured, 'bot'> {
  /** Still under review when time was up; none where all were decided. */
  readonly open: number;
  readonly taken: number;
  readonly refused: number;
  readonly takenMs: number;
  readonly reviewedMs: number;
  readonly quiet: readonly number[];
  readonly busy: readonly number[];
  readonly own: { readonly cardMs: number; readonly decidedMs: number } | null;
  readonly started: { readonly residentMb: number; readonly cpuSeconds: number };
  readonly mostMb: number;
}

function report(figures: Figures): void {
  const { open, taken, refused, takenMs, reviewedMs, own, started, mostMb, bot } = figures;
  const [quiet, busy] = [summarise(figures.quiet), summarise(figures.busy)];
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
  console.log(`A payment run of ${rows} rows in the inbox: ${taken} payments, ${refused} rows refused`);
  console.log(`  every row a case or listed after   ${seconds(takenMs)} (5 s of them until the file counts as whole)`);
  const stillOpen = open === 0 ? '' : `, and ${open} STILL UNDER REVIEW`;
  console.log(`  every payment decided after        ${seconds(reviewedMs)}${stillOpen}`);
  console.log(`  processor time                     ${(bot.cpuSeconds() - started.cpuSeconds).toFixed(0)} s`);
  console.log(showSummary('  answer in chat before', quiet));
  console.log(showSummary('  answer in chat meanwhile', busy));
  if (own)
    console.log(
      `  one person's own payment meanwhile card after ${own.cardMs.toFixed(0)} ms, decided after ${own.decidedMs.toFixed(0)} ms`,
    );
  console.log(showTarget('  p50 of an answer meanwhile', busy.p50, ' ms', targets.answerP50Ms));
  console.log(showTarget('  slowest answer meanwhile', busy.max, ' ms', targets.answerMaxMs));
  console.log(showTarget('  memory after start', started.residentMb, ' MB', targets.residentMb));
  console.log(showTarget('  most memory', mostMb, ' MB', targets.residentMb));
  for (const line of bot.complaints.slice(0, 5)) console.log(`  complaint: ${line.slice(0, 300)}`);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
