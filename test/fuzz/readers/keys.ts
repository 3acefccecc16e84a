/** Keys, what they signed, time stamps, and the app's package with its icons. */
import { writeFileSync, cpSync } from 'node:fs';
import path from 'node:path';
import { generateKeyPairSync } from 'node:crypto';
import { readAnchors } from '../../../src/anchors/read-anchors';
import { signAnchor } from '../../../src/anchors/signed-anchor';
import { checkSignature, signBundle } from '../../../src/anchors/signed-bundle';
import { readKeyFile } from '../../../src/anchors/key-file';
import { readPublicKey } from '../../../src/anchors/keys';
import { readStampFault } from '../../../src/anchors/stamp-messages';
import { makePackage } from '../../../src/app-package/make-package';
import { readPng } from '../../../src/app-package/read-png';
import type { FuzzReader } from '../fuzz-reader';
import { judgeRefusal, judgeThrown, value } from '../judge';

const keys = generateKeyPairSync('ed25519');
const ownKey = {
  id: 'own',
  algorithm: 'EdDSA' as const,
  publicKey: () => Promise.resolve(keys.publicKey),
  sign: async (bytes: Buffer) => (await import('node:crypto')).sign(null, bytes, keys.privateKey),
};

const anchors: FuzzReader = {
  name: 'anchors',
  covers: ['src/anchors/read-anchors.ts', 'src/anchors/signed-statement.ts', 'src/anchors/signed-bundle.ts'],
  made: async () => [
    {
      name: 'anchors',
      bytes: Buffer.from(
        (
          await signAnchor(
            { format: 1, count: 3, hash: 'a'.repeat(64), at: '2026-01-22T10:25:00Z' } as never,
            ownKey as never,
          )
        ).jws,
      ),
    },
    {
      name: 'signature',
      bytes: Buffer.from(
        await signBundle({ bundle: 'AUDIT_BUNDLE_TXN-002', metadata_sha256: 'a'.repeat(64) }, ownKey as never),
      ),
    },
  ],
  open: (scratch) => ({
    async read({ name, bytes }) {
      if (name === 'signature') {
        const signed = { bundle: 'AUDIT_BUNDLE_TXN-002', metadata_sha256: 'a'.repeat(64) };
        return judgeRefusal(checkSignature(bytes.toString('utf8'), signed, [keys.publicKey]));
      }
      const file = path.join(scratch, 'anchors.jsonl');
      writeFileSync(file, bytes);
      return judgeRefusal(await readAnchors(file, [keys.publicKey]));
    },
  }),
};

const keyFile: FuzzReader = {
  name: 'anchor-key',
  covers: ['src/anchors/key-file.ts', 'src/anchors/keys.ts'],
  made: () => [
    { name: 'private', bytes: Buffer.from(keys.privateKey.export({ type: 'pkcs8', format: 'pem' })) },
    { name: 'public', bytes: Buffer.from(keys.publicKey.export({ type: 'spki', format: 'pem' })) },
  ],
  words: ['-----BEGIN PRIVATE KEY-----', '-----BEGIN EC PARAMETERS-----', 'MC4CAQAwBQYDK2Vw'],
  open: (scratch) => ({
    read({ bytes }) {
      const file = path.join(scratch, 'key.pem');
      writeFileSync(file, bytes);
      return judgeThrown(['configuration_invalid'], () => {
        readPublicKey(bytes.toString('utf8'));
        readKeyFile(file);
      });
    },
  }),
};

const stamp: FuzzReader = {
  name: 'time-stamp',
  covers: ['src/anchors/stamp-messages.ts'],
  made: () => [{ name: 'reply', bytes: Buffer.from(`302c30030201000420${'ab'.repeat(32)}0203010203`, 'hex') }],
  open: () => ({
    read: ({ bytes }) =>
      readStampFault(bytes, { digest: Buffer.alloc(32, 0xab), nonce: Buffer.from([1, 2, 3]) }) ?? value,
  }),
};

const icon: FuzzReader = {
  name: 'icon',
  covers: ['src/app-package/read-png.ts'],
  shipped: ['appPackage/color.png', 'appPackage/outline.png'],
  open: () => ({ read: ({ bytes }) => (readPng(bytes)?.pixels ? value : 'no plain PNG') }),
};

const filled = {
  TEAMS_APP_ID: '00000000-0000-0000-0000-000000000001',
  BOT_ID: '00000000-0000-0000-0000-000000000002',
  BOT_DOMAIN: 'desk.example',
  APP_NAME: 'Treasury Desk',
  PUBLISHER_NAME: 'Group Treasury Co',
  PUBLISHER_DOMAIN: 'treasury.example',
};

const appPackage: FuzzReader = {
  name: 'app-package',
  covers: ['src/app-package/make-package.ts', 'src/app-package/manifest.ts'],
  shipped: ['appPackage/manifest.json', 'appPackage/tr.json'],
  shape: 'json',
  words: ['${{X}}', 'tr.json', 'color.png', '../color.png', 'bots[0].commandLists[0].commands[0].title'],
  open(scratch) {
    const folder = path.join(scratch, 'appPackage');
    return {
      read({ name, bytes }) {
        cpSync('appPackage', folder, { recursive: true });
        writeFileSync(path.join(folder, name), bytes);
        return judgeRefusal(makePackage(folder, filled));
      },
    };
  },
};

export const keyReaders: readonly FuzzReader[] = [anchors, keyFile, stamp, icon, appPackage];
