/** Which payment of the ledger a booking names: by its whole id, by one the bank cut at sixteen letters, or by what the rest of it is called. */
import type { LedgerRow } from '../../payment/ledger-row';
import { isNameOfRest, mayBeRestOf } from '../../payment/rest-id';
import type { Booking } from './booking';

/** A reference of SWIFT's :61: and :20: has at most this many letters; a longer id arrives cut. */
export const cutLength = 16;

/** What of the ledger the bank's bookings are held against. */
export interface LedgerRows {
  findRow(txnId: string): LedgerRow | undefined;
  /** Ids of the account's rows. */
  rowIdsOf(accountId: string, currency: string): readonly string[];
}

export interface PaymentFinder {
  readonly find: (booking: Pick<Booking, 'references'>) => LedgerRow | undefined;
  /** Whether a name has the length of a cut id and no payment of the ledger begins with it: then it may be one asked for in chat. */
  readonly mayBeCut: (name: string) => boolean;
}

/** `accountId`, `currency`: where cut ids are looked for. Made once for an account: it lists the long ids when first needed. */
export function createPaymentFinder(rows: LedgerRows, accountId: string, currency: string): PaymentFinder {
  let cutIds: Map<string, string | null> | null = null;

  function cutOnes(): Map<string, string | null> {
    cutIds ??= cutIdsOf(rows.rowIdsOf(accountId, currency));
    return cutIds;
  }

  function byCutId(reference: string): LedgerRow | undefined {
    if (reference.length !== cutLength) return undefined;
    const id = cutOnes().get(reference);
    // Where two payments begin alike nobody knows which it is.
    return id === undefined || id === null ? undefined : rows.findRow(id);
  }

  return {
    find({ references }) {
      for (const reference of references) {
        const row = rows.findRow(reference) ?? rows.findRow(`${accountId}:${reference}`);
        if (row) return row;
      }
      for (const reference of references) {
        const row = byCutId(reference);
        if (row) return row;
      }
      // A rest has no row of its own while the ledger has the whole payment: what is booked of it is no longer expected there.
      for (const reference of references)
        for (const id of mayBeRestOf(reference, cutLength)) {
          const row = rows.findRow(id);
          if (row) return row;
        }
      return undefined;
    },
    mayBeCut: (name) => name.length === cutLength && rows.findRow(name) === undefined && !cutOnes().has(name),
  };
}

/** What the bank calls the rest of that payment, where the booking is of its rest; null where it is of the payment itself. */
export function restNameIn({ references }: Pick<Booking, 'references'>, paymentId: string): string | null {
  return references.find((reference) => isNameOfRest(reference, paymentId, cutLength)) ?? null;
}

function cutIdsOf(ids: readonly string[]): Map<string, string | null> {
  const cut = new Map<string, string | null>();
  for (const id of ids) {
    if (id.length <= cutLength) continue;
    const name = id.slice(0, cutLength);
    cut.set(name, cut.has(name) ? null : id);
  }
  return cut;
}
