/** The questions of a desk's day, asked of a database with many closed payments: by what the product asks them with, and in the chat of the real bot. */
import { performance } from 'node:perf_hooks';
import { createReadWorklist } from '../src/app/questions/read-worklist';
import { openStore } from '../src/composition/store/open-store';
import type { Store } from '../src/ports/store';
import { openTreasury, originator, type Treasury } from '../test/fakes/treasury';
import { openBenchChannel } from './channel';
import { summarise } from './figures';
import { commonPayee, paymentIdOf } from './growth-fill';
import type { Place } from './growth-places';

/** In the order they are shown. */
export type Figures = ReadonlyMap<string, number>;

/** What waits while the questions are asked: the same however much is closed. */
const waiting = 60;
const measuredPayments = 40;
const times = 40;
const answerWithinMs = 20_000;

export async function measureDay({ config }: Place, size: number): Promise<Figures> {
  const figures = new Map<string, number>();
  const openedMs = performance.now();
  const store = await openStore(config, { keep: 'existing' });
  figures.set('database opened, ms', performance.now() - openedMs);
  const commitMs: number[] = [];
  const timed: Store = {
    ...store,
    async commit(request) {
      const startedMs = performance.now();
      const committed = await store.commit(request);
      commitMs.push(performance.now() - startedMs);
      return committed;
    },
  };
  const desk = await openTreasury({ sharedStore: timed });
  try {
    for (let number = 0; number < waiting; number += 1) await askOne(desk, number);
    commitMs.length = 0;
    await measurePayments(desk, figures);
    const commits = summarise(commitMs);
    figures.set('a commit p50, ms', commits.p50).set('a commit p99, ms', commits.p99);
    await measureLists(desk, figures);
    await measureQuestions(desk, size, figures);
  } finally {
    await desk.close();
    await store.close();
  }
  return figures;
}

/** To a payee everybody pays, to one that few pay, to a new one, and to one on the list. */
const names = [commonPayee.beneficiary_name, 'Supplier 77 Ltd', 'A New Payee Ltd', 'Golden Falcon Trading'];

function askOne(desk: Treasury, number: number) {
  const payment = { currency: 'USD', payment_type: 'SWIFT', account_id: 'ACC-BAN-002' } as const;
  return desk.askFor({ ...payment, amount: 100 + number, beneficiary_name: names[number % names.length] ?? '' });
}

async function measurePayments(desk: Treasury, figures: Map<string, number>): Promise<void> {
  const reviewMs: number[] = [];
  const approveMs: number[] = [];
  for (let number = 0; number < measuredPayments; number += 1) {
    const asked = await timedInto(reviewMs, () => askOne(desk, number));
    if (asked.status === 'awaiting_approval') await timedInto(approveMs, () => desk.approve(asked.runId));
  }
  figures.set('a review, submitted to decided, p50, ms', summarise(reviewMs).p50);
  figures.set('approved by everybody p50, ms', summarise(approveMs).p50);
}

/** Each kind of person: who asks, and every role policy knows. */
async function measureLists(desk: Treasury, figures: Map<string, number>): Promise<void> {
  const { store, knowledge, clock, data } = desk;
  const read = createReadWorklist({ store, knowledge, policy: data.policy, clock });
  const people = [originator, ...data.directory.members()];
  const slowest = [];
  for (const seesAll of [false, true]) {
    const p50s = [];
    for (const person of people) p50s.push(await p50(() => read(person, { seesAll, atMost: 20 }), 10));
    slowest.push(Math.max(...p50s));
  }
  figures.set(`what waits, slowest of ${people.length} people, p50, ms`, slowest[0] ?? NaN);
  figures.set('what waits, everything, slowest of them, p50, ms', slowest[1] ?? NaN);
}

async function measureQuestions(desk: Treasury, size: number, figures: Map<string, number>): Promise<void> {
  const { store } = desk;
  const set = async (name: string, work: (round: number) => Promise<unknown>) => {
    figures.set(`${name} p50, ms`, await p50(work));
  };
  // Another day each time, so that nothing is known of it.
  await set('held payments of a day, read anew', (round) => store.readReservations(`2026-01-2${2 + (round % 2)}`));
  await set('held payments of a day once more', () => store.readReservations('2026-01-22'));
  const common = { runId: 'WF-0', payment: { ...commonPayee, payment_id: 'NEW-1' } };
  await set('past of a payee with a tenth of all payments', () => store.findEarlier(common));
  const rare = { beneficiary_name: 'Supplier 77 Ltd', payment_id: 'NEW-2' };
  await set('past of a payee with few', () => store.findEarlier({ runId: 'WF-0', payment: rare }));
  const deadlines = desk.startDeadlines();
  await deadlines();
  await set('a round of due times', deadlines);
  await set('cards that are behind', () => store.listCardsDue({ nowMs: Date.now(), inDoubtToo: true, limit: 200 }));
  await set('cards that failed', () => store.listUndelivered(10));
  await set('reviews to take up', () => store.listRunIds({ statuses: ['under_review'], limit: 200 }));
  await set('approved, to be screened again', () =>
    store.listRunIds({ statuses: ['approved'], holdsFrom: '2026-01-22', limit: 1_000_000 }),
  );
  await set('approved and not booked yet, listed at the start', () =>
    store.listRunIds({ statuses: ['approved', 'released', 'short'], limit: 1_000_000 }),
  );
  await set('an old payment with its trail and cards', async (round) => {
    const found = await store.findCaseByPayment(oldPayment(size, round));
    if (!found) throw new Error('an old payment is missing');
    await store.readEvents({ runId: found.runId, limit: 20, which: 'newest' });
    await store.listCopies(found.runId);
  });
}

/** Another one each time, from all over the table. */
function oldPayment(size: number, round: number): string {
  return paymentIdOf(Math.floor((size / (times + 1)) * (round + 1)));
}

/** Asked of the running bot, from sending the message to the answer being posted. */
export async function measureInChat(botUrl: string, size: number): Promise<Figures> {
  const channel = await openBenchChannel();
  try {
    return await channel.connect(botUrl, 2, async (say) => {
      const ask = (text: string, chat: string, answer: string): Promise<unknown> => {
        const answered = new Promise((resolve, reject) => {
          const giveUp = setTimeout(() => {
            reject(new Error(`no answer to ${text}`));
          }, answerWithinMs);
          channel.onDelivery(({ conversationId, body }) => {
            if (conversationId !== chat || !body.includes(answer)) return;
            clearTimeout(giveUp);
            resolve(body);
          });
        });
        return Promise.all([answered, say(chat, text)]);
      };
      // What finds nothing compiled is the start's figure.
      for (let warm = 0; warm < 10; warm += 1) await ask('/pending', `warm-${warm}`, '');
      const list = await p50((round) => ask('/pending', `list-${round}`, ''));
      const status = await p50((round) => {
        const id = oldPayment(size, round);
        return ask(`/status ${id}`, `status-${round}`, id);
      });
      return new Map([
        ['/pending in chat p50, ms', list],
        ['/status of an old payment in chat p50, ms', status],
      ]);
    });
  } finally {
    await channel.close();
  }
}

async function p50(work: (round: number) => Promise<unknown>, rounds = times): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) await timedInto(took, () => work(round));
  return summarise(took).p50;
}

async function timedInto<Result>(took: number[], work: () => Promise<Result>): Promise<Result> {
  const startedMs = performance.now();
  const result = await work();
  took.push(performance.now() - startedMs);
  return result;
}
