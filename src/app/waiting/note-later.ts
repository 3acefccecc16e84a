/** Has a payment that waits for approval say what became unusual about it by one that was asked for later. */
import { laterUnusual } from '../../domain/case/unusual/later-unusual';
import { takesCommand } from '../../domain/case/machine/states';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { Store } from '../../ports/store';
import type { ChangeCase } from '../change-case';
import type { Knowledge } from '../know';

/** Whether the case says more now. Throws what the store throws. */
export type NoteLater = (current: PaymentCase) => Promise<boolean>;

export interface NoteLaterDeps {
  readonly store: Pick<Store, 'findEarlier'>;
  readonly changeCase: ChangeCase;
  readonly knowledge: Pick<Knowledge, 'known' | 'rules'>;
}

export function createNoteLater({ store, changeCase, knowledge }: NoteLaterDeps): NoteLater {
  return async (current) => {
    const { runId, status, version: basedOn } = current;
    const { runPolicy } = knowledge.rules(current);
    if (!takesCommand(status, 'note_unusual') || !runPolicy?.unusual) return false;
    const history = await store.findEarlier(current);
    if (laterUnusual(current, history, runPolicy).length === 0) return false;
    const changed = await changeCase(runId, { type: 'note_unusual', basedOn }, async (now) => ({
      ...(await knowledge.known(now)),
      history,
    }));
    return changed.ok;
  };
}
