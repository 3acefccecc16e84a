/** The list of what waits, for the person who asks, and approvals given from it. */
import type { PressData } from '../../cards/verbs';
import type { SeveralAnswer } from '../../cards/lists/worklist-card';
import type { Card } from '../../cards/templates';
import { offer } from '../../domain/case/machine/permitted-actions';
import { countParts, peopleOfItem, worklist, type Listed, type WorklistItem } from '../../domain/case/people/worklist';
import { mayReadScreenings } from '../../domain/policy/approvals/people-with-rights';
import type { Member } from '../../domain/values/person';
import { createAccess } from '../people/access';
import type { Desk } from '../desk';
import { notOpenCard, type Asked } from './answer-intent';

/** More than a card shows. */
const maxListed = 20;

/** Everything for those policy lets see it, for anybody else what concerns them. */
export async function listWaiting(desk: Desk, asked: Pick<Asked, 'actor' | 'isPersonal'>): Promise<readonly Card[]> {
  return [await worklistFor(desk, asked)];
}

/** `done`: what came of approvals given from the list before. */
export async function worklistFor(
  desk: Desk,
  { actor, isPersonal }: Pick<Asked, 'actor' | 'isPersonal'>,
  done: readonly SeveralAnswer[] = [],
): Promise<Card> {
  const { refusal, items: theirs, isCut } = await waitingFor(desk, actor);
  if (refusal) return notOpenCard(desk, refusal);
  const blocked = isPersonal ? await listBlocked(desk, actor) : [];
  const acknowledged = worklist(blocked, actor);
  return drawWorklist(desk, [...theirs, ...acknowledged], isCut, done);
}

/** What waits and this person may read; `refusal` for somebody the people file does not name and whom none of it concerns. */
export async function waitingFor(desk: Desk, actor: Member) {
  const access = createAccess(desk);
  const notAll = access.refuse('read_worklist', actor);
  const read = await desk.readWorklist(actor, { seesAll: notAll === null, atMost: maxListed });
  const items = read.items.filter((item) => !notAll || access.refuse('read_worklist', actor, item.case) === null);
  const refusal = items.length === 0 && actor.unlisted === true ? notAll : null;
  return { refusal, items, isCut: read.isCut };
}

/** What has to be acknowledged is few, and its part comes last: it has its places all the same. */
const placesToAcknowledge = 5;

function drawWorklist(
  desk: Desk,
  items: readonly WorklistItem[],
  isCut: boolean,
  done: readonly SeveralAnswer[],
): Card {
  const last = items.filter(({ part }) => part === 'to_acknowledge').slice(0, placesToAcknowledge);
  const first = items.filter(({ part }) => part !== 'to_acknowledge').slice(0, maxListed - last.length);
  return desk.cards.worklistCard({
    items: [...first, ...last].map((item) => ({
      ...item,
      people: peopleOfItem(item, desk.people.members()),
      report: desk.blockReportOf(item.case),
    })),
    counts: countParts(items),
    isCut,
    done,
    businessNow: desk.clock.now(),
  });
}

/** What was blocked and nobody has acknowledged, for those alone who may read why, where nobody else reads: to anybody else it is a rejected payment. */
async function listBlocked(desk: Desk, actor: Member): Promise<readonly Listed[]> {
  if (!mayReadScreenings(desk.policy.current(), actor)) return [];
  const blocked = await desk.store.listToAcknowledge(maxListed);
  const listed = await Promise.all(
    blocked.map(async (current) => ({ case: current, inForce: await desk.inForce(current) })),
  );
  return listed.filter(({ case: current, inForce }) => offer('show_screening', current, actor, inForce).ok);
}

/** Each is pressed for itself, on the version the list showed, one after the other: one that is refused keeps no other from counting. */
export async function approveSeveral(
  desk: Desk,
  picked: readonly PressData[],
  actor: Member,
): Promise<readonly SeveralAnswer[]> {
  const access = createAccess(desk);
  const answers: SeveralAnswer[] = [];
  for (const { run_id: runId, version: shownVersion } of picked) {
    const pressedOn = await desk.store.findCase(runId);
    const notTheirs = pressedOn && access.refuse('read_payment', actor, pressedOn);
    const changed = notTheirs ?? (await desk.actOnCase(runId, { type: 'approve', shownVersion, comment: null, actor }));
    // Whoever may not read it learns no more of it than they brought along.
    const paymentId = notTheirs || !pressedOn ? runId : pressedOn.payment.payment_id;
    const [problem] = changed.ok ? [] : changed.problems;
    answers.push({
      paymentId,
      refused: problem ? { problem, referenceId: desk.noteRefusal([problem], { actor, runId }) } : null,
      isLast: changed.ok && changed.case.status === 'approved',
    });
  }
  return answers;
}
