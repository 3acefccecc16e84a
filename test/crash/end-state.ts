/** What a run left behind, without what must differ between two runs: ids, and when things were done. */
import { findChainFault, isHouseEvent, type AuditEvent } from '../../src/domain/case/audit-event';
import { finalOutput } from '../../src/domain/case/decision/final-output';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { databaseFile } from '../../src/composition/store/open-store';
import type { Connector } from '../fakes/connector';
import { heldAgainstNames } from './named-contents';

/** The fields that say when something was done. What an agent found about times of the day stays. */
const momentFields = new Set(['executed_at', 'decidedAt', 'at', 'startedAt', 'finishedAt', 'now_utc']);

export async function readEndState(dataDir: string, paymentId: string) {
  const file = databaseFile({ dataDir, profile: 'local' });
  const store = await openSqliteStore({
    file,
    recordedNow: () => 0,
    readOnly: true,
  });
  try {
    const found = await store.findCaseByPayment(paymentId);
    if (!found) throw new Error(`no case for ${paymentId}`);
    const events = await store.readEvents({ limit: 1_000 });
    const chain = await store.readChain({ limit: 1_000 });
    const copies = await store.listCopies(found.runId);
    return {
      runId: found.runId,
      copies,
      card: copies.findLast(({ kind }) => kind === 'home') ?? null,
      unfinished: [
        ...(await store.listRunIds({ statuses: ['under_review'], limit: 10 })),
        ...(await store.listCardsDue({ nowMs: Number.MAX_SAFE_INTEGER / 2, inDoubtToo: false, limit: 10 })),
      ],
      chainFault: findChainFault(chain),
      contents: await heldAgainstNames(store, file, found.runId),
      comparable: withoutMoments({
        status: found.status,
        version: found.version,
        decision: found.decision,
        approvals: found.approvals,
        rejection: found.rejection,
        failure: found.failure,
        trace: found.run.trace,
        turns: found.run.turns,
        end: found.run.end,
        final: finalOutput(found),
        events: events.map(asComparableEvent),
        house: chain.filter(isHouseEvent).map(({ seq, type, subject_version: version }) => ({ seq, type, version })),
      }),
    };
  } finally {
    await store.close();
  }
}

function asComparableEvent({ seq, case_version, type, actor, payload }: AuditEvent) {
  return { seq, case_version, type, actor, fields: Object.keys(payload).sort() };
}

/** The payment's card as the channel shows it now, without ids and moments; null where there is not exactly one. */
export function shownCards(connector: Connector, paymentId: string): { activityId: string; text: string }[] {
  return [...connector.cards()]
    .map(([activityId, card]) => ({ activityId, text: withoutIds(JSON.stringify(card)) }))
    .filter(({ text }) => text.includes(paymentId));
}

export function withoutIds(text: string): string {
  return text.replaceAll(/WF-\d{14}-[0-9a-f]{6}/g, 'WF').replaceAll(/10:2[5-9](:\d\d)?/g, '10:25');
}

/** Any JSON, without run ids, the moments things were done, and hashes that are made of these. */
export function withoutMoments(value: unknown): unknown {
  const text = JSON.stringify(value, function drop(this: Record<string, unknown>, key: string, field: unknown) {
    // A tool's own audit block says when it was asked; `run_id` tells it from a payment's `timestamp_utc`.
    const isMoment = momentFields.has(key) || (key === 'timestamp_utc' && 'run_id' in this);
    // What was found is hashed with the moments it was found at.
    const isOfMoments = key === 'findings' || key === 'boundTo';
    return isMoment || isOfMoments ? 'moment' : field;
  });
  return JSON.parse(text.replaceAll(/WF-\d{14}-[0-9a-f]{6}/g, 'WF')) as unknown;
}
