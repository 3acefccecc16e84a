/** What a chat package does for the desk, whichever it is: takes activities in as turns, and speaks to a chat's connector. */
import type { Card } from '../cards/templates';
import type { Activity, Addressed, ConversationReference, InvokeAnswer, Message } from './activity';

/** A chat's connector. An error of its own is a `RestError` or an `AbortError` (`cards/read-answer`): it is never sent again by itself. */
export interface Connector {
  /** As an answer to the activity `replyToId` names, where it names one. */
  post(chat: string, said: Addressed, signal: AbortSignal): Promise<{ readonly id?: unknown }>;
  update(chat: string, id: string, said: Addressed, signal: AbortSignal): Promise<void>;
}

export interface Connection {
  readonly connector: Connector;
  /** Where the message belongs: a turn's own answers the message of that turn. */
  readonly reference: ConversationReference;
}

/** How the desk gets to a conversation's connector. What `use` throws comes back, whatever the package makes of errors. */
export type Connect = <Result>(
  reference: ConversationReference,
  use: (connection: Connection) => Promise<Result>,
) => Promise<Result>;

/** One activity that came in, while it is being answered. */
export interface Turn {
  readonly activity: Activity;
  /** Into its chat; into the answer itself where the client waits for replies there. */
  say(message: Message): Promise<void>;
  update(id: string, message: Message): Promise<void>;
  answerInvoke(answer: InvokeAnswer): Promise<void>;
  /** The connection the turn has. Taken before it ends, it may be used after. */
  readonly connect: Connect;
}

/** What each kind of activity is given to. What they throw goes to `failed`. */
export interface TurnHandlers {
  /** Installed or removed. */
  installed(turn: Turn): Promise<void>;
  membersAdded(turn: Turn): Promise<void>;
  said(turn: Turn): Promise<void>;
  /** A card's button that came as a message. */
  posted(turn: Turn): Promise<void>;
  /** Answered with a card for the presser alone, or with a few words. */
  executed(turn: Turn): Promise<Card | string>;
  otherInvoke(turn: Turn): Promise<void>;
  failed(turn: Turn, error: unknown): Promise<void>;
}

export interface ChatPackage {
  /** Before the first `receive`. */
  serve(handlers: TurnHandlers): void;
  /** Runs the turn of an activity whose sender is proven; what an invoke is answered with, and undefined for anything else. */
  receive(activity: Activity): Promise<InvokeAnswer | undefined>;
  /** At any time, in any chat the desk knows. */
  readonly connect: Connect;
  /** Rejects where no token for the Bot Connector is to be had, as who sends messages. */
  proveIdentity(): Promise<void>;
}

/** Null only for the local profile. `password` is null for a managed identity. */
export type ChannelCredentials = {
  readonly type: 'SingleTenant' | 'UserAssignedMSI';
  readonly appId: string;
  readonly password: string | null;
  readonly tenantId: string;
} | null;

/** What is said in a turn waits no longer than this: nobody hears the answer after its turn, and a client may wait for ever, with its connection. */
export const sayWithinMs = 30_000;
