/** A quiet connection is given up by the desk before a connector closes it under a card that is being sent. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { DeskAdapter } from '../../src/teams/bot-framework/desk-adapter';

let server: Server;
let url: string;
const connections: Socket[] = [];
beforeEach(async () => {
  connections.length = 0;
  server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end('{"id":"1"}');
    });
  }).on('connection', (socket) => connections.push(socket));
  // Never by the server.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function post(adapter: DeskAdapter): Promise<void> {
  const { conversations } = await adapter.connectorAt(url);
  await conversations.sendToConversation('chat', { type: 'message', text: 'x' });
}

test('one after the other go over one connection, and it is closed once it has been quiet', async () => {
  const adapter = new DeskAdapter(null, undefined, 60);
  await post(adapter);
  await post(adapter);
  expect(connections).toHaveLength(1);
  await new Promise((resolve) => connections[0]?.once('close', resolve));
  await post(adapter);
  expect(connections).toHaveLength(2);
});
