import { commitOf, numberedCase, sampleDecision } from '../fakes/sample-case';
import { openTreasury, type Treasury } from '../fakes/treasury';

const minuteMs = 60_000;

let treasury: Treasury;
beforeEach(async () => {
  treasury = await openTreasury();
});
afterEach(() => treasury.close());

const told = async (runId: string) =>
  (await treasury.store.readEvents({ runId, limit: 100 }))
    .filter(({ type }) => ['people_reminded', 'approval_escalated', 'payment_expired'].includes(type))
    .map(({ type, at, payload }) => [
      at.slice(11, 16),
      type,
      payload['moments'] ?? payload['escalated'] ?? payload['next_value_date'],
    ]);

/** The clock is moved a minute at a time, and the desk looks each time. */
async function walk(minutes: number, look = treasury.startDeadlines()): Promise<void> {
  for (let passed = 0; passed < minutes; passed += 1) {
    await treasury.clock.advance(minuteMs);
    await look();
  }
}

it('a moved clock walks reminders, the next role, and the missed cutoff, each with one event', async () => {
  const { runId } = await treasury.review('TXN-002');
  await walk(340);
  expect(await told(runId)).toEqual([
    ['11:55', 'people_reminded', ['sla-2h-30']],
    ['12:25', 'approval_escalated', [{ role: 'Payments Operator', to: 'Payments Supervisor' }]],
    ['14:00', 'people_reminded', ['cutoff-60']],
    ['14:25', 'approval_escalated', [{ role: 'Payments Operator', to: 'Treasury Manager' }]],
    ['14:30', 'people_reminded', ['cutoff-30']],
    ['15:00', 'payment_expired', '2026-01-23'],
  ]);
  const missed = await treasury.find(runId);
  expect(missed).toMatchObject({ status: 'expired', expiry: { nextValueDate: '2026-01-23' } });
  expect([...(await treasury.store.readReservations('2026-01-22')).held]).toEqual([]);
  await treasury.store.verifyAudit();
});

it('a clock that jumps makes one reminder of all it jumped over, and none again', async () => {
  const { runId } = await treasury.review('TXN-002');
  await treasury.clock.advance(4 * 60 * minuteMs + 10 * minuteMs);
  const look = treasury.startDeadlines();
  await look();
  await look();
  expect((await told(runId)).map(([, type, what]) => [type, what])).toEqual([
    ['approval_escalated', [{ role: 'Payments Operator', to: 'Payments Supervisor' }]],
    ['people_reminded', ['sla-2h-30', 'cutoff-60', 'cutoff-30']],
  ]);
});

it('a desk that starts anew reminds nobody twice, and finds what became due while it was down', async () => {
  const { runId } = await treasury.review('TXN-002');
  await walk(100);
  const before = await told(runId);
  expect(before).toHaveLength(1);
  await treasury.startDeadlines()();
  await treasury.startDeadlines()();
  expect(await told(runId)).toEqual(before);
  await treasury.clock.advance(30 * minuteMs);
  await treasury.startDeadlines()();
  expect(await told(runId)).toHaveLength(2);
});

it('nothing is due any more once it is approved or rejected', async () => {
  const approved = await treasury.review('TXN-002');
  const rejected = await treasury.review('TXN-EMRG-001');
  await treasury.approve(approved.runId);
  await treasury.reject(rejected.runId);
  await walk(360);
  expect(await told(approved.runId)).toEqual([]);
  expect(await told(rejected.runId)).toEqual([]);
});

it('of what is approved and not released two desks that look at the same moment remind once, also on another round', async () => {
  const { runId } = await treasury.review('TXN-002');
  await treasury.rewrite({ ...(await treasury.find(runId)), conversation: { id: 'home' } });
  await treasury.approve(runId);
  const other = await openTreasury({ sharedStore: treasury.store });
  for (const desk of [treasury, other]) await desk.clock.advance(4 * 60 * minuteMs + 10 * minuteMs);
  const looks = [treasury.startDeadlines(), other.startDeadlines()];
  for (let round = 0; round < 3; round += 1) await Promise.all(looks.map((look) => look()));
  expect((await told(runId)).map(([, type, what]) => [type, what])).toEqual([['people_reminded', ['release']]]);
  expect(await treasury.find(runId)).not.toHaveProperty('dueAt');
  await other.close();
});

it('what is stored as due and is not any more by the deadlines in force keeps nothing else waiting, however much there is', async () => {
  for (let number = 1; number <= 205; number += 1) {
    const over = { status: 'approved', decision: sampleDecision, dueAt: '2026-01-22T10:00:00Z' } as const;
    await treasury.store.commit(commitOf(numberedCase(number, over)));
  }
  const { runId } = await treasury.review('TXN-002');
  await walk(95);
  expect(await told(runId)).toEqual([['11:55', 'people_reminded', ['sla-2h-30']]]);
});

it('a missed payment is reviewed anew for the next value date, and waits for that day', async () => {
  const { runId } = await treasury.review('TXN-002');
  await walk(340);
  const renewed = await treasury.restart(runId);
  expect(renewed.payment).toMatchObject({ value_date: '2026-01-23' });
  // Held because of the day, and for no tool that could not answer.
  expect(renewed).toMatchObject({
    status: 'held',
    failure: null,
    decision: { outcome: 'manual_review', why: { doubt: { kind: 'value_date_ahead', day: '2026-01-23' } } },
  });
});

it('what is held for a later day is called to mind when that day comes, by that day’s own cutoff', async () => {
  const { runId } = await treasury.review('TXN-002');
  await walk(340);
  await treasury.restart(runId);
  const before = (await told(runId)).length;
  const look = treasury.startDeadlines();
  for (let hour = 0; hour < 22; hour += 1) {
    await treasury.clock.advance(60 * minuteMs);
    await look();
  }
  expect((await told(runId)).slice(before).map(([, type, what]) => [type, what])).toEqual([
    ['people_reminded', ['value-date-2026-01-23']],
    ['people_reminded', ['cutoff-60']],
  ]);
  expect((await treasury.find(runId)).dueAt).toBe('2026-01-23T14:30:00Z');
});

it('an approval given before the cutoff stays as history where another one is missing', async () => {
  const { runId } = await treasury.review('TXN-003');
  await treasury.approveOnce(runId);
  await walk(400);
  expect(await treasury.find(runId)).toMatchObject({ status: 'expired', approvals: [{ role: 'Treasury Manager' }] });
});
