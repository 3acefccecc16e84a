/** The composition root of the bot: its named parts, wired by hand, and served. */
import { createActOnCase } from '../../app/act-on-case';
import { createAgentsUnderWay } from '../../app/review/agents-under-way';
import { createAskAgain } from '../../app/requests/ask-again';
import { createCorrectPayment } from '../../app/requests/correct-payment';
import { createAskWhatIf } from '../../app/questions/ask-what-if';
import { createReadWorklist } from '../../app/questions/read-worklist';
import { createOpenRests, createReleasePart } from '../../app/requests/release-part';
import { createRequestPayment } from '../../app/requests/request-payment';
import { createFollowDelegations } from '../../app/house/follow-delegations';
import { createNoteChat } from '../../app/delivery/note-chat';
import { createWorkOnCase } from '../../app/review/work-on-case';
import type { Language } from '../../cards/words/languages';
import { asFault, Fault } from '../../domain/values/errors';
import { keepLoopbackOffProxies, type BotCredentials, type Config } from '../config/config';
import { readService } from './read-service';
import { endsWithin } from '../../jobs/ends-within';
import { createCourtesy } from '../../jobs/courtesy';
import { createTimers } from '../../jobs/timers';
import { createHealth } from './health';
import { openHostedAgents } from './hosted-agents';
import { mountTools } from './mount-tools';
import { openBundles } from './parts/open-bundles';
import { openChat } from './parts/open-chat';
import { openAnchors } from './parts/open-anchors';
import { openDelivery } from './parts/open-delivery';
import { openDuties } from './parts/open-duties';
import { openHouse } from './parts/open-house';
import { openWaiting } from './parts/open-waiting';
import { openWakeups, takeStatementsAlone } from './parts/open-wakeups';
import { openAnnouncements } from './parts/open-announcements';
import { openAnswers } from './parts/open-answers';
import { openApprovals, openPaymentFiles } from './parts/open-payment-files';
import { openReview } from '../open-review';
import { createClock } from '../create-clock';
import { randomHex } from '../random-hex';
import { createRenderers, type Renderer } from './render-case';
import type { Log } from '../../ports/process';
import type { Store } from '../../ports/store';
import { mountMetrics } from './metrics-page';
import { openTelemetry } from './parts/open-telemetry';
import { openReferenceData, type ReferenceData } from '../data/reference-data';
import { tellOfCommits, type IsTraced } from './tell-of-work';
import type { ReadAside } from '../../sources/payment-files/read-aside';
import { maxFileBytes } from '../../sources/payment-files/read-payment-file';
import { createTurnHandlers } from '../../teams/answer-turns';
import { createEdge } from '../../teams/edge';
import type { Desk } from '../../teams/desk';
import { createFetchFile } from '../../teams/files/fetch-file';
import { createIdentifyActor } from '../../teams/people/identify-actor';
import { createPersonas } from '../../teams/people/personas';
import { startServer } from '../../teams/server';
import { createCheckToken } from '../../teams/tokens/check-token';
import { createSigningKeys } from '../../teams/tokens/signing-keys';

const longestLookMs = 2_000;

export interface ServeOptions {
  readonly config: Config;
  /** Null only for the anonymous local profile. */
  readonly credentials: BotCredentials | null;
  readonly log: Log;
  readonly store: Store;
  /** Left out: files of payments are read in a thread of their own. */
  readonly readAside?: ReadAside;
  /** Whether clients are asked about files; left out, wherever they are not the local profile's, which show no such question. */
  readonly takesFiles?: boolean;
}

/** What a card update takes, and a chat that hangs does not get. */
const endGraceMs = 10_000;
/** What most steps of a hosted agent take. With the last words all is over within 25 s, before whoever runs the process kills it. */
const stepGraceMs = 18_000;
/** Neither a collector, nor a place of anchors, nor a database that hangs keeps anybody. */
const lastWordsMs = 3_000;
const lastWordMs = 1_000;
/** The Bot Connector's name in its tokens. The Emulator's tokens bear another and are never taken: it is for the local profile. */
const channelIssuer = 'https://api.botframework.com';

export interface ServedDesk {
  readonly url: string;
  /** Takes nothing new, waits up to 10 s for what is under way and 18 s for steps of reviews, and cuts what is left. */
  close(): Promise<void>;
}

