/** The database, as a start would open it, without changing anything in it. */
import { createSystemClock } from '../../jobs/system-clock';
import { tryPostgres } from '../../storage/postgres/try-postgres';
import { tryDatabase } from '../../storage/sqlite/try-database';
import type { Config } from '../config/config';
import { nameOfPlace, type PostgresPlace } from '../../storage/postgres/postgres-place';
import { databaseToken } from '../store/database-token';
import { databaseFile, type StorePlace } from '../store/open-store';
import { failsBy, warns, works, type Probe } from './probe';

const recordedNow = (): number => createSystemClock().recordedNow();

export function databaseProbe(config: StorePlace): Probe {
  return config.database === null ? fileProbe(config) : serverProbe(config.database);
}

function serverProbe(place: PostgresPlace): Probe {
  const name = nameOfPlace(place);
  return {
    name: 'database',
    settings: ['DATABASE_URL', 'DATABASE_IDENTITY'],
    look: async () => {
      const state = await tryPostgres(place, recordedNow, databaseToken(place));
      return works(
        state === 'empty' ? `${name} is empty; the first start makes its tables` : `${name} can be read and written`,
      );
    },
  };
}

function fileProbe(config: Pick<Config, 'dataDir' | 'profile'>): Probe {
  const file = databaseFile(config);
  return {
    name: 'database',
    settings: ['DATA_DIR'],
    isLocal: true,
    look: async () => {
      try {
        switch (await tryDatabase({ file, recordedNow })) {
          case 'absent':
            return works(`${file} is not there yet; the first start makes it`);
          case 'usable':
            return works(`${file} can be read and written`);
          case 'in_use':
            return warns(
              `${file} is in use by another process, and can be read`,
              'That is as it should be while a desk runs. A second desk on it is refused.',
            );
        }
      } catch (error) {
        return failsBy(error, 'DATA_DIR must be a folder of its own that this user may write to.');
      }
    },
  };
}
