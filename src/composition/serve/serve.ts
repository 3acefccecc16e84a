/** The composition root of the bot: its named parts, wired by hand, and served. */
import { createWorkOnCase } from '../../app/review/work-on-case';
import { asFault, Fault } from '../../domain/values/errors';
import { endsWithin } from '../../jobs/ends-within';
import type { Duties } from '../../jobs/duties';
import { startServer, type RunningServer } from '../../teams/server';
import { createCheckToken } from '../../teams/tokens/check-token';
import { createSigningKeys } from '../../teams/tokens/signing-keys';
import { keepLoopbackOffProxies } from '../config/config';
import { createHealth } from './health';
import { mountMetrics } from './metrics-page';
import { mountTools } from './mount-tools';
import { openCards, type OpenedCards } from './open-cards';
import { openEdge } from './open-edge';
import { longestLookMs, openGround, type Ground, type ServeOptions } from './open-ground';
import { openWork, type Work } from './open-work';
import type { Bundles } from './parts/open-bundles';
import { openDuties } from './parts/open-duties';

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
export async function serve(options: ServeOptions): Promise<ServedDesk> {
  if (options.credentials === null && options.config.profile !== 'local')
    throw new Fault('configuration_invalid', 'Without credentials only the local profile is served.');
  keepLoopbackOffProxies();
  // Each stands on those before it. What asks for a later one does so when there is work to do.
  const ground = await openGround(options, (name, task) => work.alone(name, task));
  const work: Work = await openWork(ground, (runId) => cards.delivery.refresh(runId));
  const cards: OpenedCards = await openCards(ground, work);
  const duties = dutiesOf(ground, work, cards);
  const bundles = openEdge(ground, work, cards, duties);
  const server = await listen(ground, { duties, bundles, chat: cards.chat, paceOf: work.paceOf });
  bundles.listenAt(server.url);
  const { store, timers } = ground;
  const { review, wakeups } = work;
  const { delivery, openRests } = cards;
  const after = (ms: number, task: () => void) => timers.after(ms, task);
  wakeups.start(createWorkOnCase({ advanceCase: review.advanceCase, delivery, store, openRests, wakeups, after }));
  delivery.start();
  duties.start();
  work.whenTold(() => {
    lookAnew(ground, cards);
  });
  return { url: server.url, close: () => close({ ground, work, cards, duties, server }) };
}

/** At what another process was told. What fails is met by the duties that look at the same, and logged there. */
function lookAnew({ delegations }: Ground, { ofChat }: OpenedCards): void {
  for (const looking of [delegations.load(), ofChat.chosen.refresh()]) looking.catch(() => undefined);
}

function dutiesOf(ground: Ground, work: Work, cards: OpenedCards): Duties {
  const { delegations, timers } = ground;
  const { wakeups, alone, waiting, paymentFiles } = work;
  const { delivery, announceRuns, followDelegations, followOutside, ofChat } = cards;
  return openDuties({
    ...ground,
    work: {
      ...waiting.waitingDuties,
      // A run of thousands takes minutes: the duty comes back to it.
      async 'payment files'() {
        await endsWithin(longestLookMs, alone('inbox of payment files', paymentFiles.takeInbox), timers);
      },
      'announcing payment runs': announceRuns,
      delegations: () => delegations.load().then(followDelegations),
      'what cards rest on': followOutside,
      'unfinished reviews': () => wakeups.sweep(),
    },
    cards: () => delivery.sweep(),
    choices: () => ofChat.chosen.refresh(),
    others: ground.anchors.duties,
  });
}

interface Served extends Pick<OpenedCards, 'chat'>, Pick<Work, 'paceOf'> {
  readonly duties: Duties;
  readonly bundles: Bundles;
}

/** The chat, health, the tools and the figures, on one port. */
function listen(ground: Ground, { duties, bundles, chat, paceOf }: Served): Promise<RunningServer> {
  const { config, credentials, data, store, clock, timers, log } = ground;
  const elapsedMs = (): number => timers.nowMs();
  const figures = mountMetrics({ ...ground, config: config.telemetry });
  const tools = mountTools({ config, tools: Object.values(data.tools), store, clock, log, elapsedMs, paceOf });
  const checkToken =
    credentials &&
    createCheckToken({
      keys: createSigningKeys({ metadataUrl: credentials.openIdMetadata, clock, log }),
      issuer: channelIssuer,
      appId: credentials.appId,
      clock,
    });
  const health = createHealth({ ...ground, duties, isOnServer: config.database !== null });
  const receive: typeof chat.receive = (activity) => ground.serve(() => chat.receive(activity));
  const mounted = { ...tools, ...figures, ...bundles.mounted };
  const { trustedProxies, host, port } = config;
  return startServer({ receive, health, checkToken, clock, mounted, trustedProxies, log }, { host, port });
}

interface Serving {
  readonly ground: Ground;
  readonly work: Work;
  readonly cards: OpenedCards;
  readonly duties: Duties;
  readonly server: RunningServer;
}

async function close({ ground, work, cards, duties, server }: Serving): Promise<void> {
  const { timers, inStep, anchors, telemetry, log } = ground;
  const ending = Promise.all([server.drain(), duties.stop(), cards.delivery.stop()]);
  const ended = await Promise.all([
    endsWithin(stepGraceMs, work.wakeups.stop(), timers),
    endsWithin(endGraceMs, ending, timers),
  ]);
  // Whoever is left need not wait for this one to be missed.
  await endsWithin(lastWordMs, inStep.leave(), timers).catch((error: unknown) => {
    log.warn({ code: asFault(error).code, err: error }, 'the end could not be noted for the other processes');
  });
  const unanswered = server.cut();
  if (ended.includes(false)) log.warn({ unanswered }, 'the end did not wait for everything under way');
  await endsWithin(lastWordsMs, Promise.allSettled([work.closeWakeups(), anchors.close(), telemetry.close()]), timers);
}
