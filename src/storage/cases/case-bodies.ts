/** How the texts of cases are selected: each version with the whole one that it is kept as a difference from. */
import type { Kysely } from 'kysely';
import type { StoreSchema } from '../schema';

export const selectCurrent = (database: Kysely<StoreSchema>) =>
  database
    .selectFrom('cases')
    .leftJoin('case_versions as current', (join) =>
      join.onRef('current.run_id', '=', 'cases.run_id').onRef('current.version', '=', 'cases.version'),
    )
    .leftJoin('case_versions as whole', (join) =>
      join.onRef('whole.run_id', '=', 'current.run_id').onRef('whole.version', '=', 'current.differs_from'),
    )
    .select(['cases.run_id', 'cases.version', 'current.body', 'current.differs_from', 'whole.body as whole_body']);

export const selectVersions = (database: Kysely<StoreSchema>) =>
  database
    .selectFrom('case_versions as kept')
    .leftJoin('case_versions as whole', (join) =>
      join.onRef('whole.run_id', '=', 'kept.run_id').onRef('whole.version', '=', 'kept.differs_from'),
    )
    .select(['kept.run_id', 'kept.version', 'kept.body', 'kept.differs_from', 'whole.body as whole_body']);
