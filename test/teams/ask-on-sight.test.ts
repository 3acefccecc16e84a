/** A card Teams asks about by itself, as soon as somebody sees it. */
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';

const { dana, stranger } = people;

let desk: DemoDesk;
beforeEach(async () => {
  desk = await startDemoDesk();
  await desk.channel.say(dana, '/payment TXN-002');
  await desk.connector.cardWith('"verb":"approve"');
});
afterEach(() => desk.close());

const look = async (who: typeof dana, replyToId: string, copy = 1) => {
  const { runId } = await desk.caseOf('TXN-002');
  return desk.channel.press(who, 'show_payment', { run_id: runId, version: 1, copy, unasked: true }, replyToId);
};

it('that nobody knew of is kept up to date from then on, and whoever sees it gets the newest at once', async () => {
  const { body } = await look(dana, 'orphan', 9);
  expect(JSON.stringify(body)).toContain('"verb":"approve"');
  await desk.connector.cardOn('orphan', '"verb":"approve"');
});

it('that is known is answered with the newest, and nothing is sent', async () => {
  const { activityId } = await desk.connector.cardWith('"verb":"approve"');
  const before = desk.connector.sent.length;
  expect(JSON.stringify((await look(dana, activityId)).body)).toContain('"verb":"approve"');
  expect(desk.connector.sent).toHaveLength(before);
});

it('shows and tells nothing to somebody whom the payment does not concern, however often it is seen', async () => {
  const before = desk.connector.sent.length;
  for (let times = 0; times < 30; times += 1) {
    const { status, body } = await look(stranger, 'orphan', 9);
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toMatch(/approve|ACME|50,000/);
  }
  expect(desk.connector.sent).toHaveLength(before);
  expect(await desk.store.listCopies((await desk.caseOf('TXN-002')).runId)).toHaveLength(1);
});
