import { objectsOf } from '../cards/read-card';
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';
import { createMovableClock } from '../fakes/movable-clock';

const { dana, omar, maya, helen, selin, carmen, lars } = people;

let desk: DemoDesk;
beforeEach(async () => {
  desk = await startDemoDesk();
});
afterEach(() => desk.close());

async function review(paymentId: string) {
  await desk.channel.say(dana, `/payment ${paymentId}`);
  return desk.caseWhere(paymentId, ({ status }) => status !== 'under_review');
}

async function listFor(who: typeof dana): Promise<object> {
  const before = desk.connector.sent.length;
  await desk.channel.say(who, '/pending');
  const card = desk.connector.sent.slice(before).find(({ kind }) => kind === 'posted')?.activity.attachments?.[0];
  return card?.content ?? {};
}

const buttonsOf = (card: object) =>
  objectsOf(card as never)
    .filter(({ type }) => type === 'Action.Execute')
    .map(({ title, verb, data }) => ({ title, verb, data }));

it('tells each person what waits for them, and what they asked for, with who is asked by name', async () => {
  await review('TXN-002');
  await review('TXN-EMRG-001');
  const maysList = JSON.stringify(await listFor(maya));
  expect(maysList).toContain('Waits for you: 1');
  expect(maysList).toContain('Waits for others: 1');
  expect(maysList).toContain('Asks **Omar Okafor** (Payments Operator)');
  expect(maysList).toContain('**250,000 USD** to **ACME Trading LLC**  ·  TXN-EMRG-001');
  expect(JSON.stringify(await listFor(dana))).toContain('You asked for: 2');
});

it('says why the one payment that waits does, and whom for, where nobody says which; of several it asks', async () => {
  await review('TXN-EMRG-001');
  for (const question of ['why is it held', 'who still has to approve']) {
    const before = desk.connector.sent.length;
    await desk.channel.say(dana, question);
    const said = JSON.stringify(desk.connector.sent.slice(before));
    expect(said).toContain('TXN-EMRG-001 is on hold');
    expect(said).toContain('Waits for Treasury Manager (Maya Marchetti) and Head of Treasury (Helen Hoffmann).');
  }
  await review('TXN-002');
  await desk.channel.say(dana, 'why is it held');
  const { card } = await desk.connector.cardWith('More than one payment waits');
  const [first] = buttonsOf(card);
  await desk.channel.press(dana, 'say', first?.data as object);
  await desk.connector.cardWith('TXN-002 waits for approval');
  // Nobody learns of what they may not read.
  const before = desk.connector.sent.length;
  await desk.channel.say(people.stranger, 'why is it held');
  expect(JSON.stringify(desk.connector.sent.slice(before))).not.toMatch(/TXN-|Maya/);
});

it('lists what compliance looks at to compliance and to whoever asked for it, and to nobody who could tell it from what was blocked', async () => {
  await review('TXN-001');
  expect(JSON.stringify(await listFor(maya))).toContain('No payment is waiting');
  await review('TXN-004');
  expect(JSON.stringify(await listFor(maya))).toContain('No payment is waiting');
  expect(JSON.stringify(await listFor(dana))).toContain('You asked for: 2');
  expect(JSON.stringify(await listFor(carmen))).toContain('Waits for you: 1');
  expect(JSON.stringify(await listFor(lars))).toContain('Waits for others: 2');
});

it('approves from the list, and the list says so', async () => {
  const { runId, version } = await review('TXN-002');
  const [approve, open] = buttonsOf(await listFor(omar));
  expect(approve).toEqual({
    title: 'Approve 50,000 USD',
    verb: 'approve_several',
    data: { items: [{ run_id: runId, version }] },
  });
  expect(open).toMatchObject({ title: 'Open', verb: 'say', data: { said: '/status TXN-002' } });
  const answer = await desk.channel.press(omar, 'approve_several', approve?.data as object, 'list-1');
  expect(JSON.stringify(answer.body)).toContain('✓ TXN-002 is approved.');
  expect(await desk.caseOf('TXN-002')).toMatchObject({
    status: 'approved',
    approvals: [{ by: { name: 'Omar Okafor' } }],
  });
  // The list that was pressed is no card of the payment.
  expect((await desk.store.listCopies(runId)).map(({ activityId }) => activityId)).not.toContain('list-1');
});

it('approves several at once but for those unticked, each with its own check and event', async () => {
  const asked = ['TXN-002', 'TXN-EMRG-001', 'TXN-1048'];
  const cases = [];
  for (const id of asked) cases.push(await review(id));
  const items = cases.map(({ runId, version }) => ({ run_id: runId, version }));
  // Maya is not asked about the first, and the last is unticked.
  const answer = await desk.channel.press(maya, 'approve_several', { items, pick_2: 'false' });
  const said = JSON.stringify(answer.body);
  expect(said).toContain('✕ TXN-002: Not approved.');
  expect(said).toContain('✓ TXN-EMRG-001: your approval counts.');
  expect(said).not.toContain('TXN-1048:');
  const approvals = await Promise.all(asked.map(async (id) => (await desk.caseOf(id)).approvals.length));
  expect(approvals).toEqual([0, 1, 0]);
  const events = await desk.store.readEvents({ limit: 200 });
  expect(events.filter(({ type }) => type === 'approval_given')).toHaveLength(1);
});

