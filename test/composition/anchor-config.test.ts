import { readConfig } from '../../src/composition/config/config';

const configured = (environment: Record<string, string>) => readConfig({ profile: 'local' }, environment).anchors;

test('nothing is anchored unless somebody says where and with what', () => {
  expect(configured({})).toBeNull();
  expect(configured({ ANCHOR_EVERY_MINUTES: '5' })).toBeNull();
});

test('a key, and one place or several', () => {
  expect(configured({ ANCHOR_KEY_FILE: '/keys/anchor.pem', ANCHOR_FILE: '/elsewhere/anchors.txt' })).toEqual({
    key: { file: '/keys/anchor.pem' },
    file: '/elsewhere/anchors.txt',
    blobContainer: null,
    timeStamps: null,
    every: { ms: 900_000, events: 1_000 },
  });
  const vaultKey = `https://desk.vault.azure.net/keys/anchor/${'0'.repeat(32)}`;
  expect(
    configured({
      ANCHOR_VAULT_KEY: vaultKey,
      ANCHOR_BLOB_CONTAINER: 'https://desk.blob.core.windows.net/anchors',
      ANCHOR_TIMESTAMP_URL: 'http://tsa.example.com',
      ANCHOR_TIMESTAMP_DIR: '/elsewhere/stamps',
      ANCHOR_EVERY_MINUTES: '1',
      ANCHOR_EVERY_EVENTS: '10',
    }),
  ).toEqual({
    key: { vaultKey },
    file: null,
    blobContainer: 'https://desk.blob.core.windows.net/anchors',
    timeStamps: { authority: 'http://tsa.example.com', folder: '/elsewhere/stamps' },
    every: { ms: 60_000, events: 10 },
  });
});

test.each<[Record<string, string>, string]>([
  [{ ANCHOR_FILE: 'a' }, 'ANCHOR_KEY_FILE or ANCHOR_VAULT_KEY'],
  [{ ANCHOR_KEY_FILE: 'a' }, 'ANCHOR_FILE, ANCHOR_BLOB_CONTAINER or ANCHOR_TIMESTAMP_URL'],
  [
    { ANCHOR_KEY_FILE: 'a', ANCHOR_FILE: 'b', ANCHOR_VAULT_KEY: `https://v.example/keys/k/${'0'.repeat(32)}` },
    'set one of them',
  ],
  [{ ANCHOR_KEY_FILE: 'a', ANCHOR_TIMESTAMP_URL: 'http://tsa.example.com' }, 'need each other'],
  [{ ANCHOR_VAULT_KEY: 'https://desk.vault.azure.net/keys/anchor' }, 'ANCHOR_VAULT_KEY'],
  [{ ANCHOR_BLOB_CONTAINER: 'https://desk.blob.core.windows.net/anchors/' }, 'ANCHOR_BLOB_CONTAINER'],
  [{ ANCHOR_EVERY_EVENTS: '0' }, 'ANCHOR_EVERY_EVENTS'],
  [{ ANCHOR_EVERY_EVENTS: '0x10' }, 'ANCHOR_EVERY_EVENTS'],
  [{ ANCHOR_EVERY_MINUTES: '1e-7' }, 'ANCHOR_EVERY_MINUTES'],
  [{ ANCHOR_EVERY_MINUTES: '0.000' }, 'ANCHOR_EVERY_MINUTES'],
  [{ ANCHOR_EVERY_MINUTES: '0x5' }, 'ANCHOR_EVERY_MINUTES'],
])('is refused by name: %j', (environment, named) => {
  expect(() => configured(environment)).toThrow(named);
});
