/** Looks for a card that is noted as no desk notes one: nobody would bring it up to date. What its chat shows, no database can say. */
import type { Kysely } from 'kysely';
import { cardKinds, cardStates } from '../../ports/delivery';
import { isCardDue } from '../card-copies';
import type { StoreSchema } from '../schema';

export interface MisnotedCard {
  readonly run_id: string;
  readonly number: number;
}

/** Null where there is none. */
export async function findMisnotedCard(database: Kysely<StoreSchema>): Promise<MisnotedCard | null> {
  const row = await database
    .selectFrom('card_copies as copy')
    .leftJoin('cases', 'cases.run_id', 'copy.run_id')
    .select(['copy.run_id', 'copy.number'])
    .where((eb) =>
      eb.or([
        eb('cases.run_id', 'is', null),
        eb('copy.number', '<', 1),
        eb('copy.kind', 'not in', cardKinds),
        eb('copy.state', 'not in', cardStates),
        // One that shows what is still to come is never behind.
        eb('copy.shown_version', '>', eb.ref('cases.version')),
        eb('copy.tried_version', '>', eb.ref('cases.version')),
        eb('copy.shown_version', '<', 0),
        eb('copy.failures', '<', 0),
        // The sweep passes over cases that are said to be finished.
        eb.and([eb('cases.unfinished', '=', 0), isCardDue]),
      ]),
    )
    .orderBy('copy.run_id')
    .orderBy('copy.number')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}
