/** Brings a case's one card up to date: posts it where there is none, updates it where it is behind, one at a time for each case. */
import type { CardChannel, Store } from '../ports';

/** Throws `channel_failed`; the card then stays behind and the next wake-up or sweep shows it. */
export type ShowCard = (runId: string) => Promise<void>;

export function createShowCard({ store, cards }: { store: Store; cards: CardChannel }): ShowCard {
  const underWay = new Map<string, Promise<void>>();

  const show = async (runId: string): Promise<void> => {
    const current = await store.findCase(runId);
    if (!current || current.conversation === null) return;
    const posted = await store.findCard(runId);
    if (posted && posted.shownVersion >= current.version) return;
    await store.recordCard(await cards.show(current, posted));
  };

  return async (runId) => {
    // Two at once would post two cards for one payment.
    const before = underWay.get(runId) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(() => show(runId));
    underWay.set(runId, mine);
    try {
      await mine;
    } finally {
      if (underWay.get(runId) === mine) underWay.delete(runId);
    }
  };
}
