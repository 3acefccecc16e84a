/** What is made once in a database is made by one process at a time: tables, and the queues beside them. */
import type { Pool } from 'pg';
import type { AskDatabase } from '../../ports/case-locks';

/** Any number nobody else locks by. */
const startLock = '7243098165521187';

/** Waits for whoever is at it. The lock is a connection's own, so that it ends with its process. */
export async function underStartLock(pool: Pool, work: () => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await underStartLockOf((text) => client.query(text), work);
    client.release();
  } catch (error) {
    // Its end gives the lock back, whatever state it is in.
    client.release(true);
    throw error;
  }
}

/** The same on one connection, on which the work may ask too. */
export async function underStartLockOf(ask: AskDatabase, work: () => Promise<void>): Promise<void> {
  await ask(`select pg_advisory_lock(${startLock})`);
  try {
    await work();
  } finally {
    await ask(`select pg_advisory_unlock(${startLock})`);
  }
}
