/** The database file, as a start would open it, without changing anything in it. */
import { createSystemClock } from '../../jobs/system-clock';
import { tryDatabase } from '../../storage/sqlite/try-database';
import type { Config } from '../config/config';
import { databaseFile } from '../open-review';
import { failsBy, warns, works, type Probe } from './probe';

export function databaseProbe(config: Pick<Config, 'dataDir' | 'profile'>): Probe {
  const file = databaseFile(config);
  return {
    name: 'database',
    settings: ['DATA_DIR'],
    isLocal: true,
    look: async () => {
      try {
        switch (await tryDatabase({ file, recordedNow: () => createSystemClock().recordedNow() })) {
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
