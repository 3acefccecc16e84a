/** Connections to PostgreSQL, each with the settings the desk rests on. */
import type { Pool, types as pgTypes } from 'pg';
import { Fault } from '../../domain/values/errors';
import { nameOfPlace, type PostgresPlace } from './postgres-place';
import { beginSession, statementTimeoutMs } from './session';

const connectTimeoutMs = 5_000;
/** A line that is cut without a word: the server would have answered long before. */
const answerTimeoutMs = statementTimeoutMs + 5_000;

export interface PoolOptions {
  readonly place: PostgresPlace;
  readonly readOnly: boolean;
  /** Asked with each connection, where the server takes a token for a password. */
  readonly token: (() => Promise<string>) | null;
  /** Hears of a connection that was lost. */
  readonly onLost: (error: Error) => void;
  /** Hears of each new one. */
  readonly onConnect?: () => void;
}

/** The client is loaded by whoever is on PostgreSQL, and by nobody else. */
export async function openPool({ place, readOnly, token, onLost, onConnect }: PoolOptions): Promise<Pool> {
  const { Pool, types } = await import('pg');
  const pool = new Pool({
    ...clientSettings({ place, token }),
    max: place.connections,
    idleTimeoutMillis: 60_000,
    query_timeout: answerTimeoutMs,
    // Waited for before anybody is given the connection, though its type does not say so.
    // eslint-disable-next-line @typescript-eslint/no-misused-promises
    onConnect: (client) => beginSession(client, readOnly),
    types: { getTypeParser: countsOf(types) },
    pipeline: true,
  });
  // Of each connection, in use or not: an error nobody listens for ends the process.
  pool.on('connect', (client) => {
    client.on('error', onLost);
    onConnect?.();
  });
  pool.on('error', () => undefined);
  return pool;
}

/** How each connection to the place is made, whatever it is for. */
export function clientSettings({ place, token }: Pick<PoolOptions, 'place' | 'token'>) {
  const { host, port, user, password, database, tls } = place;
  return {
    host,
    port,
    user,
    // Asked where the server wants one; left out, the client would look for one in the environment and in the home folder.
    password: token ?? (() => password ?? noPassword(place)),
    database,
    ssl: tls.kind === 'off' ? false : { rejectUnauthorized: true, ...(tls.kind === 'file' ? { ca: tls.ca } : {}) },
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    application_name: 'treasury-desk',
  };
}

function noPassword(place: PostgresPlace): never {
  throw new Fault('store_denied', `${nameOfPlace(place)}: the server asks for a password, and DATABASE_URL has none`);
}

/** Numbers of 64 bits as numbers: what the desk counts stays far below 2^53, and what does not is a fault and no rounding. */
function countsOf(types: typeof pgTypes): typeof pgTypes.getTypeParser {
  return (oid, format): unknown => (oid === types.builtins.INT8 ? readCount : types.getTypeParser(oid, format));
}

function readCount(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count)) throw new Fault('store_corrupt', `${text} is no number this desk counts to`);
  return count;
}

/** More than the desk has of its own; a list of statuses makes one for each length it comes in. */
const maxNamed = 200;
const names = new Map<string, string>();

/** The name under which a connection keeps the plan of that text; undefined once there are too many. */
export function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= maxNamed) return known;
  const name = `desk_${names.size}`;
  names.set(text, name);
  return name;
}
