/** What is wrong with a server is said by its own name, with what to do: a certificate, a way that leads nowhere, a lack of room. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TLSSocket } from 'node:tls';
import { turkishFaults } from '../../../src/cards/words/turkish/faults';
import { describeFault, isOfDatabase } from '../../../src/domain/values/errors';
import { isEverybodysError, isOfConnection, postgresFault } from '../../../src/storage/postgres/postgres-fault';
import type { PostgresPlace } from '../../../src/storage/postgres/postgres-place';
import { tryPostgres } from '../../../src/storage/postgres/try-postgres';

const withCode = (code: string, message = 'no') => Object.assign(new Error(message), { code });

describe('an error of PostgreSQL or of the way to it', () => {
  it.each([
    ['ECONNREFUSED', 'store_unreachable', 'DATABASE_URL'],
    ['ENOTFOUND', 'store_unreachable', 'host'],
    ['EPIPE', 'store_unreachable', 'network'],
    ['57P03', 'store_unreachable', 'starts or stops'],
    ['CERT_HAS_EXPIRED', 'store_unproven', 'new certificate'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'store_unproven', 'sslrootcert'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'store_unproven', 'sslrootcert'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'store_unproven', 'as its certificate does'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'store_unproven', 'TLS'],
    ['28P01', 'store_denied', 'password'],
    ['28000', 'store_denied', 'pg_hba.conf'],
    ['3D000', 'store_denied', 'first start make it: create database'],
    ['3D000', 'store_denied', 'if it was there before, restore it'],
    ['3F000', 'store_denied', 'search_path'],
    ['42501', 'store_denied', 'rights'],
    ['55000', 'store_denied', 'allow_connections'],
    ['25006', 'store_read_only', 'standby'],
    ['53100', 'store_exhausted', 'disk'],
    ['53300', 'store_exhausted', 'max_connections'],
    ['55P03', 'store_failed', 'lock'],
    ['57014', 'store_failed', 'too long'],
    ['26000', 'configuration_invalid', 'session'],
    ['42P05', 'configuration_invalid', 'session'],
    ['XX001', 'store_corrupt', ''],
  ])('%s is %s, with what to do', (code, named, advice) => {
    const fault = postgresFault('PostgreSQL database desk on db:5432', withCode(code));
    expect(fault).toMatchObject({
      code: named,
      message: expect.stringMatching(new RegExp(`^PostgreSQL database desk on db:5432: no.*${advice}`)) as string,
    });
  });

  it.each(['53100', '53200', '53300'])('%s reads on a card as something that is short, whichever it is', (code) => {
    const { code: named } = postgresFault('desk', withCode(code));
    expect(describeFault(named).cardText).toMatch(/connections, memory or disk/);
    expect(turkishFaults[named]).toMatch(/bağlantı, bellek veya disk/);
  });

  it('that breaks the line is of the line, whatever Node calls it', () => {
    // Five capital letters, as a code of the server has.
    for (const error of [withCode('EPIPE'), withCode('ECONNRESET'), new Error('Connection terminated unexpectedly')]) {
      expect(isOfConnection(error)).toBe(true);
      expect(isEverybodysError(error)).toBe(true);
      expect(isOfDatabase(postgresFault('desk', error))).toBe(true);
    }
  });

  it('that is a fault already stays as it is', () => {
    const fault = postgresFault('desk', withCode('28P01'));
    expect(postgresFault('desk', fault)).toBe(fault);
  });
});

const hasOpenssl = (process.env['PATH'] ?? '').split(':').some((place) => existsSync(path.join(place, 'openssl')));
if (!hasOpenssl) console.log('skipped: openssl is not here, and with it certificates');

(hasOpenssl ? describe : describe.skip)('a server whose certificate does not prove it', () => {
  let folder: string;
  const servers: Server[] = [];
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'desk-certificates-'));
  });
  afterAll(() => {
    for (const server of servers) server.close();
    rmSync(folder, { recursive: true });
  });

  /** Signed by itself. */
  function certificate(host: string, days: number): { cert: string; key: string } {
    const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
    openssl('req', '-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${host}`, '-keyout', 'key.pem', '-out', 'asked.pem');
    openssl('x509', '-req', '-in', 'asked.pem', '-signkey', 'key.pem', '-days', String(days), '-out', 'cert.pem');
    const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
    return { cert: read('cert.pem'), key: read('key.pem') };
  }

  /** Takes TLS as PostgreSQL does, and no more. */
  async function serve(shown: { cert: string; key: string }): Promise<Omit<PostgresPlace, 'tls'>> {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        socket.write('S');
        new TLSSocket(socket, { isServer: true, ...shown }).on('error', () => undefined);
      });
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return { host: 'localhost', port, user: 'desk', password: 'secret', database: 'treasury', connections: 2 };
  }

  it.each([
    ['is of nobody who is known here', 'localhost', 9, false, 'sslrootcert must name the authority'],
    ['is of another host', 'db.example.com', 9, true, 'must name the host as its certificate does'],
    ['is over', 'localhost', -1, true, 'needs a new certificate'],
  ])('is not told a password where it %s', async (_, host, days, isKnown, advice) => {
    const shown = certificate(host, days);
    const place = await serve(shown);
    const tls = isKnown ? ({ kind: 'file', ca: shown.cert } as const) : ({ kind: 'system' } as const);
    await expect(tryPostgres({ ...place, tls }, () => Date.now())).rejects.toMatchObject({
      code: 'store_unproven',
      message: expect.stringContaining(advice) as string,
    });
  });
});
