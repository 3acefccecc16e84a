/** Message to posted card through the real bot over HTTP, and the same stack's bare echo before and after it as the peer. */
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { openSqliteStore } from '../src/storage/sqlite/sqlite-store';
import { paymentIdOf, writeBenchLedger } from './bench-ledger';
import { openBenchChannel, type BenchChannel } from './channel';
import { projectRoot, startBot, startDesk } from './child-process';
import { showSummary, showTarget, summarise } from './figures';
import { sendMessages, type Sent } from './send-messages';
import { inTemporaryFolder } from './temporary-folder';

const connections = 32;
const messages = 3_000;
const warmUpMessages = 300;
const decidedWithinMs = 120_000;
const targets = { p50Ms: 60, firstCardMs: 2_000, residentMb: 250 };

export function benchMessages(): Promise<void> {
  return inTemporaryFolder(async (folder) => {
    const channel = await openBenchChannel();
    try {
      const before = await echo(channel);
      const desk = await reviewPayments(channel, folder);
      const after = await echo(channel);
      report(desk, [...before.timesMs, ...after.timesMs], [...before.failures, ...after.failures]);
    } finally {
      await channel.close();
    }
  });
}

async function echo(channel: BenchChannel): Promise<Sent> {
  const runner = path.join(projectRoot, 'test', 'fakes', 'run-typescript.cjs');
  const bot = await startBot([runner, path.join(__dirname, 'echo-bot.ts')], {});
  const text = (number: number) => `hello number ${number} `;
  const send = (count: number) =>
    sendMessages({ channel, botUrl: bot.url, connections, messages: count, textOf: text, answerOf: text });
  try {
    await send(warmUpMessages);
    return await send(messages);
  } finally {
    await bot.stop();
  }
}

interface DeskRun {
  readonly cold: Sent;
  readonly sent: Sent;
  /** From the first message until every card shows its decision. */
  readonly decidedMs: number;
  readonly residentMb: { readonly started: number; readonly after: number };
  /** The bot's processor time for one message: until the last card was posted, and until the last decision. */
  readonly cpuMs: { readonly card: number; readonly decision: number };
  readonly complaints: readonly string[];
  readonly outcomes: ReadonlyMap<string, number>;
}

async function reviewPayments(channel: BenchChannel, folder: string): Promise<DeskRun> {
  const total = warmUpMessages + messages;
  const ledgerDir = path.join(folder, 'ledger');
  const dataDir = path.join(folder, 'data');
  writeBenchLedger(ledgerDir, total);
  // What Teams takes is not what is measured: 35 a second would be 32 connections waiting for their turn.
  const bot = await startDesk({
    LEDGER_DIR: ledgerDir,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'info',
    SENDS_PER_SECOND: '100000',
  });
  const decided = new Set<string>();
  const send = (from: number, count: number) =>
    sendMessages({
      channel,
      botUrl: bot.url,
      connections,
      messages: count,
      textOf: (number) => `/payment ${paymentIdOf(from + number)}`,
      answerOf: (number) => paymentIdOf(from + number),
      // Only a decided payment's card has the button.
      onDelivery: ({ activityId, body }) => {
        if (body.includes('"verb":"approve"')) decided.add(activityId);
      },
    });
  try {
    const started = bot.residentMb();
    const cold = await send(0, warmUpMessages);
    await until(() => decided.size >= warmUpMessages - cold.failures.length);
    const startedMs = performance.now();
    const startedCpu = bot.cpuSeconds();
    const sent = await send(warmUpMessages, messages);
    const cardCpu = bot.cpuSeconds();
    await until(() => decided.size >= total - cold.failures.length - sent.failures.length);
    const decidedMs = performance.now() - startedMs;
    const after = bot.residentMb();
    const perMessage = (cpuSeconds: number) => ((cpuSeconds - startedCpu) / messages) * 1_000;
    const cpuMs = { card: perMessage(cardCpu), decision: perMessage(bot.cpuSeconds()) };
    await bot.stop();
    const outcomes = await countOutcomes(path.join(dataDir, 'demo.db'), total);
    return { cold, sent, decidedMs, residentMb: { started, after }, cpuMs, complaints: bot.complaints, outcomes };
  } finally {
    await bot.stop();
  }
}

async function until(isDone: () => boolean): Promise<void> {
  const startedMs = performance.now();
  while (!isDone()) {
    if (performance.now() - startedMs > decidedWithinMs) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What the bot's own database says became of the payments, once the bot has ended. */
async function countOutcomes(file: string, total: number): Promise<Map<string, number>> {
  const store = await openSqliteStore({ file, recordedNow: () => Date.now(), readOnly: true });
  const outcomes = new Map<string, number>();
  try {
    for (let number = 0; number < total; number += 1) {
      const found = await store.findCaseByPayment(paymentIdOf(number));
      const outcome = found ? `${found.status}, ${found.decision?.outcome ?? 'undecided'}` : 'missing';
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    return outcomes;
  } finally {
    await store.close();
  }
}

function report(desk: DeskRun, echoMs: readonly number[], echoFailures: readonly string[]): void {
  const cold = summarise(desk.cold.timesMs);
  const review = summarise(desk.sent.timesMs);
  const peer = summarise(echoMs);
  const failures = [...desk.cold.failures, ...desk.sent.failures];
  const perSecond = Math.round((messages / desk.sent.tookMs) * 1_000);
  const worst = Math.max(cold.max, review.max);
  console.log(`Message to posted card, ${messages} messages over ${connections} connections`);
  console.log(showSummary('  new bot, first messages', cold));
  console.log(showSummary('  treasury desk', review));
  console.log(showSummary('  bare echo on the same stack', peer));
  console.log(`  ratio to the echo, p50             ${(review.p50 / peer.p50).toFixed(2)}`);
  console.log(`  cards a second                     ${perSecond}`);
  console.log(
    `  processor time for one card        ${desk.cpuMs.card.toFixed(1)} ms, ${desk.cpuMs.decision.toFixed(1)} ms with its whole review`,
  );
  console.log(`  every decision on its card after   ${(desk.decidedMs / 1_000).toFixed(1)} s`);
  console.log(
    `  in the database                    ${[...desk.outcomes].map(([what, n]) => `${n} ${what}`).join('; ')}`,
  );
  console.log(showTarget('  p50', review.p50, ' ms', targets.p50Ms));
  console.log(showTarget('  slowest first card', worst, ' ms', targets.firstCardMs));
  console.log(showTarget('  failures', failures.length, '', 0));
  console.log(showTarget('  memory after start', desk.residentMb.started, ' MB', targets.residentMb));
  console.log(showTarget('  memory after the messages', desk.residentMb.after, ' MB', targets.residentMb));
  for (const failure of [...failures, ...echoFailures].slice(0, 5)) console.log(`  failed: ${failure}`);
  for (const complaint of desk.complaints.slice(0, 5)) console.log(`  log: ${complaint}`);
}