it('the same press again changes nothing, and one on a list that is behind is refused by name', async () => {
  const opened = await review('TXN-EMRG-001');
  const data = { items: [{ run_id: opened.runId, version: opened.version }] };
  await desk.channel.press(maya, 'approve_several', data);
  await desk.channel.press(maya, 'approve_several', data);
  expect((await desk.caseOf('TXN-EMRG-001')).approvals).toHaveLength(1);
  const now = await desk.caseOf('TXN-EMRG-001');
  await desk.channel.press(dana, 'restart_review', { run_id: now.runId, version: now.version, comment: 'funded' });
  await desk.caseWhere('TXN-EMRG-001', ({ status }) => status === 'awaiting_approval');
  const late = await desk.channel.press(maya, 'approve_several', data);
  // The first approval was given and is void: its repetition is answered by what it did, and gives no new one.
  expect((await desk.caseOf('TXN-EMRG-001')).approvals).toHaveLength(0);
  expect(late.status).toBe(200);
});

it('an approval of several that needs words is refused by name, and a forged list changes nothing', async () => {
  const { runId, version } = await review('TXN-003');
  const answer = await desk.channel.press(helen, 'approve_several', { items: [{ run_id: runId, version }] });
  expect(JSON.stringify(answer.body)).toContain('An override needs a justification of at least 50 characters');
  await desk.channel.press(selin, 'approve_several', { items: [{ run_id: 'WF-20260122102500-ffffff', version: 1 }] });
  await desk.channel.press(selin, 'approve_several', { items: 'everything' });
  expect((await desk.caseOf('TXN-003')).approvals).toEqual([]);
});

it('says who is looking at a payment, until they pass it on', async () => {
  const { runId, version } = await review('TXN-EMRG-001');
  await desk.channel.press(maya, 'claim', { run_id: runId, version });
  await desk.connector.cardWith('**Maya Marchetti** is looking at it, until ');
  expect(JSON.stringify(await listFor(helen))).toContain('◔ **Maya Marchetti** is looking at it, until ');
  const now = await desk.caseOf('TXN-EMRG-001');
  const helensId = helen.aadObjectId;
  await desk.channel.press(maya, 'pass_on', { run_id: runId, version: now.version, pass_to: helensId });
  expect(await desk.caseOf('TXN-EMRG-001')).toMatchObject({ claim: { by: { name: 'Helen Hoffmann' } } });
  await desk.connector.cardWith('**Maya Marchetti** passed it to **Helen Hoffmann**, until ');
});

describe('a payment that missed its cutoff', () => {
  it('stays in the list of whoever asked for it, with the day it can be reviewed for, until they ask again or withdraw it', async () => {
    const clock = createMovableClock('2026-01-22T10:25:00Z');
    const late = await startDemoDesk({}, { clock });
    try {
      const listOf = async (who: typeof dana) => {
        const before = late.connector.sent.length;
        await late.channel.say(who, '/pending');
        return JSON.stringify(late.connector.sent.slice(before));
      };
      await late.channel.say(dana, '/payment TXN-002');
      await late.caseWhere('TXN-002', ({ status }) => status === 'awaiting_approval');
      clock.moveTo('2026-01-22T15:00:01Z');
      const { runId, version } = await late.caseWhere('TXN-002', ({ status }) => status === 'expired');
      const list = await listOf(dana);
      expect(list).toContain('You asked for: 1');
      expect(list).toContain('⚠ cutoff missed');
      expect(list).toContain('**Dana Demir** or **Omar Okafor** may have it reviewed for 23 Jan 2026');
      expect(await listOf(omar)).toContain('No payment is waiting');
      const withdrawn = await late.channel.press(dana, 'withdraw', { run_id: runId, version });
      expect(JSON.stringify(withdrawn.body)).toContain('Withdrawn by Dana Demir');
      expect(await listOf(dana)).toContain('No payment is waiting');
    } finally {
      await late.close();
    }
  }, 30_000);
});

it('days and states of what is over are told as people say them', async () => {
  await desk.channel.say(dana, 'what is the balance of ACC-BAN-001');
  const { card } = await desk.connector.cardWith('now;');
  expect(JSON.stringify(card)).toContain('day 22 Jan 2026, as of 22 Jan 2026 10:20 UTC');
  expect(JSON.stringify(card)).not.toContain('2026-01-22');
  await review('TXN-002');
  const { runId, version } = await desk.caseOf('TXN-002');
  await desk.channel.press(dana, 'withdraw', { run_id: runId, version, comment: 'Paid already' });
  await desk.caseWhere('TXN-002', ({ status }) => status === 'withdrawn');
  await desk.channel.say(omar, 'approve TXN-002');
  await desk.connector.cardWith('TXN-002 was withdrawn already. Its card is below.');
});
