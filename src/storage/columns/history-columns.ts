/** What later payments are compared with, to and from the columns beside a case's status: asked for at every decision, so it is read without the cases. */
import { sql, type Kysely } from 'kysely';
import { historyKeys, type EarlierPayment } from '../../domain/case/unusual/earlier-payment';
import type { PaymentCase } from '../../domain/case/payment-case';
import { parseUtc } from '../../domain/values/time';
import type { Store } from '../../ports';
import { compileOnce } from '../compile-once';
import type { CasesTable, StoreSchema } from '../schema';

type HistoryColumns = Pick<
  CasesTable,
  'payee' | 'payee_key' | 'payee_account' | 'id_key' | 'amount' | 'currency' | 'asked_at'
>;

export function historyColumns({ payment, openedAt }: Pick<PaymentCase, 'payment' | 'openedAt'>): HistoryColumns {
  const { payeeKey, account, idKey } = historyKeys(payment);
  return {
    payee: payment.beneficiary_name,
    payee_key: payeeKey,
    payee_account: account,
    id_key: idKey,
    amount: payment.amount,
    currency: payment.currency,
    asked_at: parseUtc(openedAt) ?? 0,
  };
}

/** Of each kind the newest: what a payee's habit and a duplicate are told from. */
const mostOfAKind = 100;

type Row = Omit<HistoryColumns, 'id_key'> & Pick<CasesTable, 'run_id' | 'payment_id' | 'status'>;

/** One query, each part of it answered by its own index, so that a payee with a hundred thousand payments costs what one with ten does. */
const findAlike = compileOnce<ReturnType<typeof historyKeys>, Row>((database, given) => {
  const columns = sql`run_id, payment_id, status, payee, payee_key, payee_account, amount, currency, asked_at`;
  const query = sql<Row>`
    select * from (select ${columns} from cases where payee_key = ${given('payeeKey')} order by asked_at desc limit ${mostOfAKind}) as by_payee
    union select * from (select ${columns} from cases where payee_account = ${given('account')} order by asked_at desc limit ${mostOfAKind}) as by_account
    union select * from (select ${columns} from cases where id_key = ${given('idKey')} limit ${mostOfAKind}) as by_id
    order by asked_at desc`;
  return { compile: () => query.compile(database) };
});

export function createHistoryReader(database: Kysely<StoreSchema>): Store['findEarlier'] {
  return async ({ runId, payment }) => {
    const rows = await findAlike(database, historyKeys(payment));
    return rows
      .filter((row) => row.run_id !== runId)
      .map((row): EarlierPayment => ({
        runId: row.run_id,
        paymentId: row.payment_id,
        payee: row.payee ?? '',
        payeeKey: row.payee_key ?? '',
        account: row.payee_account,
        amount: row.amount ?? 0,
        currency: row.currency ?? '',
        askedAtMs: row.asked_at ?? 0,
        status: row.status,
      }));
  };
}
