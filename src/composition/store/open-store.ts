/** Which database the desk is on, and opening it: a file of its own, or PostgreSQL where one is named. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config/config';
import { Fault } from '../../domain/values/errors';
import { createSystemClock } from '../../jobs/system-clock';
import type { Log } from '../../ports/process';
import type { Store } from '../../ports/store';
import { openSqliteStore } from '../../storage/sqlite/sqlite-store';
import { databaseToken } from './database-token';
import { nameOfPlace } from '../../storage/postgres/postgres-place';
import { openPostgresStore } from '../../storage/postgres/postgres-store';

/** What of the configuration says where the database is. */
export type StorePlace = Pick<Config, 'dataDir' | 'profile' | 'database'>;

const recordedNow = (): number => createSystemClock().recordedNow();

/** Each profile has its own file: a demo case must never wait among the real ones. */
export function databaseFile({ dataDir, profile }: Pick<Config, 'dataDir' | 'profile'>): string {
  return path.join(dataDir, profile === 'local' ? 'demo.db' : 'treasury-desk.db');
}

/** In words, without a password. */
export function nameOfStore(config: StorePlace): string {
  return config.database === null ? databaseFile(config) : nameOfPlace(config.database);
}

export interface OpenStoreOptions {
  /** `fresh` removes what an earlier demo left, `nothing` ends with the process. */
  readonly keep: 'existing' | 'fresh' | 'nothing';
  /** Hears of connections that were lost; left out where nobody listens. */
  readonly log?: Pick<Log, 'warn'>;
}

/** Throws `configuration_invalid` where a server's database would have to be emptied: nobody else's cases are removed. */
export function openStore(config: StorePlace, { keep, log }: OpenStoreOptions): Promise<Store> {
  if (keep === 'nothing') return openSqliteStore({ file: ':memory:', recordedNow });
  const { database: place } = config;
  if (place === null) return openSqliteStore({ file: databaseFile(config), recordedNow, fresh: keep === 'fresh' });
  if (keep === 'fresh')
    throw new Fault(
      'configuration_invalid',
      'The local profile starts fresh, and no database of a server is ever emptied: set KEEP=1 with DATABASE_URL.',
    );
  return openPostgresStore({
    place,
    token: databaseToken(place),
    recordedNow,
    onLost: ({ code, message }) => log?.warn({ code, reason: message }, 'a connection to the database was lost'),
  });
}

/** To look at while a desk may be writing. Null where nothing was ever recorded: the file is not there. */
export async function openStoreToRead(config: StorePlace): Promise<Store | null> {
  const { database: place } = config;
  if (place !== null) return openPostgresStore({ place, token: databaseToken(place), recordedNow, readOnly: true });
  const file = databaseFile(config);
  return existsSync(file) ? openSqliteStore({ file, recordedNow, readOnly: true }) : null;
}
