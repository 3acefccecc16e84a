/** A ledger that notes which accounts an assessment looked at: their rows are what it rests on. */
import { ledgerKey } from '../ledger/ledger-collector';
import type { Ledger } from '../ledger/ledger';
import type { Account } from '../../payment/ledger-row';

export interface NotingLedger {
  readonly ledger: Ledger;
  /** In the ledger's order. */
  looked(): LookedAt;
}

export interface LookedAt {
  readonly accounts: readonly Account[];
  /** Entities that had no position because an account with flows has no opening balance. */
  readonly unopened: readonly { readonly entity: string; readonly currency: string }[];
}

export function noteAccounts(ledger: Ledger): NotingLedger {
  const accounts = new Set<string>();
  const entities = new Map<string, { readonly entity: string; readonly currency: string; isUnopened: boolean }>();
  const note = (accountId: string, currency: string): void => {
    accounts.add(ledgerKey(accountId, currency));
  };
  const noting: Ledger = {
    ...ledger,
    findPayment(txnId) {
      const row = ledger.findPayment(txnId);
      if (row) note(row.account_id, row.currency);
      return row;
    },
    findAccount(accountId, currency) {
      note(accountId, currency);
      return ledger.findAccount(accountId, currency);
    },
    accountPosition(accountId, currency, view) {
      note(accountId, currency);
      return ledger.accountPosition(accountId, currency, view);
    },
    entityPosition(entity, currency, view) {
      const position = ledger.entityPosition(entity, currency, view);
      entities.set(ledgerKey(entity, currency), { entity, currency, isUnopened: position === undefined });
      return position;
    },
  };
  return {
    ledger: noting,
    looked: () => ({
      accounts: ledger
        .accounts()
        .filter(
          ({ account_id: id, entity, currency }) =>
            accounts.has(ledgerKey(id, currency)) || entities.has(ledgerKey(entity, currency)),
        ),
      unopened: [...entities.values()]
        .filter(({ isUnopened }) => isUnopened)
        .map(({ entity, currency }) => ({ entity, currency })),
    }),
  };
}
