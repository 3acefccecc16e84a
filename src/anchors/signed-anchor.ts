/** An anchor as it is kept: signed, so that nobody else can have said it. */
import type { KeyObject } from 'node:crypto';
import { anchorSchema, type Anchor } from '../domain/case/anchor';
import { refuse, type Refusal } from '../domain/values/errors';
import type { AnchorKey, SignedAnchor } from '../ports/anchors';
import { readStatement, signStatement } from './signed-statement';

const kind = { type: 'treasury-desk-anchor', schema: anchorSchema } as const;

/** Throws `anchor_failed`. */
export async function signAnchor(anchor: Anchor, key: AnchorKey): Promise<SignedAnchor> {
  return { anchor, jws: await signStatement(kind.type, anchor, key) };
}

/** Refused by `anchor_unreadable` and `anchor_not_signed`. */
export function readSignedAnchor(
  jws: string,
  key: KeyObject,
): { readonly ok: true; readonly signed: SignedAnchor } | Refusal {
  const read = readStatement(jws, kind, key);
  switch (read.kind) {
    case 'unreadable':
      return refuse('anchor_unreadable', 'This is no anchor of the audit chain.', 'anchors');
    case 'not_signed':
      return refuse(
        'anchor_not_signed',
        `The anchor of ${read.statement.count} events is not signed by this key.`,
        'anchors',
      );
    case 'signed':
      return { ok: true, signed: { anchor: read.statement, jws } };
  }
}
