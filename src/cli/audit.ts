/** `audit verify` and `audit show`: what was recorded, while the bot runs or not. */
import type { Config } from '../config';
import { findChainFault, type AuditEvent } from '../domain/audit-event';
import { Fault, refuse } from '../domain/errors';
import { createSystemClock } from '../jobs/system-clock';
import { databaseFile } from '../open-review';
import type { Store } from '../ports';
import { openSqliteStore } from '../storage/sqlite-store';
import { printJson, printText, RefusedInput } from './answer';

const pageSize = 1_000;

export async function verifyAudit(config: Config): Promise<void> {
  await withStore(config, async (store) => {
    const events = await readWholeChain(store);
    printText([`${events.length} events, chain whole, head ${events.at(-1)?.hash ?? 'none'}`]);
  });
}

/** `id` is a workflow run id or a payment id. What stands in a broken chain is no evidence, so none of it is shown. */
export async function showAudit(config: Config, id: string, { json }: { json?: boolean }): Promise<void> {
  await withStore(config, async (store) => {
    const found = (await store.findCase(id)) ?? (await store.findCaseByPayment(id));
    if (!found) throw new RefusedInput(refuse('unknown_case', `Nothing is recorded as ${id}.`, 'id').problems);
    const events = (await readWholeChain(store)).filter((event) => event.run_id === found.runId);
    if (json === true) printJson(events);
    else
      printText(
        events.map(
          ({ seq, at, type, actor, hash }) =>
            `${seq}  ${at}  ${type.padEnd(22)}  ${actor.name.padEnd(20)}  ${hash.slice(0, 12)}`,
        ),
      );
  });
}

async function withStore(config: Config, use: (store: Store) => Promise<void>): Promise<void> {
  const store = await openSqliteStore({
    file: databaseFile(config),
    recordedNow: () => createSystemClock().recordedNow(),
    readOnly: true,
  });
  try {
    await use(store);
  } finally {
    await store.close();
  }
}

/** Every event of the database. Throws `store_corrupt` naming the first one that was altered, taken out or put in between. */
async function readWholeChain(store: Store): Promise<AuditEvent[]> {
  const events: AuditEvent[] = [];
  for (;;) {
    const page = await store.readEvents({ afterSeq: events.at(-1)?.seq ?? 0, limit: pageSize });
    events.push(...page);
    if (page.length < pageSize) break;
  }
  const fault = findChainFault(events);
  if (!fault) return events;
  const what = `the audit chain breaks at event ${fault.seq}: ${fault.fault.replaceAll('_', ' ')}`;
  throw new Fault('store_corrupt', what);
}
