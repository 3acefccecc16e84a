/** Which account a payee was last paid on: shown beside another one, before anybody submits it. */
import { historyKeys, isPaid, type PayeeDetails } from '../../domain/case/unusual/earlier-payment';
import { bankText, compareBanks } from '../../domain/case/unusual/payee-bank';
import type { Store } from '../../ports/store';

export interface PaidOn {
  readonly account: string;
  /** As people read it, where the number is the same and the bank is what differs; left out otherwise. */
  readonly banks?: { readonly before: string; readonly now: string };
}

/** Null where this payee was never paid on an account that is known, or last on this one. */
export type FindLastPaidAccount = (payee: PayeeDetails) => Promise<PaidOn | null>;

export function createFindLastPaidAccount(store: Pick<Store, 'findEarlier'>): FindLastPaidAccount {
  return async (details) => {
    const payment = { payment_id: '', ...details };
    const { payeeKey, account, bank } = historyKeys(payment);
    const history = await store.findEarlier({ runId: '', payment });
    const last = history.find((one) => one.payeeKey === payeeKey && one.account !== null && isPaid(one.status));
    if (last === undefined || last.account === null) return null;
    if (last.account !== account) return { account: last.account };
    if (compareBanks(last.bank, bank) === 'same') return null;
    return { account, banks: { before: bankText(last.bank), now: bankText(bank) } };
  };
}
