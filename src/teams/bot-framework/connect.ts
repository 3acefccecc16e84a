/** Bot Framework's way to a chat's connector: one request at a time, ended when it is told to, never sent again by itself. */
import type { Activity, BotAdapter, ConversationReference, ResourceResponse, TurnContext } from 'botbuilder';
import { Fault } from '../../domain/values/errors';
import { referenceOf, type Activity as OurActivity, type ConversationReference as Reference } from '../activity';
import type { Connect, Connection, Connector } from '../channel';
import type { DeskAdapter } from './desk-adapter';

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

/** At any time, whoever spoke last. `appId` is empty for an anonymous local bot. */
export function connectLater(adapter: DeskAdapter, appId: string): Connect {
  return async <Result>(reference: Reference, use: (connection: Connection) => Promise<Result>): Promise<Result> => {
    // The adapter gives what goes wrong in here to its `onTurnError`, answers the chat with it, and returns as if nothing were.
    const called: Promise<Result>[] = [];
    const call = async (context: TurnContext): Promise<Result> =>
      use({ connector: connectorOf(context, adapter), reference });
    await adapter.continueConversationAsync(appId, reference as Partial<ConversationReference>, async (context) => {
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
    connector: connectorOf(context, context.adapter),
    reference: referenceOf(fromPackage(context.activity)),
  };
  return (_reference, use) => use(connection);
}

function connectorOf(context: TurnContext, adapter: Pick<BotAdapter, 'ConnectorClientKey'>): Connector {
  const client = context.turnState.get<ConnectorClient>(adapter.ConnectorClientKey);
  // It would send a refused request three more times by itself, a post too, while the desk's own rules wait.
  client.client.pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  const { conversations } = client;
  return {
    async post(chat, message, abortSignal) {
      const activity = toPackage(message);
      return message.replyToId
        ? conversations.replyToActivity(chat, message.replyToId, activity, { abortSignal })
        : conversations.sendToConversation(chat, activity, { abortSignal });
    },
    async update(chat, id, message, abortSignal) {
      await conversations.updateActivity(chat, id, toPackage({ ...message, id }), { abortSignal });
    },
  };
}

/** Both are the JSON of the channel's protocol; the package's types say more than it reads. */
export function toPackage(ours: object): Activity {
  return ours as Activity;
}

export function fromPackage(theirs: Activity): OurActivity {
  return theirs;
}
