/** A charge that a bank took inside a booked amount is an entry of its own. */
import type { StatementEntry } from '../../domain/liquidity/statements/statement';
import type { Decimal } from '../../domain/values/money';
import { referencesIn } from './references';

/** The payment and its charge, where both make up the entry to the cent; else the entry as it is. All in the entry's currency. */
export function splitCharge(whole: StatementEntry, paid: Decimal, charge: Decimal): StatementEntry[] {
  const left = whole.direction === 'OUT' ? whole.amount.minus(charge) : whole.amount.plus(charge);
  if (charge.isZero() || !left.eq(paid)) return [whole];
  const bankReference = whole.bankReference === null ? null : `${whole.bankReference}/charge`;
  return [
    { ...whole, amount: paid },
    {
      ...whole,
      amount: charge,
      direction: 'OUT',
      bankReference,
      customerReference: null,
      references: referencesIn([bankReference]),
      isReturn: false,
      counterparty: '',
      says: `charge of ${whole.says}`,
    },
  ];
}
