/** A sanctions list as one authority published it: who is on it, under which names, as of which day. */

export type ListedType = 'individual' | 'entity' | 'vessel' | 'aircraft';

/** `qualifier_dropped` is an alias as published without its tail `- OF X` or `(OF X)`. */
export type AliasKind = 'aka' | 'fka' | 'nka' | 'qualifier_dropped';

export interface ListedAlias {
  readonly name: string;
  /** Weak: too broad to screen on alone (OFAC FAQ 124); it may raise ESCALATE, never BLOCK. */
  readonly strength: 'strong' | 'weak';
  readonly kind: AliasKind;
}

export interface WatchListEntry {
  /** The authority's own number, e.g. OFAC's ent_num `4633`. */
  readonly uid: string;
  /** The primary name as published; an individual's surname stands before the comma. */
  readonly name: string;
  readonly type: ListedType;
  readonly programs: readonly string[];
  readonly aliases: readonly ListedAlias[];
  readonly title: string | null;
  readonly remarks: string | null;
  /** Country names of the entry's addresses, as published. */
  readonly countries: readonly string[];
  /** The family of the entry's own list where several are screened as one. */
  readonly listedBy?: string;
}

export interface WatchList {
  /** `OFAC SDN`, `DEMO LIST`. */
  readonly name: string;
  /** Whose list a match is on, in the words reasons use; `OFAC SDN` also for a demo list in OFAC's layout. */
  readonly family: string;
  /** ISO day of publication; null where neither configuration nor the publication says. */
  readonly listDate: string | null;
  /** SHA-256 over the contents of the files read. */
  readonly hash: string;
  readonly entries: readonly WatchListEntry[];
  /** A demo list is written for trying the product out and is no compliance source. */
  readonly isDemo: boolean;
  /** The lists this one was joined from. */
  readonly parts?: readonly WatchList[];
}
