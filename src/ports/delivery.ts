/** How cards reach their chats: what is noted of each posting, what a connector says, and the lanes it is asked in. */
import type { PaymentCase } from '../domain/case/payment-case';
import type { Person } from '../domain/values/person';
import type { JsonObject } from '../domain/values/json';

/**
 * waiting: to be posted, and nothing of it is in the chat. posting: on its way, or nobody heard whether it arrived. shown: the connector
 * took it. lost: nobody heard, or it has no name, and another followed. gone: the connector says there is no such message any more.
 * given_up: refused too often; a newer version of the case is tried again.
 */
export const cardStates = ['waiting', 'posting', 'shown', 'lost', 'gone', 'given_up'] as const;
/**
 * home: in the conversation the payment was asked in. found: one more that a press showed to be there. own: of somebody who is asked, in
 * their own chat. status: somebody asked to see it. channel: in the approvals channel. notice: a word that something happened, said once.
 */
export const cardKinds = ['home', 'found', 'own', 'status', 'channel', 'notice'] as const;

/** Whom a card is for alone. */
export interface CopyViewer {
  readonly tenantId: string;
  readonly objectId: string;
  /** Set in the local profile alone: a tester acts as them, in the tester's chat. */
  readonly isPersona?: true;
}

/** The chat somebody talks to the desk in, with nobody else in it. */
export interface PersonalChat {
  readonly person: Pick<Person, 'tenantId' | 'objectId'>;
  readonly conversation: JsonObject;
  /** A persona's is its tester's. */
  readonly isPersona: boolean;
}

/** What a chat, or a person, chose to read. */
export interface ChosenLanguage {
  /** A key of the chat edge's. */
  readonly chosenFor: string;
  /** As that release named it which it was chosen in. */
  readonly language: string;
  /** Of two choices the later one has the higher. */
  readonly number: number;
}

/** The oldest choices beyond that are forgotten: ten thousand people, each in a chat of their own. */
export const keptChoices = 20_000;

/** One posting of a case's card into a conversation, and what the connector said of it. Written down before it is sent. */
export interface CardCopy {
  readonly runId: string;
  /** 1, 2, ... within the run; with the run id it is the key that its buttons carry. */
  readonly number: number;
  readonly kind: (typeof cardKinds)[number];
  readonly state: (typeof cardStates)[number];
  /** Null is the case's own conversation. */
  readonly conversation: JsonObject | null;
  /** Null while no connector has named it. */
  readonly activityId: string | null;
  /** The case's version it shows; 0 where that is not known. */
  readonly shownVersion: number;
  /** The version that was sent last, taken or not. */
  readonly triedVersion: number;
  /** How often in a row the last answer came. */
  readonly failures: number;
  /** Real time, UTC milliseconds: nothing is sent before. */
  readonly retryAtMs: number | null;
  /** An update of it may still land that is older than what it shows: the newest is sent once more when none can any more. */
  readonly inDoubt: boolean;
  /** What the last failure was, an HTTP status or `silence` or `fault`; null after a success. */
  readonly lastAnswer: string | null;
  /** Whom it is for alone; left out where everybody in the conversation reads it. */
  readonly viewer?: CopyViewer;
  /** What a notice tells of; left out on cards. */
  readonly about?: string;
  /** What it was drawn from beside its case, as a fingerprint; left out where that does not matter, or nobody noted it. */
  readonly drawnFrom?: string;
  /** The language that had been chosen in its chat when it was drawn; left out where none had, or that does not matter. */
  readonly chosenLanguage?: string;
}

/** Who sends a case's cards to a chat. */
export interface DeliveryTaken {
  readonly runId: string;
  readonly chat: string;
  /** The process, by a name nobody else has. */
  readonly by: string;
}

/** `free`: nobody was at it. `left`: somebody was, and ended without a word; what they sent may still be under way. `taken`: somebody else is at it. */
export type DeliveryTurn = 'free' | 'left' | 'taken';

export interface CardsDueFilter {
  /** Real time, UTC milliseconds. */
  readonly nowMs: number;
  readonly inDoubtToo: boolean;
  readonly limit: number;
}

export interface UndeliveredCard {
  readonly runId: string;
  readonly paymentId: string;
  readonly state: CardCopy['state'];
  readonly failures: number;
  readonly lastAnswer: string | null;
}

/** What a connector said to a card. */
export type ChannelAnswer =
  /** `activityId` is null where it gave the message no name: it cannot be updated later. `card`: what stands there now, and the language it is in; left out where nobody keeps it. */
  | {
      readonly kind: 'taken';
      readonly activityId: string | null;
      readonly card?: JsonObject;
      readonly language?: string;
    }
  | { readonly kind: 'refused'; readonly status: number; readonly retryAfterMs: number | null }
  /** No answer in time, or a connection that broke: it may have arrived. */
  | { readonly kind: 'silence'; readonly reason: string }
  /** It never left this process. */
  | { readonly kind: 'fault'; readonly reason: string };

export interface CardSending {
  readonly case: PaymentCase;
  readonly conversation: JsonObject;
  /** The copy's number, which its buttons carry. */
  readonly copy: number;
  /** Updated where it is named, posted otherwise. */
  readonly activityId: string | null;
  /** The state alone, where the channel takes no more. */
  readonly isBrief: boolean;
  /** Whom it is for alone; left out where everybody reads it. */
  readonly viewer?: CopyViewer | undefined;
  /** It is in that person's own chat, where nobody else reads. */
  readonly isOwn?: boolean;
  /** What a notice tells of; left out for a card. */
  readonly about?: string | undefined;
  /** Nothing can be done from it yet: its name is to be written down first. */
  readonly withoutActs?: boolean;
}

/** What everybody in a case's home chat reads there, as it has just been sent. */
export interface SharedCard {
  readonly version: number;
  readonly card: JsonObject;
  /** Left out where the channel does not say. */
  readonly language?: string | undefined;
}

/** One request to a connector, ended at a deadline. Never throws. */
export interface CardChannel {
  send(sending: CardSending): Promise<ChannelAnswer>;
}

/** Work by key: one at a time for each, in the order asked for, a bounded number of keys at once. */
export interface Lanes {
  /** `isWaitedFor`: somebody sits before it; it goes before what nobody waits for. */
  ask(key: string, isWaitedFor?: boolean): void;
  start(work: (key: string) => Promise<LaneResult>): void;
  /** Waits for work under way. */
  stop(): Promise<void>;
}

/** `slow`: the key kept its lane waiting; it shares fewer lanes with others of the kind until it answers again. */
export interface LaneResult {
  readonly wantsMore: boolean;
  readonly isSlow: boolean;
}
