/** The chat carried by the Microsoft 365 Agents SDK, which Bot Framework was left for: CHANNEL=agents-sdk. */
import { ActivityTypes } from '@microsoft/agents-activity';
import type { ConnectorClient, TurnContext } from '@microsoft/agents-hosting';
import type { Card } from '../cards/templates';
import { Fault } from '../domain/values/errors';
import { addressed, referenceOf, type Activity as OurActivity, type InvokeAnswer } from '../teams/activity';
import { sayWithinMs, type ChannelCredentials, type ChatPackage, type Turn, type TurnHandlers } from '../teams/channel';
import { isExecute, isPostedCard, takesActivities } from '../teams/read-activity';
import { AgentsAdapter, asActivity } from './agents-adapter';
import { connectorOf } from './connect';
import { typingUntil } from './typing';

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
        const turn = turnOf(context, { received: activity, client, withinMs });
        try {
          await typingUntil(turn, client, route(turn, handlers));
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
  const type = typeof value === 'string' ? 'message' : 'card.adaptive';
  return {
    status: 200,
    body: {
      statusCode: 200,
      type:
        type === 'message' ? 'application/vnd.microsoft.activity.message' : 'application/vnd.microsoft.card.adaptive',
      value,
    },
  };
}

function turnOf(
  context: TurnContext,
  { received, client, withinMs }: { received: OurActivity; client: ConnectorClient | null; withinMs: number },
): Turn {
  const activity =
    received.type === (ActivityTypes.Message as string)
      ? { ...received, text: context.activity.removeRecipientMention() }
      : received;
  const reference = referenceOf(activity);
  const connection = client && { connector: connectorOf(client), reference };
  const connected = () => {
    if (!connection) throw new Fault('channel_failed', 'this client takes replies only');
    return connection;
  };
  const inTime = () => AbortSignal.timeout(withinMs);
  return {
    activity,
    async say(message) {
      // Gathered, and sent with the answer.
      if (!takesActivities(activity)) await context.sendActivity(asActivity({ ...message }));
      else await connected().connector.post(reference.conversation.id, addressed(message, reference), inTime());
    },
    async update(id, message) {
      await connected().connector.update(reference.conversation.id, id, addressed(message, reference), inTime());
    },
    async answerInvoke(value) {
      await context.sendActivity(asActivity({ type: ActivityTypes.InvokeResponse, value }));
    },
    connect: (_reference, use) => use(connected()),
  };
}
