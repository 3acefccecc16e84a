import { describePostgres } from '../fakes/describe-postgres';
import { PostgresServer } from '../fakes/postgres';
import { openTwoDesks, type Round, type TwoDesks } from '../fakes/two-desks';

describePostgres('two payments that fit one by one and not together', () => {
  let server: PostgresServer;
  let desks: TwoDesks;
  beforeAll(async () => {
    server = await PostgresServer.start();
    desks = await openTwoDesks(server);
  });
  afterAll(async () => {
    await desks.close();
    await server.stop();
  });

  it('are never both approved by two desks at the same moment, and one of them always is', async () => {
    for (let round = 0; round < 15; round += 1) expect((await desks.sideBySide()).approved).toBe(1);
  });

  it('are both approved only where whoever came second had been told of the first', async () => {
    const seen: Round[] = [];
    for (let round = 0; round < 25; round += 1) seen.push(await desks.overridden());
    expect(seen.filter(({ wasUntold }) => wasUntold)).toEqual([]);
    // Both orders came about: the one that is told, and the one that is refused.
    expect(seen.some(({ approved }) => approved === 2)).toBe(true);
    expect(seen.some(({ refused }) => refused.includes('liquidity_changed'))).toBe(true);
    await desks.store.verifyAudit();
  });
});
