/** PostgreSQL, where the desk is on it: read from one URL, and refused where it could be understood in two ways. */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { asFault, Fault } from '../../domain/values/errors';
import { isLoopbackAddress } from '../../domain/values/this-machine';
import type { PostgresPlace } from '../../storage/postgres/postgres-place';
import { text } from './parse-environment';

export const databaseVariables = {
  DATABASE_URL: text.optional(),
  DATABASE_IDENTITY: z.enum(['managed', 'workload', 'developer']).optional(),
  DATABASE_CLIENT_ID: text.optional(),
  DATABASE_CONNECTIONS: z
    .string()
    .trim()
    .regex(/^\d{1,3}$/, 'is not a number of connections from 2 to 100')
    .transform(Number)
    .refine((count) => count >= 2 && count <= 100, 'is not a number of connections from 2 to 100')
    .prefault('8'),
};

type Environment = z.infer<z.ZodObject<typeof databaseVariables>>;

const standardPort = 5432;
const parameters = ['host', 'sslmode', 'sslrootcert'];

/** Null where no URL is given: the desk is on its own file. Throws `configuration_invalid`, never with the password. */
export function readDatabase(env: Environment, { isLocal }: { readonly isLocal: boolean }): PostgresPlace | null {
  const { DATABASE_URL: given, DATABASE_CONNECTIONS: connections } = env;
  if (given === undefined) return null;
  const url = readUrl(given);
  const { host, database, user } = readNames(url);
  const password = url.password === '' ? null : decoded(url.password);
  const port = url.port === '' ? standardPort : Number(url.port);
  const tls = readTls(url.searchParams, { host, isLocal });
  const identity = readIdentity(env);
  if (identity && password !== null) invalid('has a password, and DATABASE_IDENTITY signs in without one');
  if (identity && tls.kind === 'off')
    invalid('is not over TLS, and the token of DATABASE_IDENTITY would go in the clear');
  return { host, port, user, password, database, tls, connections, ...(identity ? { identity } : {}) };
}

function readUrl(given: string): URL {
  const url = URL.canParse(given)
    ? new URL(given)
    : invalid(
        'is not a URL of one host like postgresql://user@host/database; in a password : / ? # @ % are written %3A %2F %3F %23 %40 %25',
      );
  // Never named: it is the rest of a password, and what stands before it would be taken for the host.
  if (url.hash !== '') invalid('has a #; in a password it is written %23');
  if (url.protocol !== 'postgresql:' && url.protocol !== 'postgres:')
    invalid(`begins with ${url.protocol}//, not postgresql://`);
  // Never named: after a ? that stands in a password it is the rest of that.
  if ([...url.searchParams.keys()].some((name) => !parameters.includes(name)))
    invalid(
      `has a parameter that is not known here, beside ${parameters.join(', ')}; a ? in a password is written %3F`,
    );
  return url;
}

/** Who is asked for what, and where. */
function readNames(url: URL): Pick<PostgresPlace, 'host' | 'database' | 'user'> {
  const socket = url.searchParams.get('host');
  if (socket !== null && !(socket.startsWith('/') && url.hostname === 'localhost'))
    invalid('names a host twice; ?host= is for the folder of a Unix socket, with localhost before it');
  const host = socket ?? decoded(url.hostname).replace(/^\[(.*)\]$/, '$1');
  const database = decoded(url.pathname.replace(/^\//, ''));
  const user = decoded(url.username);
  if (host === '') invalid('names no host');
  if (host.includes(',')) invalid('names several hosts; it names one, under which the primary is found');
  if (database === '' || /[/@]/.test(database)) invalid('names no database');
  if (user === '') invalid('names no user');
  if (url.port === '0') invalid('names port 0');
  return { host, database, user };
}

function readIdentity({
  DATABASE_IDENTITY: identity,
  DATABASE_CLIENT_ID: clientId,
}: Environment): PostgresPlace['identity'] {
  if (identity !== undefined) return { identity, clientId: clientId ?? null };
  if (clientId === undefined) return undefined;
  throw new Fault(
    'configuration_invalid',
    'Not set: DATABASE_IDENTITY. DATABASE_CLIENT_ID names which identity it is.',
  );
}

function readTls(
  given: URLSearchParams,
  { host, isLocal }: { readonly host: string; readonly isLocal: boolean },
): PostgresPlace['tls'] {
  const isHere = host.startsWith('/') || host === 'localhost' || isLoopbackAddress(host);
  const mode = given.get('sslmode') ?? (isHere ? 'disable' : 'verify-full');
  const file = given.get('sslrootcert');
  if (mode === 'disable') {
    if (file !== null) invalid('has sslrootcert and sslmode=disable');
    if (!isHere && !isLocal)
      invalid(`says sslmode=disable, and ${host} is another machine: payments would cross the network in the clear`);
    return { kind: 'off' };
  }
  if (mode !== 'verify-full')
    invalid(`says sslmode=${mode}; it may be verify-full, which proves who the server is, or on this machine disable`);
  return file === null ? { kind: 'system' } : { kind: 'file', ca: readAuthority(file) };
}

function readAuthority(file: string): string {
  try {
    const pem = readFileSync(file, 'utf8');
    if (pem.includes('-----BEGIN CERTIFICATE-----')) return readable(file, pem);
  } catch (error) {
    invalid(`has an sslrootcert that cannot be read: ${asFault(error).message}`);
  }
  return invalid(`has an sslrootcert without a certificate: ${file}`);
}

/** What Node cannot read it leaves out without a word, and then nobody is trusted. */
function readable(file: string, pem: string): string {
  const each = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  try {
    for (const one of each) new X509Certificate(one);
    if (each.length > 0) return pem;
  } catch {
    // Said below.
  }
  return invalid(`has an sslrootcert with a certificate that cannot be read: ${file}`);
}

function decoded(part: string): string {
  const read = decodedOrNull(part) ?? invalid('has a % that begins no encoded character; write %25 for it');
  // eslint-disable-next-line no-control-regex
  return /[\u0000-\u001f\u007f]/.test(read) ? invalid('has a character that cannot be printed') : read;
}

function decodedOrNull(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

function invalid(why: string): never {
  throw new Fault('configuration_invalid', `DATABASE_URL ${why}.`);
}
