/** What an error of PostgreSQL, or of the way to it, means to the product. */
import { Fault, type FaultCode } from '../../domain/values/errors';

/** By SQLSTATE, or its class of two letters. What is not named may work later. */
const codes: Readonly<Record<string, FaultCode>> = {
  // Who we say we are, or which database we ask for, is wrong; waiting does not mend it.
  '28': 'configuration_invalid',
  '3D000': 'configuration_invalid',
  '42501': 'configuration_invalid',
  // A table or column that is missing, or a page that cannot be read.
  '42P01': 'store_corrupt',
  '42703': 'store_corrupt',
  XX001: 'store_corrupt',
  XX002: 'store_corrupt',
};

/** What some of them say to whoever runs the desk, beside the server's own words. */
const advice: Readonly<Record<string, string>> = {
  '28': 'look at the user, the password and sslmode in DATABASE_URL, and at pg_hba.conf',
  '3D000': 'make the database first: create database ... encoding UTF8',
  '42501': 'the user must own the database, or may create tables in its schema and another schema beside it',
  '25006': 'it takes no writes: a standby, or a server that was set to read only',
  '53': 'the server has too little of something left: connections, memory or disk',
};

/** The way to the server, or the server as a whole: no statement of anybody's is at fault. */
const everybodys = /^(08|53|57P|58)|^(25006|55P03|57014)$/;

export function sqlStateOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return /^[0-9A-Z]{5}$/.test(code) ? code : '';
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
  if (error instanceof Fault) return false;
  const state = sqlStateOf(error);
  return state === '' || everybodys.test(state);
}

/** Names the database; never says the password, which no error of the client holds. */
export function postgresFault(name: string, error: unknown): Fault {
  const state = sqlStateOf(error);
  const ofClass = state.slice(0, 2);
  const advised = advice[state] ?? advice[ofClass];
  const said = error instanceof Error ? reasonOf(error) : String(error);
  const message = `${name}: ${said}${advised === undefined ? '' : ` (${advised})`}`;
  return new Fault(codes[state] ?? codes[ofClass] ?? 'store_failed', message, { cause: error });
}

/** Of a host with several addresses Node gives one error for all of them, without a word of its own. */
function reasonOf(error: Error): string {
  if (!(error instanceof AggregateError)) return error.message;
  return error.errors.map((one: unknown) => (one instanceof Error ? one.message : String(one))).join('; ');
}
