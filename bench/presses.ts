/** Press to updated card through the real bot over HTTP, and the same stack's bare update of a card before and after it as the peer. */
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { openSqliteStore } from '../src/storage/sqlite/sqlite-store';
import { paymentIdOf, writeBenchLedger } from './bench-ledger';
import { openBenchChannel, type BenchChannel, type Delivery } from './channel';
import { projectRoot, startBot, startDesk } from './child-process';
import { showSummary, showTarget, summarise } from './figures';
import { inTemporaryFolder } from './temporary-folder';

const connections = 32;
const presses = 600;
const warmUpPresses = 100;
const decidedWithinMs = 180_000;
const updatedWithinMs = 20_000;
const targets = { p50Ms: 60 };

/** A card that waits for a press. */
interface Waiting {
  readonly conversationId: string;
  readonly activityId: string;
  readonly runId: string;
  readonly version: number;
}

interface Pressed {
  /** From sending the press to the card's update arriving at the connector, ms. */
  readonly timesMs: readonly number[];
  readonly failures: readonly string[];
}

export function benchPresses(): Promise<void> {
  return inTemporaryFolder(async (folder) => {
    const channel = await openBenchChannel();
    try {
      const before = await echo(channel);
      const desk = await pressDesk(channel, folder);
      const after = await echo(channel);
      report(desk, [...before.timesMs, ...after.timesMs], [...before.failures, ...after.failures]);
    } finally {
      await channel.close();
    }
  });
}

async function echo(channel: BenchChannel): Promise<Pressed> {
  const runner = path.join(projectRoot, 'test', 'fakes', 'run-typescript.cjs');
  const bot = await startBot([runner, path.join(__dirname, 'echo-bot.ts')], {});
  const cards = Array.from({ length: warmUpPresses + presses }, (_, number): Waiting => ({
    conversationId: `echo-${number}`,
    activityId: `card-${number}`,
    runId: `WF-${number}`,
    version: 1,
  }));
  try {
    await pressAll(channel, bot.url, cards.slice(0, warmUpPresses), 'pressed approve');
    return await pressAll(channel, bot.url, cards.slice(warmUpPresses), 'pressed approve');
  } finally {
    await bot.stop();
  }
}

interface DeskRun extends Pressed {
  readonly approved: number;
  readonly complaints: readonly string[];
  readonly tookMs: number;
}

/** Each payment in a chat of its own: what Teams takes in one chat is not what is measured. */
async function pressDesk(channel: BenchChannel, folder: string): Promise<DeskRun> {
  const total = warmUpPresses + presses;
  const ledgerDir = path.join(folder, 'ledger');
  const dataDir = path.join(folder, 'data');
  writeBenchLedger(ledgerDir, total);
  const bot = await startDesk({
    LEDGER_DIR: ledgerDir,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'info',
    SENDS_PER_SECOND: '100000',
  });
  try {
    const cards = await reviewAll(channel, bot.url, total);
    const missing = total - cards.length;
    const warm = await pressAll(channel, bot.url, cards.slice(0, warmUpPresses), 'Approved by Omar Okafor');
    const startedMs = performance.now();
    const pressed = await pressAll(channel, bot.url, cards.slice(warmUpPresses), 'Approved by Omar Okafor');
    const tookMs = performance.now() - startedMs;
    await bot.stop();
    const failures = [
      ...(missing > 0 ? [`${missing} payments were not decided in time`] : []),
      ...warm.failures,
      ...pressed.failures,
    ];
    const approved = await countApproved(path.join(dataDir, 'demo.db'), total);
    return { timesMs: pressed.timesMs, failures, approved, complaints: bot.complaints, tookMs };
  } finally {
    await bot.stop();
  }
}

