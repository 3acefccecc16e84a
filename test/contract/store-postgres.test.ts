/** The store on PostgreSQL keeps the contract of every store. */
import { openPostgresStore } from '../../src/storage/postgres/postgres-store';
import { describePostgres } from '../fakes/describe-postgres';
import { PostgresServer } from '../fakes/postgres';
import { describeStore } from './store';

describePostgres('beside a server', () => {
  let server: PostgresServer;
  let template: string;

  beforeAll(async () => {
    server = await PostgresServer.start();
    const place = await server.database();
    template = place.database;
    await (await openPostgresStore({ place, recordedNow: () => Date.now() })).close();
  });
  afterAll(() => server.stop());

  describeStore('PostgreSQL', async () => {
    const place = await server.database(template);
    return {
      // The contract's real time is a day of its own; the server has another.
      open: (recordedNow) => openPostgresStore({ place, recordedNow, refusesSkew: false }),
      remove: () => server.drop(place),
    };
  });
});
