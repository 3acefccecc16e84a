/** Whose card is to be brought up to date in which chat, in the order asked for; what a person waits for goes first. */
import type { CardChannel } from '../../ports/delivery';
import type { Delivered } from './deliver-card';

/** Somebody who waits for a card, and through what it may go while they do. */
export interface Waiter {
  readonly through?: CardChannel | undefined;
  readonly tell: (delivered: Pick<Delivered, 'outcome' | 'shared'>) => void;
}

export interface AskedCard {
  readonly runId: string;
  /** Everybody who waits for it; one who gives up leaves. */
  readonly waiting: Set<Waiter>;
}

export interface AskedCards {
  /** Once in each chat, however often it is asked for. */
  ask(card: { readonly runId: string; readonly chat: string }): AskedCard;
  /** Takes the next one of the chat out; undefined where none is left. */
  takeNext(chat: string): AskedCard | undefined;
  /** In any chat. */
  isAsked(runId: string): boolean;
  hasMore(chat: string): boolean;
  /** Of what is left in the chat. */
  isWaitedFor(chat: string): boolean;
}

export function createAskedCards(): AskedCards {
  /** By chat, then by run. */
  const chats = new Map<string, Map<string, AskedCard>>();

  return {
    ask({ runId, chat }) {
      const cards = chats.get(chat) ?? new Map<string, AskedCard>();
      const card = cards.get(runId) ?? { runId, waiting: new Set() };
      chats.set(chat, cards.set(runId, card));
      return card;
    },
    takeNext(chat) {
      const cards = chats.get(chat);
      // A person's new card does not queue behind everybody's updates.
      const next = cards && (firstWaitedFor(cards) ?? firstOf(cards));
      if (!next) return undefined;
      cards.delete(next.runId);
      if (cards.size === 0) chats.delete(chat);
      return next;
    },
    isAsked(runId) {
      for (const cards of chats.values()) if (cards.has(runId)) return true;
      return false;
    },
    hasMore: (chat) => chats.has(chat),
    isWaitedFor: (chat) => firstWaitedFor(chats.get(chat) ?? new Map<string, AskedCard>()) !== undefined,
  };
}

type CardsOfChat = ReadonlyMap<string, AskedCard>;

function firstOf(cards: CardsOfChat): AskedCard | undefined {
  const [first] = cards.values();
  return first;
}

function firstWaitedFor(cards: CardsOfChat): AskedCard | undefined {
  for (const card of cards.values()) if (card.waiting.size > 0) return card;
  return undefined;
}
