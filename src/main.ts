/** The composition root: wires the desk by hand, and serves it. */
import { randomBytes, randomInt } from 'node:crypto';
import path from 'node:path';
import { createAdvanceCase, type AdvanceCase } from './app/advance-case';
import { cutoffOf } from './app/compute-facts';
import { createDecideApproval } from './app/decide-approval';
import { createRestartReview } from './app/restart-review';
import { createShowCard } from './app/show-card';
import { createSubmitPayment, type SubmitPayment } from './app/submit-payment';
import { createWorkOnCase } from './app/work-on-case';
import { createCards } from './cards/create-cards';
import type { BotCredentials, Config } from './config';
import { assessLiquidity } from './domain/liquidity/assess-liquidity';
import type { PaymentCase } from './domain/payment-case';
import { parseUtc } from './domain/time';
import { createDemoClock } from './jobs/demo-clock';
import { createInProcessWakeups } from './jobs/in-process-wakeups';
import { createSystemClock } from './jobs/system-clock';
import { createTimers } from './jobs/timers';
import type { Clock, Log, RandomHex, Store } from './ports';
import { openReferenceData, type ReferenceData } from './reference-data';
import { openSqliteStore } from './storage/sqlite-store';
import { createAnswerMessage } from './teams/answer-message';
import { createAnswerPress } from './teams/answer-press';
import { createBot } from './teams/bot';
import { createCardChannel } from './teams/card-channel';
import { createAdapter } from './teams/create-adapter';
import type { Desk } from './teams/desk';
import { createIdentifyActor } from './teams/identify-actor';
import { createPersonas } from './teams/personas';
import { startServer, type RunningServer } from './teams/server';
import { createMcpHttpHandler, mcpPaths } from './tools/mcp-http';

/** How many cases are worked on at once: steps run in this thread, so more only helps while cards travel. */
const concurrentCases = 4;
const sweepEveryMs = 5_000;
const maxSweptCases = 200;

export const randomHex: RandomHex = (length) =>
  randomBytes(Math.ceil(length / 2))
    .toString('hex')
    .slice(0, length);

export function databaseFile(dataDir: string): string {
  return path.join(dataDir, 'treasury-desk.db');
}

/** Business time: the real one, or the demo day from its start, going on after the last event of a kept database. */
export async function createClock(config: Config, store: Pick<Store, 'lastEvent'>): Promise<Clock> {
  if (config.demoStartMs === null) return createSystemClock();
  const last = await store.lastEvent();
  const lastMs = last === null ? null : parseUtc(last.at);
  return createDemoClock({
    startMs: lastMs === null ? config.demoStartMs : Math.max(config.demoStartMs, lastMs + 1_000),
  });
}

/** `fresh` removes what an earlier demo left, `nothing` ends with the process. */
export function openStore(config: Config, { keep }: { keep: 'existing' | 'fresh' | 'nothing' }): Promise<Store> {
  const file = keep === 'nothing' ? ':memory:' : databaseFile(config.dataDir);
  return openSqliteStore({ file, recordedNow: () => createSystemClock().recordedNow(), fresh: keep === 'fresh' });
}

export interface Review {
  readonly submitPayment: SubmitPayment;
  readonly advanceCase: AdvanceCase;
}

/** What a review needs, with or without a chat. */
export function openReview(data: ReferenceData, store: Store, clock: Clock, log: Log): Review {
  const { policy, ledger, definition, runtime } = data;
  return {
    submitPayment: createSubmitPayment({ store, ledger, policy, definition, clock, randomHex }),
    advanceCase: createAdvanceCase({ store, definition, runtime, policy, clock, log }),
  };
}

export interface ServeOptions {
  readonly config: Config;
  /** Null only for the anonymous local profile. */
  readonly credentials: BotCredentials | null;
  readonly log: Log;
  readonly store: Store;
}

/** Starts the bot and its tools. The store is the caller's to close, after `close`. */
export async function serve({ config, credentials, log, store }: ServeOptions): Promise<RunningServer> {
  const clock = await createClock(config, store);
  const data = openReferenceData(config, clock);
  const { policy, ledger, definition, directory } = data;
  const { submitPayment, advanceCase } = openReview(data, store, clock, log);
  const cards = createCards({ folder: config.cardsDir });
  const renderCase = (paymentCase: PaymentCase) => {
    const { payment } = paymentCase;
    const businessNow = clock.now();
    const cutoff = cutoffOf(policy.current(), payment, businessNow);
    return cards.paymentCard({
      case: paymentCase,
      isDemoDay: clock.isDemoDay,
      businessNow,
      listName: data.list.name,
      cutoff,
    });
  };
  const adapter = createAdapter(credentials);
  const jitter = () => randomInt(1_000) / 1_000;
  const channel = createCardChannel({ adapter, appId: credentials?.appId ?? '', clock, jitter, renderCase });
  const showCard = createShowCard({ store, cards: channel });
  const wakeups = createInProcessWakeups({
    concurrency: concurrentCases,
    sweepEveryMs,
    findWork: () => store.listUnfinishedWork(maxSweptCases),
    timers: createTimers(),
    log,
  });
  const personas = config.profile === 'local' ? createPersonas(directory) : null;
  const desk: Desk = {
    submitPayment,
    decideApproval: createDecideApproval({ store, policy, definition, clock, wakeups }),
    restartReview: createRestartReview({ store, clock, wakeups }),
    showCard,
    wakeups,
    store,
    ledger,
    policy,
    clock,
    randomHex,
    log,
    cards,
    renderCase,
    screenName: (name) => data.tools.sanctions.run({ name }, { runId: `SCREEN-${randomHex(6)}`, nowMs: clock.now() }),
    assessLiquidity: (input) =>
      assessLiquidity(ledger.current(), input, { runId: `LIQUIDITY-${randomHex(6)}`, nowMs: clock.now() }),
    describeService: () => describeService(data, clock),
    personas,
  };
  const onTurn = createBot({
    adapter,
    desk,
    identifyActor: createIdentifyActor({ directory, tenantId: credentials?.tenantId ?? null, personas }),
    answerMessage: createAnswerMessage(desk),
    answerPress: createAnswerPress(desk),
  });
  const handleMcp = createMcpHttpHandler({
    tools: Object.values(data.tools),
    clock,
    randomHex,
    log,
    accessToken: config.mcpAccessToken,
  });
  const mounted = Object.fromEntries(Object.values(mcpPaths).map((path) => [path, handleMcp]));
  const server = await startServer({ adapter, onTurn, mounted, log }, { host: config.host, port: config.port });
  wakeups.start(createWorkOnCase({ store, advanceCase, showCard, log }));
  return {
    url: server.url,
    close: async () => {
      await server.close();
      await wakeups.stop();
    },
  };
}

function describeService({ list, ledger, policy, definition }: ReferenceData, clock: Clock): string {
  const { name: workflow, version } = definition;
  return [
    `Watch list ${list.name}, ${list.entries.length} entries, published ${list.listDate ?? 'on an unknown day'}.`,
    `Ledger ${ledger.current().name}, day ${ledger.current().day ?? 'unknown'}.`,
    `Policy ${policy.current().fingerprint.slice(0, 12)}, workflow ${workflow} ${version}.`,
    clock.isDemoDay ? 'DEMO DAY: business time is simulated.' : '',
  ]
    .join(' ')
    .trim();
}
