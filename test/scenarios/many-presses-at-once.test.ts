/** Many people press at the same moment, on one payment and on many: every press is answered, none is lost, and what is written is one story. */
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';

const { dana, omar, selin, tariq, maya, helen, stranger } = people;
const everybody = [dana, omar, selin, tariq, maya, helen, stranger];

let desk: DemoDesk;
beforeEach(async () => {
  desk = await startDemoDesk();
});
afterEach(() => desk.close());

const comment = 'The supplier stops deliveries tonight and the inflow is confirmed for noon.';
const verbs = [
  'approve',
  'reject',
  'claim',
  'withdraw',
  'take_back_approval',
  'ask_question',
  'attach_reference',
  'request_override',
  'delay',
  'restart_review',
  'release_part',
  'show_payment',
  'what_if',
  'nonsense',
] as const;

/** The press of that place in a crowd: everybody presses everything, on cards of different ages. */
async function pressAt(place: number, paymentId: string): Promise<number> {
  const { runId, version } = await desk.caseOf(paymentId);
  const who = everybody[place % everybody.length] ?? dana;
  const verb = verbs[(place * 5) % verbs.length] ?? 'approve';
  const shown = Math.max(1, version - (place % 3));
  const said = verb === 'attach_reference' ? `invoice ${place}` : comment;
  const { status } = await desk.channel.press(who, verb, { run_id: runId, version: shown, comment: said });
  return status;
}

/** Every version has its one event, in order, and the trail is whole. */
async function expectOneStory(paymentId: string): Promise<void> {
  const { runId, version } = await desk.caseWhere(paymentId, ({ status }) => status !== 'under_review', 60_000);
  const events = await desk.store.readEvents({ runId, limit: 1_000 });
  expect(events.map(({ case_version: of }) => of)).toEqual(events.map((_, at) => at + 1));
  expect(events.length).toBeGreaterThanOrEqual(version);
}

test('200 presses of everything on one payment', async () => {
  await desk.channel.say(dana, '/payment TXN-003');
  await desk.caseWhere('TXN-003', ({ status }) => status === 'awaiting_approval');
  const statuses = await Promise.all(Array.from({ length: 200 }, (_, place) => pressAt(place, 'TXN-003')));
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
  await expectOneStory('TXN-003');
  await desk.store.verifyAudit();
});

test('50 payments at once, pressed by everybody', async () => {
  const form = (number: number) => ({
    form_id: number.toString(16).padStart(12, '0'),
    beneficiary_name: 'ACME Corp',
    amount: String(1_000 + number),
    currency: 'USD',
    account_id: 'ACC-BAN-002',
    payment_type: 'SWIFT',
  });
  const ids = Array.from({ length: 50 }, (_, number) => `PAY-${form(number).form_id}`.toUpperCase());
  await Promise.all(ids.map((_, number) => desk.channel.press(dana, 'submit_payment', form(number))));
  await Promise.all(ids.map((id) => desk.caseWhere(id, ({ status }) => status !== 'under_review', 60_000)));
  const statuses = await Promise.all(
    ids.flatMap((id, number) => Array.from({ length: 6 }, (_, place) => pressAt(number + place, id))),
  );
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
  for (const id of ids) await expectOneStory(id);
  await desk.store.verifyAudit();
});
