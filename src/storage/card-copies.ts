/** The ledger of cards: every posting of a case's card, what it shows, and what its connector said last. */
import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { longestWaitMs } from '../domain/case/time/card-wait';
import { Fault } from '../domain/values/errors';
import { type Store } from '../ports/store';
import { compileOnce, type Given } from './compile-once';
import { cardKinds, cardStates, type CardCopy, type CopyViewer } from '../ports/delivery';
import type { CardCopiesTable, StoreSchema } from './schema';
import type { Write } from './commit/group-commit';
import { parseJson } from './stored/stored-case';

export type CardQueries = Pick<Store, 'listCopies' | 'saveCopies' | 'listCardsDue' | 'listUndelivered'>;

const storedCopySchema = z.looseObject({
  kind: z.enum(cardKinds),
  state: z.enum(cardStates),
  number: z.int().positive(),
});
const conversationSchema = z.record(z.string(), z.json());

const viewerSchema = z.object({ tenantId: z.string(), objectId: z.string(), isPersona: z.literal(true).optional() });

function readViewer({ tenantId, objectId, isPersona }: z.infer<typeof viewerSchema>): CopyViewer {
  return isPersona ? { tenantId, objectId, isPersona } : { tenantId, objectId };
}

/** `place` names the database in faults. */
export function createCardQueries(database: Kysely<StoreSchema>, place: string, write: Write): CardQueries {
  return {
    async listCopies(runId) {
      const rows = await findCopies(database, { runId });
      return rows.map((row) => readCopyRow(place, row));
    },

    // A note a power cut takes has the card updated once more, or one just posted posted again, as a crash before the note would.
    saveCopies: (copies, known) => write('unsynced', (held) => saveCopies(held, copies, known)),

    async listCardsDue({ nowMs, inDoubtToo, limit }) {
      const rows = await database
        .selectFrom('cases')
        .leftJoin('card_copies as copy', 'copy.run_id', 'cases.run_id')
        .select('cases.run_id')
        .distinct()
        .select('cases.opened_seq')
        .where('cases.unfinished', '=', 1)
        .where((eb) => {
          // A time further off than any wait was written by a clock that has been set back since.
          const mayRetry = eb.or([
            eb('copy.retry_at', 'is', null),
            eb('copy.retry_at', '<=', nowMs),
            eb('copy.retry_at', '>', nowMs + longestWaitMs),
          ]);
          return eb.or([
            eb.not(
              eb.exists(
                eb
                  .selectFrom('card_copies as home')
                  .select('home.number')
                  .whereRef('home.run_id', '=', 'cases.run_id')
                  .where('home.kind', '=', 'home')
                  .where('home.state', 'in', liveStates),
              ),
            ),
            eb.and([eb('copy.state', 'in', ['waiting', 'posting']), mayRetry]),
            eb.and([
              eb('copy.state', '=', 'shown'),
              // A word that was said is never said anew.
              eb('copy.kind', '<>', 'notice'),
              mayRetry,
              eb.or([
                eb('copy.shown_version', '<', eb.ref('cases.version')),
                ...(inDoubtToo ? [eb('copy.in_doubt', '=', 1)] : []),
              ]),
            ]),
            eb.and([
              eb('copy.state', '=', 'given_up'),
              eb('copy.kind', '<>', 'notice'),
              eb('copy.tried_version', '<', eb.ref('cases.version')),
            ]),
          ]);
        })
        .orderBy('cases.opened_seq')
        .limit(limit)
        .execute();
      return rows.map(({ run_id }) => run_id);
    },

    async listUndelivered(limit) {
      const rows = await database
        .selectFrom('card_copies as copy')
        .innerJoin('cases', 'cases.run_id', 'copy.run_id')
        .selectAll('copy')
        .select('cases.payment_id')
        // Spelled as the index is, or it is not used.
        .where('copy.failures', '>', sql.lit(0))
        .where('copy.state', 'not in', ['lost', 'gone'])
        .whereRef('copy.shown_version', '<', 'cases.version')
        .orderBy((row) => row.case().when('copy.state', '=', 'given_up').then(0).else(1).end())
        .orderBy('cases.opened_seq')
        .limit(limit)
        .execute();
      return rows.map((row) => {
        const { runId, state, failures, lastAnswer } = readCopyRow(place, row);
        return { runId, paymentId: row.payment_id, state, failures, lastAnswer };
      });
    },
  };
}

/** What can still become or is a card somebody sees and the desk can reach. */
const liveStates = ['waiting', 'posting', 'shown', 'given_up'] as const;

async function saveCopies(
  held: Kysely<StoreSchema>,
  copies: readonly CardCopy[],
  known: readonly CardCopy[] | undefined,
): Promise<boolean> {
  const first = known && copies.find(({ number }) => known.every((one) => one.number < number));
  // Whoever else adds one to the same list gives it the same number, and waits here for this one to be kept.
  if (first && (await insertCopy(held, copyRow(first))).length === 0) return false;
  for (const copy of copies) if (copy !== first) await upsertCopy(held, copyRow(copy));
  for (const runId of new Set(copies.map((copy) => copy.runId))) await noteUnfinished(held, { runId });
  return true;
}

