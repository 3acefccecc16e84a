import { createDeliverCard } from '../../../src/app/delivery/deliver-card';
import { createCardDelivery, type CardDelivery } from '../../../src/app/delivery/card-delivery';
import type { JsonObject } from '../../../src/domain/values/json';
import { createLanes } from '../../../src/jobs/lanes';
import type { Store } from '../../../src/ports/store';
import type { CardChannel, CardSending, ChannelAnswer } from '../../../src/ports/delivery';
import { openSqliteStore } from '../../../src/storage/sqlite/sqlite-store';
import { createManualClock, type ManualClock } from '../../fakes/manual-clock';
import { createManualTimers, turns } from '../../fakes/manual-timers';
import { createRecordingLog, type RecordingLog } from '../../fakes/recording-log';
import { commitOf, nextVersion, numberedCase, sampleCase, sampleRunId } from '../../fakes/sample-case';

/** A connector that answers as it is told, at once or when it is let. */
function createChat(name: string) {
  const sent: (Omit<CardSending, 'case' | 'conversation'> & { version: number })[] = [];
  const held: (() => void)[] = [];
  const answers: ChannelAnswer[] = [];
  let posted = 0;
  const chat = {
    sent,
    held,
    answers,
    isHanging: false,
    channel: {} as CardChannel,
    versions: () => sent.map(({ version }) => version),
  };
  chat.channel = {
    async send({ case: { version }, activityId, copy, isBrief }: CardSending) {
      sent.push({ version, activityId, copy, isBrief });
      if (chat.isHanging) await new Promise<void>((resolve) => held.push(resolve));
      const told = answers.shift();
      return told ?? { kind: 'taken', activityId: activityId ?? `${name}-${(posted += 1)}` };
    },
  };
  return chat;
}

const refused = (status: number): ChannelAnswer => ({ kind: 'refused', status, retryAfterMs: null });

