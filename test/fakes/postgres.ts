/** A PostgreSQL server of the test's own, from the binaries of this machine: a cluster in a temporary folder, on 127.0.0.1 and a free port. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { PostgresPlace } from '../../src/storage/postgres/postgres-place';

/** Debian's folders, the newest first; null where there is none. */
export function postgresBinaries(): string | null {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((one, other) => Number(other) - Number(one)) : [];
  const found = versions.map((version) => join(root, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
  return found ?? null;
}

/** PostgreSQL runs as no root; Debian makes a user for it. */
function serverUser(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

export class PostgresServer {
  readonly #folder: string;
  readonly #bin: string;
  readonly #settings: readonly string[];
  #child: ChildProcess | null = null;
  #made = 0;

  private constructor(
    folder: string,
    bin: string,
    readonly port: number,
    settings: readonly string[],
  ) {
    this.#folder = folder;
    this.#bin = bin;
    this.#settings = settings;
  }

  /** `settings` as `name=value`. Commits wait for the disk as they do everywhere. */
  static async start(settings: readonly string[] = []): Promise<PostgresServer> {
    const bin = postgresBinaries();
    if (bin === null) throw new Error('PostgreSQL is not installed');
    const user = serverUser();
    const folder = mkdtempSync(join(tmpdir(), 'desk-postgres-'));
    if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
    const server = new PostgresServer(folder, bin, await freePort(), settings);
    const passwordFile = join(folder, 'password');
    writeFileSync(passwordFile, `${password}\n`);
    const made = ['-D', server.data, '-U', 'desk', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'];
    execFileSync(join(bin, 'initdb'), [...made, '--locale=C.UTF-8', '--no-sync'], {
      ...user,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await server.begin();
    return server;
  }

  /** A standby of this one, which follows it. */
  async standby(): Promise<PostgresServer> {
    const user = serverUser();
    const folder = mkdtempSync(join(tmpdir(), 'desk-postgres-'));
    if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
    const server = new PostgresServer(folder, this.#bin, await freePort(), this.#settings);
    const { port } = this;
    execFileSync(
      join(this.#bin, 'pg_basebackup'),
      ['-D', server.data, '-R', '-d', `host=127.0.0.1 port=${port} user=desk`],
      {
        ...user,
        cwd: folder,
        env: { PATH: process.env['PATH'], PGPASSWORD: password },
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    await server.begin();
    return server;
  }

  /** Until it has everything the other one has now. */
  async catchUp(primary: PostgresServer): Promise<void> {
    const [at] = await primary.query<{ lsn: string }>('postgres', 'select pg_current_wal_lsn()::text as lsn');
    for (let tries = 0; tries < 200; tries += 1) {
      const [now] = await this.query<{ is_there: boolean }>(
        'postgres',
        `select pg_last_wal_replay_lsn() >= '${at?.lsn}'::pg_lsn as is_there`,
      );
      if (now?.is_there === true) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('the standby did not catch up');
  }

  get data(): string {
    return join(this.#folder, 'data');
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** A database of its own, empty or like another one, which nobody may be using then. */
  async database(template = 'template0', options = ''): Promise<PostgresPlace> {
    this.#made += 1;
    const name = `desk_${process.pid}_${this.#made}`;
    await this.query('postgres', `create database ${name} template ${template} ${options}`);
    return this.place(name);
  }

  place(database: string, connections = 6): PostgresPlace {
    const { port } = this;
    return { host: '127.0.0.1', port, user: 'desk', password, database, tls: { kind: 'off' }, connections };
  }

  url(database: string): string {
    return `postgresql://desk:${password}@127.0.0.1:${this.port}/${database}`;
  }

  async drop({ database }: Pick<PostgresPlace, 'database'>): Promise<void> {
    await this.query('postgres', `drop database ${database} with (force)`);
  }

  /** Asked as the database's owner, past the desk. */
  async query<Row>(database: string, text: string): Promise<readonly Row[]> {
    const client = new Client({ host: '127.0.0.1', port: this.port, user: 'desk', password, database });
    await client.connect();
    try {
      return (await client.query(text)).rows as Row[];
    } finally {
      await client.end();
    }
  }

  /** Every connection is cut, as a server that restarts or a line that breaks does. */
  async cutConnections(): Promise<void> {
    await this.query(
      'postgres',
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()',
    );
  }

  /** `SIGINT` lets it write down what it has; `SIGQUIT` is a crash. */
  async halt(signal: 'SIGINT' | 'SIGQUIT' = 'SIGINT'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
    this.#child = null;
  }

  async begin(): Promise<void> {
    const settings = [
      `port=${this.port}`,
      'listen_addresses=127.0.0.1',
      `unix_socket_directories=${this.#folder}`,
      'shared_buffers=32MB',
      'max_connections=200',
      ...this.#settings,
    ].flatMap((setting) => ['-c', setting]);
    const child = spawn(join(this.#bin, 'postgres'), ['-D', this.data, ...settings], {
      ...serverUser(),
      cwd: this.#folder,
      stdio: 'ignore',
    });
    this.#child = child;
    for (let tries = 0; tries < 200; tries += 1) {
      if (child.exitCode !== null) throw new Error(`PostgreSQL ended with ${child.exitCode}`);
      try {
        await this.query('postgres', 'select 1');
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
    throw new Error('PostgreSQL did not start');
  }

  async stop(): Promise<void> {
    await this.halt();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const password = 'for-the-tests-alone';

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
