/** Who changed the details of a payee in other cases, where no payment to those details has been approved since. */
import { historyKeys } from '../domain/case/unusual/earlier-payment';
import type { PaymentCase } from '../domain/case/payment-case';
import type { CaseStatus } from '../domain/case/states';
import type { Person } from '../domain/values/person';
import type { Store } from '../ports';

/** One that came back proves nothing of the details. */
const approved: readonly CaseStatus[] = ['approved', 'released', 'short', 'settled'];

export async function findPayeeChangers(
  store: Pick<Store, 'findEarlier' | 'findCase'>,
  current: PaymentCase,
): Promise<readonly Person[]> {
  const { payeeKey, account } = historyKeys(current.payment);
  const earlier = await store.findEarlier(current);
  const toTheSame = earlier.filter((one) => one.payeeKey === payeeKey && one.account === account);
  if (toTheSame.some(({ status }) => approved.includes(status))) return [];
  const cases = await Promise.all(toTheSame.map(({ runId }) => store.findCase(runId)));
  return cases.flatMap((one) => one?.beneficiaryChangedBy ?? []);
}
