/** What screening a name found, and everything needed to see why. */
import type { matchTypes, SanctionsDecision } from '../evidence/sanctions-screening';
import type { NameKind } from './candidates/build-index';
import type { WordReason } from './matching/similarity';
import type { SecondFact } from './second-facts';
import type { ListedType, WatchListEntry } from './lists/watch-list';

export type MatchType = (typeof matchTypes)[number];

/** Which rule set match_type; the methodology explains each. */
export const matchRules = [
  'equal_name',
  'equal_weak_alias',
  'equal_craft_name',
  'same_letters',
  'near_equal',
  'capped_short_name',
  'capped_part_of_name',
  'capped_initial',
  'capped_common_word',
  'capped_other_form',
  'capped_known_word',
  'capped_unwritten_vowels',
  'capped_other_type',
  'capped_single_name',
  'capped_commonplace_name',
  'capped_dropped_words',
  'confirmed_name',
  'capped_weak_alias',
  'capped_craft_name',
  'capped_part_of_text',
  'capped_other_spelling',
  'contained_name',
  'similar',
  'somewhat_similar',
  'whole_listed_name',
  'distinctive_word',
  'one_word_and_forms',
  'policy_word',
  'unreadable_name',
  'text_too_long',
  'no_name',
  'hidden_letters',
  'nothing_alike',
] as const;

export type MatchRule = (typeof matchRules)[number];

export interface PairExplained {
  /** Words as normalised; several where they were written together. */
  readonly query: string;
  readonly listed: string;
  readonly reason: WordReason;
  readonly similarity: number;
  /** In nats: how much the word tells on this list. */
  readonly weight: number;
}

export interface ListedMatch {
  readonly uid: string;
  /** The family of the list it stands on. */
  readonly listedBy: string;
  /** All that is published of it. */
  readonly entry: WatchListEntry;
  /** The entry's primary name. */
  readonly name: string;
  readonly type: ListedType;
  readonly programs: readonly string[];
  readonly countries: readonly string[];
  readonly matchedName: string;
  readonly matchedNameKind: NameKind;
  /** 0 to 1, by the scorer. */
  readonly score: number;
}

export interface ScreeningResult {
  readonly query: string;
  readonly decision: SanctionsDecision;
  readonly matchType: MatchType;
  /** 0 to 100; 0 for NONE. */
  readonly confidence: number;
  readonly rule: MatchRule;
  readonly scorer: string;
  /** Null for NONE, and where the text could not be read as a name. */
  readonly match: ListedMatch | null;
  readonly pairs: readonly PairExplained[];
  readonly queryLeft: readonly string[];
  readonly listedLeft: readonly string[];
  /** Facts beside the name that agree with the entry. */
  readonly agreeing: readonly SecondFact[];
  /** The best of another entry, whether or not it would have decided anything. */
  readonly runnerUp: ListedMatch | null;
}
