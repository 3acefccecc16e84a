/** The chat carried by botbuilder, its turns routed by teams-ai: the package the desk speaks through unless CHANNEL names another. */
import type { TurnContext } from 'botbuilder';
// The package's front door also loads its language-model side: 30 MB and an eighth of the start, for nothing we use.
import { Application } from '@microsoft/teams-ai/lib/Application';
import { isExecute, isPostedCard } from '../read-activity';
import { sayWithinMs, type ChannelCredentials, type ChatPackage, type Turn, type TurnHandlers } from '../channel';
import { connectInTurn, connectLater, fromPackage, toPackage } from './connect';
import { DeskAdapter } from './desk-adapter';

export function createBotFramework(credentials: ChannelCredentials, withinMs = sayWithinMs): ChatPackage {
  const adapter = new DeskAdapter(credentials, withinMs);
  const app = new Application({
    adapter,
    removeRecipientMention: true,
    startTypingTimer: true,
    longRunningMessages: false,
  });
  return {
    serve(handlers) {
      route(app, handlers);
      adapter.onTurnError = (context, error) => handlers.failed(turnOf(context), error);
    },
    receive: (activity) =>
      adapter.receive(toPackage(activity), async (context) => {
        await app.run(context);
      }),
    connect: connectLater(adapter),
    proveIdentity: () => adapter.proveIdentity(),
  };
}

function route(app: Application, handlers: TurnHandlers): void {
  const is = (test: (activity: Turn['activity']) => boolean) => (context: TurnContext) =>
    Promise.resolve(test(fromPackage(context.activity)));
  app.activity('installationUpdate', (context) => handlers.installed(turnOf(context)));
  app.conversationUpdate('membersAdded', (context) => handlers.membersAdded(turnOf(context)));
  // Emulator and Web Chat post a card's buttons as a message with a value and no text.
  app.adaptiveCards.actionSubmit(is(isPostedCard), (context: TurnContext) => handlers.posted(turnOf(context)));
  // Typed loosely as the package's own AdaptiveCard; ours is plain JSON of the same shape.
  app.adaptiveCards.actionExecute(
    is(isExecute),
    (context: TurnContext) => handlers.executed(turnOf(context)) as Promise<never>,
  );
  app.activity('message', (context) => handlers.said(turnOf(context)));
  app.addRoute(
    is(({ type }) => type === 'invoke'),
    (context) => handlers.otherInvoke(turnOf(context)),
    true,
  );
}

function turnOf(context: TurnContext): Turn {
  return {
    // The package takes mentions out of it while the turn is routed.
    activity: fromPackage(context.activity),
    async say(message) {
      await context.sendActivity(toPackage(message));
    },
    async update(id, message) {
      await context.updateActivity(toPackage({ ...message, id }));
    },
    async answerInvoke(value) {
      await context.sendActivity({ type: 'invokeResponse', value });
    },
    get connect() {
      return connectInTurn(context);
    },
  };
}
