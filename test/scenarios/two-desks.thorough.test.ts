import { describePostgres } from '../fakes/describe-postgres';
import { PostgresServer } from '../fakes/postgres';
import { openTwoDesks } from '../fakes/two-desks';

describePostgres('two desks that approve at the same moment', () => {
  it('1,000 times approve no two payments that do not fit together, unless whoever came second was told', async () => {
    const server = await PostgresServer.start();
    const desks = await openTwoDesks(server);
    const seen = { one: 0, toldOfTheFirst: 0, untold: 0 };
    for (let round = 0; round < 1_000; round += 1) {
      const { approved, wasUntold } = await (round % 2 === 0 ? desks.sideBySide() : desks.overridden());
      if (wasUntold) seen.untold += 1;
      else if (approved === 2 && round % 2 === 1) seen.toldOfTheFirst += 1;
      else if (approved === 1) seen.one += 1;
    }
    expect(seen).toMatchObject({ untold: 0, one: 1_000 - seen.toldOfTheFirst });
    process.stdout.write(`two desks, 1,000 rounds: ${JSON.stringify(seen)}\n`);
    await desks.close();
    await server.stop();
  }, 1_800_000);
});
