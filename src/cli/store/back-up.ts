/** `store backup`: a copy of the file while a desk runs on it, checked before it is called a backup. */
import type { Config } from '../../composition/config/config';
import { databaseFile } from '../../composition/store/open-store';
import { filesOf } from '../../composition/store/verify-store';
import { refuse } from '../../domain/values/errors';
import { createSystemClock } from '../../jobs/system-clock';
import { backUpSqlite } from '../../storage/sqlite/back-up';
import { openSqliteStore } from '../../storage/sqlite/sqlite-store';
import { printText, RefusedInput } from '../answer';
import { describeState, stateOf } from './check-store';

/** Throws `RefusedInput` on PostgreSQL, and what copying and checking throw. */
export async function backUp(config: Config, target: string): Promise<void> {
  if (config.database !== null)
    throw new RefusedInput(
      refuse(
        'wrong_usage',
        'A server is backed up with its own tools (pg_dump, pg_basebackup); then check the copy.',
        'file',
      ).problems,
    );
  backUpSqlite(databaseFile(config), target);
  const recordedNow = () => createSystemClock().recordedNow();
  const store = await openSqliteStore({ file: target, recordedNow, readOnly: true });
  try {
    printText(describeState(await stateOf(store, target, filesOf(config))));
  } finally {
    await store.close();
  }
}
