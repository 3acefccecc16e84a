/** Message to posted card through the real bot over HTTP, and the same stack's bare echo before and after it as the peer. */
import { performance } from 'node:perf_hooks';
import type { Store } from '../src/ports/store';
import { benchAgainstEcho, connections, onDesk, showFailures, waitFor, type Timed } from './against-echo';
import { paymentIdOf } from './bench-ledger';
import type { BenchChannel } from './channel';
import { showSummary, showTarget, summarise } from './figures';
import { sendMessages, type Sent } from './send-messages';

const messages = 3_000;
const warmUpMessages = 300;
const decidedWithinMs = 120_000;
/** Each payment that waits is looked at once more after a burst, 250 in five seconds; what nobody needs any more goes back to the machine after that. */
const quietWithinMs = 240_000;
const targets = { p50Ms: 60, firstCardMs: 2_000, residentMb: 250 };

export function benchMessages(): Promise<void> {
  return benchAgainstEcho({ echo, desk: reviewPayments, report });
}

async function echo(channel: BenchChannel, botUrl: string): Promise<Timed> {
  const text = (number: number) => `hello number ${number} `;
  const send = (count: number) => sendMessages({ channel, botUrl, messages: count, textOf: text, answerOf: text });
  await send(warmUpMessages);
  return send(messages);
}

interface DeskRun {
  readonly cold: Sent;
  readonly sent: Sent;
  /** From the first message until every card shows its decision. */
  readonly decidedMs: number;
  readonly residentMb: { readonly started: number; readonly after: number; readonly quiet: number };
  /** The bot's processor time for one message: until the last card was posted, and until the last decision. */
  readonly cpuMs: { readonly card: number; readonly decision: number };
  readonly complaints: readonly string[];
  readonly outcomes: ReadonlyMap<string, number>;
}

async function reviewPayments(channel: BenchChannel, folder: string): Promise<DeskRun> {
  const total = warmUpMessages + messages;
  const { run, read, complaints } = await onDesk(
    { folder, payments: total },
    async (bot) => {
      const decided = new Set<string>();
      const send = (from: number, count: number) =>
        sendMessages({
          channel,
          botUrl: bot.url,
          messages: count,
          textOf: (number) => `/payment ${paymentIdOf(from + number)}`,
          answerOf: (number) => paymentIdOf(from + number),
          // Only a decided payment's card has the button.
          onDelivery: ({ activityId, body }) => {
            if (body.includes('"verb":"approve"')) decided.add(activityId);
          },
        });
      const started = bot.residentMb();
      const cold = await send(0, warmUpMessages);
      await waitFor(() => decided.size >= warmUpMessages - cold.failures.length, decidedWithinMs);
      const startedMs = performance.now();
      const startedCpu = bot.cpuSeconds();
      const sent = await send(warmUpMessages, messages);
      const cardCpu = bot.cpuSeconds();
      await waitFor(() => decided.size >= total - cold.failures.length - sent.failures.length, decidedWithinMs);
      const decidedMs = performance.now() - startedMs;
      const after = bot.residentMb();
      const decisionCpu = bot.cpuSeconds();
      await waitFor(() => bot.residentMb() < (after * 2) / 3, quietWithinMs, 5_000);
      const quiet = bot.residentMb();
      const perMessage = (cpuSeconds: number) => ((cpuSeconds - startedCpu) / messages) * 1_000;
      const cpuMs = { card: perMessage(cardCpu), decision: perMessage(decisionCpu) };
      return { cold, sent, decidedMs, residentMb: { started, after, quiet }, cpuMs };
    },
    (store) => countOutcomes(store, total),
  );
  return { ...run, outcomes: read, complaints };
}

/** What the bot's own database says became of the payments. */
async function countOutcomes(store: Store, total: number): Promise<Map<string, number>> {
  const outcomes = new Map<string, number>();
  for (let number = 0; number < total; number += 1) {
    const found = await store.findCaseByPayment(paymentIdOf(number));
    const outcome = found ? `${found.status}, ${found.decision?.outcome ?? 'undecided'}` : 'missing';
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  return outcomes;
}

function report(desk: DeskRun, peers: Timed): void {
  const cold = summarise(desk.cold.timesMs);
  const review = summarise(desk.sent.timesMs);
  const peer = summarise(peers.timesMs);
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
  console.log(showTarget('  memory once it is quiet', desk.residentMb.quiet, ' MB', targets.residentMb));
  showFailures([...failures, ...peers.failures], desk.complaints);
}
