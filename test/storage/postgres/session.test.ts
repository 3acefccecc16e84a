/** What a connection is told stays with it, and what others have set for its user changes nothing. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { openPostgresStore } from '../../../src/storage/postgres/postgres-store';
import { openPool } from '../../../src/storage/postgres/postgres-pool';
import { refuseSharedSessions } from '../../../src/storage/postgres/session';
import { describePostgres } from '../../fakes/describe-postgres';
import { PostgresServer } from '../../fakes/postgres';
import { commitOf, sampleCase } from '../../fakes/sample-case';

type Mode = 'none' | 'session' | 'transaction' | 'statement';

/** As pgbouncer does: what is free was used last, and in transaction mode it is somebody else's a moment later. */
function pooled(mode: Mode): Pool {
  const servers: { pid: number; mark: string | null }[] = [];
  const free: typeof servers = [];
  let numbers = 100;
  const take = () => {
    const found = free.pop();
    if (found) return found;
    const made = { pid: (numbers += 1), mark: null };
    servers.push(made);
    return made;
  };
  const connect = () => {
    const own = mode === 'session' || mode === 'none' ? take() : null;
    let held = own;
    const ask = (text: string) => {
      if (text === 'begin') {
        if (mode === 'statement') throw Object.assign(new Error('no transactions here'), { code: '08P01' });
        held ??= take();
        return [];
      }
      const server = held ?? take();
      const set = /set_config\('[\w.]+', '([\w-]+)'/.exec(text)?.[1];
      if (set !== undefined) server.mark = set;
      if (!held) free.push(server);
      return text.includes('pg_backend_pid') ? [{ pid: server.pid }] : [{ seen: server.mark }];
    };
    return Promise.resolve({
      processID: mode === 'none' ? own?.pid : 7,
      query: (text: string) => new Promise((resolve) => resolve({ rows: ask(text) })),
      release: () => undefined,
    });
  };
  return { connect } as unknown as Pool;
}

describe('a pooler between', () => {
  it.each(['none', 'session'] as const)('is taken where it keeps sessions (%s)', async (mode) => {
    await refuseSharedSessions(pooled(mode), 'desk');
  });

  it.each(['transaction', 'statement'] as const)('is refused where it pools by %s', async (mode) => {
    await expect(refuseSharedSessions(pooled(mode), 'desk')).rejects.toMatchObject({
      code: 'configuration_invalid',
      message: expect.stringContaining('pool_mode=session') as string,
    });
  });
});

describePostgres('a connection', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());

  it('is the desk’s to end while it waits, and waits as long as the desk says', async () => {
    const place = await server.database();
    const { database } = place;
    for (const setting of [
      'idle_session_timeout = 300',
      'statement_timeout = 2000',
      'lock_timeout = 50',
      'synchronous_commit = off',
      `"DateStyle" = 'German, DMY'`,
      `"TimeZone" = 'Asia/Kolkata'`,
      'standard_conforming_strings = off',
    ])
      await server.query('postgres', `alter database ${database} set ${setting}`);
    const lost: string[] = [];
    const store = await openPostgresStore({
      place,
      recordedNow: () => Date.now(),
      onLost: ({ message }) => lost.push(message),
    });
    await store.commit(commitOf(sampleCase()));
    await pause(1_000);
    await store.probe();
    expect(lost).toEqual([]);
    await store.close();
    const pool = await openPool({ place, readOnly: true, token: null, onLost: () => undefined });
    const { rows } = await pool.query(
      `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock, current_setting('idle_session_timeout') as idle,
        current_setting('idle_in_transaction_session_timeout') as in_transaction, current_setting('synchronous_commit') as commit, current_setting('transaction_read_only') as read_only`,
    );
    expect(rows).toEqual([
      { statement: '30s', lock: '10s', idle: '0', in_transaction: '5s', commit: 'on', read_only: 'on' },
    ]);
    await pool.end();
  });
});
