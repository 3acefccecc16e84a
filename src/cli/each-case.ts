/** The cases of a desk one after another, however many there are. */
import type { PaymentCase } from '../domain/case/payment-case';
import type { RunIdFilter } from '../ports/questions';
import type { Store } from '../ports/store';

/** As each stands when its turn comes. */
export async function* eachCase(
  store: Pick<Store, 'listRunIds' | 'findCase'>,
  filter: RunIdFilter,
): AsyncGenerator<PaymentCase> {
  for (const runId of await store.listRunIds(filter)) {
    const paymentCase = await store.findCase(runId);
    if (paymentCase) yield paymentCase;
  }
}
