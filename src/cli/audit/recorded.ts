/** `audit verify`, `audit head`, `audit events` and `audit show`: what was recorded, while the bot runs or not, in its own folder or in a backup. */
import { readHouseEvents, readRunEvents } from '../../app/house/read-trail';
import type { Config } from '../../composition/config/config';
import { filesBeside, filesOf, verifyStore, withoutFiles } from '../../composition/store/verify-store';
import type { AuditEvent } from '../../domain/case/audit-event';
import { Fault, refuse } from '../../domain/values/errors';
import { createSystemClock } from '../../jobs/system-clock';
import type { Store } from '../../ports/store';
import { openSqliteStore } from '../../storage/sqlite/sqlite-store';
import { printJson, printText, RefusedInput } from '../answer';
import { holdAgainstAnchors, readAskedAnchors, type AnchorOptions } from './hold-against-anchors';
import { eventLine } from './event-line';
import { caseSummary } from '../case-summary';
import { openRecorded } from '../open-recorded';

export interface AuditPlace {
  /** A database file, wherever it lies; left out, the one of the configuration, which then has to be whole. */
  readonly file?: string;
}

export interface WrittenDown {
  /** What `audit head` once printed. */
  readonly head?: string;
  readonly count?: string;
}

const noHead = 'none';

/** Throws `store_corrupt` naming the first thing that is not as it was written, or the head that is not in the trail any more. */
export async function verifyAudit(
  readConfig: () => Config,
  options: AuditPlace & WrittenDown & AnchorOptions,
): Promise<void> {
  const expected = readWrittenDown(options);
  const anchors = await readAskedAnchors(options);
  await withStore(readConfig, options, async (store) => {
    const { count, head, unsealedKeys, hasFiles } = await verifyStore(
      store,
      options.file === undefined ? filesOf(readConfig()) : filesBeside(options.file),
    );
    if (expected) await holdAgainst(store, count, expected);
    const older = unsealedKeys === 0 ? '' : `, ${unsealedKeys} of a release that did not seal idempotency keys`;
    const anchored = anchors ? [await holdAgainstAnchors(store, anchors)] : [];
    const alone = hasFiles ? [] : [withoutFiles];
    printText([`${count} events, chain whole, cases as sealed, head ${head ?? noHead}${older}`, ...alone, ...anchored]);
  });
}

/** Two lines to write down somewhere the database's owner cannot write. Only a whole trail has a head. */
export async function printHead(
  readConfig: () => Config,
  { json, ...place }: AuditPlace & { readonly json?: boolean },
): Promise<void> {
  await withStore(readConfig, place, async (store) => {
    const { count, head } = await store.verifyAudit();
    if (json === true) printJson({ head: head ?? noHead, count });
    else printText([`head ${head ?? noHead}`, `count ${count}`]);
  });
}

/** What happened in the house and belongs to no payment, in order. */
export async function showHouseEvents(
  readConfig: () => Config,
  { json, ...place }: AuditPlace & { readonly json?: boolean },
): Promise<void> {
  await withStore(readConfig, place, async (store) => {
    await store.verifyAudit();
    const events = await readHouseEvents(store);
    if (json === true) printJson(events);
    else printText(events.map(eventLine));
  });
}

/** `id` is a workflow run id, a payment id or a delegation's reference. What stands in a broken chain is no evidence, so none of it is shown. */
export async function showAudit(
  readConfig: () => Config,
  id: string,
  { json, ...place }: AuditPlace & { readonly json?: boolean },
): Promise<void> {
  await withStore(readConfig, place, async (store) => {
    await store.verifyAudit();
    const found = (await store.findCase(id)) ?? (await store.findCaseByPayment(id));
    if (!found) {
      const ofDelegation = (await readHouseEvents(store)).filter(({ subject_id: subject }) => subject === id);
      if (ofDelegation.length === 0)
        throw new RefusedInput(refuse('unknown_case', `Nothing is recorded as ${id}.`, 'id').problems);
      if (json === true) printJson(ofDelegation);
      else printText(ofDelegation.map(eventLine));
      return;
    }
    const events = await readRunEvents(store, found.runId);
    if (json === true) printJson(await withResults(store, events));
    else printText([...caseSummary(found), '', ...events.map(eventLine)]);
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

interface Expected {
  readonly head: string;
  readonly count: number;
}

function readWrittenDown({ head, count }: WrittenDown): Expected | null {
  if (head === undefined && count === undefined) return null;
  const isHead = head !== undefined && (head === noHead || /^[0-9a-f]{64}$/.test(head));
  if (!isHead || count === undefined || !/^\d{1,15}$/.test(count))
    throw new RefusedInput(
      refuse('head_unreadable', 'Give both: --head with 64 hexadecimal digits and --count with a number.', 'head')
        .problems,
    );
  return { head, count: Number(count) };
}

/** The trail may have grown since; the event that was its last then must be in it still. */
async function holdAgainst(store: Store, count: number, expected: Expected): Promise<void> {
  if (count < expected.count)
    throw new Fault('store_corrupt', `${expected.count} events were written down, and ${count} are recorded`);
  const [event] = expected.count === 0 ? [] : await store.readChain({ afterSeq: expected.count - 1, limit: 1 });
  if ((event?.hash ?? noHead) !== expected.head)
    throw new Fault('store_corrupt', `event ${expected.count} is not the one whose hash was written down`);
}

/** The one of the configuration, or a file anywhere; only to look. */
export async function withStore(
  readConfig: () => Config,
  { file }: AuditPlace,
  use: (store: Store) => Promise<void>,
): Promise<void> {
  const recordedNow = () => createSystemClock().recordedNow();
  const store =
    file === undefined
      ? await openRecorded(readConfig())
      : await openSqliteStore({ file, recordedNow, readOnly: true });
  try {
    await use(store);
  } finally {
    await store.close();
  }
}
