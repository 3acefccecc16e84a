/** The chat edge, wired: what the desk does for whoever writes or presses, in each language. */
import type { ActOnCase } from '../../app/act-on-case';
import { createAskWhatIf } from '../../app/questions/ask-what-if';
import { createReadWorklist } from '../../app/questions/read-worklist';
import { createAskAgain } from '../../app/requests/ask-again';
import { createCorrectPayment } from '../../app/requests/correct-payment';
import { createReleasePart } from '../../app/requests/release-part';
import { createRequestPayment } from '../../app/requests/request-payment';
import { createNoteChat } from '../../app/delivery/note-chat';
import type { PersonAct } from '../../domain/case/machine/commands';
import type { Language } from '../../cards/words/languages';
import { oneForAll } from '../../domain/values/one-for-all';
import type { Duties } from '../../jobs/duties';
import { endsWithin } from '../../jobs/ends-within';
import { maxFileBytes } from '../../sources/payment-files/read-payment-file';
import { createTurnHandlers } from '../../teams/turns/answer-turns';
import type { Desk } from '../../teams/desk';
import { createEdge } from '../../teams/edge';
import { createFetchFile } from '../../teams/files/fetch-file';
import { createIdentifyActor } from '../../teams/people/identify-actor';
import { createPersonas } from '../../teams/people/personas';
import { randomHex } from '../random-hex';
import type { OpenedCards } from './open-cards';
import { longestLookMs, type Ground } from './open-ground';
import type { Work } from './open-work';
import { openAnswers } from './parts/open-answers';
import { openBundles, type Bundles } from './parts/open-bundles';
import { openApprovals } from './parts/open-payment-files';
import { readService } from './read-service';
import type { Renderer } from './render-case';

/** Has the chat answered from here on. `duties` are what `/status` tells of. Returns the bundles, which are also served as links. */
export function openEdge(ground: Ground, work: Work, cards: OpenedCards, duties: Pick<Duties, 'states'>): Bundles {
  const { config, credentials, log, store, clock, timers, data, delegations, inStep } = ground;
  const { delivery, followDelegations, tellPerson, renderers } = cards;
  const { knowledge } = work.review;
  const { ledger, policy, reservations, termsOf } = data;
  const { directory } = delegations;
  const personas = config.profile === 'local' ? createPersonas(directory) : null;
  const lookAtData = async (): Promise<void> => {
    await endsWithin(longestLookMs, data.refresh(), timers);
  };
  const answers = openAnswers({
    ...ground,
    randomHex,
    readService: () => readService({ duties, store, data, inStep, clock }),
    lookAtData,
  });
  const noteChat = createNoteChat({ store, delivery, elapsedMs: () => timers.nowMs(), log });
  const bundles = openBundles({ ...ground, knowledge, randomHex });
  const sameInEveryLanguage: Omit<Desk, keyof Renderer | 'noteRefusal'> = {
    ...requestsOf(ground, work, cards, oneForAll(lookAtData)),
    readWorklist: createReadWorklist({ store, knowledge, policy, clock }),
    askWhatIf: createAskWhatIf({ store, knowledge, reservations, ledger, termsOf, clock }),
    showOrLog: delivery.showOrLog,
    adoptCard: (pressed) => delivery.adopt(pressed),
    openCard: (asked) => delivery.open(asked),
    noteChat,
    delegations,
    followDelegations,
    tellPerson,
    store,
    ledger,
    policy,
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
    paceOf: work.paceOf,
    identifyActor: createIdentifyActor({ directory, tenantId: credentials?.tenantId ?? null, personas }),
    ...cards.ofChat,
  });
  cards.chat.serve(handlers);
  return bundles;
}

type Requests = Pick<
  Desk,
  'requestPayment' | 'correctPayment' | 'releasePart' | 'askAgain' | 'paymentRuns' | 'actOnCase'
>;

/** These let money go or begin a review, by what the ledger and policy say. */
const restsOnData: readonly PersonAct[] = ['approve', 'restart_review', 'delay'];

/** What begins a review, or many, and what people press: none of it by files that were changed a moment ago and not read yet. */
function requestsOf(
  ground: Ground,
  work: Work,
  { delivery, openRests }: OpenedCards,
  lookAtData: () => Promise<void>,
): Requests {
  const { credentials, store, clock, turn } = ground;
  const { wakeups, review, paymentFiles } = work;
  const { knowledge, changeCase, submitPayment } = review;
  const { showOrLog } = delivery;
  const parts = { store, changeCase, knowledge, ledger: ground.data.ledger, clock, randomHex };
  const lookingFirst =
    <Args extends readonly unknown[], Done>(ask: (...args: Args) => Promise<Done>) =>
    async (...args: Args): Promise<Done> => {
      await lookAtData();
      return ask(...args);
    };
  const actLookingFirst = lookingFirst(work.actOnCase);
  const actOnCase: ActOnCase = (runId, press) =>
    restsOnData.includes(press.type) ? actLookingFirst(runId, press) : work.actOnCase(runId, press);
  return {
    actOnCase,
    requestPayment: lookingFirst(createRequestPayment({ submitPayment, showOrLog, wakeups })),
    correctPayment: lookingFirst(createCorrectPayment(parts)),
    releasePart: lookingFirst(createReleasePart({ ...parts, openRests })),
    askAgain: lookingFirst(createAskAgain({ ...parts, showOrLog, wakeups })),
    paymentRuns: {
      take: paymentFiles.takeRun,
      read: paymentFiles.readRun,
      approve: lookingFirst(openApprovals(paymentFiles, { store, review, turn }, work.actOnCase)),
      readBytes: (name, bytes) => paymentFiles.readAside({ name, bytes }),
      fetchFile: createFetchFile({ takesLocal: credentials === null, maxBytes: maxFileBytes }),
    },
  };
}
