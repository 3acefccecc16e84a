/** `store check`: whether the database is whole, and how much is in it. */
import type { Config } from '../../composition/config/config';
import { caseStatuses } from '../../domain/case/machine/states';
import { createSystemClock } from '../../jobs/system-clock';
import type { AuditVerdict, Store } from '../../ports';
import { openSqliteStore } from '../../storage/sqlite/sqlite-store';
import { nameOfStore } from '../../composition/store/open-store';
import { printJson, printText } from '../answer';
import { openRecorded } from '../open-recorded';

/** Ids alone are listed. */
const mostCases = 10_000_000;

export interface StoreState extends AuditVerdict {
  readonly name: string;
  readonly cases: number;
}

/** Throws `store_corrupt` naming the first thing that is not as it was written. */
export async function stateOf(store: Store, name: string): Promise<StoreState> {
  const verdict = await store.verifyAudit();
  const cases = await store.listRunIds({ statuses: caseStatuses, limit: mostCases });
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
    const state = await stateOf(store, config ? nameOfStore(config) : (file ?? ''));
    if (json === true) printJson({ database: state.name, events: state.count, head: state.head, cases: state.cases });
    else printText([describeState(state)]);
  } finally {
    await store.close();
  }
}

export function describeState({ name, count, cases, head }: StoreState): string {
  return `${name}: whole, ${count} events, ${cases} cases, head ${head ?? 'none'}`;
}