/** What a copy says beside its number. */
function saidOf(given: Given<CardCopiesTable>): Omit<CardCopiesTable, 'run_id' | 'number'> {
  return {
    kind: given('kind'),
    state: given('state'),
    conversation: given('conversation'),
    activity_id: given('activity_id'),
    shown_version: given('shown_version'),
    tried_version: given('tried_version'),
    failures: given('failures'),
    retry_at: given('retry_at'),
    in_doubt: given('in_doubt'),
    last_answer: given('last_answer'),
    viewer: given('viewer'),
    about: given('about'),
    drawn_from: given('drawn_from'),
    chosen_language: given('chosen_language'),
  };
}

/** Gives nothing where there is one of that number. */
const insertCopy = compileOnce<CardCopiesTable, { readonly number: number }>((database, given) =>
  database
    .insertInto('card_copies')
    .values({ run_id: given('run_id'), number: given('number'), ...saidOf(given) })
    .onConflict((conflict) => conflict.columns(['run_id', 'number']).doNothing())
    .returning('number'),
);

const upsertCopy = compileOnce<CardCopiesTable>((database, given) =>
  database
    .insertInto('card_copies')
    .values({ run_id: given('run_id'), number: given('number'), ...saidOf(given) })
    .onConflict((conflict) => conflict.columns(['run_id', 'number']).doUpdateSet(saidOf(given))),
);

const findCopies = compileOnce<{ readonly runId: string }, CardCopiesTable>((database, given) =>
  database.selectFrom('card_copies').selectAll().where('run_id', '=', given('runId')).orderBy('number'),
);

/** Of `copy` beside its row in `cases`: something is or will be sent. */
export const isCardDue = sql<boolean>`(
  copy.state in ('waiting', 'posting')
  or (copy.kind <> 'notice' and copy.state = 'shown' and (copy.shown_version < cases.version or copy.in_doubt = 1))
  or (copy.kind <> 'notice' and copy.state = 'given_up' and copy.tried_version < cases.version)
)`;

/** Keeps the sweep off cases whose every card shows them. One under review stays on its list whatever its cards show. */
const noteUnfinished = compileOnce<{ readonly runId: string }>((database, given) =>
  database
    .updateTable('cases')
    .set({
      unfinished: sql<0 | 1>`case
        when status = 'under_review' then 1
        when not exists (select 1 from card_copies where run_id = cases.run_id and kind = 'home' and state in ('waiting', 'posting', 'shown', 'given_up')) then 1
        when exists (select 1 from card_copies as copy where copy.run_id = cases.run_id and ${isCardDue}) then 1
        else 0 end`,
    })
    .where('run_id', '=', given('runId')),
);

function copyRow(copy: CardCopy): CardCopiesTable {
  return {
    run_id: copy.runId,
    number: copy.number,
    kind: copy.kind,
    state: copy.state,
    conversation: copy.conversation === null ? null : JSON.stringify(copy.conversation),
    activity_id: copy.activityId,
    shown_version: copy.shownVersion,
    tried_version: copy.triedVersion,
    failures: copy.failures,
    retry_at: copy.retryAtMs === null ? null : Math.round(copy.retryAtMs),
    in_doubt: copy.inDoubt ? 1 : 0,
    last_answer: copy.lastAnswer,
    viewer: copy.viewer === undefined ? null : JSON.stringify(copy.viewer),
    about: copy.about ?? null,
    drawn_from: copy.drawnFrom ?? null,
    chosen_language: copy.chosenLanguage ?? null,
  };
}

function readCopyRow(place: string, row: CardCopiesTable): CardCopy {
  const named = `${place}: card ${row.number} of case ${row.run_id}`;
  const checked = storedCopySchema.safeParse(row);
  const conversation =
    row.conversation === null ? null : conversationSchema.safeParse(parseJson(named, row.conversation));
  const viewer = row.viewer === null ? null : viewerSchema.safeParse(parseJson(named, row.viewer));
  if (!checked.success || conversation?.success === false || viewer?.success === false)
    throw new Fault('store_corrupt', `${named} is not written as this store writes`);
  return {
    runId: row.run_id,
    number: row.number,
    kind: row.kind,
    state: row.state,
    conversation: conversation?.data ?? null,
    activityId: row.activity_id,
    shownVersion: row.shown_version,
    triedVersion: row.tried_version,
    failures: row.failures,
    retryAtMs: row.retry_at,
    inDoubt: row.in_doubt !== 0,
    lastAnswer: row.last_answer,
    ...(viewer === null ? {} : { viewer: readViewer(viewer.data) }),
    ...(row.about === null ? {} : { about: row.about }),
    ...(row.drawn_from === null ? {} : { drawnFrom: row.drawn_from }),
    ...(row.chosen_language === null ? {} : { chosenLanguage: row.chosen_language }),
  };
}
