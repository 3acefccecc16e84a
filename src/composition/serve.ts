/** The composition root of the bot: its named parts, wired by hand, and served. */
import { createActOnCase, createNoteCheck } from '../app/act-on-case';
import { createAskWhatIf } from '../app/ask-what-if';
import { createRecheckLiquidity } from '../app/recheck-liquidity';
import { createRecheckWaiting } from '../app/recheck-waiting';
import { createRequestPayment } from '../app/request-payment';
import { createShowOrLog } from '../app/show-card';
import { createWorkOnCase } from '../app/work-on-case';
import { Fault } from '../domain/values/errors';
import { keepLoopbackOffProxies, type BotCredentials, type Config } from './config';
import { createInProcessWakeups } from '../jobs/in-process-wakeups';
import { createTimers, type Timers } from '../jobs/timers';
import { openAnswers } from './open-answers';
import { createClock, openReview, randomHex } from './open-review';
import { createRenderer } from './render-case';
import type { Log, Store, Wakeups } from '../ports';
import { openReferenceData } from './reference-data';
import { createAnswerMessage } from '../teams/answer-message';
import { createAnswerPress } from '../teams/answer-press';
import { createBot } from '../teams/bot';
import { createCardChannel, speakLater, type Speak } from '../teams/card-channel';
import { DeskAdapter } from '../teams/create-adapter';
import type { Desk } from '../teams/desk';
import { createIdentifyActor } from '../teams/identify-actor';
import { createPersonas } from '../teams/personas';
import { startServer } from '../teams/server';
import { createCheckToken } from '../teams/tokens/check-token';
import { createSigningKeys } from '../teams/tokens/signing-keys';
import { createMcpHttpHandler, mcpPaths } from '../tools/mcp-http';

/** How many cases are worked on at once: steps run in this thread, so more only helps while cards travel. */
const concurrentCases = 4;
const sweepEveryMs = 5_000;
const longestLookMs = 2_000;
const maxSweptCases = 200;

export interface ServeOptions {
  readonly config: Config;
  /** Null only for the anonymous local profile. */
  readonly credentials: BotCredentials | null;
  readonly log: Log;
  readonly store: Store;
}

/** What a review and a card update take, and a chat that hangs does not get. */
const endGraceMs = 10_000;
/** The Bot Connector's name in its tokens. The Emulator's tokens bear another and are never taken: it is for the local profile. */
const channelIssuer = 'https://api.botframework.com';

export interface ServedDesk {
  readonly url: string;
  /** Takes nothing new, waits up to 10 s for what is under way, and cuts what is left. */
  close(): Promise<void>;
}

/** Starts the bot and its tools. The store is the caller's to close, after `close`. */
export async function serve({ config, credentials, log, store }: ServeOptions): Promise<ServedDesk> {
  if (credentials === null && config.profile !== 'local')
    throw new Fault('configuration_invalid', 'Without credentials only the local profile is served.');
  keepLoopbackOffProxies();
  const clock = await createClock(config, store);
  const timers = createTimers();
  const data = openReferenceData(config, clock, { store, log, turn: () => timers.turn() });
  const { ledger, directory } = data;

  /** A large ledger or statement takes longer than anybody should wait: it comes into force when it is read. */
  const lookAtData = async (): Promise<void> => {
    let callOff = (): void => undefined;
    const longEnough = new Promise<void>((done) => {
      callOff = timers.after(longestLookMs, done);
    });
    await Promise.race([data.refresh(), longEnough]);
    callOff();
  };

  // Work: cases are woken, and what was missed is found by the sweep, which first looks at what changed outside.
  const lookOutside = async () => {
    await lookAtData();
    await recheckWaiting();
  };
  const wakeups: Wakeups = createInProcessWakeups({
    concurrency: concurrentCases,
    sweepEveryMs,
    findWork: async () => {
      await lookOutside();
      return store.listUnfinishedWork(maxSweptCases);
    },
    timers,
    log,
  });

  // Cases: the machine, what it is told, and everything that asks it.
  const { knowledge, changeCase, submitPayment, advanceCase } = openReview({ data, store, clock, log, wakeups });
  const { reservations, termsOf } = data;
  const recheckLiquidity = createRecheckLiquidity({ reservations, ledger, termsOf, clock });
  const noteCheck = createNoteCheck({ changeCase, knowledge, ledger });
  const recheckWaiting = createRecheckWaiting({
    store,
    recheckLiquidity,
    noteCheck,
    ledger,
    log,
    turn: () => timers.turn(),
  });
  const actOnCase = createActOnCase({ changeCase, knowledge, recheckLiquidity, noteCheck });

  // Cards: drawn from the case and what may be done about it, and kept current.
  const renderer = createRenderer({ cardsDir: config.cardsDir, data, knowledge, clock });
  const adapter = new DeskAdapter(credentials);
  const cardChannelThrough = (speak: Speak) =>
    createCardChannel({ speak, clock, log, renderCase: (paymentCase) => renderer.renderCase(paymentCase, null) });
  const channel = cardChannelThrough(speakLater(adapter, credentials?.appId ?? ''));
  const showOrLog = createShowOrLog({ store, cards: channel, log });

  // The chat edge.
  const personas = config.profile === 'local' ? createPersonas(directory) : null;
  const desk: Desk = {
    requestPayment: createRequestPayment({ submitPayment, showOrLog, wakeups }),
    actOnCase,
    askWhatIf: createAskWhatIf({ store, knowledge, reservations, ledger, termsOf, clock }),
    showOrLog,
    store,
    ledger,
    policy: data.policy,
    clock,
    randomHex,
    log,
    ...renderer,
    ...openAnswers({ data, clock, log, randomHex, lookAtData }),
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

  // The tools, on the same port.
  const handleMcp = createMcpHttpHandler({
    tools: Object.values(data.tools),
    clock,
    randomHex,
    log,
    access: { token: config.mcpAccessToken, servesThisMachine: config.profile === 'local' },
  });
  const mounted = Object.fromEntries(Object.values(mcpPaths).map((path) => [path, handleMcp]));
  const checkToken =
    credentials &&
    createCheckToken({
      keys: createSigningKeys({ metadataUrl: credentials.openIdMetadata, clock, log }),
      issuer: channelIssuer,
      appId: credentials.appId,
      clock,
    });
  const server = await startServer(
    { adapter, onTurn, checkToken, clock, mounted, trustedProxies: config.trustedProxies, log },
    { host: config.host, port: config.port },
  );
  wakeups.start(createWorkOnCase({ store, advanceCase, showOrLog }));
  return {
    url: server.url,
    async close() {
      const isFinished = await withinGrace(Promise.all([server.drain(), wakeups.stop()]), timers);
      const unanswered = server.cut();
      if (!isFinished) log.warn({ graceMs: endGraceMs, unanswered }, 'the end did not wait for everything under way');
    },
  };
}

/** False when the time is over first. */
function withinGrace(ending: Promise<unknown>, timers: Timers): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const cancel = timers.after(endGraceMs, () => {
      resolve(false);
    });
    ending
      .then(() => {
        resolve(true);
      }, reject)
      .finally(cancel);
  });
}
