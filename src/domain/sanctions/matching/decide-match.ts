/** From a scored name to match type, confidence and rule: the thresholds of `name-v2` and the caps nothing overrides. */
import type { NameIndex } from '../candidates/build-index';
import { carriesDistinctiveWord, distinctiveWeight } from '../names/distinctive-word';
import type { MatchShape } from './match-shape';
import { describeShape } from './match-shape';
import type { Query } from '../candidates/prepare-query';
import type { NameScore } from './score';
import type { MatchRule, MatchType } from '../screening-result';
import type { PartyFacts, SecondFact } from '../second-facts';
import { findLack } from './corroboration';
import { thresholds } from './thresholds';

export interface MatchVerdict {
  readonly matchType: MatchType;
  readonly confidence: number;
  readonly rule: MatchRule;
}

export const noMatch: MatchVerdict = { matchType: 'NONE', confidence: 0, rule: 'nothing_alike' };

/** One listed name against the query: what it means by itself. Whoever calls picks the strictest over all names. */
export function decideMatch(
  index: NameIndex,
  query: Query,
  scored: NameScore,
  known: KnownOfParty = nothingKnown,
): MatchVerdict {
  const type = index.entries[index.entryOf(scored.name)]?.type;
  const isCraft = type === 'vessel' || type === 'aircraft';
  const isWeak = index.kindOf(scored.name) === 'weak_alias';
  if (scored.isEqual) {
    if (isCraft) return { matchType: 'FUZZY_MEDIUM', confidence: 85, rule: 'equal_craft_name' };
    if (isWeak) return { matchType: 'FUZZY_MEDIUM', confidence: 85, rule: 'equal_weak_alias' };
    const lack = findLack(index, query, scored, describeShape(index, query, scored), known.kind);
    if (lack === null || isConfirmed(lack, known.agreeing))
      return { matchType: 'EXACT', confidence: 98, rule: lack === null ? 'equal_name' : 'confirmed_name' };
    return { matchType: 'FUZZY_MEDIUM', confidence: 89, rule: lack };
  }
  if (isOutOfReach(index, scored)) return noMatch;
  const shape = describeShape(index, query, scored);
  if (isCraft || isWeak) return decideBroadName(shape, scored, isCraft ? 'capped_craft_name' : 'capped_weak_alias');
  if (!isSupported(shape, scored)) {
    return carriesDistinctiveWord(index, query, scored, shape) ? distinctiveWord : noMatch;
  }
  const { score } = scored;
  if (score >= thresholds.block) {
    const cap = capOf(shape) ?? findLack(index, query, scored, shape, known.kind);
    if (cap !== null && !isConfirmed(cap, known.agreeing)) return asMedium(score, cap);
    const rule = cap !== null ? 'confirmed_name' : scored.isRespaced ? 'same_letters' : 'near_equal';
    return { matchType: 'FUZZY_HIGH', confidence: scale(score, thresholds.block, 1, 90, 97), rule };
  }
  if (score >= thresholds.medium) return asMedium(score, 'similar');
  if (score >= thresholds.partial) return asPartial(score, 'somewhat_similar');
  const isCovered = shape.coversListed && shape.tellingPairs >= 3 && shape.weakestTelling >= 0.9;
  if (isCovered && score >= thresholds.covered) return asPartial(score, 'whole_listed_name');
  return isOneWordWithForms(shape) ? { matchType: 'PARTIAL', confidence: 60, rule: 'one_word_and_forms' } : noMatch;
}

/** `SATURN CO., LIMITED` for SATURN OASIS CO., LIMITED: one word left out, the rest and a form of two words the same. */
function isOneWordWithForms(shape: MatchShape): boolean {
  const isTheRest =
    shape.tellingPairs === 1 && shape.weakestTelling === 1 && shape.listedLeft === 1 && !shape.hasQueryLeft;
  return isTheRest && shape.sharedForms >= 2 && shape.shared >= minSharedWithForms;
}

/** The word and its forms together (nats): a word that at most one entry in a thousand uses. */
const minSharedWithForms = 7.6;

/** What is known of the party beside its name: its kind, and which facts agree with the entry. */
export interface KnownOfParty {
  readonly kind?: PartyFacts['kind'];
  readonly agreeing: readonly SecondFact[];
}

const nothingKnown: KnownOfParty = { agreeing: [] };

/** What a birth date or an identifier that agrees makes up for. Another kind of party it does not. */
const confirmable: ReadonlySet<MatchRule> = new Set<MatchRule>([
  'capped_commonplace_name',
  'capped_single_name',
  'capped_dropped_words',
  'capped_other_form',
  'capped_common_word',
  'capped_initial',
  'capped_known_word',
  'capped_unwritten_vowels',
]);
/** A country is shared by thousands of the same commonplace name. */
const confirmableByCountry: ReadonlySet<MatchRule> = new Set<MatchRule>([
  'capped_dropped_words',
  'capped_other_form',
  'capped_common_word',
]);

function isConfirmed(lack: MatchRule, agreeing: readonly SecondFact[]): boolean {
  if (agreeing.includes('identifier') || agreeing.includes('date_of_birth')) return confirmable.has(lack);
  return agreeing.includes('country') && confirmableByCountry.has(lack);
}

/** Most candidates: under every threshold, and not of the two words the distinctive-word rule wants. Spares looking at them closer. */
function isOutOfReach(index: NameIndex, { name, score, isRespaced }: NameScore): boolean {
  const words = (index.wordStarts[name + 1] ?? 0) - (index.wordStarts[name] ?? 0);
  return score < thresholds.covered && !isRespaced && words !== 2;
}