/** Asks for every payment and waits until each card has the button. */
async function reviewAll(channel: BenchChannel, botUrl: string, total: number): Promise<readonly Waiting[]> {
  const found = new Map<string, Waiting>();
  channel.onDelivery((delivery) => {
    const waiting = waitingIn(delivery);
    if (waiting) found.set(waiting.conversationId, waiting);
  });
  let next = 0;
  await channel.connect(botUrl, connections, (say) =>
    Promise.all(
      Array.from({ length: connections }, async () => {
        while (next < total) {
          const number = next++;
          await say(`press-${number}`, `/payment ${paymentIdOf(number)}`);
        }
      }),
    ),
  );
  const startedMs = performance.now();
  while (found.size < total && performance.now() - startedMs < decidedWithinMs)
    await new Promise((resolve) => setTimeout(resolve, 50));
  return [...found.values()];
}

/** Read with patterns: parsing thousands of cards would cost more than the bot is asked to do. */
function waitingIn({ conversationId, activityId, body }: Delivery): Waiting | null {
  if (!body.includes('"verb":"approve"')) return null;
  const [, runId, version] = /"verb":"approve","data":\{"run_id":"([^"]+)","version":(\d+)/.exec(body) ?? [];
  return runId === undefined || version === undefined
    ? null
    : { conversationId, activityId, runId, version: Number(version) };
}

async function pressAll(
  channel: BenchChannel,
  botUrl: string,
  cards: readonly Waiting[],
  shows: string,
): Promise<Pressed> {
  const awaited = new Map<string, (atMs: number) => void>();
  channel.onDelivery(({ kind, conversationId, body }) => {
    if (kind === 'updated' && body.includes(shows)) awaited.get(conversationId)?.(performance.now());
  });
  const timesMs: number[] = [];
  const failures: string[] = [];
  let next = 0;
  await channel.connect(botUrl, connections, (_say, press) =>
    Promise.all(
      Array.from({ length: connections }, async () => {
        for (let card = cards[next++]; card; card = cards[next++]) {
          const { conversationId, activityId, runId, version } = card;
          const startedMs = performance.now();
          let giveUp: NodeJS.Timeout | undefined;
          const updated = new Promise<number>((resolve, reject) => {
            awaited.set(conversationId, resolve);
            giveUp = setTimeout(() => reject(new Error('no update in time')), updatedWithinMs);
          });
          try {
            const sent = press({ conversationId, activityId, verb: 'approve', data: { run_id: runId, version } });
            const [updatedMs, status] = await Promise.all([updated, sent]);
            if (status === 200) timesMs.push(updatedMs - startedMs);
            else failures.push(`${conversationId}: HTTP ${status}`);
          } catch (error) {
            failures.push(`${conversationId}: ${String(error)}`);
          } finally {
            clearTimeout(giveUp);
            awaited.delete(conversationId);
          }
        }
      }),
    ),
  );
  return { timesMs, failures };
}

/** What the bot's own database says, once the bot has ended. */
async function countApproved(file: string, total: number): Promise<number> {
  const store = await openSqliteStore({ file, recordedNow: () => Date.now(), readOnly: true });
  try {
    await store.verifyAudit();
    const found = await store.listRunIds({ statuses: ['approved'], limit: total });
    return found.length;
  } finally {
    await store.close();
  }
}

function report(desk: DeskRun, echoMs: readonly number[], echoFailures: readonly string[]): void {
  const pressed = summarise(desk.timesMs);
  const peer = summarise(echoMs);
  console.log(`Press to updated card, ${presses} approvals over ${connections} connections`);
  console.log(showSummary('  treasury desk', pressed));
  console.log(showSummary('  bare update on the same stack', peer));
  console.log(`  ratio to the bare update, p50      ${(pressed.p50 / peer.p50).toFixed(2)}`);
  console.log(`  presses a second                   ${Math.round((presses / desk.tookMs) * 1_000)}`);
  console.log(
    `  approved in the database           ${desk.approved} of ${warmUpPresses + presses}, the audit verified`,
  );
  console.log(showTarget('  p50', pressed.p50, ' ms', targets.p50Ms));
  console.log(showTarget('  failures', desk.failures.length, '', 0));
  for (const failure of [...desk.failures, ...echoFailures].slice(0, 5)) console.log(`  failed: ${failure}`);
  for (const complaint of desk.complaints.slice(0, 5)) console.log(`  log: ${complaint}`);
}
