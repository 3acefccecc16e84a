/** What each connection is told before anything else is asked on it, and whether what it was told stays with it. */
import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { Fault } from '../../domain/values/errors';
import { sqlStateOf } from './postgres-fault';

/** No statement of the desk takes a second; the server ends what does not end. */
export const statementTimeoutMs = 30_000;
/** Commits stand in line for the end of the audit chain. */
const lockTimeoutMs = 10_000;
/** A process that stopped in the midst of a transaction holds up every other: its transaction is ended for it. */
const idleInTransactionMs = 5_000;

/** Whatever a user, a database or the server has for a default. A connection that waits for its next question is the desk's to end. */
const everywhere = {
  statement_timeout: String(statementTimeoutMs),
  lock_timeout: String(lockTimeoutMs),
  idle_in_transaction_session_timeout: String(idleInTransactionMs),
  idle_session_timeout: '0',
};

/**
 * Told by a question and not at connect, which a pooler refuses or leaves out. A setting that an older server has not is passed over.
 */
export function settingsText(more: Readonly<Record<string, string>>): string {
  const wanted = Object.entries({ ...everywhere, ...more }).map(([name, value]) => `('${name}', '${value}')`);
  return `select set_config(name, value, false) from (values ${wanted.join(', ')}) as wanted (name, value)
    where current_setting(name, true) is not null`;
}

/** A commit that was acknowledged is on the disk. A server that waits for its standbys too is left to that. */
const durable = `select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') in ('off', 'local')`;

export async function beginSession(client: Pick<PoolClient, 'query'>, readOnly: boolean): Promise<void> {
  const settings = settingsText(readOnly ? { default_transaction_read_only: 'on' } : {});
  await client.query(`${settings} union all ${durable}`);
}

const mark = 'treasury_desk.session';

/**
 * Throws `configuration_invalid` where a pooler hands each transaction to whatever connection is free: locks, timeouts and statements that
 * were prepared would be somebody else's, and two processes would work on one case without either knowing.
 */
export async function refuseSharedSessions(pool: Pool, name: string): Promise<void> {
  const one = await pool.connect();
  let isBroken = true;
  try {
    const { rows } = await one.query<{ pid: number }>('select pg_backend_pid() as pid');
    // A pooler answers for the server, under a number of its own.
    if (
      rows[0]?.pid === (one as PoolClient & { readonly processID?: number }).processID ||
      (await isOneSession(pool, one))
    ) {
      isBroken = false;
      return;
    }
  } catch (error) {
    // A pooler that takes no transactions at all says so, and hangs up.
    if (!sqlStateOf(error).startsWith('08')) throw error;
  } finally {
    one.release(isBroken);
  }
  throw new Fault(
    'configuration_invalid',
    `${name}: a pooler between hands each transaction to another connection. It must keep sessions (pool_mode=session), or DATABASE_URL must name the server itself`,
  );
}

/** While another is in a transaction, which is given the connection that was free last. */
async function isOneSession(pool: Pool, one: PoolClient): Promise<boolean> {
  const told = randomUUID();
  const seenBy = async (client: PoolClient): Promise<string | null> => {
    const { rows } = await client.query<{ seen: string | null }>(`select current_setting('${mark}', true) as seen`);
    return rows[0]?.seen ?? null;
  };
  await one.query(`select set_config('${mark}', '${told}', false)`);
  const two = await pool.connect();
  try {
    await two.query('begin');
    return (await seenBy(two)) !== told && (await seenBy(one)) === told;
  } finally {
    // Its transaction ends with it.
    two.release(true);
  }
}
