import { createDeliverCard } from '../../../src/app/delivery/deliver-card';
import type { Store } from '../../../src/ports/store';
import type { CardChannel } from '../../../src/ports/delivery';
import type { PostgresPlace } from '../../../src/storage/postgres/postgres-place';
import { openPostgresStore } from '../../../src/storage/postgres/postgres-store';
import { describePostgres } from '../../fakes/describe-postgres';
import { PostgresServer } from '../../fakes/postgres';
import { createRecordingLog } from '../../fakes/recording-log';
import { commitOf, nextVersion, numberedCase } from '../../fakes/sample-case';

const recordedNow = () => Date.now();
const conversation = { conversation: { id: 'chat-1' } };

describePostgres('processes that deliver the same cards', () => {
  let server: PostgresServer;
  let place: PostgresPlace;
  let stores: Store[];
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    place = await server.database();
    stores = [];
    for (let index = 0; index < 3; index += 1) stores.push(await openPostgresStore({ place, recordedNow }));
  });
  afterEach(async () => {
    for (const store of stores) await store.close();
  });

  it('take turns: one has a card in a chat until it ends, and others wait for no other card', async () => {
    const [one, two] = stores as [Store, Store];
    const card = { runId: 'WF-1', chat: 'a' };
    expect(await one.takeDelivery({ ...card, by: 'one' })).toBe('free');
    expect(await two.takeDelivery({ ...card, by: 'two' })).toBe('taken');
    expect(await two.takeDelivery({ ...card, chat: 'b', by: 'two' })).toBe('free');
    await two.endDelivery({ ...card, by: 'two' });
    expect(await two.takeDelivery({ ...card, by: 'two' })).toBe('taken');
    await one.endDelivery({ ...card, by: 'one' });
    expect(await two.takeDelivery({ ...card, by: 'two' })).toBe('free');
  });

  it('take over from one that was killed, once it has been silent for too long', async () => {
    const [one, two] = stores as [Store, Store];
    const card = { runId: 'WF-1', chat: 'a' };
    await one.takeDelivery({ ...card, by: 'one' });
    await server.query(place.database, 'update deliveries set until = until - 31000');
    expect(await two.takeDelivery({ ...card, by: 'two' })).toBe('left');
    expect(await one.takeDelivery({ ...card, by: 'one' })).toBe('taken');
  });

  it('leave nothing behind for good: what a killed one had is forgotten once nothing it sent can land any more', async () => {
    const [one, two] = stores as [Store, Store];
    await one.takeDelivery({ runId: 'WF-1', chat: 'a', by: 'one' });
    await one.takeDelivery({ runId: 'WF-2', chat: 'a', by: 'one' });
    const left = () =>
      server.query<{ run_id: string }>(place.database, 'select run_id from deliveries order by run_id');
    await server.query(place.database, `update deliveries set until = until - 151000 where run_id = 'WF-1'`);
    await two.noteReplica({ id: 'two', name: 'two', startedAtMs: recordedNow(), isBehind: false, files: {} });
    expect(await left()).toEqual([{ run_id: 'WF-2' }]);
    expect(await two.takeDelivery({ runId: 'WF-2', chat: 'a', by: 'two' })).toBe('taken');
  });

  it('post each card once and bring it to its newest version, however many are at it at the same moment', async () => {
    const posted = new Map<string, number>();
    const shown = new Map<string, number>();
    const underWay = new Set<string>();
    let collisions = 0;
    const channel: CardChannel = {
      send: async ({ case: { runId, version }, activityId }) => {
        if (underWay.has(runId)) collisions += 1;
        underWay.add(runId);
        await new Promise((resolve) => setTimeout(resolve, 5));
        underWay.delete(runId);
        if (activityId === null) posted.set(runId, (posted.get(runId) ?? 0) + 1);
        shown.set(runId, version);
        return { kind: 'taken', activityId: activityId ?? `activity of ${runId}` };
      },
    };
    const deliverers = stores.map((store, index) =>
      createDeliverCard({
        store,
        by: `process-${index}`,
        clock: { recordedNow, sleep: () => Promise.resolve() },
        elapsedMs: () => Date.now(),
        random: () => 0.5,
        chatOf: () => 'chat-1',
        log: createRecordingLog(),
      }),
    );
    const cases = Array.from({ length: 12 }, (_, number) => numberedCase(number, { conversation }));
    for (const one of cases) await stores[0]?.commit(commitOf(one));
    const look = () =>
      Promise.all(cases.flatMap(({ runId }) => deliverers.map((deliver) => deliver(runId, 'chat-1', channel))));
    await look();
    for (const one of cases) await stores[1]?.commit(commitOf(nextVersion(one, { status: 'held' })));
    for (let round = 0; round < 4; round += 1) await look();
    expect(collisions).toBe(0);
    expect([...posted.values()]).toEqual(cases.map(() => 1));
    expect([...shown.values()]).toEqual(cases.map(() => 2));
  });
});
