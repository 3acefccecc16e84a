/** Sends a case's card to a connector: one request, ended at its deadline, and what the connector said in words of ours. */
import {
  CardFactory,
  TurnContext,
  type Activity,
  type BotAdapter,
  type ConversationReference,
  type ResourceResponse,
} from 'botbuilder';
import type { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter';
import type { Card } from '../../cards/templates';
import { languageOf, type Language } from '../../cards/words/languages';
import { Fault } from '../../domain/values/errors';
import type { JsonObject } from '../../domain/values/json';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { Clock } from '../../ports';
import type { CardChannel, CardSending, ChannelAnswer } from '../../ports-delivery';
import { askOnSight } from './ask-on-sight';
import { fitToChannel } from './fit-to-channel';
import { readAnswer, readName } from './read-answer';
import { stampCopy } from './stamp-copy';
import { withoutActs } from './without-acts';

/** An update that was cut off is sent again, so it need not be waited for long. */
const updateWithinMs = 8_000;
/** A post that was cut off may stand in the chat as a card nobody knows of: it gets all the time Teams gives a bot itself. */
const postWithinMs = 15_000;
/** How long a request that was cut off may take to end; after that nobody waits for it. */
const cutOffWithinMs = 1_000;

/** What is asked of the connector client of the package behind botbuilder. */
interface ConnectorClient {
  readonly conversations: {
    updateActivity(chat: string, id: string, activity: Activity, options: RequestOptions): Promise<unknown>;
    replyToActivity(chat: string, to: string, activity: Activity, options: RequestOptions): Promise<ResourceResponse>;
    sendToConversation(chat: string, activity: Activity, options: RequestOptions): Promise<ResourceResponse>;
  };
  /** The HTTP client inside. */
  readonly client: { readonly pipeline: { removePolicy(policy: { readonly name: string }): unknown } };
}

interface RequestOptions {
  readonly abortSignal: AbortSignal;
}

export interface Connection {
  readonly client: ConnectorClient;
  /** Where the message belongs: a turn's own answers the message of that turn. */
  readonly reference: Partial<ConversationReference>;
}

/** How the desk gets to a conversation's connector. What `use` throws comes back, whatever the adapter makes of errors. */
export type Connect = <Result>(
  reference: Partial<ConversationReference>,
  use: (connection: Connection) => Promise<Result>,
) => Promise<Result>;

/** At any time, whoever spoke last. `appId` is empty for an anonymous local bot. */
export function connectLater(adapter: TeamsAdapter, appId: string): Connect {
  return async <Result>(
    reference: Partial<ConversationReference>,
    use: (connection: Connection) => Promise<Result>,
  ): Promise<Result> => {
    // The adapter gives what goes wrong in here to its `onTurnError`, answers the chat with it, and returns as if nothing were.
    const called: Promise<Result>[] = [];
    const call = async (context: TurnContext): Promise<Result> =>
      use({ client: clientOf(context, adapter), reference });
    await adapter.continueConversationAsync(appId, reference, async (context) => {
      const answer = call(context);
      called.push(answer);
      await Promise.allSettled([answer]);
    });
    const [answer] = called;
    if (answer === undefined) throw new Fault('channel_failed', 'the adapter did not call back');
    return answer;
  };
}

/** While a person's turn lasts, in its conversation: with the connection the turn already has, where later means making one for every card. */
export function connectInTurn(context: TurnContext): Connect {
  // Taken now: once the turn has ended, nothing may be asked of it any more.
  const connection = {
    client: clientOf(context, context.adapter),
    reference: TurnContext.getConversationReference(context.activity),
  };
  return (_reference, use) => use(connection);
}

function clientOf(context: TurnContext, adapter: Pick<BotAdapter, 'ConnectorClientKey'>): ConnectorClient {
  const client = context.turnState.get<ConnectorClient>(adapter.ConnectorClientKey);
  // It would send a refused request three more times by itself, a post too, while the desk's own rules wait.
  client.client.pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  return client;
}

export interface CardChannelDeps {
  readonly connect: Connect;
  readonly clock: Pick<Clock, 'sleep'>;
  /** For whoever it is for alone; what a notice says where it is one. */
  readonly renderCase: (
    paymentCase: PaymentCase,
    copy: Pick<CardSending, 'viewer' | 'about' | 'isOwn'>,
    language: Language,
  ) => Promise<Card>;
  /** The state alone, a few hundred bytes. */
  readonly renderBrief: (paymentCase: PaymentCase, language: Language) => Card;
  /** Whether the client asks for the newest card by itself: Teams does, the Playground and the Emulator say that they cannot. */
  readonly asksOnSight: boolean;
}

export function createCardChannel(deps: CardChannelDeps): CardChannel {
  const { connect, clock } = deps;
  return {
    async send(sending) {
      const reference = sending.conversation as Partial<ConversationReference>;
      const cutOff = new AbortController();
      try {
        const request = connect(reference, (connection) => sendThrough(connection, sending, cutOff.signal));
        return await withDeadline(request, cutOff, sending.activityId === null ? postWithinMs : updateWithinMs);
      } catch (error) {
        return readAnswer(error, sending.activityId);
      }
    },
  };

  async function sendThrough(
    { client, reference }: Connection,
    sending: CardSending,
    abortSignal: AbortSignal,
  ): Promise<ChannelAnswer> {
    const { activityId } = sending;
    const card = await drawn(sending, reference.channelId ?? '');
    const message: Partial<Activity> = { type: 'message', attachments: [CardFactory.adaptiveCard(card)] };
    const activity = TurnContext.applyConversationReference(message, reference) as Activity;
    const conversationId = activity.conversation.id;
    const { conversations } = client;
    if (activityId !== null) {
      await conversations.updateActivity(conversationId, activityId, { ...activity, id: activityId }, { abortSignal });
      return { kind: 'taken', activityId };
    }
    const posted = activity.replyToId
      ? await conversations.replyToActivity(conversationId, activity.replyToId, activity, { abortSignal })
      : await conversations.sendToConversation(conversationId, activity, { abortSignal });
    return { kind: 'taken', activityId: readName(posted.id) };
  }

  async function drawn(sending: CardSending, channelId: string): Promise<Card> {
    const { case: paymentCase, copy, activityId, isBrief } = sending;
    // The chat's, since everybody there reads it: as it was when the card was asked for.
    const language = languageOf(sending.conversation['locale']);
    const whole = isBrief
      ? deps.renderBrief(paymentCase, language)
      : await deps.renderCase(paymentCase, sending, language);
    const rendered = sending.withoutActs === true ? withoutActs(whole) : whole;
    const asking =
      deps.asksOnSight && activityId === null && sending.about === undefined ? askOnSight(rendered, sending) : rendered;
    return stampCopy(fitToChannel(asking, channelId), copy);
  }

  /** The connector client itself waits for ever. */
  async function withDeadline(
    request: Promise<ChannelAnswer>,
    cutOff: AbortController,
    withinMs: number,
  ): Promise<ChannelAnswer> {
    const finished = new AbortController();
    const tooLate = async (): Promise<ChannelAnswer> => {
      await clock.sleep(withinMs, finished.signal);
      const silence = { kind: 'silence', reason: `no answer within ${withinMs} ms` } as const;
      cutOff.abort(new Fault('channel_failed', silence.reason));
      // It is over once its connection is closed: only then may the next request to this chat begin.
      const over = request.then(
        (answer) => answer,
        () => silence,
      );
      return Promise.race([over, clock.sleep(cutOffWithinMs, finished.signal).then(() => silence)]);
    };
    const late = tooLate();
    try {
      return await Promise.race([request, late]);
    } finally {
      finished.abort(new Fault('internal', 'the delivery has ended'));
      // Whichever lost the race has nobody waiting for it any more.
      Promise.allSettled([request, late]).catch(() => undefined);
    }
  }
}

/** What is stored of a conversation: enough to speak in it later, nothing of the message that was said. */
export function conversationOf(reference: Partial<ConversationReference>): JsonObject {
  const { activityId: _activityId, user: _user, ...where } = reference;
  return JSON.parse(JSON.stringify(where)) as JsonObject;
}

/** Which chat a stored conversation is, whatever else is known of it. */
export function chatOf(conversation: JsonObject): string {
  const { serviceUrl, conversation: chat } = conversation as Partial<ConversationReference>;
  return `${serviceUrl ?? ''} ${chat?.id ?? ''}`;
}
