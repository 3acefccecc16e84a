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

/** Kinds of number a payment can state too. A registration is a company's in any register: trade, tax-like or LEI. */
export const identifierKinds = ['bic', 'imo', 'wallet', 'passport', 'national_id', 'tax_id', 'registration'] as const;
export type IdentifierKind = (typeof identifierKinds)[number];

export interface ListedIdentifier {
  readonly kind: IdentifierKind;
  /** As published. */
  readonly value: string;
  /** Who issued it, as published. */
  readonly country?: string;
}

/** What tells the party from others of its name. */
export interface ListedIdentity {
  readonly identifiers: readonly ListedIdentifier[];
  /** `1962`, `1962-03`, `1962-03-04`, `1960/1965` for a range, each with `~` behind where the list says about. */
  readonly birthDates: readonly string[];
  /** Nationalities and citizenships, as published. */
  readonly nationalities: readonly string[];
  /** Read out of `remarks`, whose every change changes the entry's hash already. */
  readonly isFromRemarks: boolean;
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
  /** Left out where the list says nothing of the kind. */
  readonly identity?: ListedIdentity;
  /** What is imposed, where the list says so apart from the programme: `Asset freeze`, `Travel Ban`. */
  readonly measures?: readonly string[];
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

/** What is known of a list without its entries. */
export interface ListFacts extends Omit<WatchList, 'entries' | 'parts'> {
  readonly entryCount: number;
  readonly parts?: readonly ListFacts[];
}

export function factsOf({ entries, parts, ...list }: WatchList): ListFacts {
  return { ...list, entryCount: entries.length, ...(parts ? { parts: parts.map(factsOf) } : {}) };
}
