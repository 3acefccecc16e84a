/** Brings a case's cards up to date in every conversation they are in: one request at a time to each chat, apart from all reviews. */
import { asFault, Fault } from '../../domain/values/errors';
import type { JsonObject } from '../../domain/values/json';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { Clock, Log } from '../../ports/process';
import type { Store } from '../../ports/store';
import type { CardChannel, LaneResult, Lanes, SharedCard } from '../../ports/delivery';
import { addCopies } from './add-copies';
import { createAskedCards, type AskedCard, type Waiter } from './asked-cards';
import type { DeliverCard, Delivered } from './deliver-card';
import { foundCard, statusCard, type PressedCard, type StatusCard } from './more-cards';
import type { ReachPeople } from './reach-people';

/**
 * Waits for a few seconds at most. `through` is the channel of a person's turn, while it lasts; the desk's own where it is left out. Never
 * throws for a channel.
 */
export type ShowOrLog = (runId: string, through?: CardChannel) => Promise<Shown>;

export interface Shown {
  /** True once the card shows the case. False where it does not yet: it is logged, and tried again without anybody asking. */
  readonly isCurrent: boolean;
  /** Left out where nothing was sent now, or it is not everybody's. */
  readonly shared?: SharedCard | undefined;
}

/** Somebody asked to see a payment. */
export interface AskedToSee extends StatusCard {
  /** The channel of the person's own turn, while it lasts. */
  readonly through?: CardChannel | undefined;
}

export interface CardDelivery {
  readonly showOrLog: ShowOrLog;
  /** A hint that the case has changed. */
  wake(paymentCase: PaymentCase): void;
  /** Asks for the home card to be drawn anew, though the case has not changed. Never rejects. */
  refresh(runId: string): Promise<void>;
  /** A card that was pressed and that nobody has written down is one more to keep up to date. */
  adopt(pressed: PressedCard): Promise<void>;
  /** One more card of a payment, for whoever asked to see it: kept current like every other. False where the payment has no chat. */
  open(asked: AskedToSee): Promise<boolean>;
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
  /** Writes down the cards of those who are asked; left out where nobody is reached. */
  readonly reachPeople?: ReachPeople;
  readonly chatOf: (conversation: JsonObject) => string;
  readonly clock: Pick<Clock, 'recordedNow' | 'sleep'>;
  /** Time that passes evenly, ms from some beginning. */
  readonly elapsedMs: () => number;
  readonly log: Log;
}

/** Of a person's turn: they have something to look at within 2 seconds (Teams), and the card follows by itself. */
const patienceMs = 2_000;
const maxSwept = 200;
/** A card stays in doubt for a minute, and each look reads all that are. What only waits for its turn is looked at no more often either. */
const lookCloselyEveryMs = 10_000;
const sendsOfAStatus = 2;

