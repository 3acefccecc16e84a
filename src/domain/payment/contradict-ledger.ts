/** What a request says again of a payment that its ledger has, and says differently: each field by name. */
import { parseAmount } from '../values/amounts/parse-amount';
import type { Problem } from '../values/errors';
import { plainText } from '../values/text/plain-text';
import { formatUtc, parseUtc } from '../values/time';
import { contradictsLedgerType } from './ledger-payment-type';
import type { LedgerRow } from './ledger-row';
import type { PaymentDraft } from './payment-request';

/** How the ledger writes a field, and whether a draft that states it means the same. */
interface Compared<Stated> {
  readonly inLedger: (row: LedgerRow) => string;
  readonly isSame: (stated: Stated, row: LedgerRow) => boolean;
}

type Fields = {
  readonly [Field in keyof PaymentDraft]?: Compared<NonNullable<PaymentDraft[Field]>>;
};

/** The amount stands apart: it may be none at all. */
const beforeAmount: Fields = {
  beneficiary_name: {
    inLedger: (row) => row.beneficiary_name,
    isSame: (name, row) => plainText(name) === plainText(row.beneficiary_name),
  },
  currency: { inLedger: (row) => row.currency, isSame: (currency, row) => currency === row.currency },
};
const afterAmount: Fields = {
  account_id: { inLedger: (row) => row.account_id, isSame: (account, row) => account === row.account_id },
  entity: { inLedger: (row) => row.entity, isSame: (entity, row) => entity === row.entity },
  channel: {
    inLedger: (row) => row.channel ?? '',
    isSame: (channel, row) => row.channel === null || channel === row.channel,
  },
  timestamp_utc: { inLedger: (row) => formatUtc(row.atMs), isSame: (at, row) => parseUtc(at) === row.atMs },
  payment_type: {
    inLedger: (row) => row.payment_type,
    isSame: (type, row) => !contradictsLedgerType(type, row),
  },
};

/** None for a field that is left out: the ledger says it. */
export function contradictions(draft: PaymentDraft, row: LedgerRow): readonly Problem[] {
  return [
    ...differing(beforeAmount, draft, row),
    ...differingAmount(draft, row),
    ...differing(afterAmount, draft, row),
  ];
}

function differing(fields: Fields, draft: PaymentDraft, row: LedgerRow): readonly Problem[] {
  return (Object.keys(fields) as (keyof PaymentDraft)[]).flatMap((field) => {
    // Each field's rule takes what that field holds; that the two belong together is lost in a loop over both.
    const compared = fields[field] as Compared<unknown> | undefined;
    const stated = draft[field];
    if (!compared || stated === undefined || compared.isSame(stated, row)) return [];
    return [against(field, row, compared.inLedger(row))];
  });
}

function differingAmount({ amount: stated }: PaymentDraft, row: LedgerRow): readonly Problem[] {
  if (stated === undefined) return [];
  const read = parseAmount(stated, row.currency);
  if (!read.ok) return read.problems;
  return read.amount.eq(row.amount) ? [] : [against('amount', row, row.amount.toString())];
}

function against(field: keyof PaymentDraft, { txn_id: id }: LedgerRow, inLedger: string): Problem {
  return {
    code: 'contradicts_ledger',
    field,
    message: `${field} contradicts the ledger: ${id} has ${inLedger}.`,
    figures: { ledger: inLedger },
  };
}
