/** Brings a case's cards up to date in every conversation they are in: one request at a time to each chat, apart from all reviews. */
import { asFault, Fault } from '../domain/values/errors';
import type { JsonObject } from '../domain/values/json';
import type { PaymentCase } from '../domain/case/payment-case';
import type { Clock, Log, Store } from '../ports';
import type { CardChannel, CardCopy, Lanes } from '../ports-delivery';
import type { DeliverCard, Delivered, DeliveryOutcome } from './delivery/deliver-card';

/**
 * True once the card shows the case. False where it does not yet: it is logged, and tried again without anybody asking. Waits for a few
 * seconds at most. `through` is the channel of a person's turn, while it lasts; the desk's own where it is left out. Never throws for a channel.
 */
export type ShowOrLog = (runId: string, through?: CardChannel) => Promise<boolean>;

/** A card somebody pressed, as the channel names it. */
export interface PressedCard {
  readonly runId: string;
  readonly activityId: string;
  readonly conversation: JsonObject;
  /** The copy's number, where its button carried one. */
  readonly copy: number | null;
}

export interface CardDelivery {
  readonly showOrLog: ShowOrLog;
  /** A hint that the case has changed. */
  wake(paymentCase: PaymentCase): void;
  /** A card that was pressed and that nobody has written down is one more to keep up to date. */
  adopt(pressed: PressedCard): Promise<void>;
  /** Looks for what is due. */
  sweep(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

export interface CardDeliveryDeps {
  readonly store: Pick<Store, 'findCase' | 'listCopies' | 'saveCopies' | 'listCardsDue'>;
  readonly lanes: Lanes;
  readonly deliverCard: DeliverCard;
  readonly cards: CardChannel;
  readonly chatOf: (conversation: JsonObject) => string;
  readonly clock: Pick<Clock, 'recordedNow' | 'sleep'>;
  /** Time that passes evenly, ms from some beginning. */
  readonly elapsedMs: () => number;
  readonly log: Log;
}

/** Of a person's turn: they have something to look at within 2 seconds (Teams), and the card follows by itself. */
const patienceMs = 2_000;
const maxSwept = 200;
/** A card stays in doubt for a minute, and each look reads all that are. */
const lookForDoubtsEveryMs = 10_000;
/** Of one case: a chat in which people press more old cards than that has other troubles. */
const maxFound = 20;
/** Teams names a message by 13 digits, other channels by a few dozen letters. */
const longestActivityId = 500;

/** Somebody who waits for a card, and through what it may go while they do. */
interface Waiter {
  readonly through: CardChannel | null;
  readonly tell: (outcome: DeliveryOutcome) => void;
}

export function createCardDelivery(deps: CardDeliveryDeps): CardDelivery {
  const { store, lanes, deliverCard, cards, chatOf, clock, elapsedMs, log } = deps;
  /** By chat, then by run, in the order asked for. */
  const asked = new Map<string, Map<string, Set<Waiter>>>();
  let lookedForDoubtsMs = -Infinity;

  /** The set the waiter is in until its turn comes. */
  function ask(runId: string, chat: string, waiter?: Waiter): Set<Waiter> {
    const runs = asked.get(chat) ?? new Map<string, Set<Waiter>>();
    const waiting = runs.get(runId) ?? new Set();
    asked.set(chat, runs.set(runId, waiting));
    if (waiter) waiting.add(waiter);
    lanes.ask(chat);
    return waiting;
  }

  async function workOn(chat: string): Promise<{ wantsMore: boolean; isSlow: boolean }> {
    const runs = asked.get(chat);
    const [next] = runs ?? [];
    if (!runs || !next) return { wantsMore: false, isSlow: false };
    const [runId, waiting] = next;
    runs.delete(runId);
    const { outcome, hasMore } = await deliver(
      runId,
      chat,
      [...waiting].find(({ through }) => through)?.through ?? cards,
    );
    for (const { tell } of waiting) tell(outcome);
    if (hasMore) ask(runId, chat);
    if (runs.size === 0) asked.delete(chat);
    return { wantsMore: asked.has(chat), isSlow: outcome === 'silent' };
  }

  async function deliver(runId: string, chat: string, through: CardChannel): Promise<Delivered> {
    try {
      return await deliverCard(runId, chat, through);
    } catch (error) {
      log.error({ runId, code: asFault(error).code, err: error }, 'card delivery failed; the sweep will try again');
      return { outcome: 'failed', hasMore: false };
    }
  }

  async function showOrLog(runId: string, through: CardChannel | null = null): Promise<boolean> {
    const current = await store.findCase(runId);
    if (!current || current.conversation === null) return true;
    const chat = chatOf(current.conversation);
    const finished = new AbortController();
    const outcome = new Promise<DeliveryOutcome>((resolve) => {
      const waiter = { through, tell: resolve };
      const waiting = ask(runId, chat, waiter);
      const giveUp = (): void => {
        // The turn ends now, and its connection with it.
        waiting.delete(waiter);
        resolve('failed');
      };
      clock.sleep(patienceMs, finished.signal).then(giveUp, () => undefined);
    });
    try {
      return ['sent', 'current'].includes(await outcome);
    } finally {
      finished.abort(new Fault('internal', 'the card was shown'));
    }
  }

  return {
    showOrLog: (runId, through) => showOrLog(runId, through),
    wake({ runId, conversation }) {
      if (conversation !== null) ask(runId, chatOf(conversation));
    },
    async adopt(pressed) {
      const copies = await store.listCopies(pressed.runId);
      const found = adopted(copies, pressed);
      if (!found) return;
      await store.saveCopies([found]);
      ask(pressed.runId, chatOf(pressed.conversation));
    },
    async sweep() {
      const inDoubtToo = elapsedMs() - lookedForDoubtsMs >= lookForDoubtsEveryMs;
      if (inDoubtToo) lookedForDoubtsMs = elapsedMs();
      for (const runId of await store.listCardsDue({ nowMs: clock.recordedNow(), inDoubtToo, limit: maxSwept })) {
        const home = (await store.findCase(runId))?.conversation;
        if (!home) continue;
        const elsewhere = (await store.listCopies(runId)).map(({ conversation }) => conversation ?? home);
        for (const chat of new Set([home, ...elsewhere].map(chatOf))) ask(runId, chat);
      }
    },
    start() {
      lanes.start(workOn);
    },
    stop: () => lanes.stop(),
  };
}

/** Null where it is known already, or there are too many. */
function adopted(copies: readonly CardCopy[], pressed: PressedCard): CardCopy | null {
  const { runId, activityId, conversation, copy: number } = pressed;
  const isKnown = copies.some((copy) => copy.activityId === activityId && copy.state !== 'gone');
  if (isKnown || activityId.length > longestActivityId) return null;
  const shown = {
    state: 'shown',
    activityId,
    shownVersion: 0,
    failures: 0,
    retryAtMs: null,
    lastAnswer: null,
  } as const;
  const unheard = copies.find((copy) => copy.number === number && copy.activityId === null);
  // The posting nobody heard of has arrived after all; where none has followed yet, none needs to.
  if (unheard?.state === 'posting') return { ...unheard, ...shown };
  if (unheard) return { ...unheard, ...shown, kind: 'found', conversation };
  if (copies.filter(({ kind }) => kind === 'found').length >= maxFound) return null;
  const next = (copies.at(-1)?.number ?? 0) + 1;
  return { runId, number: next, kind: 'found', conversation, triedVersion: 0, inDoubt: false, ...shown };
}
