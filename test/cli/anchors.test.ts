import { generateKeyPairSync } from 'node:crypto';
import { copyFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readKeyFile } from '../../src/anchors/key-file';
import { signAnchor } from '../../src/anchors/signed-anchor';
import type { Anchor } from '../../src/domain/case/anchor';
import { inFolder, projectRoot, runDesk, startServing } from './run-desk';

function writeKeys(folder: string): { readonly secret: string; readonly open: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const secret = path.join(folder, 'anchor.pem');
  const open = path.join(folder, 'anchor.pub');
  writeFileSync(secret, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(open, publicKey.export({ type: 'spki', format: 'pem' }));
  return { secret, open };
}

it(
  'anchors the trail while it is served and at its end, and misses later what was taken off it',
  inFolder(async (folder) => {
    const { secret, open } = writeKeys(folder);
    const dataDir = path.join(folder, 'data');
    const anchors = path.join(folder, 'anchors.txt');
    const environment = { DATA_DIR: dataDir, KEEP: '1', ANCHOR_KEY_FILE: secret, ANCHOR_FILE: anchors };
    const file = path.join(dataDir, 'demo.db');
    const early = path.join(folder, 'early.db');
    const verify = (database: string, ...more: readonly string[]) =>
      runDesk(['audit', 'verify', '--file', database, '--anchors', anchors, '--anchor-key', open, ...more]);

    // What is in force is written down at the start: a trail of five events, anchored at the end at the latest.
    expect(await (await startServing(environment)).stop()).toBe(0);
    const anchored = readFileSync(anchors, 'utf8').trim().split('\n');
    expect(anchored.length).toBeGreaterThan(0);
    expect(await verify(file)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/\d anchors hold, the newest at event 5 of/),
    });
    copyFileSync(file, early);

    // Another policy comes into force: a sixth event.
    const policyDir = path.join(folder, 'policy');
    copyPolicy(policyDir);
    expect(await (await startServing({ ...environment, POLICY_DIR: policyDir })).stop()).toBe(0);
    expect(await verify(file)).toMatchObject({ code: 0, stdout: expect.stringContaining('the newest at event 6 of') });

    // The older database is whole by itself, and not the one that was anchored.
    expect((await runDesk(['audit', 'verify', '--file', early])).code).toBe(0);
    expect(await verify(early)).toMatchObject({ code: 1, stderr: expect.stringContaining('its end was cut off') });
    copyFileSync(early, file);
    await expect(startServing(environment)).rejects.toThrow('its end was cut off');

    // A key that signed two ends of one length saw two histories.
    const [whole = ''] = anchored;
    const other = {
      ...JSON.parse(Buffer.from(whole.split('.')[1] ?? '', 'base64url').toString()),
      head: '0'.repeat(64),
    };
    writeFileSync(anchors, `${whole}\n${(await signAnchor(other as Anchor, readKeyFile(secret))).jws}\n`);
    expect(await verify(file)).toMatchObject({ code: 1, stderr: expect.stringContaining('two histories') });
  }),
  120_000,
);

/** Another policy than the one in force. */
function copyPolicy(to: string): void {
  cpSync(path.join(projectRoot, 'policy'), to, { recursive: true });
  const rates = path.join(to, 'fx-rates.yaml');
  writeFileSync(rates, readFileSync(rates, 'utf8').replace('EUR: 1.17', 'EUR: 1.18'));
}

it(
  'refuses anchors it cannot read, keys that did not sign them, and one without the other',
  inFolder(async (folder) => {
    const { open } = writeKeys(folder);
    const anchors = path.join(folder, 'anchors.txt');
    writeFileSync(anchors, 'nothing\n');
    const file = path.join(folder, 'data', 'treasury-desk.db');
    const verify = (...args: readonly string[]) => runDesk(['audit', 'verify', '--file', file, ...args]);
    expect(await verify('--anchors', anchors)).toMatchObject({ code: 2, stderr: expect.stringContaining('Give both') });
    expect(await verify('--anchor-key', open)).toMatchObject({ code: 2 });
    expect(await verify('--anchors', anchors, '--anchor-key', open)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('[anchor_unreadable, anchors]'),
    });
    expect(await verify('--anchors', path.join(folder, 'none'), '--anchor-key', open)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('[file_unreadable, anchors]'),
    });
    expect(await verify('--anchors', anchors, '--anchor-key', anchors)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no key in PEM'),
    });
  }),
);
