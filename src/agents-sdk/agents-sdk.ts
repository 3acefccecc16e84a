/** The chat carried by the Microsoft 365 Agents SDK, which Bot Framework was left for: CHANNEL=agents-sdk. */
import { ActivityTypes } from '@microsoft/agents-activity';
import type { TurnContext } from '@microsoft/agents-hosting';
import type { Card } from '../cards/templates';
import { Fault } from '../domain/values/errors';
import { addressed, referenceOf, type Activity as OurActivity, type InvokeAnswer } from '../teams/activity';
import {
  sayWithinMs,
  type ChannelCredentials,
  type ChatPackage,
  type Connection,
  type Turn,
  type TurnHandlers,
} from '../teams/channel';
import { isExecute, isPostedCard, takesActivities } from '../teams/read-activity';
import { AgentsAdapter, asActivity } from './agents-adapter';
import { connectorOf } from './connect';
import { typingUntil } from './typing';

const messageType: string = ActivityTypes.Message;

export function createAgentsSdk(credentials: ChannelCredentials, withinMs = sayWithinMs): ChatPackage {
  const adapter = new AgentsAdapter(credentials);
  let handlers: TurnHandlers | null = null;
  return {
    serve(given) {
      handlers = given;
      adapter.onTurnError = async () => {
        // What a handler throws never gets here: it is told with its turn, below.
      };
    },
    receive: (activity) =>
      adapter.receive({ ...activity }, async (context, client) => {
        if (!handlers) throw new Fault('internal', 'nobody serves the turns');
        const connection = client && { connector: connectorOf(client), reference: referenceOf(activity) };
        const turn = turnOf(context, { received: activity, connection, withinMs });
        const answered = route(turn, handlers);
        try {
          const waits = activity.type === messageType && takesActivities(activity);
          await (connection && waits ? typingUntil(connection, answered) : answered);
        } catch (error) {
          await handlers.failed(turn, error);
        }
      }),
    connect: async (reference, use) => use({ connector: connectorOf(await adapter.clientAt(reference)), reference }),
    proveIdentity: () => adapter.proveIdentity(),
  };
}

async function route(turn: Turn, handlers: TurnHandlers): Promise<void> {
  const { activity } = turn;
  switch (activity.type) {
    case 'installationUpdate':
      return handlers.installed(turn);
    case 'conversationUpdate':
      return (activity.membersAdded ?? []).length > 0 ? handlers.membersAdded(turn) : undefined;
    case 'message':
      return isPostedCard(activity) ? handlers.posted(turn) : handlers.said(turn);
    case 'invoke':
      if (!isExecute(activity)) return handlers.otherInvoke(turn);
      return turn.answerInvoke(executeAnswer(await handlers.executed(turn)));
    default:
      return undefined;
  }
}

function executeAnswer(value: Card | string): InvokeAnswer {
  const kind = typeof value === 'string' ? 'activity.message' : 'card.adaptive';
  return { status: 200, body: { statusCode: 200, type: `application/vnd.microsoft.${kind}`, value } };
}

function turnOf(
  context: TurnContext,
  { received, connection, withinMs }: { received: OurActivity; connection: Connection | null; withinMs: number },
): Turn {
  const activity =
    received.type === messageType ? { ...received, text: context.activity.removeRecipientMention() } : received;
  const connected = () => {
    if (!connection) throw new Fault('channel_failed', 'this client takes replies only');
    return connection;
  };
  const inTime = () => AbortSignal.timeout(withinMs);
  return {
    activity,
    async say(message) {
      // Gathered, and sent with the answer.
      if (!takesActivities(activity)) {
        await context.sendActivity(asActivity({ ...message }));
        return;
      }
      const { connector, reference } = connected();
      await connector.post(reference.conversation.id, addressed(message, reference), inTime());
    },
    async update(id, message) {
      const { connector, reference } = connected();
      await connector.update(reference.conversation.id, id, addressed(message, reference), inTime());
    },
    async answerInvoke(value) {
      await context.sendActivity(asActivity({ type: ActivityTypes.InvokeResponse, value }));
    },
    connect: (_reference, use) => use(connected()),
  };
}
