/** What later payments are compared with, to and from the columns beside a case's status: asked for at every decision, so it is read without the cases. */
import { sql, type Kysely } from 'kysely';
import type { CaseStatus } from '../../domain/case/machine/states';
import { historyKeys, type EarlierPayment } from '../../domain/case/unusual/earlier-payment';
import type { PaymentCase } from '../../domain/case/payment-case';
import { parseUtc } from '../../domain/values/time';
import type { Store } from '../../ports/store';
import { compileOnce } from '../compile-once';
import { packRows, unpackRows, type Packed } from '../packed-rows';
import type { CasesTable, StoreSchema } from '../schema';

type HistoryColumns = Pick<
  CasesTable,
  'payee' | 'payee_key' | 'payee_account' | 'payee_bank' | 'id_key' | 'amount' | 'currency' | 'asked_at'
>;

export function historyColumns({ payment, openedAt }: Pick<PaymentCase, 'payment' | 'openedAt'>): HistoryColumns {
  const { payeeKey, account, bank, idKey } = historyKeys(payment);
  return {
    payee: payment.beneficiary_name,
    payee_key: payeeKey,
    payee_account: account,
    payee_bank: bank,
    id_key: idKey,
    amount: payment.amount,
    currency: payment.currency,
    asked_at: parseUtc(openedAt) ?? 0,
  };
}

/** Of each kind the newest: what a payee's habit and a duplicate are told from. */
const mostOfAKind = 100;

const columns = [
  'run_id',
  'payment_id',
  'status',
  'payee',
  'payee_key',
  'payee_account',
  'payee_bank',
  'amount',
  'currency',
  'asked_at',
] as const;

type Row = readonly [
  runId: string,
  paymentId: string,
  status: CaseStatus,
  payee: string | null,
  payeeKey: string | null,
  account: string | null,
  bank: string | null,
  amount: number | string | null,
  currency: string | null,
  askedAtMs: number | null,
];

type Keys = Omit<ReturnType<typeof historyKeys>, 'bank'> & { readonly runId: string };

/** One query, each part of it answered by its own index, so that a payee with a hundred thousand payments costs what one with ten does. */
const findAlike = compileOnce<Keys, Packed>((database, given) => {
  const alike = sql`
    select run_id from (select run_id from cases where payee_key = ${given('payeeKey')} order by asked_at desc limit ${mostOfAKind}) as by_payee
    union select run_id from (select run_id from cases where payee_account = ${given('account')} order by asked_at desc limit ${mostOfAKind}) as by_account
    union select run_id from (select run_id from cases where id_key = ${given('idKey')} limit ${mostOfAKind}) as by_id`;
  const others = sql`select * from cases where run_id in (${alike}) and run_id <> ${given('runId')}`;
  const query = packRows(database, columns, others);
  return { compile: () => query.compile(database) };
});

export function createHistoryReader(database: Kysely<StoreSchema>): Store['findEarlier'] {
  return async ({ runId, payment }) => {
    const { bank: _compared, ...keys } = historyKeys(payment);
    const rows = unpackRows(await findAlike(database, { ...keys, runId })) as readonly Row[];
    return rows.map(earlierPayment).sort((a, b) => b.askedAtMs - a.askedAtMs);
  };
}

function earlierPayment([
  id,
  paymentId,
  status,
  payee,
  payeeKey,
  account,
  bank,
  amount,
  currency,
  askedAtMs,
]: Row): EarlierPayment {
  return {
    runId: id,
    paymentId,
    payee: payee ?? '',
    payeeKey: payeeKey ?? '',
    account,
    bank,
    amount: Number(amount),
    currency: currency ?? '',
    askedAtMs: askedAtMs ?? 0,
    status,
  };
}
