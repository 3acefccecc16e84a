/** What payments hold on an account, kept in pieces: one payment more is one piece and the few that name it, however many wait. */
import { contentOf, type KeptContent } from '../../values/kept-content';
import { decimal } from '../../values/money';
import { formatUtc, parseUtc } from '../../values/time';
import { endsPart } from '../held/held-set';
import type { CountedLeaf } from '../held/held-on';
import type { Reservation } from '../held/reservation';

/** Amounts are text and times ISO 8601: its text is the same in any language. */
export interface HeldText {
  readonly run_id: string;
  readonly payment_id: string;
  readonly ledger_id: string | null;
  readonly entity: string;
  readonly account_id: string;
  readonly currency: string;
  readonly amount: string;
  readonly at: string;
}

/** Some thirty of them, in the order of run ids. */
export interface HeldPayments {
  readonly kind: 'held_payments';
  readonly format: 1;
  readonly held: readonly HeldText[];
}

/** Names some sixteen pieces in their order: payments, or others of its kind. */
export interface HeldIndex {
  readonly kind: 'held_index';
  readonly format: 1;
  readonly pieces: readonly string[];
}

export interface HeldPieces {
  /** Hashes, in order. */
  readonly pieces: readonly string[];
  /** Those of which nobody knows that they are kept, with what they name. */
  readonly contents: readonly KeptContent[];
}

/** So many are named one by one; beyond that they are named in groups. */
const mostNamed = 24;

/** What was made once is not made again for as long as it is the same. */
export type KeepHeld = (leaves: readonly CountedLeaf[]) => HeldPieces;

interface Piece {
  readonly hash: string;
  readonly lastRunId: string;
  /** What it is made of, to tell whether it is the same still. */
  readonly of: readonly object[];
  readonly contents: () => readonly KeptContent[];
}

export function createKeepHeld(isKept: (hash: string) => boolean): KeepHeld {
  /** By the first of what it is made of. */
  const known = new WeakMap<object, Piece>();

  function once(
    of: readonly [object, ...object[]],
    lastRunId: string,
    value: () => HeldPayments | HeldIndex,
    inner: readonly Piece[],
  ): Piece {
    const before = known.get(of[0]);
    if (before && isSame(before.of, of)) return before;
    const { hash } = contentOf(value());
    // Whoever names a piece that is kept names one whose pieces are kept.
    const contents = () => (isKept(hash) ? [] : [contentOf(value()), ...inner.flatMap((piece) => piece.contents())]);
    const piece = { hash, lastRunId, of, contents };
    known.set(of[0], piece);
    return piece;
  }

  function grouped(pieces: readonly Piece[], level: number): readonly Piece[] {
    if (pieces.length <= mostNamed) return pieces;
    const groups: Piece[] = [];
    let from = 0;
    for (const [at, { lastRunId }] of pieces.entries()) {
      if (at < pieces.length - 1 && !endsPart(lastRunId, level)) continue;
      const own = pieces.slice(from, at + 1);
      from = at + 1;
      const [first, ...others] = own;
      if (!first) continue;
      const index = (): HeldIndex => ({ kind: 'held_index', format: 1, pieces: own.map(({ hash }) => hash) });
      groups.push(once([first, ...others], lastRunId, index, own));
    }
    return groups.length < pieces.length ? grouped(groups, level + 1) : groups;
  }

  return (leaves) => {
    const pieces = leaves.map((leaf) => {
      const payments = (): HeldPayments => ({
        kind: 'held_payments',
        format: 1,
        held: leaf.reservations.map(heldText),
      });
      return once([leaf], leaf.lastRunId, payments, []);
    });
    const named = grouped(pieces, 1);
    return { pieces: named.map(({ hash }) => hash), contents: named.flatMap((piece) => piece.contents()) };
  };
}

function isSame(one: readonly object[], other: readonly object[]): boolean {
  return one.length === other.length && one.every((each, at) => each === other[at]);
}

/** What names pieces, and what is one. */
type FindPiece = (hash: string) => HeldPayments | HeldIndex | null;

/** Deeper than any set of payments leads: a made-up index could name itself through no hash, but be deep. */
const mostLevels = 8;

/** Every payment the pieces name, in order; null where one of them is not there. */
export function heldIn(pieces: readonly string[], find: FindPiece, level = 0): readonly HeldText[] | null {
  if (level > mostLevels) return null;
  const found: HeldText[] = [];
  for (const hash of pieces) {
    const piece = find(hash);
    const held = piece?.kind === 'held_index' ? heldIn(piece.pieces, find, level + 1) : piece?.held;
    if (!held) return null;
    found.push(...held);
  }
  return found;
}

export function heldText({
  runId,
  paymentId,
  ledgerId,
  entity,
  accountId,
  currency,
  amount,
  atMs,
}: Reservation): HeldText {
  return {
    run_id: runId,
    payment_id: paymentId,
    ledger_id: ledgerId ?? null,
    entity,
    account_id: accountId,
    currency,
    amount: amount.toFixed(),
    at: formatUtc(atMs),
  };
}

export function reservationOf(held: HeldText): Reservation {
  return {
    runId: held.run_id,
    paymentId: held.payment_id,
    ...(held.ledger_id === null ? {} : { ledgerId: held.ledger_id }),
    entity: held.entity,
    accountId: held.account_id,
    currency: held.currency,
    amount: decimal(held.amount),
    atMs: parseUtc(held.at) ?? 0,
    decidedAtMs: null,
    isApproved: false,
  };
}
