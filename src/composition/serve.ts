/** The composition root: wires the desk by hand, and serves it. */
import { createAnswerQuestion } from '../app/answer-question';
import { createAskWhatIf } from '../app/ask-what-if';
import { createDecideApproval } from '../app/decide-approval';
import { createRecheckLiquidity } from '../app/recheck-liquidity';
import { createRecheckWaiting } from '../app/recheck-waiting';
import { createRecordCheck } from '../app/record-check';
import { createReleasePart } from '../app/release-part';
import { createRestartReview } from '../app/restart-review';
import { createShowOrLog } from '../app/show-card';
import { createWorkOnCase } from '../app/work-on-case';
import { createCards } from '../cards/create-cards';
import type { BotCredentials, Config } from './config';
import { assessLiquidity } from '../domain/liquidity/assess-liquidity';
import { reserve } from '../domain/liquidity/reservations';
import type { PaymentCase } from '../domain/case/payment-case';
import { cutoffOf } from '../domain/policy/compute-facts';
import { createInProcessWakeups } from '../jobs/in-process-wakeups';
import { createTimers } from '../jobs/timers';
import { createClock, openReview, randomHex } from './open-review';
import type { Clock, Log, Store, Wakeups } from '../ports';
import { openReferenceData, type ReferenceData } from './reference-data';
import { createAnswerMessage } from '../teams/answer-message';
import { createAnswerPress } from '../teams/answer-press';
import { createBot } from '../teams/bot';
import { createCardChannel, speakLater, type Speak } from '../teams/card-channel';
import { createAdapter } from '../teams/create-adapter';
import type { Desk } from '../teams/desk';
import { createIdentifyActor } from '../teams/identify-actor';
import { createPersonas } from '../teams/personas';
import { startServer, type RunningServer } from '../teams/server';
import { createMcpHttpHandler, mcpPaths } from '../tools/mcp-http';

/** How many cases are worked on at once: steps run in this thread, so more only helps while cards travel. */
const concurrentCases = 4;
const sweepEveryMs = 5_000;
const maxSweptCases = 200;

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
  const data = openReferenceData(config, clock, { store, log });
  const { policy, ledger, definition, directory } = data;
  const { submitPayment, advanceCase } = openReview(data, store, clock, log);
  const cards = createCards({ folder: config.cardsDir });
  const policyOf = ({ policyFingerprint }: PaymentCase) => policy.version(policyFingerprint) ?? policy.current();
  const cutoffFor = (paymentCase: PaymentCase) => cutoffOf(policyOf(paymentCase), paymentCase.payment, clock.now());
  const renderCase = (paymentCase: PaymentCase) => {
    return cards.paymentCard({
      case: paymentCase,
      isDemoDay: clock.isDemoDay,
      businessNow: clock.now(),
      listName: data.list.name,
      segregation: policyOf(paymentCase).segregation,
      cutoff: cutoffFor(paymentCase),
      accountChoices: ledger.current().accounts(),
    });
  };
  const adapter = createAdapter(credentials);
  const cardChannelThrough = (speak: Speak) => createCardChannel({ speak, clock, log, renderCase });
  const channel = cardChannelThrough(speakLater(adapter, credentials?.appId ?? ''));
  const showOrLog = createShowOrLog({ store, cards: channel, log });
  const timers = createTimers();
  const wakeups: Wakeups = createInProcessWakeups({
    concurrency: concurrentCases,
    sweepEveryMs,
    findWork: async () => {
      data.refresh();
      await recheckWaiting();
      return store.listUnfinishedWork(maxSweptCases);
    },
    timers,
    log,
  });
  const personas = config.profile === 'local' ? createPersonas(directory) : null;
  const recheckLiquidity = createRecheckLiquidity({
    reservations: data.reservations,
    ledger,
    termsOf: data.termsOf,
    clock,
  });
  const recordCheck = createRecordCheck({ store, ledger, clock, wakeups });
  const recheckWaiting = createRecheckWaiting({
    store,
    recheckLiquidity,
    recordCheck,
    ledger,
    log,
    turn: () => timers.turn(),
  });
  const desk: Desk = {
    submitPayment,
    decideApproval: createDecideApproval({
      store,
      policy,
      definition,
      clock,
      wakeups,
      recheckLiquidity,
      recordCheck,
    }),
    restartReview: createRestartReview({ store, ledger, policy, definition, clock, wakeups }),
    releasePart: createReleasePart({ store, ledger, policy, definition, clock, wakeups }),
    askWhatIf: createAskWhatIf({ store, reservations: data.reservations, ledger, termsOf: data.termsOf, clock }),
    showOrLog,
    wakeups,
    store,
    ledger,
    policy,
    clock,
    randomHex,
    log,
    cards,
    renderCase,
    cutoffFor,
    screenName: (name) => data.tools.sanctions.run({ name }, { runId: `SCREEN-${randomHex(6)}`, nowMs: clock.now() }),
    assessLiquidity: async (input) =>
      assessLiquidity(reserve(ledger.current(), await data.reservations(), null), input, {
        runId: `LIQUIDITY-${randomHex(6)}`,
        nowMs: clock.now(),
        terms: data.terms.current(),
      }),
    answerQuestion: createAnswerQuestion({
      policy,
      knowledge: data.knowledgeSource,
      fit: data.knowledge.fit,
      clock,
      log,
    }),
    describeService: () => {
      // Whoever just changed a rule or a ledger asks here whether it counts: sooner than the next sweep.
      data.refresh();
      return describeService(data, clock);
    },
    personas,
  };
  const onTurn = createBot({
    adapter,
    desk,
    identifyActor: createIdentifyActor({ directory, tenantId: credentials?.tenantId ?? null, personas }),
    answerMessage: createAnswerMessage(desk),
    answerPress: createAnswerPress(desk),
    cardChannelThrough,
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
  wakeups.start(createWorkOnCase({ store, advanceCase, showOrLog }));
  return {
    url: server.url,
    close: async () => {
      await server.close();
      await wakeups.stop();
    },
  };
}

function describeService({ list, ledger, ledgerRefused, policy, definition }: ReferenceData, clock: Clock): string {
  const { name: workflow, version } = definition;
  const { name: ledgerName, day, asOf, hasOwnBuffers } = ledger.current();
  const refused = ledgerRefused();
  const age = asOf === null ? 'of unknown age' : `as of ${asOf}`;
  return [
    // What needs somebody's hand comes first.
    ...policy.problems().map(({ message }) => `A changed policy is not in force: ${message}.`),
    ...(refused === null ? [] : [`A changed ledger is not in force: ${refused}.`]),
    `Watch list ${list.name}, ${list.entries.length} entries, published ${list.listDate ?? 'on an unknown day'}.`,
    `Ledger ${ledgerName}, day ${day ?? 'unknown'}, ${age}, ${hasOwnBuffers ? 'with its own buffers' : 'buffers of the policy'}.`,
    `Policy ${policy.current().fingerprint.slice(0, 12)}, workflow ${workflow} ${version}.`,
    clock.isDemoDay ? 'DEMO DAY: business time is simulated.' : '',
  ]
    .join(' ')
    .trim();
}
