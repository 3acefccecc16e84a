/** The peer of the benches over HTTP: the same stack (restify, botbuilder, teams-ai) and nothing else, answering every message with its text. */
import { Application } from '@microsoft/teams-ai/lib/Application';
import type { Request as BotRequest } from 'botbuilder';
import restify from 'restify';
import { DeskAdapter } from '../src/teams/bot-framework/desk-adapter';

const adapter = new DeskAdapter(null);
const app = new Application({ adapter, removeRecipientMention: true, startTypingTimer: true });
app.activity('message', async (context) => {
  await context.sendActivity(context.activity.text);
});

/** The peer of the presses bench: the pressed card is updated, and the press answered. */
app.activity('invoke', async (context) => {
  const { replyToId = '', value } = context.activity;
  const { action } = value as { action: { verb: string } };
  await context.updateActivity({ type: 'message', id: replyToId, text: `pressed ${action.verb}` });
  const body = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'done' };
  await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
});

const server = restify.createServer({ name: 'echo' });
server.post(
  '/api/messages',
  restify.plugins.bodyParser({ mapParams: false }),
  async (request: restify.Request, response: restify.Response) =>
    adapter.process(request as BotRequest, response, async (context) => {
      await app.run(context);
    }),
);
server.listen(0, '127.0.0.1', () => {
  process.stderr.write(`${JSON.stringify({ level: 30, url: `http://127.0.0.1:${server.address().port}` })}\n`);
});
process.once('SIGTERM', () => {
  server.close();
  process.exit(0);
});