/** Weak aliases and names of ships and aircraft are words like any other: only a near copy of several words says anything. */
function decideBroadName(shape: MatchShape, scored: NameScore, rule: MatchRule): MatchVerdict {
  const isNearCopy = shape.isWhole && scored.score >= thresholds.block && shape.tellingPairs >= 2 && !shape.hasInitial;
  return scored.isRespaced || isNearCopy ? asMedium(scored.score, rule) : noMatch;
}

const distinctiveWord: MatchVerdict = { matchType: 'PARTIAL', confidence: 65, rule: 'distinctive_word' };

/** Two telling words, or one and two business words, carry a match by themselves. */
const enoughSupport = 2;
/** A part of a longer name must at least share this much (nats): two common names (Ahmed Mohammed) fit thousands of people. */
const minSharedOfPart = 8;
/** In a part of a longer name slips count double: the word left out might have told the two apart. */
const minTellingOfPart = 0.8;

/** Whether what matched is enough to speak of this party at all, whatever the score. */
function isSupported(shape: MatchShape, scored: NameScore): boolean {
  if (scored.isRespaced) return true;
  const isOneCommonWord = shape.queryWords === 1 && shape.isCommon;
  if (scored.byLetters >= thresholds.partial) return !isOneCommonWord || shape.tellingPairs === 0;
  if (!shape.isWhole) return isSupportedPart(shape);
  if (shape.tellingPairs === 0) return scored.score >= thresholds.block && shape.queryWords > 1;
  return shape.tellingPairs >= 2 || (!isOneCommonWord && shape.weakestTelling >= loneWordFloor(shape));
}

function isSupportedPart(shape: MatchShape): boolean {
  if (shape.support >= enoughSupport)
    return shape.shared >= minSharedOfPart && shape.weakestTelling >= minTellingOfPart;
  if (shape.weakestTelling < 1) return false;
  if (shape.support > 1 && shape.shared >= distinctiveWeight && !shape.hasQueryLeft) return true;
  return shape.formsAgree === 'same' && shape.queryWords > 1 && shape.listedLeft <= 1;
}

/** Words this short have neighbours one letter away in any list. */
const shortName = 5;

/** How alike the only telling word of a name must be: more for a short one, less where business words or the legal form agree. */
function loneWordFloor(shape: MatchShape): number {
  const isShort = shape.letters <= shortName;
  if (shape.support > 1) return isShort ? 0.85 : 0.78;
  if (isShort) return 0.87;
  return { same: 0.8, none: 0.82, differ: 0.87 }[shape.formsAgree];
}

/** The same country makes a partial match more likely; another country makes none less so, people move. */
export function liftByCountry(verdict: MatchVerdict, isSameCountry: boolean): MatchVerdict {
  return isSameCountry && verdict.matchType === 'PARTIAL'
    ? { ...verdict, matchType: 'FUZZY_MEDIUM', confidence: 75 }
    : verdict;
}

/** A listed name found inside a longer text, or in a text respelt, is for a person to judge: it may be a bank, a reference, somebody's father. */
export function capPart(
  verdict: MatchVerdict,
  rule: 'capped_part_of_text' | 'capped_other_spelling' = 'capped_part_of_text',
): MatchVerdict {
  const blocks = verdict.matchType === 'EXACT' || verdict.matchType === 'FUZZY_HIGH';
  return blocks ? { matchType: 'FUZZY_MEDIUM', confidence: Math.min(89, verdict.confidence), rule } : verdict;
}

/** Ruled (domain facts, Sanctions): likeness to so short a name never blocks. */
const neverBlockedLetters = 4;

/** Why a name this alike may still not block; null where nothing speaks against it. */
function capOf(shape: MatchShape): MatchRule | null {
  const leansOnOneSlip = shape.tellingPairs === 1 && shape.weakestTelling < 1;
  if (shape.letters <= neverBlockedLetters) return 'capped_short_name';
  if (shape.isRespaced) return null;
  if (shape.hasInitial) return 'capped_initial';
  if (!shape.isWhole) return 'capped_part_of_name';
  if (leansOnOneSlip && (shape.formsAgree === 'differ' || shape.weakestTelling < 0.8)) return 'capped_other_form';
  if (leansOnOneSlip && shape.tellingLetters <= shortName) return 'capped_short_name';
  if (shape.hasKnownOther) return 'capped_known_word';
  if (shape.hasUnwrittenVowels && shape.tellingPairs < 3) return 'capped_unwritten_vowels';
  if (shape.tellingPairs === 0 || (shape.tellingPairs === 1 && shape.isCommon)) return 'capped_common_word';
  return null;
}

function asMedium(score: number, rule: MatchRule): MatchVerdict {
  return { matchType: 'FUZZY_MEDIUM', confidence: scale(score, thresholds.medium, 1, 75, 89), rule };
}

function asPartial(score: number, rule: MatchRule): MatchVerdict {
  return { matchType: 'PARTIAL', confidence: scale(score, thresholds.partial, thresholds.medium, 60, 74), rule };
}

/** Scores between two marks spread evenly over a range of confidence, in whole points. */
function scale(score: number, from: number, to: number, low: number, high: number): number {
  const share = Math.min(1, Math.max(0, (score - from) / (to - from)));
  return Math.round(low + share * (high - low));
}
