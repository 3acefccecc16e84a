/** Who changed a payee's details, to and from the column beside a case's status: asked for whenever a card offers an approval, so it is read without the cases. */
import { sql, type Kysely } from 'kysely';
import { historyKeys } from '../../domain/case/unusual/earlier-payment';
import { compareBanks } from '../../domain/case/unusual/payee-bank';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { CaseStatus } from '../../domain/case/machine/states';
import type { Store } from '../../ports/store';
import { compileOnce } from '../compile-once';
import type { CasesTable, StoreSchema } from '../schema';
import { readCaseText, readPeople } from '../stored/stored-case';

export function changersColumn({
  beneficiaryChangedBy: changers = [],
}: Pick<PaymentCase, 'beneficiaryChangedBy'>): string | null {
  return changers.length > 0 ? JSON.stringify(changers) : null;
}

interface Payee {
  readonly runId: string;
  readonly payeeKey: string;
  readonly account: string | null;
}

const findChangers = compileOnce<Payee, Pick<CasesTable, 'run_id' | 'payee_changers' | 'payee_bank'>>(
  (database, given) =>
    database
      .selectFrom('cases')
      .select(['run_id', 'payee_changers', 'payee_bank'])
      .where('payee_changers', 'is not', null)
      .where('payee_key', '=', given('payeeKey'))
      .where('payee_account', 'is not distinct from', given('account'))
      .where('run_id', '!=', given('runId')),
);

/** One that came back proves nothing of the details. */
const approved: readonly CaseStatus[] = ['approved', 'released', 'short', 'settled'];

/** By bank: the same number at another one is another account. */
const findApproved = compileOnce<Payee, Pick<CasesTable, 'payee_bank'>>((database, given) =>
  database
    .selectFrom('cases')
    .select('payee_bank')
    .distinct()
    .where('payee_key', '=', given('payeeKey'))
    .where('payee_account', 'is not distinct from', given('account'))
    .where('run_id', '!=', given('runId'))
    .where('status', 'in', approved),
);

export function createChangersReader(database: Kysely<StoreSchema>, place: string): Store['findPayeeChangers'] {
  return async ({ runId, payment }) => {
    const { payeeKey, account, bank } = historyKeys(payment);
    const payee = { runId, payeeKey, account };
    const changed = await findChangers(database, payee);
    const found = changed.filter((row) => compareBanks(row.payee_bank, bank) !== 'other');
    if (found.length === 0) return [];
    const proven = await findApproved(database, payee);
    if (proven.some((row) => compareBanks(row.payee_bank, bank) === 'same')) return [];
    return found.flatMap((row) => readPeople(`${place}: who changed the payee of ${row.run_id}`, row.payee_changers));
  };
}

/** Few cases have any, so the index holds few. */
export async function addPayeeChangers(database: Kysely<StoreSchema>): Promise<void> {
  await database.schema.alterTable('cases').addColumn('payee_changers', 'text').execute();
  await sql`create index cases_by_payee_changers on cases (payee_key) where payee_changers is not null`.execute(
    database,
  );
  const rows = await database
    .selectFrom('cases')
    .innerJoin('case_versions as current', (join) =>
      join.onRef('current.run_id', '=', 'cases.run_id').onRef('current.version', '=', 'cases.version'),
    )
    .select(['cases.run_id', 'cases.version', 'current.body'])
    .where('current.body', 'like', '%"beneficiaryChangedBy"%')
    .execute();
  for (const row of rows) {
    const changers = changersColumn(readCaseText('the database', row));
    await database.updateTable('cases').set({ payee_changers: changers }).where('run_id', '=', row.run_id).execute();
  }
}
