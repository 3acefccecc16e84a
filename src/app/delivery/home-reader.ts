/** Who alone reads the card where a payment was asked for: it then offers what they may do, and nothing that others may. */
import type { PaymentCase } from '../../domain/case/payment-case';
import type { JsonObject } from '../../domain/values/json';
import type { CopyViewer } from '../../ports/delivery';
import type { Store } from '../../ports/store';

/** Undefined where several people read it, or nobody knows who does. Throws what the store throws. */
export type HomeReader = (current: Pick<PaymentCase, 'conversation' | 'submitter'>) => Promise<CopyViewer | undefined>;

export interface HomeReaderDeps {
  readonly store: Pick<Store, 'findChats'>;
  readonly chatOf: (conversation: JsonObject) => string;
}

/** The chat in which whoever asked talks to the desk alone is no one else's. */
export function createHomeReader({ store, chatOf }: HomeReaderDeps): HomeReader {
  return async ({ conversation, submitter }) => {
    if (conversation === null) return undefined;
    const { tenantId, objectId } = submitter;
    const [own] = await store.findChats([submitter]);
    const isThere = own !== undefined && !own.isPersona && chatOf(own.conversation) === chatOf(conversation);
    return isThere ? { tenantId, objectId } : undefined;
  };
}
