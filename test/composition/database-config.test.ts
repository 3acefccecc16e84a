import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { readConfig } from '../../src/composition/config/config';
import { openStore } from '../../src/composition/store/open-store';

const own = { SANCTIONS_LIST_DIR: '/lists', LEDGER_DIR: '/ledger', PEOPLE_FILE: '/people.yaml' };
const inProduction = (url: string, more = {}) => readConfig({}, { ...own, DATABASE_URL: url, ...more }).database;
const locally = (url: string) => readConfig({}, { PROFILE: 'local', DATABASE_URL: url }).database;

describe('DATABASE_URL', () => {
  it('is not needed: the desk is on its own file then', () => {
    expect(readConfig({}, own).database).toBeNull();
    expect(readConfig({}, { ...own, DATABASE_URL: ' ' }).database).toBeNull();
  });

  it('names a server, a user and a database, which proves who it is by its certificate', () => {
    expect(inProduction('postgresql://desk:p%40ss@db.example.com/treasury')).toEqual({
      host: 'db.example.com',
      port: 5432,
      user: 'desk',
      password: 'p@ss',
      database: 'treasury',
      tls: { kind: 'system' },
      connections: 8,
    });
  });

  it('needs no certificate on this machine', () => {
    for (const host of ['localhost', '127.0.0.1:6543', '[::1]'])
      expect(inProduction(`postgres://desk@${host}/treasury`)).toMatchObject({ tls: { kind: 'off' }, password: null });
    expect(inProduction('postgresql://desk@localhost/treasury?host=/run/postgresql')).toMatchObject({
      host: '/run/postgresql',
      tls: { kind: 'off' },
    });
  });

  it('may be in the clear on another machine in the local profile alone', () => {
    expect(locally('postgresql://desk@db/treasury?sslmode=disable')).toMatchObject({ tls: { kind: 'off' } });
    expect(() => inProduction('postgresql://desk@db/treasury?sslmode=disable')).toThrow(/in the clear/);
  });

  it('may be signed in to by an identity, without a password and over TLS', () => {
    const url = 'postgresql://id-desk@db.example.com/treasury';
    const identity = { DATABASE_IDENTITY: 'managed', DATABASE_CLIENT_ID: '11111111-2222-4333-8444-555555555555' };
    expect(inProduction(url, identity)).toMatchObject({
      password: null,
      tls: { kind: 'system' },
      identity: { identity: 'managed', clientId: identity.DATABASE_CLIENT_ID },
    });
    expect(inProduction(url)).not.toHaveProperty('identity');
    expect(inProduction(url, { DATABASE_IDENTITY: 'workload' })).toMatchObject({ identity: { clientId: null } });
    expect(() => inProduction(url.replace('@', ':secret@'), identity)).toThrow(/has a password.*DATABASE_IDENTITY/);
    expect(() => inProduction('postgresql://desk@localhost/treasury', identity)).toThrow(/in the clear/);
    expect(() => inProduction(url, { ...identity, DATABASE_IDENTITY: '' })).toThrow('Not set: DATABASE_IDENTITY');
    expect(() => inProduction(url, { DATABASE_IDENTITY: 'me' })).toThrow(/DATABASE_IDENTITY/);
  });

  it('may name an authority of one’s own', () => {
    const folder = mkdtempSync(join(tmpdir(), 'desk-ca-'));
    const file = join(folder, 'ca.pem');
    const authority = rootCertificates[0] ?? '';
    writeFileSync(file, authority);
    const url = `postgresql://desk@db/treasury?sslmode=verify-full&sslrootcert=${encodeURIComponent(file)}`;
    expect(inProduction(url)).toMatchObject({ tls: { kind: 'file', ca: authority } });
    // Node leaves out what it cannot read, and says nothing.
    writeFileSync(file, `${authority}\n-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n`);
    expect(() => inProduction(url)).toThrow(/certificate that cannot be read/);
    rmSync(folder, { recursive: true });
    expect(() => inProduction(url)).toThrow(/sslrootcert that cannot be read/);
    expect(() =>
      inProduction(url.replace(encodeURIComponent(file), encodeURIComponent(join(__dirname, '../../package.json')))),
    ).toThrow(/without a certificate/);
  });

  it.each([
    '12?secret',
    '?secret',
    'se?secret=1',
    'a#secret',
    'a/secret',
    '1/secret',
    'a%secret',
    'a:secret',
    '1?host=secret',
  ])('is refused, or not understood otherwise, with the password %s as it stands, and never says it', (password) => {
    for (const [user, end] of [
      ['desk', 'db/treasury'],
      ['desk@server', 'db/treasury'],
      ['desk@server', 'db'],
    ]) {
      const said = (() => {
        try {
          return JSON.stringify({ ...inProduction(`postgresql://${user}:${password}@${end}`), password: null });
        } catch (error) {
          return String(error);
        }
      })();
      expect(said).not.toContain('secret');
    }
  });

  it.each([
    ['no URL', 'treasury', /is not a URL of one host/],
    ['another protocol', 'mysql://desk@db/treasury', /begins with mysql/],
    ['hosts to choose from', 'postgresql://desk@one,two:5433/treasury', /several hosts/],
    ['what comes after a # in a password with an @ before it', 'postgresql://desk:a@b/c#d@db/treasury', /has a #/],
    ['port 0', 'postgresql://desk@db:0/treasury', /port 0/],
    ['a character nobody sees', 'postgresql://desk@db/trea%00sury', /cannot be printed/],
    ['no user', 'postgresql://db/treasury', /names no user/],
    ['no database', 'postgresql://desk@db', /names no database/],
    ['two databases', 'postgresql://desk@db/a/b', /names no database/],
    ['no host', 'postgresql:///treasury', /names no host/],
    ['two hosts', 'postgresql://desk@db/treasury?host=/run', /host twice/],
    ['a certificate nobody looks at', 'postgresql://desk@db/treasury?sslmode=require', /sslmode=require/],
    ['an authority beside none', 'postgresql://desk@localhost/t?sslrootcert=/x', /sslrootcert and sslmode=disable/],
    ['a broken escape', 'postgresql://desk:%zz@db/treasury', /begins no encoded character/],
    ['a parameter of something else', 'postgresql://desk@db/treasury?options=-cfsync%3Doff', /not known here/],
  ])('is refused with %s', (_what, url, why) => {
    expect(() => inProduction(url)).toThrow(why);
    try {
      inProduction(url);
    } catch (error) {
      expect(error).toMatchObject({ code: 'configuration_invalid' });
    }
  });

  it('never shows its password in a refusal', () => {
    expect(() => inProduction('postgresql://desk:s3cret@db/treasury?sslmode=prefer')).toThrow(
      expect.not.stringContaining('s3cret') as string,
    );
  });

  it('has a bounded number of connections', () => {
    const url = 'postgresql://desk@localhost/treasury';
    expect(inProduction(url, { DATABASE_CONNECTIONS: '20' })).toMatchObject({ connections: 20 });
    for (const wrong of ['0', '1', '101', 'many', '-5'])
      expect(() => inProduction(url, { DATABASE_CONNECTIONS: wrong })).toThrow(/DATABASE_CONNECTIONS/);
  });

  it('is never emptied for a fresh demo', () => {
    const config = readConfig({}, { PROFILE: 'local', DATABASE_URL: 'postgresql://desk@localhost/treasury' });
    expect(() => openStore(config, { keep: 'fresh' })).toThrow(/KEEP=1/);
  });
});
