/** What is in force now, and where it is read from. Each source keeps its last good state. */
import type { KnowledgeInput, KnowledgeSearch } from '../domain/evidence/operational-procedures';
import type { Ledger } from '../domain/liquidity/ledger/ledger';
import type { Member } from '../domain/values/person';
import type { Policy } from '../domain/policy/policy';
import type { Problem } from '../domain/values/errors';
import type { WatchList } from '../domain/sanctions/lists/watch-list';

export interface Current<T> {
  current(): T;
}

export type LedgerSource = Current<Ledger>;

export type PolicySource = Current<Policy>;

/** The policy in force, and the earlier ones that runs started with and keep to their end. */
export interface VersionedPolicySource extends PolicySource {
  /** The policy of that fingerprint; null where it was never in force here. */
  version(fingerprint: string): Policy | null;
  /** Looks whether the policy has changed. A broken one is told to the log and in `problems`; the last good one stays. */
  reload(): void;
  /** What is wrong with a changed policy that could not come into force; none while the newest is in force. */
  problems(): readonly Problem[];
}

/** Where runbook sections are found: an index in this process, or a search service. */
export interface KnowledgeSource {
  /** Throws `agent_unavailable` (worth retrying) or `tool_failed`. */
  search(input: KnowledgeInput): Promise<KnowledgeAnswer>;
  /** What is searched, in words. */
  describe(): string;
}

export interface KnowledgeAnswer {
  /** Best first, at most five. Each hash is that of its text. */
  readonly results: KnowledgeSearch['results'];
  /** Ids of sections left out because their text is not the one their hash was made from. */
  readonly dropped: readonly string[];
}

/** Where one authority's list is read from. */
export interface WatchListSource {
  /** Changes when what `read` reads has changed; only compared, never read as a date. Never throws. */
  version(): string;
  /** Throws `list_unreadable` naming file, line and reason. */
  read(): WatchList;
  /** Whether a person accepted that what `read` reads has far fewer entries than the list before. */
  isDropAccepted(): boolean;
}

/** Who is who: Entra object id to roles. */
export interface Directory {
  find(tenantId: string, objectId: string): Member | null;
  withRole(role: string): readonly Member[];
  members(): readonly Member[];
}
