/** Everybody who asks to see a payment at the same moment has a card of it that is kept current, by one desk and by two over one database. */
import { describePostgres } from '../fakes/describe-postgres';
import { openChannel, type Speaker } from '../fakes/connector';
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';
import { PostgresServer } from '../fakes/postgres';
import { openTwoDemoDesks } from '../fakes/two-demo-desks';

const { dana, omar, selin, tariq, maya, helen, carmen, lars } = people;
const askers = [omar, selin, tariq, maya, helen, carmen, lars];

async function everybodyLooks(desks: readonly DemoDesk[]): Promise<void> {
  const [first] = desks as readonly [DemoDesk];
  const { connector } = first;
  const chatOf = (who: Speaker, at = 0) =>
    openChannel(connector, desks[at % desks.length]!.url, {
      conversationType: 'groupChat',
      chat: `chat of ${who.name}`,
    });
  await chatOf(dana).say(dana, '/payment TXN-003');
  await connector.cardWith('"verb":"approve"');
  await Promise.all(askers.map((who, at) => chatOf(who, at).say(who, '/status TXN-003')));
  const { runId } = await first.caseOf('TXN-003');
  const cardsIn = (who: Speaker) => [
    ...new Set(
      connector.sent.flatMap(({ conversationId, activityId, activity }) =>
        conversationId === `chat of ${who.name}` && JSON.stringify(activity).includes(runId) ? [activityId] : [],
      ),
    ),
  ];
  expect(askers.filter((who) => cardsIn(who).length === 0).map(({ name }) => name)).toEqual([]);
  const copies = await first.store.listCopies(runId);
  const written = askers.map(
    (who) => copies.filter(({ activityId }) => activityId !== null && cardsIn(who).includes(activityId)).length,
  );
  expect(written).toEqual(askers.map((who) => cardsIn(who).length));
}

it('by one desk', async () => {
  const desk = await startDemoDesk();
  await everybodyLooks([desk]);
  await desk.close();
});

describePostgres('by two desks', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());

  it('each card is one of its own', async () => {
    const desks = await openTwoDemoDesks(server);
    await everybodyLooks([desks.first, desks.second]);
    await desks.close();
  });
});
