/** What a ledger is made of: flows, accounts with their opening balances, and buffers. */
import type { BankedPayment } from '../statements/banked-payment';
import type { OpenEntry } from '../statements/open-entry';
import type { AccountProof } from '../statements/prove-account';
import type { Account, LedgerRow } from '../../payment/ledger-row';
import type { Decimal } from '../../values/money';

/** What an entity keeps at least on each account of a currency. */
export interface BufferRule {
  readonly entity: string;
  readonly currency: string;
  readonly minimum: Decimal;
  /** HH:MM UTC as the buffer file has it: reported, never binding. */
  readonly cutoffUtc: string | null;
  /** The policy rule it is; left out where the ledger's own buffers.json has it. */
  readonly ruleId?: string;
}

/** Where the content comes from. */
export interface LedgerOrigin {
  /** For people. */
  readonly name: string;
  /** When the data was true, as recorded or configured, ISO 8601 UTC; null when nobody recorded it. */
  readonly asOf?: string | null;
  /** The same for single accounts fed at another time; keys by `ledgerKey`. */
  readonly accountAsOf?: ReadonlyMap<string, string>;
  /** The day of a ledger that has no rows yet. */
  readonly day?: string | null;
  /** What statements say of single accounts. */
  readonly proofs?: readonly AccountProof[];
  readonly openEntries?: readonly OpenEntry[];
  readonly banked?: readonly BankedPayment[];
  /** SHA-256 of what was read; null for a ledger that was not read from anywhere. */
  readonly fingerprint?: string | null;
  /** False for a ledger that brings no buffers: policy's count. Left out: its own are the whole truth. */
  readonly hasOwnBuffers?: boolean;
}

export interface LedgerContent extends LedgerOrigin {
  readonly accounts: readonly Account[];
  readonly buffers: readonly BufferRule[];
  readonly rows: readonly LedgerRow[];
}
