/** What signs the audit chain's head, and where that is kept outside the database. */
import type { KeyObject } from 'node:crypto';
import type { Anchor } from '../domain/case/anchor';

/** By JSON Web Algorithms: Ed25519, or P-256 with SHA-256. */
export type AnchorAlgorithm = 'EdDSA' | 'ES256';

export interface AnchorKey {
  /** Tells keys apart where there were several. */
  readonly id: string;
  readonly algorithm: AnchorAlgorithm;
  /** What its signatures are checked with. Throws `anchor_failed`. */
  publicKey(): Promise<KeyObject>;
  /** The raw signature of 64 bytes. Throws `anchor_failed`. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

export interface SignedAnchor {
  readonly anchor: Anchor;
  /** A compact JSON Web Signature whose payload is the anchor. */
  readonly jws: string;
}

/** Where anchors go; each keeps all of them by itself. */
export interface AnchorPlace {
  /** In words, as `/status` shows it. */
  readonly name: string;
  /** Kept for good once it returns; the same one twice does no harm. Throws `anchor_failed`. */
  keep(signed: SignedAnchor): Promise<void>;
  /** The newest one; null where there is none, or the place cannot be read. Throws `anchor_failed`. */
  last(): Promise<SignedAnchor | null>;
}
