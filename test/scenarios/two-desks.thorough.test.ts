import { describePostgres } from '../fakes/describe-postgres';
import { PostgresServer } from '../fakes/postgres';
import { openTwoDesks } from '../fakes/two-desks';

/** Half a second a round: 1,000 take minutes, by hand (`ROUNDS=1000 npx jest test/scenarios/two-desks.thorough`). */
const rounds = Number(process.env['ROUNDS'] ?? '50');

describePostgres('two desks that approve at the same moment', () => {
  it('approve, round after round, no two payments that do not fit together, unless whoever came second was told', async () => {
    const server = await PostgresServer.start();
    const desks = await openTwoDesks(server);
    const seen = { one: 0, toldOfTheFirst: 0, untold: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const { approved, wasUntold } = await (round % 2 === 0 ? desks.sideBySide() : desks.overridden());
      if (wasUntold) seen.untold += 1;
      else if (approved === 2 && round % 2 === 1) seen.toldOfTheFirst += 1;
      else if (approved === 1) seen.one += 1;
    }
    expect(seen).toMatchObject({ untold: 0, one: rounds - seen.toldOfTheFirst });
    process.stdout.write(`two desks, ${rounds} rounds: ${JSON.stringify(seen)}\n`);
    await desks.close();
    await server.stop();
  }, 1_800_000);
});
