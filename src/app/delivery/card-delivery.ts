/** Brings a case's cards up to date in every conversation they are in: one request at a time to each chat, apart from all reviews. */
import { asFault, Fault } from '../../domain/values/errors';
import type { JsonObject } from '../../domain/values/json';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { Clock, Log } from '../../ports/process';
import type { Store } from '../../ports/store';
import type { CardChannel, CardCopy, CopyViewer, Lanes, SharedCard } from '../../ports/delivery';
import { freshCopy } from './addressees';
import type { DeliverCard, Delivered } from './deliver-card';
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

/** A card somebody pressed, as the channel names it. */
export interface PressedCard {
  readonly runId: string;
  readonly activityId: string;
  readonly conversation: JsonObject;
  /** The copy's number, where its button carried one. */
  readonly copy: number | null;
}

/** Somebody asked to see a payment. */
export interface AskedToSee {
  readonly runId: string;
  readonly conversation: JsonObject;
  /** Nobody else reads it there; left out where others do. */
  readonly viewer?: CopyViewer | undefined;
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
/** Of one case: a chat in which people press more old cards than that has other troubles. */
const maxFound = 20;
const maxStatusCards = 10;
const sendsOfAStatus = 2;
/** Teams names a message by 13 digits, other channels by a few dozen letters. */
const longestActivityId = 500;

/** Somebody who waits for a card, and through what it may go while they do. */
interface Waiter {
  readonly through: CardChannel | null;
  readonly tell: (delivered: Pick<Delivered, 'outcome' | 'shared'>) => void;
}

export function createCardDelivery(deps: CardDeliveryDeps): CardDelivery {
  const { store, lanes, deliverCard, cards, chatOf, clock, elapsedMs, log } = deps;
  const reachPeople = deps.reachPeople ?? (() => Promise.resolve());
  /** By chat, then by run, in the order asked for. */
  const asked = new Map<string, Map<string, Set<Waiter>>>();
  /** Runs whose home card is drawn anew at its turn. */
  const toRefresh = new Set<string>();
  let lookedCloselyMs = -Infinity;

  /** The set the waiter is in until its turn comes. */
  function ask(runId: string, chat: string, waiter?: Waiter): Set<Waiter> {
    const runs = asked.get(chat) ?? new Map<string, Set<Waiter>>();
    const waiting = runs.get(runId) ?? new Set();
    asked.set(chat, runs.set(runId, waiting));
    if (waiter) waiting.add(waiter);
    lanes.ask(chat, waiter !== undefined);
    return waiting;
  }

  /** It waits for its turn in a chat, and was asked for in all of them. */
  function isAsked(runId: string): boolean {
    for (const runs of asked.values()) if (runs.has(runId)) return true;
    return false;
  }

  async function workOn(chat: string): Promise<{ wantsMore: boolean; isSlow: boolean }> {
    const runs = asked.get(chat);
    const next = runs && (firstWaitedFor(runs) ?? firstOf(runs));
    if (!runs || !next) return { wantsMore: false, isSlow: false };
    const [runId, waiting] = next;
    runs.delete(runId);
    const delivered = await deliver(runId, chat, [...waiting].find(({ through }) => through)?.through ?? cards);
    const { outcome, hasMore } = delivered;
    for (const { tell } of waiting) tell(delivered);
    if (hasMore) ask(runId, chat);
    if (runs.size === 0) asked.delete(chat);
    if (firstWaitedFor(runs)) lanes.ask(chat, true);
    return { wantsMore: asked.has(chat), isSlow: outcome === 'silent' };
  }

  async function deliver(runId: string, chat: string, through: CardChannel): Promise<Delivered> {
    try {
      return await deliverCard(runId, chat, through, toRefresh.delete(`${chat} ${runId}`));
    } catch (error) {
      log.error({ runId, code: asFault(error).code, err: error }, 'card delivery failed; the sweep will try again');
      return { outcome: 'failed', hasMore: false };
    }
  }

  async function showOrLog(runId: string, through: CardChannel | null = null): Promise<Shown> {
    const current = await store.findCase(runId);
    if (!current || current.conversation === null) return { isCurrent: true };
    await reach(current);
    return showIn(runId, chatOf(current.conversation), through);
  }

  /** Nobody's card keeps another from being brought up to date. */
  async function reach(current: PaymentCase): Promise<void> {
    try {
      await reachPeople(current);
    } catch (error) {
      const { runId } = current;
      log.error(
        { runId, code: asFault(error).code, err: error },
        'people could not be reached; the sweep will try again',
      );
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

  async function showIn(runId: string, chat: string, through: CardChannel | null): Promise<Shown> {
    const finished = new AbortController();
    const told = new Promise<Parameters<Waiter['tell']>[0]>((resolve) => {
      const waiter = { through, tell: resolve };
      const waiting = ask(runId, chat, waiter);
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

  /** Of one payment in one chat; beyond these the oldest is kept current no longer. */
  function crowdedOut(copies: readonly CardCopy[], chat: string): readonly CardCopy[] {
    const here = copies.filter(
      ({ kind, state, conversation }) =>
        kind === 'status' && state !== 'lost' && conversation !== null && chatOf(conversation) === chat,
    );
    return here
      .slice(0, Math.max(0, here.length - maxStatusCards + 1))
      .map((copy) => ({ ...copy, state: 'lost', inDoubt: false }));
  }

  return {
    showOrLog: (runId, through) => showOrLog(runId, through),
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
    async open({ runId, conversation, viewer, through = null }) {
      const current = await store.findCase(runId);
      if (!current || current.conversation === null) return false;
      const chat = chatOf(conversation);
      const copies = await store.listCopies(runId);
      const opened = { ...freshCopy(runId, (copies.at(-1)?.number ?? 0) + 1), kind: 'status' as const, conversation };
      await store.saveCopies([...crowdedOut(copies, chat), viewer ? { ...opened, viewer } : opened]);
      // It is posted, and then gets what can be done from it.
      for (let sent = 0; sent < sendsOfAStatus; sent += 1) await showIn(runId, chat, through);
      return true;
    },
    async adopt(pressed) {
      const copies = await store.listCopies(pressed.runId);
      const found = adopted(copies, pressed);
      if (!found) return;
      await store.saveCopies([found]);
      ask(pressed.runId, chatOf(pressed.conversation));
    },
    async sweep() {
      const isClose = elapsedMs() - lookedCloselyMs >= lookCloselyEveryMs;
      if (isClose) lookedCloselyMs = elapsedMs();
      const due = await store.listCardsDue({ nowMs: clock.recordedNow(), inDoubtToo: isClose, limit: maxSwept });
      for (const runId of due) if (isClose || !isAsked(runId)) await askEverywhere(runId);
    },
    start() {
      lanes.start(workOn);
    },
    stop: () => lanes.stop(),
  };
}

/** By run, in the order asked for. */
type AskedFor = ReadonlyMap<string, ReadonlySet<Waiter>>;

function firstOf(runs: AskedFor): readonly [string, ReadonlySet<Waiter>] | undefined {
  const [first] = runs;
  return first;
}

/** A person's new card does not queue behind everybody's updates. */
function firstWaitedFor(runs: AskedFor): readonly [string, ReadonlySet<Waiter>] | undefined {
  for (const asked of runs) if (asked[1].size > 0) return asked;
  return undefined;
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
