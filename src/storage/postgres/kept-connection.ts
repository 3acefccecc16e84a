/**
 * One connection that a process keeps beside the store's pool for as long as it lives: for locks that end with it, and for wake-ups. Nothing
 * that is asked on it is the truth, so it does not wait for the disk.
 */
import type { Client } from 'pg';
import { Fault } from '../../domain/values/errors';
import type { AskDatabase } from '../../ports/case-locks';
import { heardChannel } from './heard';
import { postgresFault, sqlStateOf } from './postgres-fault';
import { nameOfPlace, type PostgresPlace } from './postgres-place';
import { clientSettings } from './postgres-pool';
import { settingsText } from './session';

export interface KeptConnection {
  /** One question at a time. After a loss the next one makes a new connection. */
  readonly ask: AskDatabase;
  /** Called on each new connection, before anything else is asked on it. */
  whenConnected(run: (ask: AskDatabase) => Promise<void>): void;
  /** Called whenever a process, this one too, has said that there is something to look at. While the connection is lost nothing is heard. */
  whenTold(look: () => void): void;
  /** Ends it, and with it whatever it held. */
  close(): Promise<void>;
}

export interface KeptConnectionOptions {
  readonly place: PostgresPlace;
  /** Asked with each connection, where the server takes a token for a password. */
  readonly token: (() => Promise<string>) | null;
  /** Hears of a connection that was lost. */
  readonly onLost: (fault: Fault) => void;
}

/** Nothing asked here takes longer; a line that is cut without a word is given up after it. */
const answerTimeoutMs = 12_000;
/**
 * A machine that is gone without a word leaves its locks after 2 + 3 x 1 s; a killed process's connection is closed for it at once. On a
 * Unix socket, which has no such settings, the server takes them for nothing.
 */
const settings = settingsText({
  synchronous_commit: 'off',
  tcp_keepalives_idle: '2',
  tcp_keepalives_interval: '1',
  tcp_keepalives_count: '3',
});

/** Connects with the first question. The client is loaded by whoever is on PostgreSQL, and by nobody else. */
export async function openKeptConnection({ place, token, onLost }: KeptConnectionOptions): Promise<KeptConnection> {
  const pg = await import('pg');
  const name = nameOfPlace(place);
  let client: Client | null = null;
  let isClosed = false;
  let line: Promise<unknown> = Promise.resolve();
  let onTold: () => void = () => undefined;
  let welcome: (ask: AskDatabase) => Promise<void> = () => Promise.resolve();

  function lose(lost: Client, error: unknown): void {
    if (client !== lost) return;
    client = null;
    lost.end().catch(() => undefined);
    onLost(postgresFault(name, error));
  }

  async function connect(): Promise<Client> {
    const made = new pg.Client({ ...clientSettings({ place, token }), query_timeout: answerTimeoutMs });
    hear(made, {
      lost: (error) => {
        lose(made, error);
      },
      told: () => {
        onTold();
      },
    });
    await begin(made, name);
    client = made;
    await welcome((text, values) => askOn(made, text, values));
    return made;
  }

  async function askOn(held: Client, text: string, values: readonly unknown[] = []): Promise<{ rows: unknown[] }> {
    try {
      return await (values.length > 0 ? held.query(text, [...values]) : held.query(text));
    } catch (error) {
      // Several statements in one text may have begun a transaction, which the next question must not be in.
      if (sqlStateOf(error) === '') lose(held, error);
      else
        await held.query('rollback').catch((broken: unknown) => {
          lose(held, broken);
        });
      throw postgresFault(name, error);
    }
  }

  const ask: AskDatabase = (text, values) => {
    const asked = line.then(async () => {
      if (isClosed) throw new Fault('store_failed', `${name}: the connection was closed`);
      return askOn(client ?? (await connect()), text, values);
    });
    line = asked.catch(() => undefined);
    return asked;
  };

  return {
    ask,
    whenConnected(run) {
      welcome = run;
    },
    whenTold(look) {
      onTold = look;
    },
    async close() {
      isClosed = true;
      await line;
      const last = client;
      client = null;
      await last?.end();
    },
  };
}

async function begin(made: Client, name: string): Promise<void> {
  try {
    await made.connect();
    await made.query(settings);
    await made.query(`listen ${heardChannel}`);
  } catch (error) {
    made.end().catch(() => undefined);
    throw postgresFault(name, error);
  }
}

function hear(
  made: Client,
  { lost, told }: { readonly lost: (error: Error) => void; readonly told: () => void },
): void {
  // Without a listener the process would end.
  made.on('error', lost);
  made.on('end', () => {
    lost(new Error('the connection was ended'));
  });
  made.on('notification', told);
}
