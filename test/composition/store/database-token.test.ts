import { databaseToken } from '../../../src/composition/store/database-token';

const identity = { identity: 'managed', clientId: 'the-client' } as const;
const until = Date.parse('2026-01-22T11:25:00Z');

it('is nothing where the database takes a password', () => {
  expect(databaseToken({})).toBeNull();
});

it("is asked of one credential of the named identity, for Azure's databases", async () => {
  const opened: unknown[] = [];
  const scopes: unknown[] = [];
  const token = databaseToken({ identity }, (of) => {
    opened.push(of);
    return Promise.resolve({
      getToken: (scope) => {
        scopes.push(scope);
        return Promise.resolve({ token: `token ${scopes.length}`, expiresOnTimestamp: until });
      },
    });
  });
  expect([await token?.(), await token?.()]).toEqual(['token 1', 'token 2']);
  expect(opened).toEqual([identity]);
  expect(new Set(scopes)).toEqual(new Set(['https://ossrdbms-aad.database.windows.net/.default']));
});

it('is a fault that says so where there is none, or nobody to ask', async () => {
  const none = databaseToken({ identity }, () => Promise.resolve({ getToken: () => Promise.resolve(null) }));
  await expect(none?.()).rejects.toMatchObject({
    code: 'configuration_invalid',
    message: 'No token for PostgreSQL: the identity has none.',
  });
  const nobody = databaseToken({ identity }, () =>
    Promise.resolve({ getToken: () => Promise.reject(new Error('no endpoint')) }),
  );
  await expect(nobody?.()).rejects.toMatchObject({
    code: 'configuration_invalid',
    message: 'No token for PostgreSQL: no endpoint',
  });
});
