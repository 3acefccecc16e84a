/** `store check`: whether the database is whole, and how much is in it. */
import type { Config } from '../../composition/config/config';
import { caseStatuses } from '../../domain/case/machine/states';
import { createSystemClock } from '../../jobs/system-clock';
import type { Store } from '../../ports/store';
import { openSqliteStore } from '../../storage/sqlite/sqlite-store';
import { nameOfStore } from '../../composition/store/open-store';
import {
  filesBeside,
  filesOf,
  verifyStore,
  withoutFiles,
  type KeptFiles,
  type StoreVerdict,
} from '../../composition/store/verify-store';
import { printJson, printText } from '../answer';
import { openRecorded } from '../open-recorded';

export interface StoreState extends StoreVerdict {
  readonly name: string;
  readonly cases: number;
}

/** Throws `store_corrupt` naming the first thing that is not as it was written. */
export async function stateOf(store: Store, name: string, files: KeptFiles | null): Promise<StoreState> {
  const verdict = await verifyStore(store, files);
  const cases = await store.listRunIds({ statuses: caseStatuses });
  return { name, ...verdict, cases: cases.length };
}

export async function checkStore(
  readConfig: () => Config,
  { file, json }: { readonly file?: string; readonly json?: boolean },
): Promise<void> {
  const recordedNow = () => createSystemClock().recordedNow();
  const config = file === undefined ? readConfig() : null;
  const store = config
    ? await openRecorded(config)
    : await openSqliteStore({ file: file ?? '', recordedNow, readOnly: true });
  try {
    const state = config
      ? await stateOf(store, nameOfStore(config), filesOf(config))
      : await stateOf(store, file ?? '', filesBeside(file ?? ''));
    if (json === true) printJson(toWire(state));
    else printText(describeState(state));
  } finally {
    await store.close();
  }
}

function toWire({ name, count, head, cases, hasFiles }: StoreState): object {
  return {
    database: name,
    events: count,
    head,
    cases,
    policies_and_workflows: hasFiles ? 'whole' : 'not all looked at',
  };
}

export function describeState({ name, count, cases, head, hasFiles }: StoreState): readonly string[] {
  const line = `${name}: whole, ${count} events, ${cases} cases, head ${head ?? 'none'}`;
  return hasFiles ? [line] : [line, withoutFiles];
}
