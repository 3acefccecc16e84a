/** What the reader of sentences must know of the desk it reads for: the day, the ids, the names. */
import type { Fields } from './reading';

export interface KnownAccount {
  readonly account_id: string;
  readonly entity: string;
  readonly currency: string;
}

export interface KnownThings {
  /** The business day, `2026-01-22`: tomorrow is the day after it. */
  readonly day: string;
  readonly accounts: readonly KnownAccount[];
  /** The id as the desk has it, for whatever somebody typed; undefined where no such payment is known. */
  readonly findPaymentId: (typed: string) => string | undefined;
  /** As policy calls them. */
  readonly roles: readonly string[];
  readonly people: readonly string[];
  /** Whether policy or the runbooks have an answer whose words carry the question. */
  readonly carries: (question: string, fields: Fields) => boolean;
}
