/** Everything the store is asked. */
import type { Kysely } from 'kysely';
import type { Store } from '../ports/store';
import { createCardQueries } from './card-copies';
import { createCaseLists } from './cases/case-lists';
import { createCaseQueries } from './cases/case-queries';
import { createEventQueries } from './event-queries';
import { createHistoryReader } from './columns/history-columns';
import { createChangersReader } from './columns/payee-changers';
import { createWaitingReader } from './columns/waiting';
import { createChatQueries } from './personal-chats';
import { createLanguageQueries } from './chosen-languages';
import { createTokenQueries } from './kept-tokens';
import { createDeliveryQueries } from './deliveries';
import { createReplicaQueries } from './replicas';
import { createRecordReader } from './columns/compliance-columns';
import { createReservationReader } from './columns/reservation-reader';
import type { RememberedCases } from './cases/remembered-cases';
import type { StoreSchema } from './schema';
import { createContentQueries, type KnownContents } from './kept-contents';
import { createToolCallQueries } from './tool-calls';
import { createSubjectQueries } from './subject-queries';
import type { Write } from './commit/group-commit';

export type StoreQueries = Omit<
  Store,
  'commit' | 'commitSubject' | 'commitTogether' | 'isClockApart' | 'probe' | 'close'
>;

export interface QueriesParts {
  readonly database: Kysely<StoreSchema>;
  /** Names the database in faults. */
  readonly place: string;
  readonly write: Write;
  readonly remembered: RememberedCases;
  readonly known: KnownContents;
  /** Nobody else changes a case, so that what is remembered is what stands. */
  readonly isOnlyWriter: boolean;
  /** What begins a transaction that sees one state of everything. */
  readonly beginSnapshot: string;
  /** Real time, UTC milliseconds. */
  readonly recordedNow: () => number;
}

/** Reads throw `store_corrupt` for what cannot be what was written. */
export function createQueries(parts: QueriesParts): StoreQueries {
  const { database, place, write, known } = parts;
  return {
    ...createCaseQueries(parts),
    ...createCaseLists(database, place),
    ...createEventQueries(parts),
    listWaiting: createWaitingReader(database),
    findEarlier: createHistoryReader(database),
    findPayeeChangers: createChangersReader(database, place),
    readFalsePositives: createRecordReader(database, place),
    readReservations: createReservationReader(database, place),
    ...createCardQueries(database, place, write),
    ...createChatQueries(database, place, write),
    ...createLanguageQueries(database, write),
    ...createTokenQueries(parts),
    ...createContentQueries(database, place, known),
    ...createToolCallQueries(database, place, write, known),
    ...createSubjectQueries(database, place),
    ...createReplicaQueries(parts),
    ...createDeliveryQueries(parts),
  };
}
