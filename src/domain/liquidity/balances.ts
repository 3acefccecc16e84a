/** What is on the accounts of the ledger's day: by what has happened, and the lowest still expected. */
import { currencyExponent, type Decimal } from '../values/money';
import type { Account, Ledger } from './ledger/ledger';
import { fromMinor } from './ledger/minor-units';

export interface Balance {
  readonly account: Account;
  /** Opening balance and everything booked or released up to then. */
  readonly now: Decimal;
  /** From then on, with everything expected counted. */
  readonly lowest: { readonly amount: Decimal; readonly atMs: number };
}

/** Accounts whose opening balance is known, in the order of the ledger. */
export function balancesAt(ledger: Ledger, accounts: readonly Account[], nowMs: number): readonly Balance[] {
  return accounts.flatMap((account): Balance[] => {
    const { account_id: id, currency } = account;
    const exponent = currencyExponent(currency) ?? 0;
    const certain = ledger.accountPosition(id, currency, 'certain');
    const all = ledger.accountPosition(id, currency, 'all');
    if (!certain || !all) return [];
    const { minor, atMs } = all.curveWith([]).from(nowMs).lowest();
    return [
      {
        account,
        now: fromMinor(certain.curveWith([]).at(nowMs), exponent),
        lowest: { amount: fromMinor(minor, exponent), atMs },
      },
    ];
  });
}
