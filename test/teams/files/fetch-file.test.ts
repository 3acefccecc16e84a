import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFetchFile } from '../../../src/teams/files/fetch-file';
import { receivedFiles } from '../../../src/teams/files/received-files';

const maxBytes = 1 << 20;
const local = createFetchFile({ takesLocal: true, maxBytes });
const served = createFetchFile({ takesLocal: false, maxBytes });

describe('an attached file', () => {
  it('is told from what else a message has attached', () => {
    const file = { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'run.csv' };
    expect(
      receivedFiles({
        attachments: [
          { contentType: 'text/html', content: '<p>pay this</p>' },
          { ...file, content: { downloadUrl: 'https://contoso.sharepoint.com/x', uniqueId: '1', fileType: 'csv' } },
          { contentType: 'text/csv', name: 'run.csv', contentUrl: 'http://localhost:5000/1' },
          { contentType: 'image/png', name: 'picture.png', contentUrl: 'http://localhost:5000/2' },
          { ...file, content: 'https://contoso.sharepoint.com/x' },
          null,
        ],
      }),
    ).toEqual([
      { name: 'run.csv', url: 'https://contoso.sharepoint.com/x' },
      { name: 'run.csv', url: 'http://localhost:5000/1' },
    ]);
    expect(receivedFiles({})).toEqual([]);
    expect(receivedFiles({ attachments: 'none' })).toEqual([]);
  });

  it.each([
    'https://evil.example/run.csv',
    'https://contoso.sharepoint.com.evil.example/run.csv',
    'https://evil.example/contoso.sharepoint.com',
    'http://contoso.sharepoint.com/run.csv',
    'https://user@contoso.sharepoint.com/run.csv',
    'https://contoso.sharepoint.com:8443/run.csv',
    'https://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:3978/metrics',
    'file:///etc/passwd',
    'data:text/csv;base64,YQ==',
    'run.csv',
    '',
  ])('is not had from %s', async (url) => {
    expect(await served({ name: 'run.csv', url })).toMatchObject({
      ok: false,
      problems: [
        { code: 'attachment_refused', message: expect.stringContaining('kept where files are not taken from') },
      ],
    });
  });

  describe('of this machine, in the local profile', () => {
    let server: Server;
    let url: string;
    beforeAll(async () => {
      server = createServer((request, response) => {
        switch (request.url ?? '') {
          case '/away':
            // Not chained: restify replaces writeHead of every response in the process with one that returns nothing.
            response.writeHead(302, { location: '/run.csv' });
            response.end();
            return;
          case '/long':
            // What it says of its length is not what it sends.
            response.writeHead(200);
            response.write(Buffer.alloc(maxBytes));
            response.end('and more');
            return;
          case '/none':
            response.writeHead(404);
            response.end();
            return;
          default:
            response.end('payment_id,amount\n');
        }
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterAll(() => new Promise((resolve) => server.close(resolve)));

    it('is had', async () => {
      const fetched = await local({ name: 'run.csv', url: `${url}/run.csv` });
      expect(fetched.ok && fetched.bytes.toString()).toBe('payment_id,amount\n');
      const inMessage = await local({ name: 'run.csv', url: 'data:text/csv;base64,YSxi' });
      expect(inMessage.ok && inMessage.bytes.toString()).toBe('a,b');
    });

    it.each([
      ['/away', 'cannot be had'],
      ['/long', 'over 1 MiB'],
      ['/none', 'answers 404'],
    ])('is not taken from %s', async (path, why) => {
      expect(await local({ name: 'run.csv', url: `${url}${path}` })).toMatchObject({
        ok: false,
        problems: [{ code: 'attachment_refused', message: expect.stringContaining(why) }],
      });
    });

    it.each([
      ['data:text/csv,plain', 'cannot be read'],
      [`data:text/csv;base64,${'A'.repeat(2 << 20)}`, 'over 1 MiB'],
    ])('within a message is bounded and plain', async (data, why) => {
      const refused = await local({ name: 'run.csv', url: data });
      expect(refused.ok ? '' : refused.problems[0]?.message).toContain(why);
    });
  });
});