export function createCardDelivery(deps: CardDeliveryDeps): CardDelivery {
  const { store, lanes, deliverCard, cards, chatOf, clock, elapsedMs, log } = deps;
  const asked = createAskedCards();
  const reach = createReach(deps);
  /** Runs whose home card is drawn anew at its turn. */
  const toRefresh = new Set<string>();
  let lookedCloselyMs = -Infinity;

  /** Whoever waits for it is told at its turn, or leaves before. */
  function ask(runId: string, chat: string, waiter?: Waiter): AskedCard {
    const card = asked.ask({ runId, chat });
    if (waiter) card.waiting.add(waiter);
    lanes.ask(chat, waiter !== undefined);
    return card;
  }

  async function workOn(chat: string): Promise<LaneResult> {
    const next = asked.takeNext(chat);
    if (!next) return { wantsMore: false, isSlow: false };
    const { runId, waiting } = next;
    const delivered = await deliver(runId, chat, [...waiting].find(({ through }) => through)?.through ?? cards);
    for (const { tell } of waiting) tell(delivered);
    if (delivered.hasMore) ask(runId, chat);
    if (asked.isWaitedFor(chat)) lanes.ask(chat, true);
    return { wantsMore: asked.hasMore(chat), isSlow: delivered.outcome === 'silent' };
  }

  async function deliver(runId: string, chat: string, through: CardChannel): Promise<Delivered> {
    try {
      return await deliverCard(runId, chat, through, toRefresh.delete(`${chat} ${runId}`));
    } catch (error) {
      log.error({ runId, code: asFault(error).code, err: error }, 'card delivery failed; the sweep will try again');
      return { outcome: 'failed', hasMore: false };
    }
  }

  function notLookedUp(runId: string): (error: unknown) => void {
    return (error) => {
      const { code } = asFault(error);
      log.error({ runId, code, err: error }, 'cards could not be looked up; the sweep will try again');
    };
  }

  /** In every chat the case has a card in. */
  async function askEverywhere(runId: string): Promise<void> {
    const current = await store.findCase(runId);
    const home = current?.conversation;
    if (!current || !home) return;
    await reach(current);
    const elsewhere = (await store.listCopies(runId)).map(({ conversation }) => conversation ?? home);
    for (const chat of new Set([home, ...elsewhere].map(chatOf))) ask(runId, chat);
  }

  async function showIn(runId: string, chat: string, through?: CardChannel): Promise<Shown> {
    const finished = new AbortController();
    const told = new Promise<Parameters<Waiter['tell']>[0]>((resolve) => {
      const waiter = { through, tell: resolve };
      const { waiting } = ask(runId, chat, waiter);
      const giveUp = (): void => {
        // The turn ends now, and its connection with it.
        waiting.delete(waiter);
        resolve({ outcome: 'failed' });
      };
      clock.sleep(patienceMs, finished.signal).then(giveUp, () => undefined);
    });
    try {
      const { outcome, shared } = await told;
      return { isCurrent: outcome === 'sent' || outcome === 'current', shared };
    } finally {
      finished.abort(new Fault('internal', 'the card was shown'));
    }
  }

  return {
    async showOrLog(runId, through) {
      const current = await store.findCase(runId);
      if (!current || current.conversation === null) return { isCurrent: true };
      await reach(current);
      return showIn(runId, chatOf(current.conversation), through);
    },
    wake({ runId, conversation }) {
      if (conversation === null) return;
      askEverywhere(runId).catch(notLookedUp(runId));
    },
    async refresh(runId) {
      const current = await store.findCase(runId).catch(notLookedUp(runId));
      if (!current?.conversation) return;
      const chat = chatOf(current.conversation);
      toRefresh.add(`${chat} ${runId}`);
      ask(runId, chat);
    },
    async open({ through, ...card }) {
      const { runId, conversation } = card;
      const current = await store.findCase(runId);
      if (!current || current.conversation === null) return false;
      await addCopies(store, runId, (copies) => statusCard(copies, card, chatOf));
      // It is posted, and then gets what can be done from it.
      for (let sent = 0; sent < sendsOfAStatus; sent += 1) await showIn(runId, chatOf(conversation), through);
      return true;
    },
    async adopt(pressed) {
      const { runId, conversation } = pressed;
      const isFound = await addCopies(store, runId, (copies) => foundCard(copies, pressed));
      if (isFound) ask(runId, chatOf(conversation));
    },
    async sweep() {
      const isClose = elapsedMs() - lookedCloselyMs >= lookCloselyEveryMs;
      if (isClose) lookedCloselyMs = elapsedMs();
      const due = await store.listCardsDue({ nowMs: clock.recordedNow(), inDoubtToo: isClose, limit: maxSwept });
      for (const runId of due) if (isClose || !asked.isAsked(runId)) await askEverywhere(runId);
    },
    start() {
      lanes.start(workOn);
    },
    stop: () => lanes.stop(),
  };
}

/** Nobody's card keeps another from being brought up to date. */
function createReach({ reachPeople, log }: Pick<CardDeliveryDeps, 'reachPeople' | 'log'>): ReachPeople {
  return async (current) => {
    try {
      await reachPeople?.(current);
    } catch (error) {
      const { runId } = current;
      log.error(
        { runId, code: asFault(error).code, err: error },
        'people could not be reached; the sweep will try again',
      );
    }
  };
}
