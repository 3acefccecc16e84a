import { generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readKeyFile } from '../../src/anchors/key-file';
import { readPublicKey } from '../../src/anchors/keys';
import { readSignedAnchor, signAnchor } from '../../src/anchors/signed-anchor';
import type { Anchor } from '../../src/domain/case/anchor';

const anchor: Anchor = {
  format: 1,
  count: 42,
  head: 'a'.repeat(64),
  at: '2026-01-22T10:25:00Z',
  recorded_at: '2026-11-29T12:00:00Z',
};
const pairs = {
  EdDSA: generateKeyPairSync('ed25519'),
  ES256: generateKeyPairSync('ec', { namedCurve: 'prime256v1' }),
};
const folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-'));
afterAll(() => rmSync(folder, { recursive: true }));

const keyFile = (key: KeyObject): string => {
  const file = path.join(folder, 'key.pem');
  writeFileSync(file, key.export({ type: 'pkcs8', format: 'pem' }));
  return file;
};
const signed = (algorithm: keyof typeof pairs) => signAnchor(anchor, readKeyFile(keyFile(pairs[algorithm].privateKey)));
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe.each(['EdDSA', 'ES256'] as const)('an anchor signed by %s', (algorithm) => {
  const { publicKey, privateKey } = pairs[algorithm];

  it('is read back by the public key, and stands as any JOSE library reads it', async () => {
    const { jws } = await signed(algorithm);
    expect(readSignedAnchor(jws, publicKey)).toEqual({ ok: true, signed: { anchor, jws } });
    const [head = '', body = '', signature = ''] = jws.split('.');
    expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toMatchObject({ alg: algorithm });
    expect(JSON.parse(Buffer.from(body, 'base64url').toString())).toEqual(anchor);
    const raw = Buffer.from(signature, 'base64url');
    expect(raw).toHaveLength(64);
    const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    expect(verify(algorithm === 'ES256' ? 'sha256' : null, Buffer.from(`${head}.${body}`), key, raw)).toBe(true);
  });

  it('is refused with any of its letters changed', async () => {
    const { jws } = await signed(algorithm);
    for (let at = 0; at < jws.length; at += 1) {
      const other = jws[at] === 'A' ? 'B' : 'A';
      const changed = `${jws.slice(0, at)}${other}${jws.slice(at + 1)}`;
      // The last letter of a part may carry bits that count for nothing.
      const isSame = Buffer.from(changed.split('.').at(-1) ?? '', 'base64url').equals(
        Buffer.from(jws.split('.').at(-1) ?? '', 'base64url'),
      );
      if (isSame && changed.lastIndexOf('.') === jws.lastIndexOf('.') && at > jws.lastIndexOf('.')) continue;
      expect({ at, ok: readSignedAnchor(changed, publicKey).ok }).toEqual({ at, ok: false });
    }
  });

  it('is refused where the key signed it as a statement of another kind', () => {
    const head = encoded({ alg: algorithm, kid: 'k', typ: 'JWT' });
    const text = `${head}.${encoded(anchor)}`;
    const digest = algorithm === 'ES256' ? 'sha256' : null;
    const signature = sign(digest, Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    expect(readSignedAnchor(`${text}.${signature.toString('base64url')}`, publicKey)).toMatchObject({
      problems: [{ code: 'anchor_unreadable' }],
    });
  });
});

it('takes the algorithm from the key, whatever the text claims', async () => {
  const { jws } = await signed('EdDSA');
  expect(readSignedAnchor(jws, pairs.ES256.publicKey)).toMatchObject({ problems: [{ code: 'anchor_not_signed' }] });
  const unsigned = `${encoded({ alg: 'none', kid: 'k', typ: 'treasury-desk-anchor' })}.${encoded(anchor)}.`;
  expect(readSignedAnchor(unsigned, pairs.EdDSA.publicKey)).toMatchObject({
    problems: [{ code: 'anchor_unreadable' }],
  });
});

it.each([
  ['', 'nothing'],
  ['a.b', 'two parts'],
  ['a.b.c.d', 'four parts'],
  ['x'.repeat(5_000), 'too much'],
])('refuses %.10s: %s', (text) => {
  expect(readSignedAnchor(text, pairs.EdDSA.publicKey)).toMatchObject({ problems: [{ code: 'anchor_unreadable' }] });
});

it('names a key that is none, or of another kind', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;
  expect(() => readKeyFile(keyFile(rsa))).toThrow('neither of Ed25519 nor of P-256');
  expect(() => readKeyFile(path.join(folder, 'none.pem'))).toThrow(/^ANCHOR_KEY_FILE: .*ENOENT/);
  expect(() => readPublicKey('-----BEGIN PUBLIC KEY-----')).toThrow('no key in PEM');
});
