/** An entry or a statement somebody should look at, and what people have said of it. */
import { fingerprint } from '../../values/json';
import type { Booking } from './booking';
import { exactKey } from './booking';

export const settlingActs = ['match', 'accept', 'refuse'] as const;
export type SettlingAct = (typeof settlingActs)[number];

/** What a person decided about an open entry; it holds for the entry however often it is reported. */
export interface Settlement {
  readonly id: string;
  readonly act: SettlingAct;
  /** The payment it is matched to. */
  readonly payment?: string | undefined;
  readonly by: string;
  readonly reason: string;
  /** ISO 8601 UTC. */
  readonly at: string;
}

export interface OpenEntry {
  /** Short, the same in every report of the entry: what `settle` is told. */
  readonly id: string;
  readonly accountId: string;
  readonly currency: string;
  readonly day: string;
  readonly statementId: string;
  readonly place: string;
  /** Signed text, `-10.51`; null for a whole statement. */
  readonly amount: string | null;
  /** Whether its money counts on the account. */
  readonly counts: boolean;
  readonly reason: string;
}

/** Sixteen hexadecimal digits name one of a day's entries for good. */
const idLength = 16;

/** `nth`: entries that say the very same are told apart by their number. */
export function entryId(accountId: string, currency: string, booking: Booking, nth: number): string {
  return fingerprint([accountId, currency, booking.status, exactKey(booking), nth]).slice(0, idLength);
}

export function statementKey(parts: readonly (string | null)[]): string {
  return fingerprint(parts).slice(0, idLength);
}
