/** Press to updated card through the real bot over HTTP, and the same stack's bare update of a card before and after it as the peer. */
import { performance } from 'node:perf_hooks';
import type { Store } from '../src/ports/store';
import {
  benchAgainstEcho,
  connections,
  onDesk,
  overConnections,
  showFailures,
  waitFor,
  type Timed,
} from './against-echo';
import { paymentIdOf } from './bench-ledger';
import type { BenchChannel, Delivery, SendPress } from './channel';
import { showSummary, showTarget, summarise } from './figures';

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

export function benchPresses(): Promise<void> {
  return benchAgainstEcho({ echo, desk: pressDesk, report });
}

async function echo(channel: BenchChannel, botUrl: string): Promise<Timed> {
  const cards = Array.from({ length: warmUpPresses + presses }, (_, number): Waiting => ({
    conversationId: `echo-${number}`,
    activityId: `card-${number}`,
    runId: `WF-${number}`,
    version: 1,
  }));
  await pressAll(channel, botUrl, cards.slice(0, warmUpPresses), 'pressed approve');
  return pressAll(channel, botUrl, cards.slice(warmUpPresses), 'pressed approve');
}

interface DeskRun extends Timed {
  readonly approved: number;
  readonly complaints: readonly string[];
  readonly tookMs: number;
  /** The bot's processor time for one press. */
  readonly cpuMs: number;
}

/** Each payment in a chat of its own: what Teams takes in one chat is not what is measured. */
async function pressDesk(channel: BenchChannel, folder: string): Promise<DeskRun> {
  const total = warmUpPresses + presses;
  const { run, read, complaints } = await onDesk(
    { folder, payments: total },
    async (bot) => {
      const cards = await reviewAll(channel, bot.url, total);
      const missing = total - cards.length;
      const warm = await pressAll(channel, bot.url, cards.slice(0, warmUpPresses), 'Approved by Omar Okafor');
      const startedMs = performance.now();
      const startedCpu = bot.cpuSeconds();
      const pressed = await pressAll(channel, bot.url, cards.slice(warmUpPresses), 'Approved by Omar Okafor');
      const tookMs = performance.now() - startedMs;
      const cpuMs = ((bot.cpuSeconds() - startedCpu) / presses) * 1_000;
      const failures = [
        ...(missing > 0 ? [`${missing} payments were not decided in time`] : []),
        ...warm.failures,
        ...pressed.failures,
      ];
      return { timesMs: pressed.timesMs, failures, tookMs, cpuMs };
    },
    (store) => countApproved(store, total),
  );
  return { ...run, approved: read, complaints };
}

/** Asks for every payment and waits until each card has the button. */
async function reviewAll(channel: BenchChannel, botUrl: string, total: number): Promise<readonly Waiting[]> {
  const found = new Map<string, Waiting>();
  channel.onDelivery((delivery) => {
    const waiting = waitingIn(delivery);
    if (waiting) found.set(waiting.conversationId, waiting);
  });
  await channel.connect(botUrl, connections, (say) =>
    overConnections(total, (number) => say(`press-${number}`, `/payment ${paymentIdOf(number)}`)),
  );
  await waitFor(() => found.size >= total, decidedWithinMs);
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
): Promise<Timed> {
  const awaited = new Map<string, (atMs: number) => void>();
  channel.onDelivery(({ kind, conversationId, body }) => {
    if (kind === 'updated' && body.includes(shows)) awaited.get(conversationId)?.(performance.now());
  });
  const timesMs: number[] = [];
  const failures: string[] = [];
  const pressOne = async (press: SendPress, { conversationId, activityId, runId, version }: Waiting): Promise<void> => {
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
  };
  await channel.connect(botUrl, connections, (_say, press) =>
    overConnections(cards.length, async (number) => {
      const card = cards[number];
      if (card) await pressOne(press, card);
    }),
  );
  return { timesMs, failures };
}

/** What the bot's own database says. */
async function countApproved(store: Store, total: number): Promise<number> {
  await store.verifyAudit();
  return (await store.listRunIds({ statuses: ['approved'], limit: total })).length;
}

function report(desk: DeskRun, peers: Timed): void {
  const pressed = summarise(desk.timesMs);
  const peer = summarise(peers.timesMs);
  console.log(`Press to updated card, ${presses} approvals over ${connections} connections`);
  console.log(showSummary('  treasury desk', pressed));
  console.log(showSummary('  bare update on the same stack', peer));
  console.log(`  ratio to the bare update, p50      ${(pressed.p50 / peer.p50).toFixed(2)}`);
  console.log(`  presses a second                   ${Math.round((presses / desk.tookMs) * 1_000)}`);
  console.log(`  processor time for one press       ${desk.cpuMs.toFixed(1)} ms`);
  console.log(
    `  approved in the database           ${desk.approved} of ${warmUpPresses + presses}, the audit verified`,
  );
  console.log(showTarget('  p50', pressed.p50, ' ms', targets.p50Ms));
  console.log(showTarget('  failures', desk.failures.length, '', 0));
  showFailures([...desk.failures, ...peers.failures], desk.complaints);
}
