/** SQLite's twenty-second migration and PostgreSQL's eleventh: the bank of a payee's account joins what later payments are compared with. */
import { isValidIBAN } from 'ibantools';
import type { Kysely } from 'kysely';
import { payeeBank } from '../../domain/case/unusual/payee-bank';
import type { StoreSchema } from '../schema';
import { readCaseText } from '../stored/stored-case';

const casesAtOnce = 500;

/** Payments of earlier releases are compared too: their bank is read from them. An IBAN says its own, so most cases are not read at all. */
export async function addPayeeBank(database: Kysely<StoreSchema>): Promise<void> {
  await database.schema.alterTable('cases').addColumn('payee_bank', 'text').execute();
  for (let afterSeq = 0; ;) {
    const page = await database
      .selectFrom('cases')
      .select(['run_id', 'opened_seq', 'payee_account'])
      .where('payee_account', 'is not', null)
      .where('opened_seq', '>', afterSeq)
      .orderBy('opened_seq')
      .limit(casesAtOnce)
      .execute();
    for (const { run_id: runId, payee_account: account } of page)
      if (account !== null && !isValidIBAN(account)) await fill(database, runId);
    const last = page.at(-1);
    if (!last || page.length < casesAtOnce) return;
    afterSeq = last.opened_seq;
  }
}

async function fill(database: Kysely<StoreSchema>, runId: string): Promise<void> {
  const row = await database
    .selectFrom('cases')
    .innerJoin('case_versions as current', (join) =>
      join.onRef('current.run_id', '=', 'cases.run_id').onRef('current.version', '=', 'cases.version'),
    )
    .leftJoin('case_versions as whole', (join) =>
      join.onRef('whole.run_id', '=', 'current.run_id').onRef('whole.version', '=', 'current.differs_from'),
    )
    .select(['cases.run_id', 'cases.version', 'current.body', 'current.differs_from', 'whole.body as whole_body'])
    .where('cases.run_id', '=', runId)
    .executeTakeFirst();
  const bank = row && payeeBank(readCaseText('the database', row).payment);
  if (bank != null) await database.updateTable('cases').set({ payee_bank: bank }).where('run_id', '=', runId).execute();
}
