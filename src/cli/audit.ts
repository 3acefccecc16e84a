/** `audit verify` and `audit show`: what was recorded, while the bot runs or not. */
import type { Config } from '../composition/config';
import { findChainFault, type AuditEvent, type ChainLink } from '../domain/case/audit-event';
import { Fault, refuse } from '../domain/values/errors';
import { createSystemClock } from '../jobs/system-clock';
import { databaseFile } from '../composition/open-review';
import type { Store } from '../ports';
import { openSqliteStore } from '../storage/sqlite/sqlite-store';
import { printJson, printText, RefusedInput } from './answer';

const pageSize = 1_000;

/** Throws `store_corrupt` naming the first event, or the first case, that is not as it was written. */
export async function verifyAudit(config: Config): Promise<void> {
  await withStore(config, async (store) => {
    let head: ChainLink | undefined;
    for await (const page of soundPages(store)) head = page.at(-1) ?? head;
    const misfiled = await store.findMisfiledCase();
    if (misfiled !== null)
      throw new Fault('store_corrupt', `case ${misfiled} is filed as something its newest version does not say`);
    printText([`${head?.seq ?? 0} events, chain whole, cases as sealed, head ${head?.hash ?? 'none'}`]);
  });
}

/** `id` is a workflow run id or a payment id. What stands in a broken chain is no evidence, so none of it is shown. */
export async function showAudit(config: Config, id: string, { json }: { json?: boolean }): Promise<void> {
  await withStore(config, async (store) => {
    const found = (await store.findCase(id)) ?? (await store.findCaseByPayment(id));
    if (!found) throw new RefusedInput(refuse('unknown_case', `Nothing is recorded as ${id}.`, 'id').problems);
    const events: AuditEvent[] = [];
    for await (const page of soundPages(store)) events.push(...page.filter((event) => event.run_id === found.runId));
    if (json === true) printJson(await withResults(store, events));
    else
      printText(
        events.map(
          ({ seq, at, type, actor, hash }) =>
            `${seq}  ${at}  ${type.padEnd(22)}  ${actor.name.padEnd(20)}  ${hash.slice(0, 12)}`,
        ),
      );
  });
}

/** Each step's event with its record beside it, from the version of the case that the event sealed: tool calls, and what the agent said. */
async function withResults(store: Store, events: readonly AuditEvent[]): Promise<readonly object[]> {
  const told: object[] = [];
  let before = 0;
  for (const event of events) {
    const sealed = await store.findVersion(event.run_id, event.case_version);
    const trace = sealed?.run.trace ?? [];
    const added = trace.slice(trace.length < before ? 0 : before);
    before = trace.length;
    told.push(added.length === 0 ? event : { ...event, trace: added });
  }
  return told;
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

/** Every event of the database, a page at a time, each held against the chain and the case it left. */
async function* soundPages(store: Store): AsyncGenerator<readonly AuditEvent[]> {
  let last: ChainLink | undefined;
  for (;;) {
    const from = { afterSeq: last?.seq ?? 0, limit: pageSize };
    const page = await store.readEvents(from);
    const fault = findChainFault(page, last);
    if (fault) {
      const what = `the audit chain breaks at event ${fault.seq}: ${fault.fault.replaceAll('_', ' ')}`;
      throw new Fault('store_corrupt', what);
    }
    const cases = await store.readCaseHashes(from);
    const altered = page.find(({ seq, case_hash: sealed }) => cases.get(seq) !== sealed);
    if (altered) {
      const { run_id: runId, case_version: version, seq } = altered;
      throw new Fault('store_corrupt', `case ${runId} at version ${version} is not as event ${seq} sealed it`);
    }
    yield page;
    if (page.length < pageSize) return;
    last = page.at(-1);
  }
}
