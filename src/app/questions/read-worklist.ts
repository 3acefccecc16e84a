/** What waits, for one person, the least time left first: right however much waits, and read from what is due first instead of from all of it. */
import { findOffer } from '../../domain/case/machine/offer';
import { isForComplianceAlone } from '../../domain/case/people/compliance-alone';
import { byUrgency, urgencyOf, worklistItem, type WorklistItem } from '../../domain/case/people/worklist';
import { forAnybody, forReviewers, forSubmitter, submitterKey, timeLeft } from '../../domain/case/people/waiting-place';
import { rolesFrom } from '../../domain/policy/approvals/people-with-rights';
import type { Member } from '../../domain/values/person';
import type { Clock } from '../../ports/process';
import type { Store } from '../../ports/store';
import type { VersionedPolicySource } from '../../ports/sources';
import type { WaitingFilter } from '../../ports/questions';
import type { Knowledge } from '../know';

export interface ReadWorklist {
  /** `seesAll`: what waits for others too. At most so many of each part. */
  (who: Member, asked: { readonly seesAll: boolean; readonly atMost: number }): Promise<WorklistRead>;
}

export interface WorklistRead {
  readonly items: readonly WorklistItem[];
  /** There may be more than were read. */
  readonly isCut: boolean;
}

export interface ReadWorklistDeps {
  readonly store: Pick<Store, 'listWaiting' | 'findCase'>;
  readonly knowledge: Pick<Knowledge, 'inForce'>;
  readonly policy: Pick<VersionedPolicySource, 'current' | 'version'>;
  readonly clock: Pick<Clock, 'now'>;
}

type Scope = Omit<WaitingFilter, 'nowMs' | 'perGroup'>;

/** What is due first may all be barred to this person: then more of it is looked at, up to so many of each group. */
const widths = [1, 8, 64] as const;

export function createReadWorklist({ store, knowledge, policy, clock }: ReadWorklistDeps): ReadWorklist {
  return async (who, { seesAll, atMost }) => {
    const me = submitterKey(who);
    const seen = new Map<string, WorklistItem | null>();
    const itemOf = async (runId: string): Promise<WorklistItem | null> => {
      if (!seen.has(runId)) {
        const current = await store.findCase(runId);
        const listed = current && { case: current, inForce: await knowledge.inForce(current) };
        seen.set(runId, listed && worklistItem(listed, who));
      }
      return seen.get(runId) ?? null;
    };
    const mine = await gather(
      placesOf(who).map((place) => ({ place, submitter: { isNot: me } })),
      ({ part }) => part === 'waits_for_me',
    );
    const others = seesAll ? await gather([{ place: forAnybody }], isOfOthers) : nothing;
    const asked = await gather(
      [forAnybody, forSubmitter].map((place) => ({ place, submitter: { is: me } })),
      ({ part }) => part === 'asked_by_me' || part === 'waits_for_me',
    );
    const items = new Map([...mine.items, ...others.items, ...asked.items].map((item) => [item.case.runId, item]));
    return { items: [...items.values()].sort(byUrgency), isCut: mine.isCut || others.isCut || asked.isCut };

    async function gather(scopes: readonly Scope[], isWanted: (item: WorklistItem) => boolean): Promise<WorklistRead> {
      let found: WorklistItem[] = [];
      for (const width of widths) {
        const { runIds, isCut } = await dueFirst(scopes, atMost * width);
        found = [];
        for (const runId of runIds) {
          const item = await itemOf(runId);
          if (item && isWanted(item)) found.push(item);
          if (found.length > atMost) return { items: found.slice(0, atMost), isCut: true };
        }
        if (!isCut) return { items: found, isCut: false };
      }
      return { items: found, isCut: true };
    }
  };

  /** Roles they hold or stand in for, and the held ones where policy lets them review by hand. */
  function placesOf({ roles, standsIn = [] }: Member): readonly string[] {
    const held = rolesFrom(policy.current(), policy.current().decisions.manual_review.at_least);
    const asked = [...roles, ...standsIn.filter(({ stopped }) => stopped === null).map(({ role }) => role)];
    return [...new Set([...asked, ...(asked.some((role) => held.includes(role)) ? [forReviewers] : [])])];
  }

  /** In the order of the time that is left: what is in time, then what has no cutoff, then what missed it. */
  async function dueFirst(
    scopes: readonly Scope[],
    perGroup: number,
  ): Promise<{ readonly runIds: readonly string[]; readonly isCut: boolean }> {
    const nowMs = clock.now();
    const policyOf = (fingerprint: string) => policy.version(fingerprint) ?? policy.current();
    const left = new Map<string, number | null>();
    const leftOf = (group: string, leavesAtMs: number): number | null => {
      const key = `${group} ${Math.max(nowMs, leavesAtMs)}`;
      const known = left.get(key);
      if (known !== undefined) return known;
      const worked = timeLeft({ group, leavesAtMs }, { nowMs, policyOf });
      left.set(key, worked);
      return worked;
    };
    const due = new Map<string, number | null>();
    let isCut = false;
    for (const scope of scopes) {
      const read = await store.listWaiting({ ...scope, nowMs, perGroup });
      isCut ||= read.isCut;
      for (const { runId, group, leavesAtMs } of read.places) due.set(runId, leftOf(group, leavesAtMs));
    }
    const runIds = [...due].sort(([, a], [, b]) => byTimeLeft(a, b)).map(([runId]) => runId);
    return { runIds, isCut };
  }
}

/** What compliance looks at is no others': listed to them until it is decided, it would tell that it was not blocked. */
function isOfOthers({ part, case: current, offers }: WorklistItem): boolean {
  if (part === 'waits_for_others')
    return !isForComplianceAlone(current) || findOffer(offers, 'show_screening') !== null;
  return part !== 'waits_for_me';
}

const nothing: WorklistRead = { items: [], isCut: false };

function byTimeLeft(a: number | null, b: number | null): number {
  return urgencyOf(a) - urgencyOf(b);
}
