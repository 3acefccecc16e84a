/** Names everything said of a ledger payment that its row says otherwise. */
import type { Problem } from '../../values/errors';
import type { LiquidityInput } from '../../evidence/liquidity-screening';
import { ledgerDifferenceSchema, type LedgerDifference } from '../../payment/ledger-difference';
import { contradictsLedgerType } from '../../payment/ledger-payment-type';
import { plainText } from '../../values/text/plain-text';
import { formatUtc, parseUtc } from '../../values/time';
import type { LedgerRow } from '../../payment/ledger-row';
import { parseStatedAmount } from './stated-amount';

/** Empty where nothing differs, or where something does that nobody corrects: that is refused. */
export function correctedSince(input: LiquidityInput, row: LedgerRow): readonly LedgerDifference[] {
  if (row.direction !== 'OUT') return [];
  const told = findContradictions(input, row).map(({ field, figures }) =>
    ledgerDifferenceSchema.safeParse({
      field: field === 'full_amount' ? 'amount' : field,
      asked: figures?.['asked'],
      ledger: figures?.['ledger'],
    }),
  );
  return told.every(({ success }) => success) ? told.flatMap(({ data }) => data ?? []) : [];
}

/** Fields left out contradict nothing; the type may be a stricter one than the row's. */
export function findContradictions(input: LiquidityInput, row: LedgerRow): Problem[] {
  if (row.direction !== 'OUT') {
    return [
      {
        code: 'payment_not_outgoing',
        field: 'payment_id',
        message: `${row.txn_id} comes in; only outgoing payments are assessed.`,
      },
    ];
  }
  const problems: Problem[] = [];
  const differs = (field: keyof LiquidityInput, ledgerValue: string, asked = String(input[field])): void => {
    problems.push({
      code: 'contradicts_ledger',
      field,
      message: `${field} contradicts the ledger: ${row.txn_id} has ${ledgerValue}.`,
      figures: { asked, ledger: ledgerValue },
    });
  };
  // A part is not the row's amount; the whole must be.
  const whole = input.full_amount === undefined ? 'amount' : 'full_amount';
  const stated = input[whole];
  if (stated !== undefined) {
    const amount = parseStatedAmount(whole, stated, row.currency);
    if (!amount.ok) problems.push(...amount.problems);
    else if (!amount.amount.eq(row.amount)) differs(whole, row.amount.toFixed(), amount.amount.toFixed());
  }
  if (input.currency !== undefined && input.currency.trim().toUpperCase() !== row.currency)
    differs('currency', row.currency);
  if (input.account_id !== undefined && input.account_id !== row.account_id) differs('account_id', row.account_id);
  if (input.entity !== undefined && input.entity !== row.entity) differs('entity', row.entity);
  if (input.beneficiary_name !== undefined && plainText(input.beneficiary_name) !== plainText(row.beneficiary_name)) {
    differs('beneficiary_name', row.beneficiary_name);
  }
  if (input.timestamp_utc !== undefined && parseUtc(input.timestamp_utc) !== row.atMs)
    differs('timestamp_utc', formatUtc(row.atMs));
  if (input.payment_type !== undefined && contradictsLedgerType(input.payment_type, row))
    differs('payment_type', row.payment_type);
  if (input.channel !== undefined && row.channel !== null && input.channel !== row.channel)
    differs('channel', row.channel);
  return problems;
}
