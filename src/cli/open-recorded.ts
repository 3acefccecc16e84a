/** What is recorded, for commands that begin no database of their own. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { databaseFile, openStore, openStoreToRead, type StorePlace } from '../composition/store/open-store';
import { refuse } from '../domain/values/errors';
import type { Store } from '../ports/store';
import { RefusedInput } from './answer';

/** For commands that only read: nothing was ever recorded where there is no database. Throws `RefusedInput` and what the store throws. */
export async function openRecorded(config: StorePlace): Promise<Store> {
  const store = await openStoreToRead(config);
  if (store) return store;
  return refuseNothingRecorded(config);
}

/** For commands that write into what is recorded, and begin no database of their own. Throws as `openRecorded`. */
export async function openToGoOn(config: StorePlace): Promise<Store> {
  if (config.database === null && !existsSync(databaseFile(config))) return refuseNothingRecorded(config);
  return openStore(config, { keep: 'existing' });
}

function refuseNothingRecorded(config: StorePlace): never {
  const file = databaseFile(config);
  throw new RefusedInput(
    refuse(
      'data_dir_unusable',
      `Nothing is recorded in ${path.dirname(file)}: it has no ${path.basename(file)}.`,
      'data-dir',
    ).problems,
  );
}
