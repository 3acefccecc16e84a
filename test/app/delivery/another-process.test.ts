import { createDeliverCard } from '../../../src/app/delivery/deliver-card';
import type { Store } from '../../../src/ports/store';
import type { CardCopy, DeliveryTurn } from '../../../src/ports/delivery';
import { openSqliteStore } from '../../../src/storage/sqlite/sqlite-store';
import { createRecordingLog } from '../../fakes/recording-log';
import { commitOf, nextVersion, sampleCase, sampleCopy, sampleRunId } from '../../fakes/sample-case';

const minute = 60_000;

/** A process that has run for long, and the card of a case at its second version. */
async function openProcess(copy: Partial<CardCopy>, turn: DeliveryTurn) {
  const store: Store = await openSqliteStore({ file: ':memory:', recordedNow: () => 0 });
  const opened = sampleCase({ conversation: { id: 'chat' } });
  await store.commit(commitOf(opened));
  await store.commit(commitOf(nextVersion(opened)));
  await store.saveCopies([sampleCopy(copy)]);
  let elapsed = 0;
  const turns: DeliveryTurn[] = [turn];
  let sent = 0;
  const deliverCard = createDeliverCard({
    store: { ...store, takeDelivery: () => Promise.resolve(turns.shift() ?? 'free') },
    by: 'this one',
    clock: { recordedNow: () => 0, sleep: () => Promise.resolve() },
    elapsedMs: () => elapsed,
    random: () => 0.5,
    chatOf: () => 'chat',
    log: createRecordingLog(),
  });
  elapsed = 30 * minute;
  const send = (): Promise<{ kind: 'taken'; activityId: string }> => {
    sent += 1;
    return Promise.resolve({ kind: 'taken', activityId: 'activity-1' });
  };
  return {
    async look(afterMs: number) {
      elapsed += afterMs;
      await deliverCard(sampleRunId, 'chat', { send });
      const [noted] = await store.listCopies(sampleRunId);
      return { sent, inDoubt: noted?.inDoubt };
    },
  };
}

describe('a card that another process sent to', () => {
  it('is sent once more after a minute where that process ended without a word: its update may still land', async () => {
    const process = await openProcess({}, 'left');
    expect(await process.look(0)).toEqual({ sent: 1, inDoubt: true });
    expect(await process.look(minute / 2)).toEqual({ sent: 1, inDoubt: true });
    expect(await process.look(minute / 2)).toEqual({ sent: 2, inDoubt: false });
    expect(await process.look(minute)).toEqual({ sent: 2, inDoubt: false });
  });

  it('is sent once more a minute after it was heard to be in doubt, and not at once', async () => {
    const process = await openProcess({ shownVersion: 2, triedVersion: 2, inDoubt: true }, 'free');
    expect(await process.look(0)).toEqual({ sent: 0, inDoubt: true });
    expect(await process.look(minute / 2)).toEqual({ sent: 0, inDoubt: true });
    expect(await process.look(minute / 2)).toEqual({ sent: 1, inDoubt: false });
  });

  it('is left alone while that process is at it', async () => {
    const process = await openProcess({}, 'taken');
    expect(await process.look(0)).toEqual({ sent: 0, inDoubt: false });
  });
});
