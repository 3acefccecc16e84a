import { createShowOrLog } from '../../src/app/show-card';
import { Fault } from '../../src/domain/values/errors';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import type { CardChannel, PostedCard } from '../../src/ports';
import { createRecordingLog } from '../fakes/recording-log';
import { sampleCase, sampleRunId } from '../fakes/sample-case';

/** A chat that keeps what it was shown, and fails while it is told to. */
function createChat(name: string) {
  const shown: number[] = [];
  const chat = { isDown: false, shown, channel: {} as CardChannel };
  chat.channel = {
    show: async (paymentCase, posted) => {
      await Promise.resolve();
      if (chat.isDown) throw new Fault('channel_failed', `${name} is down`);
      shown.push(paymentCase.version);
      const { runId, version } = paymentCase;
      return { runId, activityId: posted?.activityId ?? `${name}-card`, shownVersion: version };
    },
  };
  return chat;
}

function start(current: PaymentCase | null = sampleCase({ conversation: { id: 'chat' } })) {
  const chat = createChat('desk');
  const log = createRecordingLog();
  const state: { current: PaymentCase | null; card: PostedCard | null } = { current, card: null };
  const showOrLog = createShowOrLog({
    store: {
      findCase: async () => Promise.resolve(state.current),
      findCard: async () => Promise.resolve(state.card),
      recordCard: async (card) => {
        await Promise.resolve();
        state.card = card;
      },
    },
    cards: chat.channel,
    log,
  });
  return { chat, log, state, showOrLog };
}

describe('the card of a case', () => {
  it('is posted through the channel of the turn it was asked in, and updated through the desk’s own', async () => {
    const { chat, state, showOrLog } = start();
    const turn = createChat('turn');
    expect(await showOrLog(sampleRunId, turn.channel)).toBe(true);
    expect(turn.shown).toEqual([1]);
    expect(state.card).toEqual({ runId: sampleRunId, activityId: 'turn-card', shownVersion: 1 });
    state.current = sampleCase({ conversation: { id: 'chat' }, version: 2 });
    await showOrLog(sampleRunId);
    expect(chat.shown).toEqual([2]);
    expect(state.card).toEqual({ runId: sampleRunId, activityId: 'turn-card', shownVersion: 2 });
  });

  it('is posted once when it is asked for twice at once, whoever asks', async () => {
    const { chat, showOrLog } = start();
    const turn = createChat('turn');
    expect(await Promise.all([showOrLog(sampleRunId, turn.channel), showOrLog(sampleRunId)])).toEqual([true, true]);
    expect([...turn.shown, ...chat.shown]).toEqual([1]);
  });

  it('that the chat does not take is logged, and shown when it is asked for again', async () => {
    const { chat, log, state, showOrLog } = start();
    chat.isDown = true;
    expect(await showOrLog(sampleRunId)).toBe(false);
    expect(log.lines).toMatchObject([{ level: 'warn', fields: { runId: sampleRunId } }]);
    expect(state.card).toBeNull();
    chat.isDown = false;
    expect(await showOrLog(sampleRunId)).toBe(true);
    expect(state.card?.shownVersion).toBe(1);
  });

  it.each([
    ['nobody knows', null],
    ['nobody asked for in a chat', sampleCase()],
  ])('%s is shown nowhere', async (_what, current) => {
    const { chat, showOrLog } = start(current);
    expect(await showOrLog(sampleRunId)).toBe(true);
    expect(chat.shown).toEqual([]);
  });
});
