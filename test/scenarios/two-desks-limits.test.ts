/** What is counted is counted for two desks over one database together: refusals in a chat, and calls of the tools. */
import { describePostgres } from '../fakes/describe-postgres';
import { openChannel } from '../fakes/connector';
import { people, startDemoDesk } from '../fakes/demo-desk';
import { PostgresServer } from '../fakes/postgres';
import { openTwoDemoDesks } from '../fakes/two-demo-desks';

const { dana, stranger } = people;

describePostgres('what is counted by two desks', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());

  const opened: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
  });

  it('a stranger who presses at both is told why in the chat as often as by one', async () => {
    const desks = await openTwoDemoDesks(server);
    opened.push(desks);
    const { first, second, connector } = desks;
    const inGroup = [first, second].map(({ url }) => openChannel(connector, url, { conversationType: 'groupChat' }));
    await inGroup[0]!.say(dana, '/payment TXN-002');
    await connector.cardWith('approve');
    const { runId, version } = await desks.caseWhere('TXN-002', ({ status }) => status === 'awaiting_approval');
    const told = () =>
      connector.sent.filter(
        ({ kind, activity }) =>
          kind === 'posted' && JSON.stringify(activity).includes('A payment is read by those it concerns'),
      ).length;
    for (let press = 0; press < 8; press += 1)
      await inGroup[press % 2]!.press(stranger, 'approve', { run_id: runId, version });
    expect(told()).toBe(2);
  });

  it('a caller of the tools has its calls from both together', async () => {
    const { database } = await server.database();
    const environment = { DATABASE_URL: server.url(database), MCP_CALLS_PER_MINUTE: '4' };
    const desks = [await startDemoDesk(environment), await startDemoDesk(environment)];
    opened.push(...desks);
    const statuses: number[] = [];
    for (let call = 0; call < 8; call += 1) {
      const { status } = await fetch(`${desks[call % 2]!.url}/mcp/treasury-kb`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
        body: JSON.stringify({ jsonrpc: '2.0', id: call, method: 'tools/list' }),
      });
      statuses.push(status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429, 429, 429]);
  });
});
