/** Bot Framework's way to a chat's connector: one request at a time, ended when it is told to, never sent again by itself. */
import type { Activity, ResourceResponse, TurnContext } from 'botbuilder';
import { referenceOf, type Activity as OurActivity } from '../activity';
import type { Connect, Connector } from '../channel';
import type { DeskAdapter } from './desk-adapter';

/** What is asked of the connector client of the package behind botbuilder. */
interface ConnectorClient {
  readonly conversations: {
    updateActivity(chat: string, id: string, activity: Activity, options: RequestOptions): Promise<unknown>;
    replyToActivity(chat: string, to: string, activity: Activity, options: RequestOptions): Promise<ResourceResponse>;
    sendToConversation(chat: string, activity: Activity, options: RequestOptions): Promise<ResourceResponse>;
  };
}

interface RequestOptions {
  readonly abortSignal: AbortSignal;
}

/** At any time, whoever spoke last. No turn is made for it: one would give what goes wrong to the adapter's `onTurnError` and answer the chat with it. */
export function connectLater(adapter: Pick<DeskAdapter, 'connectorAt'>): Connect {
  return async (reference, use) =>
    use({ connector: connectorOf(await adapter.connectorAt(reference.serviceUrl)), reference });
}

/** While a person's turn lasts, in its conversation, as an answer to what they said. */
export function connectInTurn(context: TurnContext): Connect {
  // Taken now: once the turn has ended, nothing may be asked of it any more.
  const connection = {
    connector: connectorOf(context.turnState.get<ConnectorClient>(context.adapter.ConnectorClientKey)),
    reference: referenceOf(fromPackage(context.activity)),
  };
  return (_reference, use) => use(connection);
}

function connectorOf({ conversations }: ConnectorClient): Connector {
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
