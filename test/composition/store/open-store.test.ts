import { readConfig } from '../../../src/composition/config/config';
import { nameOfStore, openStore, openStoreToRead } from '../../../src/composition/store/open-store';
import { createRecordingLog } from '../../fakes/recording-log';
import { describePostgres } from '../../fakes/describe-postgres';
import { PostgresServer } from '../../fakes/postgres';
import { commitOf, sampleCase } from '../../fakes/sample-case';

describePostgres('the database that DATABASE_URL names', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());

  it('is opened, read beside, and named without its password', async () => {
    const { database } = await server.database();
    const config = readConfig({}, { PROFILE: 'local', KEEP: '1', DATABASE_URL: server.url(database) });
    expect(nameOfStore(config)).toBe(`PostgreSQL database ${database} on 127.0.0.1:${server.port}`);
    await expect(openStoreToRead(config)).rejects.toMatchObject({ code: 'store_corrupt' });
    const log = createRecordingLog();
    const store = await openStore(config, { keep: 'existing', log });
    await store.commit(commitOf(sampleCase()));
    const reader = await openStoreToRead(config);
    expect(await reader?.verifyAudit()).toMatchObject({ count: 1 });
    await server.cutConnections();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(JSON.stringify(log.lines)).toContain('a connection to the database was lost');
    await reader?.close();
    await store.close();
  });
});
