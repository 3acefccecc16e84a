/** Tells of a payment run once its payments are reviewed: whoever may decide one of them gets the run's card, however its file came. */
import { whoIsAsked } from '../delivery/addressees';
import { mayConcernPeople } from '../delivery/reach-people';
import type { ChangeSubject } from '../house/change-subject';
import type { Knowledge } from '../know';
import { isHouseEvent, type ChainEvent } from '../../domain/case/audit-event';
import { readRunRecord, runRecordBody, type RunRecord } from '../../domain/payment-file/run-record';
import type { Member } from '../../domain/values/person';
import { parseUtc } from '../../domain/values/time';
import type { Clock } from '../../ports/process';
import type { Directory } from '../../ports/sources';
import type { Store } from '../../ports/store';

/** One round. */
export type AnnounceRuns = () => Promise<void>;

/** Gives how many of them were reached in a chat of their own, and whether the channel was told. Never throws: whoever was not reached has the list. */
export type TellOfRun = (
  id: string,
  asked: readonly Member[],
) => Promise<{ readonly people: number; readonly inChannel: boolean }>;

export interface AnnounceRunsDeps {
  readonly store: Pick<Store, 'readChain' | 'findSubject' | 'findCase' | 'listStanding'>;
  readonly changeSubject: ChangeSubject;
  readonly inForce: Knowledge['inForce'];
  readonly directory: Pick<Directory, 'members'>;
  readonly tell: TellOfRun;
  readonly clock: Pick<Clock, 'now'>;
  /** Lets the process take what came in meanwhile. */
  readonly turn: () => Promise<void>;
}

const eventsAtOnce = 500;
/** A card that comes before the reviews shows little; one that waits for the last of thousands comes too late. */
const waitForReviewsMs = 15 * 60_000;
/** Of runs that a desk finds when it starts: what was taken in before is no news. */
const newsForMs = 24 * 3_600_000;
const casesBetweenTurns = 20;

export function createAnnounceRuns(deps: AnnounceRunsDeps): AnnounceRuns {
  const { store, changeSubject, clock } = deps;
  let after = 0;
  /** Taken in and told to nobody: when, by id. */
  const untold = new Map<string, number>();

  return async () => {
    await follow();
    for (const [id, takenMs] of untold) {
      const age = clock.now() - takenMs;
      if (age > newsForMs || (await announce(id, age))) untold.delete(id);
    }
  };

  /** What happened in the house since the last round; other processes tell of runs too. */
  async function follow(): Promise<void> {
    for (;;) {
      const events = await store.readChain({ afterSeq: after, limit: eventsAtOnce, houseOnly: true });
      events.forEach(note);
      after = events.at(-1)?.seq ?? after;
      if (events.length < eventsAtOnce) return;
    }
  }

  function note(event: ChainEvent): void {
    if (!isHouseEvent(event)) return;
    if (event.type === 'payment_run_taken') untold.set(event.subject_id, parseUtc(event.at) ?? 0);
    if (event.type === 'payment_run_announced') untold.delete(event.subject_id);
  }

  /** False where its reviews are to be waited for. */
  async function announce(id: string, age: number): Promise<boolean> {
    const subject = await store.findSubject('payment_run', id);
    if (!subject) return true;
    const record = readRunRecord(subject);
    if (age < waitForReviewsMs && (await isUnderReview(record))) return false;
    const asked = await whoMayDecide(record, deps);
    // Told before it is written down: a desk that is killed in between tells twice, and never not at all.
    const told = await deps.tell(id, asked);
    await changeSubject({
      subject: { ...subject, version: subject.version + 1, body: runRecordBody(record) },
      type: 'payment_run_announced',
      by: null,
      idempotencyKey: `payment_run_announced:${id}`,
      input: { sha256: record.sha256 },
      told: { file: record.name, asked: asked.length, people: told.people, in_channel: told.inChannel },
    });
    return true;
  }

  async function isUnderReview({ taken }: RunRecord): Promise<boolean> {
    const standing = await store.listStanding(taken.map(({ run_id: runId }) => runId));
    return standing.some(({ status }) => status === 'under_review');
  }
}

/** Whoever is asked for any of its payments, as they would be for a single one; whoever brought it had its card then. */
async function whoMayDecide(
  { taken, by_object_id: broughtBy }: RunRecord,
  { store, inForce, directory, turn }: AnnounceRunsDeps,
): Promise<readonly Member[]> {
  const members = directory.members().filter(({ objectId }) => objectId !== broughtBy);
  const asked = new Set<Member>();
  for (const [at, { run_id: runId }] of taken.entries()) {
    if (asked.size === members.length) break;
    if (at % casesBetweenTurns === 0) await turn();
    const current = await store.findCase(runId);
    if (!current || !mayConcernPeople(current)) continue;
    for (const member of whoIsAsked({ current, inForce: await inForce(current), members })) asked.add(member);
  }
  return [...asked];
}
