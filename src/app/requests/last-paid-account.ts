/** Which account a payee was last paid on: shown beside another one, before anybody submits it. */
import { historyKeys, isPaid } from '../../domain/case/unusual/earlier-payment';
import type { Store } from '../../ports/store';

/** Null where this payee was never paid on an account that is known, or last on this one. */
export type FindLastPaidAccount = (payee: string, account: string) => Promise<string | null>;

export function createFindLastPaidAccount(store: Pick<Store, 'findEarlier'>): FindLastPaidAccount {
  return async (payee, account) => {
    const payment = { payment_id: '', beneficiary_name: payee, beneficiary_account: account };
    const { payeeKey } = historyKeys(payment);
    const history = await store.findEarlier({ runId: '', payment });
    const last = history.find((one) => one.payeeKey === payeeKey && one.account !== null && isPaid(one.status));
    return last === undefined || last.account === account ? null : last.account;
  };
}