/** Starts the bot and its tools. The store is the caller's to close, after `close`. */
export async function serve({ config, credentials, log, store: opened, ...tested }: ServeOptions): Promise<ServedDesk> {
  if (credentials === null && config.profile !== 'local')
    throw new Fault('configuration_invalid', 'Without credentials only the local profile is served.');
  keepLoopbackOffProxies();
  const timers = createTimers();
  const elapsedMs = (): number => timers.nowMs();
  const telemetry = await openTelemetry(config.telemetry, { log, elapsedMs });
  // Asked of runs, which there are once everything is read.
  const isTraced: IsTraced = (pin) => data.definition.version(pin)?.config.trace_enabled ?? false;
  const store = tellOfCommits(opened, { telemetry, isTraced, log });
  const clock = await createClock(config, store);
  const { serve: serving, turn } = createCourtesy(timers);
  const hosted = await openHostedAgents(config, store, log);
  const takeInbox = takeStatementsAlone((name, work) => alone(name, work));
  const data: ReferenceData = openReferenceData(config, clock, { store, hosted, log, turn, takeInbox, telemetry });
  const { ledger, reservations, termsOf } = data;
  const anchors = await openAnchors(config.anchors, { store, clock });
  const { delegations, inForce, inStep } = await openHouse(data, { store, clock, log });
  // Everybody's roles, and whose place they take.
  const { directory } = delegations;

  /** A large ledger or statement takes longer than anybody should wait: it comes into force when it is read. */
  const lookAtData = async (): Promise<void> => {
    await endsWithin(longestLookMs, data.refresh(), timers);
  };
  const after = (ms: number, work: () => void) => timers.after(ms, work);

  // Work: cases are woken, by any process where there are several, and what was missed is found by a sweep.
  const shared = await openWakeups({
    database: config.database,
    store,
    inStep,
    onTaken: (runId) => review.letGo(runId),
    turn,
    timers,
    log,
  });
  const { wakeups, alone, chatPace } = shared;

  // Hosted agents take their time; the embedded ones are through before anybody could read of them.
  const refresh = (runId: string): Promise<void> => delivery.refresh(runId);
  const underWay = hosted && createAgentsUnderWay({ clock, after, refresh });

  // Cases: the machine, what it is told, and everything that asks it.
  const review = openReview({
    data,
    runtime: underWay?.follow(data.runtime),
    store,
    clock,
    log,
    wakeups,
    turn,
    telemetry,
    refuseBehind: () => inStep.refuseBehind(),
  });
  const { knowledge, changeCase, submitPayment, advanceCase } = review;
  const { recheckLiquidity, noteCheck, noteLater, waitingDuties } = openWaiting({
    data,
    store,
    review,
    inForce,
    clock,
    log,
    turn,
  });
  const actOnCase = createActOnCase({ changeCase, knowledge, recheckLiquidity, noteCheck });
  const paymentFiles = openPaymentFiles({ config, store, review, wakeups, clock, log, turn, ...tested });
  /** A run of thousands takes minutes: the duty comes back to it. */
  const takePaymentFiles = async (): Promise<void> => {
    await endsWithin(longestLookMs, alone('inbox of payment files', paymentFiles.takeInbox), timers);
  };

  // Cards: drawn from the case and what may be done about it, and kept current in lanes of their own.
  const parts = { cardsDir: config.cardsDir, data, knowledge, clock, store, people: directory, underWay: underWay?.of };
  const renderers = createRenderers(parts);
  const chat = await openChat(config.channel, credentials);
  const common = { config, credentials, timers, chatPace, alone, log, telemetry, isTraced, noteLater, turn };
  const cardsOf = { ...parts, ...common, renderers, directory, connect: chat.connect };
  const { ofChat, delivery, followOutside } = openDelivery(cardsOf);
  const { showOrLog } = delivery;
  const openRests = createOpenRests({ store, changeCase, knowledge, ledger, showOrLog, wakeups });
  const followDelegations = createFollowDelegations({ store, directory, delivery, clock });
  const { announceRuns, tellPerson } = openAnnouncements({ ...cardsOf, ...paymentFiles, policy: data.policy });

  const duties = openDuties({
    data,
    store,
    inStep,
    work: {
      ...waitingDuties,
      'payment files': takePaymentFiles,
      'announcing payment runs': announceRuns,
      delegations: () => delegations.load().then(followDelegations),
      'what cards rest on': followOutside,
      'unfinished reviews': () => wakeups.sweep(),
    },
    cards: () => delivery.sweep(),
    others: anchors.duties,
    timers,
    log,
  });

  // The chat edge.
  const personas = config.profile === 'local' ? createPersonas(directory) : null;
  const answers = openAnswers({
    data,
    store,
    hosted,
    clock,
    log,
    randomHex,
    readService: () => readService({ duties, store, data, inStep, clock }),
    lookAtData,
  });
  const noteChat = createNoteChat({ store, delivery, log });
  const bundles = openBundles({ config, credentials, store, knowledge, clock, randomHex, log, ...tested });
  const sameInEveryLanguage: Omit<Desk, keyof Renderer | 'noteRefusal'> = {
    requestPayment: createRequestPayment({ submitPayment, showOrLog, wakeups }),
    actOnCase,
    correctPayment: createCorrectPayment({ store, changeCase, knowledge, ledger, clock }),
    releasePart: createReleasePart({ store, changeCase, knowledge, ledger, clock, randomHex, openRests }),
    askAgain: createAskAgain({ store, changeCase, knowledge, ledger, clock, randomHex, showOrLog, wakeups }),
    readWorklist: createReadWorklist({ store, knowledge, policy: data.policy, clock }),
    paymentRuns: {
      take: paymentFiles.takeRun,
      read: paymentFiles.readRun,
      approve: openApprovals(paymentFiles, { store, review, turn }, actOnCase),
      readBytes: (name, bytes) => paymentFiles.readAside({ name, bytes }),
      fetchFile: createFetchFile({ takesLocal: credentials === null, maxBytes: maxFileBytes }),
    },
    askWhatIf: createAskWhatIf({ store, knowledge, reservations, ledger, termsOf, clock }),
    showOrLog,
    adoptCard: (pressed) => delivery.adopt(pressed),
    openCard: (asked) => delivery.open(asked),
    noteChat,
    delegations,
    followDelegations,
    tellPerson,
    store,
    ledger,
    policy: data.policy,
    clock,
    randomHex,
    log,
    ...bundles.forChat,
    ...answers,
    people: directory,
    personas,
  };
  const edgeIn = (language: Language) => createEdge({ ...sameInEveryLanguage, ...renderers[language] });
  const handlers = createTurnHandlers({
    edges: { en: edgeIn('en'), tr: edgeIn('tr') },
    clock,
    randomHex,
    log,
    noteChat,
    identifyActor: createIdentifyActor({ directory, tenantId: credentials?.tenantId ?? null, personas }),
    ...ofChat,
  });
  chat.serve(handlers);

  // The tools and the figures, on the same port.
  const figures = mountMetrics({ config: config.telemetry, telemetry, store, data, clock, log });
  const tools = mountTools({ config, tools: Object.values(data.tools), store, clock, log, elapsedMs });
  const checkToken =
    credentials &&
    createCheckToken({
      keys: createSigningKeys({ metadataUrl: credentials.openIdMetadata, clock, log }),
      issuer: channelIssuer,
      appId: credentials.appId,
      clock,
    });
  const health = createHealth({ store, duties, data, isOnServer: config.database !== null, inStep, clock });
  const { trustedProxies, host, port } = config;
  const receive: typeof chat.receive = (activity) => serving(() => chat.receive(activity));
  const server = await startServer(
    { receive, health, checkToken, clock, mounted: { ...tools, ...figures, ...bundles.mounted }, trustedProxies, log },
    { host, port },
  );
  bundles.listenAt(server.url);
  wakeups.start(createWorkOnCase({ advanceCase, delivery, store, openRests, wakeups, after }));
  delivery.start();
  duties.start();
  return {
    url: server.url,
    async close() {
      const ending = Promise.all([server.drain(), duties.stop(), delivery.stop()]);
      const ended = await Promise.all([
        endsWithin(stepGraceMs, wakeups.stop(), timers),
        endsWithin(endGraceMs, ending, timers),
      ]);
      // Whoever is left need not wait for this one to be missed.
      await endsWithin(lastWordMs, inStep.leave(), timers).catch((error: unknown) => {
        log.warn({ code: asFault(error).code, err: error }, 'the end could not be noted for the other processes');
      });
      const unanswered = server.cut();
      if (ended.includes(false)) log.warn({ unanswered }, 'the end did not wait for everything under way');
      await endsWithin(lastWordsMs, Promise.allSettled([shared.close(), anchors.close(), telemetry.close()]), timers);
    },
  };
}
