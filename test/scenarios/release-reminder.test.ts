/** A payment that is approved and that nobody releases: whoever releases is reminded once, some time before its cutoff. */
import { openChannel } from '../fakes/connector';
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';
import { createMovableClock, type MovableClock } from '../fakes/movable-clock';

const { dana, omar, maya } = people;

let clock: MovableClock;
let desk: DemoDesk;
beforeEach(async () => {
  clock = createMovableClock('2026-01-22T10:25:00Z');
  desk = await startDemoDesk({}, { clock });
});
afterEach(() => desk.close());

const chatOf = (who: typeof dana) => openChannel(desk.connector, desk.url, { chat: `chat of ${who.name}` });

/** The newest card of each message in that chat, in the order they were posted. */
function cardsOf(who: typeof dana): string[] {
  const newest = new Map<string, string>();
  for (const { conversationId, activityId, activity } of desk.connector.sent)
    if (conversationId === `chat of ${who.name}` && activity.attachments)
      newest.set(activityId, JSON.stringify(activity.attachments[0]?.content));
  return [...newest.values()];
}
const remindersTo = (who: typeof dana) => cardsOf(who).filter((card) => card.includes('is approved and not released'));

const remindedOf = async (paymentId: string): Promise<readonly unknown[]> => {
  const { runId } = await desk.caseOf(paymentId);
  const events = await desk.store.readEvents({ runId, limit: 100 });
  return events.filter(
    ({ type, payload }) => type === 'people_reminded' && JSON.stringify(payload['moments']) === '["release"]',
  );
};

const isReminded = (paymentId: string) =>
  desk.caseWhere(paymentId, ({ followUp }) => followUp?.reminded.includes('release') === true);

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 300 && !isSo(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(isSo()).toBe(true);
}

/** Asked for by Dana in her chat; the cutoff is at 15:00. */
async function approved(approver = dana): Promise<void> {
  const paymentId = 'TXN-002';
  await chatOf(dana).say(dana, `/payment ${paymentId}`);
  const { runId, version } = await desk.caseWhere(paymentId, ({ status }) => status === 'awaiting_approval');
  await chatOf(approver).press(omar, 'approve', { run_id: runId, version });
  await desk.caseWhere(paymentId, ({ status }) => status === 'approved');
}

it('is told once in the chat of whoever releases it, with who and how long there is; nobody more senior is told', async () => {
  for (const who of [omar, maya]) await chatOf(who).say(who, '/help');
  await approved(omar);
  clock.moveTo('2026-01-22T14:29:00Z');
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await remindedOf('TXN-002')).toEqual([]);
  clock.moveTo('2026-01-22T14:30:00Z');
  await isReminded('TXN-002');
  await until(() => remindersTo(omar).length > 0);
  const [card = ''] = remindersTo(omar);
  for (const said of [
    'Reminder: TXN-002',
    '50,000 USD to ACME Corp',
    'It waits for you, Omar Okafor. Cutoff 15:00 UTC',
  ])
    expect(card).toContain(said);
  clock.moveTo('2026-01-22T14:45:00Z');
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(await remindedOf('TXN-002')).toMatchObject([
    { payload: { roles: expect.arrayContaining(['Payments Operator']) as string[], cutoff: '2026-01-22T15:00:00Z' } },
  ]);
  expect([remindersTo(omar).length, remindersTo(maya).length, remindersTo(dana).length]).toEqual([1, 0, 0]);
  const { runId, version } = await desk.caseOf('TXN-002');
  await chatOf(omar).press(omar, 'release', { run_id: runId, version, bank_reference_release: 'FT1' });
  expect(await desk.caseWhere('TXN-002', ({ status }) => status === 'released')).not.toHaveProperty('dueAt');
  await desk.store.verifyAudit();
}, 60_000);

it('where whoever releases has no chat it is said where the payment was asked for, by name', async () => {
  await approved();
  clock.moveTo('2026-01-22T14:30:00Z');
  await until(() => remindersTo(dana).length > 0);
  expect(remindersTo(dana)).toEqual([
    expect.stringMatching(/It waits for Omar Okafor\. Cutoff 15:00 UTC: (29|30) min left\./),
  ]);
}, 60_000);

it('several in one chat are told of one by one, each once', async () => {
  await approved();
  const submitted = ['C0FFEE000001', 'C0FFEE000002'];
  for (const [at, form] of submitted.entries()) {
    await chatOf(dana).press(dana, 'submit_payment', {
      form_id: form.toLowerCase(),
      beneficiary_name: 'ACME Corp',
      amount: String(1_000 + at),
      currency: 'USD',
      account_id: 'ACC-BAN-002',
      payment_type: 'SWIFT',
    });
    const { runId, version } = await desk.caseWhere(`PAY-${form}`, ({ status }) => status === 'awaiting_approval');
    // With the 50,000 before it each is above a tier.
    await chatOf(dana).press(omar, 'approve', { run_id: runId, version, comment: 'another invoice' });
  }
  clock.moveTo('2026-01-22T14:40:00Z');
  await until(() => remindersTo(dana).length >= 3);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  const told = remindersTo(dana).map((card) => /Reminder: ([A-Z0-9-]+)/.exec(card)?.[1]);
  expect(told.toSorted()).toEqual([...submitted.map((form) => `PAY-${form}`), 'TXN-002']);
}, 60_000);

it('approved after that time it is told at once', async () => {
  clock.moveTo('2026-01-22T14:48:00Z');
  await approved();
  await until(() => remindersTo(dana).length > 0);
  expect(remindersTo(dana)[0]).toMatch(/1[12] min left/);
  expect(await remindedOf('TXN-002')).toHaveLength(1);
}, 60_000);

it.each([
  ['past the cutoff', '2026-01-22T15:10:00Z'],
  ['on another day', '2026-01-23T09:00:00Z'],
])(
  'looked at %s it says so, and offers no time that is not its own',
  async (_when, at) => {
    await approved();
    clock.moveTo(at);
    await until(() => remindersTo(dana).length > 0);
    expect(remindersTo(dana)[0]).toContain(
      'Its cutoff has passed: it is not released any more. Dana Demir may withdraw it and ask again.',
    );
    expect(remindersTo(dana)[0]).not.toMatch(/ left\.|It waits for/);
  },
  60_000,
);
