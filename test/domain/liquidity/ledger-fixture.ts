/** Small ledgers for tests: one day, 2026-01-22, amounts as text. */
import { createLedger, type BufferRule, type Ledger } from '../../../src/domain/liquidity/ledger/ledger';
import { type Account, type LedgerRow } from '../../../src/domain/payment/ledger-row';
import type { LiquidityTerms } from '../../../src/domain/liquidity/terms';
import type { LiquidityTable } from '../../../src/domain/policy/tables/liquidity-table';
import { decimal } from '../../../src/domain/values/money';

export const testDay = '2026-01-22';

/** `14:30` or `14:30:05` of the test day. */
export function at(time: string): number {
  return Date.parse(`${testDay}T${time.length === 5 ? `${time}:00` : time}Z`);
}

export function account(
  account_id: string,
  startOfDayBalance: string,
  more: Partial<Pick<Account, 'entity' | 'currency'>> = {},
): Account {
  return { entity: 'North', currency: 'USD', ...more, account_id, startOfDayBalance: decimal(startOfDayBalance) };
}

export function buffer(minimum: string, more: Partial<Omit<BufferRule, 'minimum'>> = {}): BufferRule {
  return { entity: 'North', currency: 'USD', cutoffUtc: '15:00', ...more, minimum: decimal(minimum) };
}

/** `flow('T1', 'A', '14:30', '-250.00')`: a minus goes out. */
export function flow(
  txn_id: string,
  account_id: string,
  time: string,
  signed: string,
  more: Partial<LedgerRow> = {},
): LedgerRow {
  const amount = decimal(signed);
  return {
    txn_id,
    atMs: at(time),
    entity: 'North',
    account_id,
    beneficiary_name: 'Acme Works',
    payment_type: 'SWIFT',
    amount: amount.abs(),
    direction: amount.isNegative() ? 'OUT' : 'IN',
    currency: 'USD',
    status: 'QUEUED',
    alert_flag: null,
    channel: 'SWIFT',
    ...more,
  };
}

export function ledgerOf(
  accounts: readonly Account[],
  buffers: readonly BufferRule[],
  rows: readonly LedgerRow[],
): Ledger {
  return createLedger({ name: 'test ledger', accounts, buffers, rows });
}

/** Hardly any policy: the account decides, nothing is converted, lent or moved, and no cutoff is known. */
export const noTerms: LiquidityTerms = {
  table: {
    deciding_scope: 'account',
    severity: { id: 'no-policy', warning_below_percent: 110, critical_below_percent: 80 },
    data_age: { id: 'no-policy', max_minutes: 1, unknown: 'hold' },
    buffers: [],
    payment_priority: [],
    sweep_channels: { same_entity: 'INTERNAL', intercompany: 'SWIFT' },
    fx_margin_percent: 0,
    credit_lines: [],
    time_specific_types: [],
  },
  judgeDeparture: () => null,
  rate: () => null,
  ratesAsOf: '',
};

/** Terms whose every departure is in time before `cutoff`, at fixed rates in USD. */
export function termsWith({
  cutoff,
  usdPerUnit = {},
  ...table
}: Partial<LiquidityTable> & { cutoff?: string; usdPerUnit?: Readonly<Record<string, number>> }): LiquidityTerms {
  const rates: Readonly<Record<string, number>> = { USD: 1, ...usdPerUnit };
  return {
    table: { ...noTerms.table, ...table },
    ratesAsOf: `${testDay}T06:00:00Z`,
    judgeDeparture: ({ atMs }) =>
      cutoff === undefined
        ? null
        : { allowed: atMs < at(cutoff), cutoffMs: at(cutoff), why: `The cutoff is at ${cutoff}.` },
    rate: (from, to) => {
      const [sold, bought] = [rates[from], rates[to]];
      return sold === undefined || bought === undefined ? null : decimal(sold).dividedBy(decimal(bought));
    },
  };
}