describe('the card of a case', () => {
  let store: Store;
  let clock: ManualClock;
  let log: RecordingLog;
  let chat: ReturnType<typeof createChat>;
  let delivery: CardDelivery;
  const timers = createManualTimers();
  /** Of the machine, which no clock that is set moves. */
  let elapsed = 0;
  const elapsedMs = () => elapsed;

  async function pass(ms: number): Promise<void> {
    elapsed += ms;
    await clock.advance(ms);
  }

  beforeEach(async () => {
    clock = createManualClock({ sleep: 'when_advanced' });
    log = createRecordingLog();
    store = await openSqliteStore({ file: ':memory:', recordedNow: () => clock.recordedNow() });
    chat = createChat('desk');
    delivery = start();
  });
  afterEach(() => store.close());

  const chatOf = ({ id }: JsonObject) => (typeof id === 'string' ? id : '');

  /** A desk on the same store, as a process that has just started. */
  function start(): CardDelivery {
    const limits = [{ burst: 1_000, perSecond: 1_000 }];
    const lanes = createLanes({ atOnce: 8, slowAtOnce: 2, limits, timers, log });
    const deliverCard = createDeliverCard({ store, by: 'here', clock, elapsedMs, random: () => 0.5, chatOf, log });
    const started = createCardDelivery({
      store,
      lanes,
      deliverCard,
      cards: chat.channel,
      chatOf,
      clock,
      elapsedMs,
      log,
    });
    started.start();
    return started;
  }

  const inChat = sampleCase({ conversation: { id: 'chat' } });
  const open = () => store.commit(commitOf(inChat));
  const change = () => store.commit(commitOf(nextVersion(inChat, { status: 'approved' })));
  const copies = () => store.listCopies(sampleRunId);

  async function sweep(): Promise<void> {
    await delivery.sweep();
    await turns(10);
  }

  describe('drawn anew while nothing of the case has changed', () => {
    const asked = async (times = 1) => {
      for (let time = 0; time < times; time += 1) await delivery.refresh(sampleRunId);
      await turns(10);
    };

    it('is an update of the home card, one more however often it was asked for meanwhile, and nothing that is written down', async () => {
      await open();
      await delivery.showOrLog(sampleRunId);
      const before = [await copies(), await store.readEvents({ runId: sampleRunId, limit: 100 })];
      chat.isHanging = true;
      await asked();
      await asked(5);
      chat.isHanging = false;
      chat.held.forEach((answer) => {
        answer();
      });
      await turns(10);
      const updated = { version: 1, activityId: 'desk-1' };
      expect(chat.sent).toMatchObject([{ activityId: null }, updated, updated]);
      expect([await copies(), await store.readEvents({ runId: sampleRunId, limit: 100 })]).toEqual(before);
    });

    it('is not done before it was posted, once the review is over, or while its chat refuses', async () => {
      await asked();
      await open();
      chat.answers.push({ kind: 'taken', activityId: 'desk-1' }, refused(429));
      await delivery.showOrLog(sampleRunId);
      await asked();
      expect(chat.sent).toHaveLength(2);
      await asked();
      expect(chat.sent).toHaveLength(2);
      await change();
      await pass(60_000);
      await sweep();
      const shown = chat.sent.length;
      await asked();
      expect(chat.sent).toHaveLength(shown);
    });
  });

  it('is posted through the channel of the turn it was asked in, and updated through the desk’s own', async () => {
    await open();
    const turn = createChat('turn');
    expect((await delivery.showOrLog(sampleRunId, turn.channel)).isCurrent).toBe(true);
    expect(await copies()).toMatchObject([{ activityId: 'turn-1', shownVersion: 1, state: 'shown' }]);
    await change();
    await delivery.showOrLog(sampleRunId);
    expect([turn.versions(), chat.versions()]).toEqual([[1], [2]]);
    expect(await copies()).toMatchObject([{ activityId: 'turn-1', shownVersion: 2 }]);
  });

  it('is posted once when it is asked for twice at once, whoever asks', async () => {
    await open();
    const turn = createChat('turn');
    const shown = [delivery.showOrLog(sampleRunId, turn.channel), delivery.showOrLog(sampleRunId)];
    expect(await Promise.all(shown)).toMatchObject([{ isCurrent: true }, { isCurrent: true }]);
    expect([...turn.sent, ...chat.sent]).toHaveLength(1);
  });

  it.each([400, 401, 403, 404, 408, 409, 412, 413, 429, 500, 501, 502, 503, 504])(
    'that a connector answers with %i is not noted as shown, and shows its newest version in the end',
    async (status) => {
      await open();
      await delivery.showOrLog(sampleRunId);
      await change();
      chat.answers.push(...Array.from({ length: 3 }, () => refused(status)).slice(status === 413 ? 2 : 0));
      expect((await delivery.showOrLog(sampleRunId)).isCurrent).toBe(false);
      expect(log.lines).toContainEqual(expect.objectContaining({ level: 'warn', message: 'card delivery failed' }));
      await turns(5);
      expect((await copies()).some(({ shownVersion }) => shownVersion === 2)).toBe(chat.answers.length === 0);
      for (let round = 0; round < 8; round += 1) {
        await pass(60_000);
        await sweep();
      }
      const home = (await copies()).findLast(({ kind }) => kind === 'home');
      expect(home).toMatchObject({ state: 'shown', shownVersion: 2, failures: 0 });
      expect(await store.listCardsDue({ nowMs: clock.recordedNow(), inDoubtToo: true, limit: 5 })).toEqual([]);
    },
  );

  it('that was deleted is posted anew, once', async () => {
    await open();
    await delivery.showOrLog(sampleRunId);
    await change();
    chat.answers.push(refused(404));
    await delivery.showOrLog(sampleRunId);
    await turns(5);
    expect(chat.sent.map(({ activityId }) => activityId)).toEqual([null, 'desk-1', null]);
    expect(await copies()).toMatchObject([
      { state: 'gone' },
      { state: 'shown', activityId: 'desk-2', shownVersion: 2 },
    ]);
  });

  it('that is too large is shown in a few words', async () => {
    await open();
    chat.answers.push(refused(413));
    await delivery.showOrLog(sampleRunId);
    await turns(5);
    expect(chat.sent.map(({ isBrief }) => isBrief)).toEqual([false, true]);
    expect(await copies()).toMatchObject([{ state: 'shown', shownVersion: 1 }]);
  });

  it('that is refused for good is given up, named, and tried again with the next version', async () => {
    await open();
    chat.answers.push(...Array.from({ length: 4 }, () => refused(403)));
    for (let round = 0; round < 6; round += 1) {
      await sweep();
      await pass(60_000);
    }
    expect(chat.sent).toHaveLength(4);
    expect(log.lines).toContainEqual(expect.objectContaining({ level: 'error', message: 'card delivery given up' }));
    expect(await store.listUndelivered(5)).toMatchObject([{ state: 'given_up', lastAnswer: '403' }]);
    await change();
    await sweep();
    expect(await store.listUndelivered(5)).toEqual([]);
    expect((await copies()).at(-1)).toMatchObject({ state: 'shown', shownVersion: 2 });
  });

  it('never has two requests on their way at once, and the newest version goes last', async () => {
    await open();
    await delivery.showOrLog(sampleRunId);
    chat.isHanging = true;
    let current = inChat;
    for (let version = 2; version <= 6; version += 1) {
      current = nextVersion(current);
      await store.commit(commitOf(current));
      delivery.wake(current);
      await turns(3);
    }
    expect(chat.versions()).toEqual([1, 2]);
    chat.isHanging = false;
    chat.held.shift()?.();
    await turns(10);
    expect(chat.versions()).toEqual([1, 2, 6]);
  });

  it('keeps nobody waiting for longer than two seconds, and uses no turn that has ended', async () => {
    await open();
    chat.isHanging = true;
    await store.commit(commitOf(numberedCase(7, { conversation: { id: 'chat' } })));
    delivery.wake(numberedCase(7, { conversation: { id: 'chat' } }));
    await turns(3);
    const turn = createChat('turn');
    const shown = delivery.showOrLog(sampleRunId, turn.channel);
    await turns(3);
    await clock.advance(2_000);
    expect(await shown).toMatchObject({ isCurrent: false });
    chat.isHanging = false;
    chat.held.shift()?.();
    await turns(10);
    expect(turn.sent).toEqual([]);
    expect(await copies()).toMatchObject([{ activityId: 'desk-2', shownVersion: 1 }]);
  });

  it('in one chat is not held up by a hundred chats that do not answer', async () => {
    chat.isHanging = true;
    for (let number = 1; number <= 100; number += 1) {
      const hanging = numberedCase(number, { conversation: { id: `hanging ${number}` } });
      await store.commit(commitOf(hanging));
      delivery.wake(hanging);
    }
    await turns(5);
    chat.answers.push(...Array.from({ length: 100 }, (): ChannelAnswer => ({ kind: 'silence', reason: 'no answer' })));
    // Each ends at its deadline, and then only two of them hold a lane.
    while (chat.held.length > 0) {
      chat.held.shift()?.();
      await turns(3);
      if (chat.sent.length >= 100) break;
    }
    for (const end of chat.held.splice(0)) end();
    await turns(5);
    chat.isHanging = true;
    await pass(60_000);
    await sweep();
    expect(chat.held).toHaveLength(2);
    chat.isHanging = false;
    chat.answers.length = 0;
    await open();
    expect((await delivery.showOrLog(sampleRunId)).isCurrent).toBe(true);
    for (const end of chat.held.splice(0)) end();
    await turns(5);
  });

  it.each([
    ['nobody knows', null],
    ['nobody asked for in a chat', sampleCase()],
  ])('%s is shown nowhere', async (_what, current) => {
    if (current) await store.commit(commitOf(current));
    expect((await delivery.showOrLog(sampleRunId)).isCurrent).toBe(true);
    expect(chat.sent).toEqual([]);
  });

  describe('left behind by a process that was killed after it was posted', () => {
    beforeEach(async () => {
      await open();
      chat.isHanging = true;
      delivery.wake(inChat);
      await turns(5);
      // The answer reaches nobody.
      chat.held.length = 0;
      chat.isHanging = false;
      delivery = start();
      await sweep();
    });

    it('is followed by one that is kept up to date', async () => {
      expect(await copies()).toMatchObject([
        { number: 1, state: 'lost', activityId: null },
        { number: 2, state: 'shown', activityId: 'desk-1' },
      ]);
    });

    it('is found by a press on it, brought up to date, and kept so', async () => {
      await change();
      await delivery.adopt({ runId: sampleRunId, activityId: 'orphan', conversation: { id: 'chat' }, copy: 1 });
      await turns(10);
      expect(await copies()).toMatchObject([
        { number: 1, kind: 'found', activityId: 'orphan', shownVersion: 2 },
        { number: 2, kind: 'home', activityId: 'desk-1', shownVersion: 2 },
      ]);
      await delivery.adopt({ runId: sampleRunId, activityId: 'orphan', conversation: { id: 'chat' }, copy: 1 });
      expect(await copies()).toHaveLength(2);
    });

    it('is found by its message alone where its button says no number, and not more than twenty of them', async () => {
      for (let number = 1; number <= 30; number += 1) {
        await delivery.adopt({
          runId: sampleRunId,
          activityId: `old ${number}`,
          conversation: { id: 'chat' },
          copy: null,
        });
        await turns(5);
      }
      const found = (await copies()).filter(({ kind }) => kind === 'found');
      expect(found).toHaveLength(20);
      expect(found.every(({ shownVersion }) => shownVersion === 1)).toBe(true);
    });
  });

  it('pressed before its connector has answered is known from then on, and not posted twice', async () => {
    await open();
    chat.isHanging = true;
    delivery.wake(inChat);
    await turns(5);
    await delivery.adopt({ runId: sampleRunId, activityId: 'desk-1', conversation: { id: 'chat' }, copy: 1 });
    chat.isHanging = false;
    chat.held.shift()?.();
    await turns(10);
    expect(chat.sent.filter(({ activityId }) => activityId === null)).toHaveLength(1);
    expect(await copies()).toMatchObject([{ kind: 'home', activityId: 'desk-1', shownVersion: 1 }]);
  });

  it('whose answer cannot be written down at once is written down when there is room again', async () => {
    await open();
    let isFull = false;
    const full: Pick<Store, 'saveCopies'> = {
      saveCopies: (...given) => (isFull ? Promise.reject(new Error('disk full')) : store.saveCopies(...given)),
    };
    const deliverCard = createDeliverCard({
      by: 'here',
      store: { ...store, ...full },
      clock,
      elapsedMs,
      random: () => 0.5,
      chatOf,
      log,
    });
    const posting = deliverCard(sampleRunId, 'chat', {
      send: () => {
        isFull = true;
        return Promise.resolve({ kind: 'taken', activityId: 'posted' });
      },
    });
    await turns(5);
    isFull = false;
    await clock.advance(1_000);
    expect(await posting).toMatchObject({ outcome: 'sent' });
    expect(await copies()).toMatchObject([{ activityId: 'posted', shownVersion: 1 }]);
  });
});
