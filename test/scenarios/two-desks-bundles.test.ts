/** A bundle that one of two desks gave a link to, or offered as a file, is to be had from both, and of a file from one of them once. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { demoTenant } from '../fakes/connector';
import { people, type DemoDesk } from '../fakes/demo-desk';
import { describePostgres } from '../fakes/describe-postgres';
import { PostgresServer } from '../fakes/postgres';
import { openTwoDemoDesks, type TwoDemoDesks } from '../fakes/two-demo-desks';

const { dana } = people;

describePostgres('a bundle of a desk of two processes', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());

  let desks: TwoDemoDesks;
  const open = async (takesFiles: boolean) => {
    desks = await openTwoDemoDesks(server, { takesFiles });
  };
  afterEach(() => desks.close());

  async function ask(desk: DemoDesk): Promise<{ status: number; body: unknown }> {
    const channel = desks.through(desk);
    await channel.say(dana, '/payment TXN-002');
    await desks.connector.cardWith('"verb":"approve"');
    const { runId, version } = await desk.caseOf('TXN-002');
    return channel.press(dana, 'export_bundle', { run_id: runId, version });
  }

  it('is found by its link whichever is asked, and after a restart', async () => {
    await open(false);
    const { first, second, connector } = desks;
    const { body } = await ask(first);
    const [, token = ''] = /\/bundles\/([0-9a-f]{64})/.exec(JSON.stringify([body, connector.sent])) ?? [];
    for (const desk of [first, second, await desks.start()]) {
      const got = await fetch(`${desk.url}/bundles/${token}`);
      expect([got.status, got.headers.get('content-type')]).toEqual([200, 'application/zip']);
      const other = await fetch(`${desk.url}/bundles/${'0'.repeat(64)}`);
      expect(other.status).toBe(404);
    }
  });

  describe('that is offered as a file', () => {
    let place: Server;
    let uploads: number;
    let answered = 0;
    beforeEach(async () => {
      uploads = 0;
      place = createServer((request, response) => {
        request.resume();
        request.on('end', () => {
          uploads += 1;
          response.statusCode = 201;
          response.end('{}');
        });
      });
      await new Promise<void>((resolve) => place.listen(0, '127.0.0.1', resolve));
      await open(true);
    });
    afterEach(() => new Promise((resolve) => place.close(resolve)));

    async function answer(desk: DemoDesk, bundle: string, action: 'accept' | 'decline'): Promise<void> {
      const url = `http://127.0.0.1:${(place.address() as AddressInfo).port}/file`;
      const uploadInfo = { uploadUrl: url, contentUrl: url, name: 'b.zip', uniqueId: '1', fileType: 'zip' };
      const activity = {
        id: `consent-${(answered += 1)}`,
        type: 'invoke',
        name: 'fileConsent/invoke',
        channelId: 'msteams',
        serviceUrl: desks.connector.url,
        from: dana,
        recipient: { id: 'bot', name: 'Treasury Desk' },
        conversation: { id: 'chat-personal', conversationType: 'personal', tenantId: demoTenant },
        channelData: { tenant: { id: demoTenant } },
        value: { type: 'fileUpload', action, context: { bundle }, ...(action === 'accept' ? { uploadInfo } : {}) },
      };
      await desks.through(desk).post(JSON.stringify(activity));
    }

    async function offered(desk: DemoDesk): Promise<string> {
      await ask(desk);
      const [, token = ''] = /"bundle":"([0-9a-f]{64})"/.exec(JSON.stringify(desks.connector.sent.at(-1))) ?? [];
      return token;
    }
    const said = () => JSON.stringify(desks.connector.sent.at(-1));

    it('is put where Teams says by whichever hears the answer, once', async () => {
      const { first, second } = desks;
      const token = await offered(first);
      await Promise.all([answer(second, token, 'accept'), answer(first, token, 'accept')]);
      expect(uploads).toBe(1);
      await answer(first, token, 'accept');
      expect(said()).toContain('the offer is over');
      expect(uploads).toBe(1);
    });

    it('is over for both once its reader said no to one', async () => {
      const { first, second } = desks;
      const token = await offered(first);
      await answer(second, token, 'decline');
      await answer(first, token, 'accept');
      expect(said()).toContain('the offer is over');
      expect(uploads).toBe(0);
    });
  });
});
