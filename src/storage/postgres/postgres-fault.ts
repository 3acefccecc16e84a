/** What an error of PostgreSQL, or of the way to it, means to the product. */
import { isNativeError } from 'node:util/types';
import { Fault, isOfDatabase, type FaultCode } from '../../domain/values/errors';

interface Meaning {
  readonly code: FaultCode;
  /** What it says to whoever runs the desk, beside the server's own words. */
  readonly advice?: string;
}

const denied: FaultCode = 'store_denied';
const wayIn = 'look at the user, the password and sslmode in DATABASE_URL, and at pg_hba.conf';
const readOnly = 'it takes no writes: a standby, or a server, database or user that was set to read only';

/** By SQLSTATE, or its class of two letters. What is not named may work later. */
const meanings: Readonly<Record<string, Meaning>> = {
  '08': { code: 'store_unreachable' },
  '25006': { code: 'store_read_only', advice: readOnly },
  '28': { code: denied, advice: wayIn },
  '3D000': {
    code: denied,
    advice:
      'at the first start make it: create database ... encoding UTF8; if it was there before, restore it from a backup',
  },
  '3F000': {
    code: denied,
    advice:
      'search_path names no schema in which the user may make tables: alter role ... reset search_path, or grant create on schema',
  },
  '42501': {
    code: denied,
    advice:
      'the user must own the database and the tables in it, or have the rights to them, and may make tables and another schema there',
  },
  // Nobody is let into the database at the moment, whoever it is.
  '55000': { code: denied, advice: 'alter database ... allow_connections true' },
  // A table or column that is missing, or a page that cannot be read.
  '42P01': { code: 'store_corrupt' },
  '42703': { code: 'store_corrupt' },
  XX001: { code: 'store_corrupt' },
  XX002: { code: 'store_corrupt' },
  '53100': { code: 'store_exhausted', advice: 'the disk of the server is full' },
  '53200': { code: 'store_exhausted', advice: 'the server has no memory left' },
  '53300': {
    code: 'store_exhausted',
    advice:
      'connections are used up: raise max_connections, or the limit of the user or the database, or lower DATABASE_CONNECTIONS',
  },
  '53': { code: 'store_exhausted', advice: 'the server has too little of something left: connections, memory or disk' },
  '57P01': { code: 'store_unreachable' },
  '57P02': { code: 'store_unreachable' },
  '57P03': { code: 'store_unreachable', advice: 'the server starts or stops' },
  '55P03': {
    code: 'store_failed',
    advice: 'somebody else holds a lock: pg_blocking_pids() of the desk in pg_stat_activity says who',
  },
  '57014': {
    code: 'store_failed',
    advice: 'it took too long, or somebody cancelled it: look at the load of the server, and at who holds locks',
  },
  // A pooler that hands each transaction to another connection.
  '26000': { code: 'configuration_invalid', advice: 'a pooler between must keep sessions: pool_mode=session' },
  '42P05': { code: 'configuration_invalid', advice: 'a pooler between must keep sessions: pool_mode=session' },
};

const address =
  'look at the host and the port in DATABASE_URL and at the network, and whether the server runs, and speaks TLS where sslmode asks for it';
const unreachable: Meaning = { code: 'store_unreachable', advice: address };
const certificate = 'sslrootcert must name the authority that signed it';

/** By the code that Node gives what happened before the server was spoken to, or its beginning. */
const meaningsOfNode: readonly (readonly [RegExp, Meaning])[] = [
  [
    /^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/,
    { code: 'store_unproven', advice: 'DATABASE_URL must name the host as its certificate does' },
  ],
  [
    /^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/,
    { code: 'store_unproven', advice: 'the server needs a new certificate, or one of the clocks is wrong' },
  ],
  [
    /CERT|^UNABLE_TO_|^INVALID_(CA|PURPOSE)$|^PATH_LENGTH_EXCEEDED$|^CRL_/,
    { code: 'store_unproven', advice: certificate },
  ],
  [/^(ERR_SSL_|EPROTO)/, { code: 'store_unproven', advice: 'server and desk find no way of TLS that both take' }],
];

/** The way to the server, or the server as a whole: no statement of anybody's is at fault. */
const everybodys = /^(08|53|57P|58)|^(25006|55P03|57014)$/;

/** All connections of this process are at work: nothing is said of the server. */
export class UsedUp extends Error {}

function codeOf(error: unknown): string {
  return isNativeError(error) && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** None begins with an E, as Node's own codes do: `EPIPE` has five letters too. */
export function sqlStateOf(error: unknown): string {
  const code = codeOf(error);
  return /^(?!E)[0-9A-Z]{5}$/.test(code) ? code : '';
}

/** A statement was planned on this connection before a newer release changed its table: a connection that is made now plans it anew. */
export function isOutdatedPlan(error: unknown): boolean {
  return sqlStateOf(error) === '0A000';
}

/** Of a connection that answers so from now on whatever becomes of its server: lost, with plans of before, or begun while nothing could be written there. */
export function isOfConnection(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === '' || state === '25006' || isOutdatedPlan(error);
}

/** True where trying the same again at once can only fail again. A lost connection has no SQLSTATE. */
export function isEverybodysError(error: unknown): boolean {
  if (error instanceof Fault) return isOfDatabase(error);
  const state = sqlStateOf(error);
  return state === '' || everybodys.test(state);
}

/** Names the database; never says the password, which no error of the client holds. What is a fault already stays as it is. */
export function postgresFault(name: string, error: unknown): Fault {
  if (error instanceof Fault) return error;
  const { code, advice } = meaningOf(error);
  const said = isNativeError(error) ? reasonOf(error) : String(error);
  return new Fault(code, `${name}: ${said}${advice === undefined ? '' : ` (${advice})`}`, { cause: error });
}

function meaningOf(error: unknown): Meaning {
  const state = sqlStateOf(error);
  if (state !== '') return meanings[state] ?? meanings[state.slice(0, 2)] ?? { code: 'store_failed' };
  if (error instanceof UsedUp) return { code: 'store_failed' };
  const code = codeOf(error);
  // The client gives a line that breaks, or a server that says nothing, no code at all.
  if (code === '' && isNativeError(error) && error.name !== 'Error') return { code: 'store_failed' };
  return meaningsOfNode.find(([pattern]) => pattern.test(code))?.[1] ?? unreachable;
}

/** Of a host with several addresses Node gives one error for all of them, without a word of its own. */
function reasonOf(error: Error): string {
  if (!(error instanceof AggregateError)) return error.message;
  return error.errors.map((one: unknown) => (one instanceof Error ? one.message : String(one))).join('; ');
}
