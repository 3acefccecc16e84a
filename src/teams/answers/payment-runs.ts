/** Payment runs in chat: a file or a pasted table becomes one card, and what proceeds is approved from it. */
import { z } from 'zod';
import type { NotDone } from '../../cards/lists/run-card';
import type { Card } from '../../cards/templates';
import { isTable } from '../../domain/payment-file/payment-run';
import { readRunRecord, runIdOf, type RunRecord } from '../../domain/payment-file/run-record';
import { worklistItem, peopleOfItem } from '../../domain/case/people/worklist';
import { refuse, type Refusal } from '../../domain/values/errors';
import { cut } from '../../domain/values/text/cut';
import type { Member } from '../../domain/values/person';
import type { RunApproved, RunStanding } from '../../ports/payment-files';
import type { Desk } from '../desk';
import type { ReceivedFile } from '../files/received-files';
import { createAccess } from '../people/access';
import type { PressAnswer } from '../press-answer';
import { refusalCard } from './answer-intent';

/** More than a card shows. */
const maxWorst = 6;
/** Read in the hope that somebody may read as many as a card shows. */
const maxLookedAt = 30;
/** A run of a few hundred payments is taken by then; of a longer one the card says so, and a refresh how far it is. */
const waitForMs = 3_000;
const maxListed = 12;
/** A run's own id has 16. */
const longestShownId = 40;
/** What Teams lets a message carry. */
const maxFiles = 10;

/** Whether what somebody pasted is a table of payments. */
export function isPastedTable(text: string): boolean {
  return /\r?\n|\r/.test(text.trim()) && isTable(text.trimStart());
}

export function takePasted(desk: Desk, text: string, actor: Member): Promise<readonly Card[]> {
  return takeBytes(desk, { name: 'pasted.csv', bytes: Buffer.from(text.trim()) }, actor);
}

/** One card for each file, and one for those beyond what a message may bring. */
export async function takeFiles(desk: Desk, files: readonly ReceivedFile[], actor: Member): Promise<readonly Card[]> {
  const cards: Card[] = [];
  for (const file of files.slice(0, maxFiles)) {
    const fetched = await desk.paymentRuns.fetchFile(file);
    if (fetched.ok) cards.push(...(await takeBytes(desk, { name: file.name, bytes: fetched.bytes }, actor)));
    else cards.push(notTaken(desk, fetched));
  }
  const left = files.length - maxFiles;
  return left > 0 ? [...cards, notTaken(desk, tooMany(left))] : cards;
}

async function takeBytes(
  desk: Desk,
  { name, bytes }: { readonly name: string; readonly bytes: Buffer },
  actor: Member,
): Promise<readonly Card[]> {
  const read = await desk.paymentRuns.readBytes(name, bytes);
  if (!read.ok) return [notTaken(desk, read)];
  if (read.content.kind !== 'payment_run')
    return [
      notTaken(desk, refuse('file_invalid', `${name} is a status report of a bank: it belongs in the inbox.`, 'file')),
    ];
  const { run } = read.content;
  const id = runIdOf(run.sha256);
  const taking = desk.paymentRuns.take({ run, name, submitter: actor });
  const taken = await Promise.race([taking, desk.clock.sleep(waitForMs).then(() => null)]);
  if (taken && !taken.ok) return [notTaken(desk, taken)];
  if (!taken)
    taking.catch((error: unknown) => {
      desk.log.error({ run: id, err: error }, 'a payment run was broken off; the same file again goes on with it');
    });
  return [await runCard(desk, id, actor)];
}

function tooMany(left: number): Refusal {
  const message = `A message brings ${maxFiles} files at most; the last ${left} were left. Send them in another message.`;
  return refuse('too_many_attachments', message, 'file', { left });
}

function notTaken(desk: Desk, { problems }: Refusal): Card {
  return refusalCard(desk, desk.words.paymentRun.refusedFile, problems);
}

/** What came of a press; nothing before one. */
interface Pressed {
  readonly done?: RunApproved;
  readonly notDone?: NotDone;
}

