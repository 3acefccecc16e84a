/** What must hold once the storm is over, each a sentence with the cases that break it. */
import type { AuditEvent } from '../../src/domain/case/audit-event';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import { caseStatuses } from '../../src/domain/case/machine/states';
import type { Store } from '../../src/ports/store';
import type { CardCopy } from '../../src/ports/delivery';
import type { Acknowledged } from './crowd';
import type { StormyConnector } from './stormy-connector';

export interface Remains {
  readonly cases: readonly PaymentCase[];
  readonly events: readonly AuditEvent[];
  readonly copies: ReadonlyMap<string, readonly CardCopy[]>;
  /** Runs that `/status` names because a card of theirs was given up. */
  readonly namedGivenUp: ReadonlySet<string>;
}

const many = 1_000_000;

export async function readRemains(store: Store): Promise<Remains> {
  const cases = await store.listCases({ statuses: caseStatuses, limit: many });
  const copies = new Map<string, readonly CardCopy[]>();
  for (const { runId } of cases) copies.set(runId, await store.listCopies(runId));
  const namedGivenUp = new Set(
    (await store.listUndelivered(many)).filter(({ state }) => state === 'given_up').map(({ runId }) => runId),
  );
  return { cases, copies, namedGivenUp, events: await store.readEvents({ limit: many }) };
}

/** Empty where all of it holds. */
export function findBreaches({ cases, events }: Remains, { payments, approvals }: Acknowledged): readonly string[] {
  const byRun = new Map(cases.map((found) => [found.runId, found]));
  const byAmount = countBy(cases.map(({ payment }) => String(payment.amount)));
  const submitted = countBy(events.filter(({ type }) => type === 'payment_submitted').map(({ run_id }) => run_id));
  const given = countBy(events.filter(({ type }) => type === 'approval_given').map(({ run_id }) => run_id));
  return [
    ...[...payments]
      .filter(([amount, runId]) => byRun.get(runId)?.payment.amount !== amount)
      .map(([, runId]) => `lost: payment ${runId} was acknowledged`),
    ...[...approvals]
      .filter((runId) => byRun.get(runId)?.approvals.length !== 1)
      .map((runId) => `lost: the approval of ${runId} was acknowledged; its events: ${typesOf(events, runId)}`),
    ...[...byAmount].filter(([, count]) => count > 1).map(([amount]) => `doubled: two cases for the form of ${amount}`),
    ...[...submitted].filter(([, count]) => count > 1).map(([runId]) => `doubled: ${runId} was submitted twice`),
    ...[...given].filter(([, count]) => count > 1).map(([runId]) => `doubled: ${runId} was approved twice`),
    ...cases
      .filter(({ status }) => status === 'under_review')
      .map(({ runId }) => `left: ${runId} is still under review`),
  ];
}

export interface CardFindings {
  /** Cards the ledger holds for up to date and whose chat shows something else, or nothing. */
  readonly wrong: readonly string[];
  /** Cards behind that are still tried. */
  readonly behind: readonly string[];
  /** A payment's own cards that were refused too often: `/status` names them, and they are posted once more when their case changes. */
  readonly givenUp: readonly string[];
  /** Messages of a card that no ledger row names: their posting was never heard of. */
  readonly orphans: readonly {
    readonly runId: string;
    readonly activityId: string;
    readonly chat: string;
    readonly copy: number;
  }[];
}

export function compareCards({ cases, copies, namedGivenUp }: Remains, { messages }: StormyConnector): CardFindings {
  const wrong: string[] = [];
  const behind: string[] = [];
  const givenUp: string[] = [];
  const known = new Set<string>();
  for (const { runId, version } of cases) {
    const home = (copies.get(runId) ?? []).findLast(({ kind }) => kind === 'home');
    for (const copy of copies.get(runId) ?? []) {
      if (copy.activityId !== null) known.add(copy.activityId);
      const isGivenUp = copy.state === 'given_up' && copy !== home;
      // A reminder is said once: what it told was true when it was said.
      const isSaid = copy.kind === 'notice' && copy.state === 'shown';
      if (copy.state === 'lost' || copy.state === 'gone' || isGivenUp || isSaid) continue;
      const stands = `${runId} card ${copy.number}: ${copy.state} at ${copy.shownVersion} of ${version}, ${copy.lastAnswer}`;
      if (copy.state === 'given_up' && copy.triedVersion === version && namedGivenUp.has(runId)) givenUp.push(stands);
      else if (copy.state !== 'shown' || copy.shownVersion < version) behind.push(stands);
      else if (copy.activityId !== null && !showsVersion(messages.get(copy.activityId)?.text, version))
        wrong.push(`${runId} card ${copy.number} (${copy.activityId}): noted at ${version}`);
    }
    if (!home) behind.push(`${runId}: no card`);
  }
  const orphans = [...messages].flatMap(([activityId, { chat, text }]) => {
    const [, runId, copy] = /"run_id":"(WF-[^"]+)"[^}]*"copy":(\d+)/.exec(text) ?? [];
    return runId === undefined || known.has(activityId) ? [] : [{ runId, activityId, chat, copy: Number(copy) }];
  });
  return { wrong, behind, givenUp, orphans };
}

/** In its buttons, or at its foot where it has none. A card that was deleted in its chat is nobody's to update until the case changes. A few words in place of a card carry no version. */
function showsVersion(text: string | undefined, version: number): boolean {
  const isThere = new RegExp(`version"?:? ?${version}\\b`);
  return text === undefined || isThere.test(text) || text.includes('too large for this chat');
}

function typesOf(events: readonly AuditEvent[], runId: string): string {
  return events.flatMap((event) => (event.run_id === runId ? [event.type] : [])).join(', ');
}

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
