/** One case: as it stands, as it stood, and what an input that is sent again led to. */
import type { Kysely } from 'kysely';
import type { PaymentCase } from '../../domain/case/payment-case';
import { fingerprint, type JsonObject } from '../../domain/values/json';
import type { Store } from '../../ports/store';
import { findByKey, findOfPayment } from '../commit/commit-queries';
import { repeatedOf } from '../commit/repeated';
import { compileOnce } from '../compile-once';
import type { RememberedCases } from './remembered-cases';
import type { StoreSchema } from '../schema';
import { readCaseText, readKeptCase, type CaseRow } from '../stored/stored-case';
import { readVersion } from '../stored/version-texts';
import { selectCurrent, selectVersions } from './case-bodies';

type CaseQueries = Pick<Store, 'findCase' | 'findVersion' | 'readVersionTexts' | 'findRepeated' | 'findCaseByPayment'>;

export function createCaseQueries({
  database,
  place,
  remembered,
  isOnlyWriter,
}: {
  readonly database: Kysely<StoreSchema>;
  /** Names the database in faults. */
  readonly place: string;
  readonly remembered: RememberedCases;
  /** Nobody else changes a case, so that what is remembered is what stands. */
  readonly isOnlyWriter: boolean;
}): CaseQueries {
  async function findCase(runId: string): Promise<PaymentCase | null> {
    const last = remembered.find(runId);
    if (last && (isOnlyWriter || (await isNewest(last)))) return last;
    const [row] = await findCurrentBody(database, { runId });
    if (!row) return null;
    const read = readKeptCase(place, row);
    remembered.keep(read.case, read.whole);
    return read.case;
  }

  async function isNewest({ runId, version }: PaymentCase): Promise<boolean> {
    const [current] = await findCurrent(database, { runId });
    return current?.version === version;
  }

  return {
    findCase,

    async findVersion(runId: string, version: number): Promise<PaymentCase | null> {
      const last = remembered.find(runId);
      if (last?.version === version) return last;
      const [row] = await findKept(database, { runId, version });
      return row ? readCaseText(place, row) : null;
    },

    async readVersionTexts(runId) {
      const rows = await selectVersions(database).where('kept.run_id', '=', runId).orderBy('kept.version').execute();
      return rows.map((row) => ({ version: row.version, text: readVersion(place, row).text }));
    },

    async findRepeated(idempotencyKey: string, input: JsonObject): Promise<PaymentCase | null> {
      const rows = await findByKey(database, { idempotencyKey });
      const repeated = repeatedOf(rows, fingerprint(input), (row) => ({ case: readCaseText(place, row) }));
      return repeated?.ok === true ? repeated.case : null;
    },

    async findCaseByPayment(paymentId: string): Promise<PaymentCase | null> {
      const [found] = await findOfPayment(database, { paymentId });
      return found ? findCase(found.run_id) : null;
    },
  };
}

const findKept = compileOnce<{ readonly runId: string; readonly version: number }, CaseRow>((database, given) =>
  selectVersions(database).where('kept.run_id', '=', given('runId')).where('kept.version', '=', given('version')),
);

const findCurrentBody = compileOnce<{ readonly runId: string }, CaseRow>((database, given) =>
  selectCurrent(database).where('cases.run_id', '=', given('runId')),
);

const findCurrent = compileOnce<{ readonly runId: string }, { readonly version: number }>((database, given) =>
  database.selectFrom('cases').select('version').where('run_id', '=', given('runId')),
);
