/** The chat edge, wired: what the desk does for whoever writes or presses, in each language. */
import { createAskWhatIf } from '../../app/questions/ask-what-if';
import { createReadWorklist } from '../../app/questions/read-worklist';
import { createAskAgain } from '../../app/requests/ask-again';
import { createCorrectPayment } from '../../app/requests/correct-payment';
import { createReleasePart } from '../../app/requests/release-part';
import { createRequestPayment } from '../../app/requests/request-payment';
import { createNoteChat } from '../../app/delivery/note-chat';
import type { Language } from '../../cards/words/languages';
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
  const answers = openAnswers({
    ...ground,
    randomHex,
    readService: () => readService({ duties, store, data, inStep, clock }),
    async lookAtData() {
      await endsWithin(longestLookMs, data.refresh(), timers);
    },
  });
  const noteChat = createNoteChat({ store, delivery, log });
  const bundles = openBundles({ ...ground, knowledge, randomHex });
  const sameInEveryLanguage: Omit<Desk, keyof Renderer | 'noteRefusal'> = {
    ...requestsOf(ground, work, cards),
    actOnCase: work.actOnCase,
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
    identifyActor: createIdentifyActor({ directory, tenantId: credentials?.tenantId ?? null, personas }),
    ...cards.ofChat,
  });
  cards.chat.serve(handlers);
  return bundles;
}

type Requests = Pick<Desk, 'requestPayment' | 'correctPayment' | 'releasePart' | 'askAgain' | 'paymentRuns'>;

/** What begins a review, or many. */
function requestsOf(ground: Ground, work: Work, { delivery, openRests }: OpenedCards): Requests {
  const { credentials, store, clock, turn } = ground;
  const { wakeups, review, actOnCase, paymentFiles } = work;
  const { knowledge, changeCase, submitPayment } = review;
  const { showOrLog } = delivery;
  const parts = { store, changeCase, knowledge, ledger: ground.data.ledger, clock, randomHex };
  return {
    requestPayment: createRequestPayment({ submitPayment, showOrLog, wakeups }),
    correctPayment: createCorrectPayment(parts),
    releasePart: createReleasePart({ ...parts, openRests }),
    askAgain: createAskAgain({ ...parts, showOrLog, wakeups }),
    paymentRuns: {
      take: paymentFiles.takeRun,
      read: paymentFiles.readRun,
      approve: openApprovals(paymentFiles, { store, review, turn }, actOnCase),
      readBytes: (name, bytes) => paymentFiles.readAside({ name, bytes }),
      fetchFile: createFetchFile({ takesLocal: credentials === null, maxBytes: maxFileBytes }),
    },
  };
}
