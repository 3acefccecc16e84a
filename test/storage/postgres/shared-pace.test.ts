import { setTimeout as pause } from 'node:timers/promises';
import type { SharedPace, SharedPaceLimit } from '../../../src/ports/case-locks';
import { openKeptConnection, type KeptConnection } from '../../../src/storage/postgres/kept-connection';
import type { PostgresPlace } from '../../../src/storage/postgres/postgres-place';
import { createSharedPace, makeSharedPace } from '../../../src/storage/postgres/shared-pace';
import { describePostgres } from '../../fakes/describe-postgres';
import { PostgresServer } from '../../fakes/postgres';

describePostgres('processes that send to the same chats', () => {
  let server: PostgresServer;
  let place: PostgresPlace;
  let connections: KeptConnection[];
  beforeAll(async () => {
    server = await PostgresServer.start();
    place = await server.database();
    await server.query(place.database, 'create schema desk_wakeups');
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    connections = [];
    for (let index = 0; index < 3; index += 1)
      connections.push(await openKeptConnection({ place, token: null, onLost: () => undefined }));
    for (const { ask } of connections) await makeSharedPace(ask);
  });
  afterEach(async () => {
    for (const connection of connections) await connection.close();
  });

  const pacesWith = (...limits: SharedPaceLimit[]): readonly SharedPace[] =>
    connections.map(({ ask }) => createSharedPace(ask, limits));

  async function takeAtOnce(paces: readonly SharedPace[], key: string, each: number): Promise<readonly number[]> {
    return Promise.all(paces.flatMap((take) => Array.from({ length: each }, () => take(key))));
  }

  it('send no more to one together than one of them might alone, however they ask at the same moment', async () => {
    const waits = await takeAtOnce(pacesWith({ burst: 4, perSecond: 0.01 }), 'burst', 10);
    expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(4);
    expect(Math.min(...waits.filter((waitMs) => waitMs > 0))).toBeGreaterThan(0);
  });

  it('keep to each of several limits', async () => {
    const paces = pacesWith({ burst: 5, perSecond: 1_000 }, { burst: 7, perSecond: 0.01 });
    let sent = 0;
    for (let round = 0; round < 5; round += 1) {
      sent += (await takeAtOnce(paces, 'two limits', 3)).filter((waitMs) => waitMs === 0).length;
      await pause(10);
    }
    expect(sent).toBe(7);
  });

  it('are told how long to wait, and may send then', async () => {
    const [one, two] = pacesWith({ burst: 1, perSecond: 5 }) as [SharedPace, SharedPace];
    expect(await one('wait')).toBe(0);
    const waitMs = await two('wait');
    expect(waitMs).toBeGreaterThan(100);
    expect(waitMs).toBeLessThanOrEqual(200);
    await pause(waitMs);
    expect(await two('wait')).toBe(0);
  });

  it('keep no chat waiting for another', async () => {
    const [one, two] = pacesWith({ burst: 1, perSecond: 0.01 }) as [SharedPace, SharedPace];
    expect([await one('a'), await two('b'), await two('c')]).toEqual([0, 0, 0]);
  });

  it('keep nothing of a chat that has rested', async () => {
    const [one] = pacesWith({ burst: 1, perSecond: 50 }) as [SharedPace];
    await one('rests');
    await pause(40);
    await makeSharedPace(connections[0]!.ask);
    expect(await server.query(place.database, `select key from desk_wakeups.paces where key = 'rests'`)).toEqual([]);
  });
});
