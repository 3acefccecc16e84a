/** The list of what waits is right however much waits: by what waits for the person, by time left, and not by what is oldest. */
import { createReadWorklist } from '../../src/app/questions/read-worklist';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import type { WaitingFilter } from '../../src/ports/questions';
import { member, openTreasury, type Treasury } from '../fakes/treasury';

let treasury: Treasury;
beforeEach(async () => {
  treasury = await openTreasury();
});
afterEach(() => treasury.close());

const omar = { ...member('Omar Okafor', 'Payments Operator') };
const maya = member('Maya Marchetti', 'Treasury Manager');

/** As many cases like that one as are wanted, each its own payment, straight into the store. */
async function copies(of: PaymentCase, count: number, over: (number: number) => Partial<PaymentCase>): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    const runId = `${of.runId}-${number}`;
    const made = { ...of, ...over(number), runId, version: 1, shownSince: 1 };
    const id = `${made.payment.payment_id}-${String(number).padStart(5, '0')}`;
    const payment = { ...made.payment, payment_id: id };
    const committed = await treasury.store.commit({
      case: { ...made, payment },
      expectedVersion: 0,
      event: {
        type: 'payment_submitted',
        run_id: runId,
        payment_id: id,
        actor: { kind: 'desk', name: 'Treasury Desk' },
        at: made.updatedAt,
        payload: {},
      },
      idempotencyKey: `copy:${runId}`,
      input: {},
    });
    if (!committed.ok) throw new Error(committed.reason);
  }
}

function reader(counted: { cases: number } = { cases: 0 }) {
  const store = {
    listWaiting: (filter: WaitingFilter) => treasury.store.listWaiting(filter),
    findCase: (runId: string) => {
      counted.cases += 1;
      return treasury.store.findCase(runId);
    },
  };
  return createReadWorklist({
    store,
    knowledge: treasury.knowledge,
    policy: treasury.data.policy,
    clock: treasury.clock,
  });
}

it('finds what waits for one person behind hundreds of older ones that wait for others, and reads no more than it shows', async () => {
  const held = await treasury.review('TXN-003');
  const small = await treasury.review('TXN-002');
  await copies(held, 900, () => ({}));
  await copies(small, 30, () => ({}));
  const counted = { cases: 0 };
  const { items, isCut } = await reader(counted)(omar, { seesAll: true, atMost: 20 });
  const mine = items.filter(({ part }) => part === 'waits_for_me');
  expect(mine).toHaveLength(20);
  expect(mine.every(({ case: { payment } }) => payment.payment_id.startsWith('TXN-002'))).toBe(true);
  expect(isCut).toBe(true);
  expect(counted.cases).toBeLessThan(150);
  const hers = (await reader()(maya, { seesAll: true, atMost: 20 })).items.filter(
    ({ part }) => part === 'waits_for_me',
  );
  expect(hers.every(({ case: { payment } }) => payment.payment_id.startsWith('TXN-003'))).toBe(true);
});

it('puts the least time left first, whatever came first, over currencies, channels and days', async () => {
  const small = await treasury.review('TXN-002');
  // EUR by SWIFT ends at 13:30, USD by SWIFT at 15:00, and a payment of tomorrow later than both.
  const euros = { ...small.payment, currency: 'EUR' };
  const tomorrow = { ...small.payment, timestamp_utc: '2026-01-23T11:00:00Z' };
  await copies(small, 40, () => ({ payment: tomorrow }));
  await copies({ ...small, runId: 'WF-eur' }, 3, (number) => ({
    payment: { ...euros, payment_id: `EUR-${number}` },
  }));
  const { items } = await reader()(omar, { seesAll: false, atMost: 20 });
  const order = items.map(({ case: { payment } }) => `${payment.currency} ${payment.timestamp_utc.slice(8, 10)}`);
  expect(order.slice(0, 5)).toEqual(['EUR 22', 'EUR 22', 'EUR 22', 'USD 22', 'USD 23']);
});

it('forgets a case once nobody is waited for, and follows it from role to role', async () => {
  const held = await treasury.review('TXN-003');
  const listed = async (who: typeof maya) =>
    (await reader()(who, { seesAll: false, atMost: 20 })).items.map(({ case: { payment } }) => payment.payment_id);
  expect(await listed(maya)).toEqual(['TXN-003']);
  await treasury.approveOnce(held.runId);
  expect(await listed(maya)).toEqual([]);
  expect(await listed(member('Helen Hoffmann', 'Head of Treasury'))).toEqual(['TXN-003']);
  await treasury.approve(held.runId);
  expect(await listed(member('Helen Hoffmann', 'Head of Treasury'))).toEqual([]);
});

it('keeps in its originator’s list what only compliance may tell the end of', async () => {
  const blocked = await treasury.review('TXN-001');
  const { items } = await reader()({ ...blocked.submitter, roles: [] }, { seesAll: false, atMost: 20 });
  expect(items).toMatchObject([{ part: 'asked_by_me', case: { payment: { payment_id: 'TXN-001' } } }]);
});

it('costs the same with ten times as many', async () => {
  const held = await treasury.review('TXN-003');
  const readsOf = async () => {
    const counted = { cases: 0 };
    await reader(counted)(omar, { seesAll: true, atMost: 20 });
    return counted.cases;
  };
  await copies(held, 100, () => ({}));
  const before = await readsOf();
  await copies({ ...held, runId: 'WF-more' }, 900, (number) => ({
    payment: { ...held.payment, payment_id: `MORE-${number}` },
  }));
  expect(await readsOf()).toBe(before);
});
