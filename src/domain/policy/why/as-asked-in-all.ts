/** Says why approvers are those of more than is paid now: of a part, and of its rest, they are those of all that was first asked for. */
import { amountInAll, type PaymentRequest } from '../../payment/payment-request';
import { decimal } from '../../values/money';
import { determine, type Determination } from '../determine';
import { toUsd } from '../facts/to-usd';
import type { Facts } from '../facts/facts';
import type { Policy } from '../policy';
import type { PolicyNote } from './why';

/** None where the same rules fire for what is paid now alone. */
export function asAskedInAll(
  policy: Policy,
  request: PaymentRequest,
  facts: Facts,
  { ruleIds }: Pick<Determination, 'ruleIds'>,
): readonly PolicyNote[] {
  const { amount, currency } = request;
  const inAll = amountInAll(request);
  if (inAll === amount) return [];
  const alone = determine(policy, { ...facts, amountUsd: toUsd(policy, decimal(amount), currency, facts.atMs) });
  const isSame = alone.ruleIds.join() === ruleIds.join();
  return isSame ? [] : [{ kind: 'as_asked_in_all', amount: decimal(inAll).toFixed(), currency }];
}
