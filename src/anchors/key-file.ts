/** A signing key in a PEM file, for a desk without a key vault. */
import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { asFault, Fault } from '../domain/values/errors';
import type { AnchorKey } from '../ports/anchors';
import { algorithmOf, digestOf } from './keys';

/** Throws `configuration_invalid`. */
export function readKeyFile(file: string): AnchorKey {
  const key = readPrivateKey(file);
  const algorithm = algorithmOf(key);
  const publicKey = createPublicKey(key);
  return {
    id: keyIdOf(publicKey),
    algorithm,
    publicKey: () => Promise.resolve(publicKey),
    sign: (bytes) => Promise.resolve(sign(digestOf(algorithm), bytes, { key, dsaEncoding: 'ieee-p1363' })),
  };
}

/** SHA-256 of the public key in DER, its first 16 digits. */
function keyIdOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
}

function readPrivateKey(file: string): KeyObject {
  try {
    return createPrivateKey(readFileSync(file));
  } catch (error) {
    throw new Fault('configuration_invalid', `ANCHOR_KEY_FILE: ${asFault(error).message}`, { cause: error });
  }
}
