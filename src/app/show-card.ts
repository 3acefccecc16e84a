/** Brings a case's one card up to date: posts it where there is none, updates it where it is behind, one at a time for each case. */
import { asFault } from '../domain/values/errors';
import type { CardChannel, Log, Store } from '../ports';

/**
 * False where the card could not be delivered: it stays behind, is logged, and the sweep tries again. Never throws `channel_failed`.
 * `through` is the channel of a person's turn, while it lasts; the desk's own where it is left out.
 */
export type ShowOrLog = (runId: string, through?: CardChannel) => Promise<boolean>;

export interface ShowOrLogDeps {
  readonly store: Pick<Store, 'findCase' | 'findCard' | 'recordCard'>;
  readonly cards: CardChannel;
  readonly log: Log;
}

export function createShowOrLog({ store, cards, log }: ShowOrLogDeps): ShowOrLog {
  const underWay = new Map<string, Promise<boolean>>();

  const show = async (runId: string, through: CardChannel): Promise<boolean> => {
    const current = await store.findCase(runId);
    if (!current || current.conversation === null) return true;
    const posted = await store.findCard(runId);
    if (posted && posted.shownVersion >= current.version) return true;
    try {
      await store.recordCard(await through.show(current, posted));
      return true;
    } catch (error) {
      const fault = asFault(error);
      if (fault.code !== 'channel_failed') throw fault;
      log.warn({ runId, err: fault }, 'the card could not be shown');
      return false;
    }
  };

  return async (runId, through = cards) => {
    // Two at once would post two cards for one payment.
    const before = underWay.get(runId) ?? Promise.resolve(true);
    const mine = before.catch(() => false).then(() => show(runId, through));
    underWay.set(runId, mine);
    try {
      return await mine;
    } finally {
      if (underWay.get(runId) === mine) underWay.delete(runId);
    }
  };
}