/** For those policy lets read what waits, and for whoever brought it. */
export async function runCard(desk: Desk, id: string, actor: Member, pressed: Pressed = {}): Promise<Card> {
  const standing = await desk.paymentRuns.read(id, actor);
  const refusal = createAccess(desk).refuse('read_worklist', actor);
  const isTheirs = standing?.record.by_object_id === actor.objectId;
  if (!standing || (refusal && !isTheirs))
    return notTaken(desk, refuse('unknown_run', `No payment run ${cut(id, longestShownId)} is known here.`, 'run'));
  return drawRun(desk, standing, actor, pressed);
}

/** What a run's card is drawn from. */
export type RunDesk = Pick<Desk, 'policy' | 'personas' | 'people' | 'inForce' | 'blockReportOf' | 'cards' | 'clock'> & {
  readonly store: Pick<Desk['store'], 'findCase'>;
};

/** For somebody who may see it; of its payments, those this person may read. */
export async function drawRun(
  desk: RunDesk,
  standing: RunStanding,
  actor: Member,
  { done, notDone, addressee }: Pressed & { readonly addressee?: string | undefined } = {},
): Promise<Card> {
  const access = createAccess(desk);
  const worst = [];
  for (const runId of standing.worstFirst.slice(0, maxLookedAt)) {
    if (worst.length === maxWorst) break;
    const current = await desk.store.findCase(runId);
    if (!current || access.refuse('read_payment', actor, current)) continue;
    const item = worklistItem({ case: current, inForce: await desk.inForce(current) }, actor);
    worst.push({ ...item, people: peopleOfItem(item, desk.people.members()), report: desk.blockReportOf(current) });
  }
  return desk.cards.runCard({ standing, worst, done: done ?? null, notDone, addressee, businessNow: desk.clock.now() });
}

/** The newest first. */
export async function listRuns(desk: Desk, actor: Member): Promise<Card> {
  const { paymentRun: text } = desk.words;
  const refusal = createAccess(desk).refuse('read_worklist', actor);
  const all = (await desk.store.listSubjects('payment_run')).map((subject) => ({
    id: subject.id,
    record: readRunRecord(subject),
  }));
  const theirs = all.filter(({ record }) => !refusal || record.by_object_id === actor.objectId).reverse();
  if (theirs.length === 0) return desk.cards.noticeCard({ title: text.none, text: text.noneWhy });
  const { show } = desk.words;
  const named = ({ name, at }: RunRecord): string =>
    text.named(cut(name, longestShownId), show.minute(at, desk.clock.now()));
  return desk.cards.answerCard({
    title: text.list,
    lines: theirs
      .slice(0, maxListed)
      .map(({ id, record }) =>
        text.listed(id, named(record), show.count(record.taken.length), show.count(record.rows)),
      ),
    suggestions: theirs.slice(0, 3).map(({ id, record }) => ({ title: named(record), said: `/run ${id}` })),
  });
}

const pressSchema = z.object({
  run: z.string().regex(/^RUN-[0-9A-F]{12}$/),
  shown: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional(),
});

export async function answerRunPress(
  desk: Desk,
  verb: 'approve_run' | 'show_run',
  { data, actor }: { readonly data: unknown; readonly actor: Member },
  refused: (refusal: Refusal) => PressAnswer,
): Promise<PressAnswer> {
  const read = pressSchema.safeParse(data);
  if (!read.success)
    return refused(refuse('press_unreadable', 'The card sent data we cannot read. Ask for it again with /runs.'));
  const { run: id, shown = '' } = read.data;
  if (verb === 'show_run') return { card: await runCard(desk, id, actor), message: null, place: 'pressed' };
  const done = await desk.paymentRuns.approve(id, shown, actor);
  // What was not done is said, and the card is drawn as it stands now.
  if (!done.ok) {
    const { problems } = done;
    const referenceId = desk.noteRefusal(problems, { actor });
    return {
      card: await runCard(desk, id, actor, { notDone: { problems, referenceId } }),
      message: null,
      place: 'pressed',
    };
  }
  return { card: await runCard(desk, id, actor, { done }), message: null, place: 'pressed' };
}
