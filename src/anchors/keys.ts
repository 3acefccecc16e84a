/** Which keys the desk signs with: Ed25519, or P-256 with SHA-256. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { Fault } from '../domain/values/errors';
import type { AnchorAlgorithm } from '../ports/anchors';

/** A public key's text; of a private key its public half. Throws `configuration_invalid`. */
export function readPublicKey(pem: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch (error) {
    throw new Fault('configuration_invalid', 'The anchor key is no key in PEM.', { cause: error });
  }
  algorithmOf(key);
  return key;
}

/** Throws `configuration_invalid` for a key of another kind. */
export function algorithmOf(key: KeyObject): AnchorAlgorithm {
  if (key.asymmetricKeyType === 'ed25519') return 'EdDSA';
  if (key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return 'ES256';
  throw new Fault('configuration_invalid', 'The anchor key is neither of Ed25519 nor of P-256.');
}

/** Null where the algorithm brings its own. */
export function digestOf(algorithm: AnchorAlgorithm): 'sha256' | null {
  return algorithm === 'ES256' ? 'sha256' : null;
}
