/** What a request may call a payment that its ledger already gives a type: the same, or a stricter one. */
import { paymentTypes, type PaymentType } from './payment-request';

/** Types with stricter approvals than the plain ones, the strictest last. A request may raise its ledger type to one of them. */
const raisedTypes: readonly PaymentType[] = ['URGENT_SUPPLIER', 'EMERGENCY'];

interface TypedRow {
  readonly payment_type: string;
}

/** Undefined where the ledger has a type of its own (`es_health`) that is none of a request's. */
export function ledgerType(row: TypedRow): PaymentType | undefined {
  return paymentTypes.find((type) => type === row.payment_type);
}

/** A ledger's own type says nothing about a request's: any of those may stand for it. */
export function contradictsLedgerType(asked: string, row: TypedRow): boolean {
  if (asked === row.payment_type) return false;
  const wanted = paymentTypes.find((type) => type === asked);
  const type = ledgerType(row);
  if (wanted === undefined || type === undefined) return wanted === undefined;
  return raisedTypes.indexOf(wanted) <= raisedTypes.indexOf(type);
}
