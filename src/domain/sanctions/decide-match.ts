/** From a scored name to match type, confidence and rule: the thresholds of `name-v1` and the caps nothing overrides. */
import { wellKnownUses } from './align-words';
import type { NameIndex } from './build-index';
import type { Query } from './prepare-query';
import type { NameScore } from './score';
import type { MatchRule, MatchType } from './screening-result';
import type { WordKind } from './vocabulary';

/** Set on the labelled open set (docs/screening-methodology.md): the recall wanted at no more than 1 % false hits. */
export const thresholds = { block: 0.86, medium: 0.82, partial: 0.76, covered: 0.68 } as const;

export interface MatchVerdict {
  readonly matchType: MatchType;
  readonly confidence: number;
  readonly rule: MatchRule;
}

export const noMatch: MatchVerdict = { matchType: 'NONE', confidence: 0, rule: 'nothing_alike' };

export function decideMatch(index: NameIndex, query: Query, scored: NameScore): MatchVerdict {
  const kind = index.kindOf(scored.name);
  const type = index.entries[index.entryOf(scored.name)]?.type;
  const isCraft = type === 'vessel' || type === 'aircraft';
  if (scored.isEqual) {
    if (isCraft) return { matchType: 'FUZZY_MEDIUM', confidence: 85, rule: 'equal_craft_name' };
    if (kind === 'weak_alias') return { matchType: 'FUZZY_MEDIUM', confidence: 85, rule: 'equal_weak_alias' };
    return { matchType: 'EXACT', confidence: 98, rule: 'equal_name' };
  }
  const shape = describe(index, query, scored);
  if (kind === 'weak_alias' || isCraft) {
    const isClose =
      scored.isRespaced ||
      (shape.isWhole && scored.score >= thresholds.block && shape.tellingPairs >= 2 && !shape.hasInitial);
    return isClose ? asMedium(scored.score, isCraft ? 'capped_craft_name' : 'capped_weak_alias') : noMatch;
  }
  if (!isSupported(shape, scored))
    return isDistinctiveWord(index, query, scored, shape)
      ? { matchType: 'PARTIAL', confidence: 65, rule: 'distinctive_word' }
      : noMatch;
  if (scored.score >= thresholds.block) {
    const cap = capOf(shape);
    if (cap !== null) return asMedium(scored.score, cap);
    return {
      matchType: 'FUZZY_HIGH',
      confidence: scale(scored.score, thresholds.block, 1, 90, 97),
      rule: scored.isRespaced ? 'same_letters' : 'near_equal',
    };
  }
  if (scored.score >= thresholds.medium) return asMedium(scored.score, 'similar');
  if (scored.score >= thresholds.partial) return asPartial(scored.score, 'somewhat_similar');
  if (
    scored.score >= thresholds.covered &&
    shape.coversListed &&
    shape.tellingPairs >= 3 &&
    shape.weakestTelling >= 0.9
  )
    return asPartial(scored.score, 'whole_listed_name');
  return noMatch;
}

/** From here on words alone carry a match; below, the name needs support from its other words and its legal form. */
const enoughSupport = 2;
/** A subset of a longer name must at least share this much (nats): two common names (Ahmed Mohammed) fit thousands of people. */
const minSharedOfPart = 8;

/** Whether what matched is enough to speak of this party at all, whatever the score. */
function isSupported(shape: MatchShape, scored: NameScore): boolean {
  if (scored.isRespaced || scored.byLetters >= thresholds.partial)
    return shape.queryWords > 1 || shape.tellingPairs === 0 || !shape.isCommon || scored.isRespaced;
  if (!shape.isWhole) {
    if (shape.support >= enoughSupport) return shape.shared >= minSharedOfPart && shape.weakestTelling >= 0.8;
    if (shape.support > 1 && shape.weakestTelling === 1 && shape.shared >= distinctiveWeight && !shape.hasQueryLeft)
      return true;
    return shape.formsAgree === 'same' && shape.weakestTelling === 1 && shape.queryWords > 1;
  }
  if (shape.tellingPairs === 0) return scored.score >= thresholds.block && shape.queryWords > 1;
  if (shape.tellingPairs >= 2) return true;
  if (shape.isCommon && shape.queryWords === 1) return false;
  const isShort = shape.letters <= 5;
  if (shape.support > 1) return shape.weakestTelling >= (isShort ? 0.85 : 0.78);
  return (
    shape.weakestTelling >=
    (isShort ? 0.87 : 0) + (isShort ? 0 : shape.formsAgree === 'same' ? 0.8 : shape.formsAgree === 'none' ? 0.82 : 0.87)
  );
}

/** A word the list uses for a handful of parties at most: `MASKAN` stands in three entries of 19,000. */
const distinctiveWeight = 7.5;
const distinctiveLetters = 6;

/**
 * `Maskan Trading FZE` carries the one word that tells BANK MASKAN from other banks, and nothing else of its own. Narrow on
 * purpose: a company's primary name made of that word and one business word, the same spelling, a query that adds only ordinary words.
 */
function isDistinctiveWord(index: NameIndex, query: Query, scored: NameScore, shape: MatchShape): boolean {
  if (index.kindOf(scored.name) !== 'primary' || shape.tellingPairs !== 1 || shape.weakestTelling < 1) return false;
  if (query.words.filter(({ kind }) => kind === 'business').length !== 1) return false;
  if (scored.alignment.queryLeft.some((at) => query.words[at]?.kind === 'name' || query.words[at]?.kind === 'initial'))
    return false;
  const listed = [
    ...index.wordIds.subarray(index.wordStarts[scored.name] ?? 0, index.wordStarts[scored.name + 1] ?? 0),
  ];
  const kinds = listed.map((id) => index.vocabulary.kinds[id]);
  if (kinds.length !== 2 || !kinds.includes('business') || !kinds.includes('name')) return false;
  const word = listed[kinds.indexOf('name')] ?? 0;
  return (
    (index.vocabulary.weights[word] ?? 0) >= distinctiveWeight &&
    (index.vocabulary.words[word]?.text.length ?? 0) >= distinctiveLetters
  );
}

/** The same country makes a partial match more likely; another country makes none less so, people move. */
export function liftByCountry(verdict: MatchVerdict, isSameCountry: boolean): MatchVerdict {
  return isSameCountry && verdict.matchType === 'PARTIAL'
    ? { ...verdict, matchType: 'FUZZY_MEDIUM', confidence: 75 }
    : verdict;
}

/** A listed name found inside a longer text is for a person to judge: it may be a bank, a reference, somebody's father. */
export function capPart(verdict: MatchVerdict): MatchVerdict {
  const blocks = verdict.matchType === 'EXACT' || verdict.matchType === 'FUZZY_HIGH';
  return blocks
    ? { matchType: 'FUZZY_MEDIUM', confidence: Math.min(89, verdict.confidence), rule: 'capped_part_of_text' }
    : verdict;
}

interface MatchShape {
  /** Letters of the listed name without legal forms and articles. */
  readonly letters: number;
  /** No name, business word or initial is left over on either side. */
  readonly isWhole: boolean;
  /** A name, business word or initial of the query is left over. */
  readonly hasQueryLeft: boolean;
  /** Every name word of the listed name has its counterpart. */
  readonly coversListed: boolean;
  readonly hasInitial: boolean;
  /** Pairs of words that are neither business words, legal forms, articles nor initials. */
  readonly tellingPairs: number;
  /** Telling pairs, and half of each pair of business words. */
  readonly support: number;
  /** Weight of all pairs, in nats. */
  readonly shared: number;
  /** Similarity of the worst telling pair; 1 where there is none. */
  readonly weakestTelling: number;
  /** Every telling word is one the list uses often. */
  readonly isCommon: boolean;
  /** Letters of the listed words in telling pairs. */
  readonly tellingLetters: number;
  /** A word the list knows well would have to be a slip for another. */
  readonly hasKnownOther: boolean;
  readonly hasUnwrittenVowels: boolean;
  readonly queryWords: number;
  readonly formsAgree: 'same' | 'none' | 'differ';
}

/** A word from this weight on is rare enough to point at one party (about one entry in 200 uses it). */
const rareWeight = 5.3;

function describe(index: NameIndex, query: Query, scored: NameScore): MatchShape {
  const { vocabulary } = index;
  const { pairs, queryLeft, listedLeft } = scored.alignment;
  const listed = index.wordIds.subarray(index.wordStarts[scored.name] ?? 0, index.wordStarts[scored.name + 1] ?? 0);
  const kindAt = (at: number) => vocabulary.kinds[listed[at] ?? 0];
  const telling = pairs.filter(
    (pair) =>
      pair.reason !== 'initial' &&
      pair.query.some((at) => query.words[at]?.kind === 'name') &&
      pair.listed.some((at) => kindAt(at) === 'name'),
  );
  const isTelling = (kind: WordKind | undefined): boolean => kind === 'name' || kind === 'initial';
  const saysSomething = (kind: WordKind | undefined): boolean => kind !== 'legal' && kind !== 'filler';
  return {
    letters: scored.tellingLetters,
    isWhole:
      scored.byLetters >= thresholds.block ||
      !(
        queryLeft.some((at) => saysSomething(query.words[at]?.kind)) ||
        listedLeft.some((at) => saysSomething(kindAt(at)))
      ),
    hasQueryLeft: queryLeft.some((at) => saysSomething(query.words[at]?.kind)),
    coversListed: !listedLeft.some((at) => isTelling(kindAt(at))),
    hasInitial: pairs.some(({ reason }) => reason === 'initial'),
    tellingPairs: telling.length,
    support: telling.length + pairs.filter((pair) => pair.listed.every((at) => kindAt(at) === 'business')).length / 2,
    shared: pairs.reduce((sum, { weight }) => sum + weight, 0),
    weakestTelling: Math.min(1, ...telling.map(({ similarity }) => similarity)),
    isCommon: telling.every(({ listed: at }) =>
      at.every((place) => (vocabulary.weights[listed[place] ?? 0] ?? 0) < rareWeight),
    ),
    tellingLetters: telling.reduce(
      (sum, pair) =>
        sum + pair.listed.reduce((letters, at) => letters + (vocabulary.words[listed[at] ?? 0]?.text.length ?? 0), 0),
      0,
    ),
    hasKnownOther: telling.some(
      ({ reason, query: at }) =>
        reason === 'misspelt' && at.some((place) => (query.words[place]?.uses ?? 0) >= wellKnownUses),
    ),
    hasUnwrittenVowels: pairs.some(({ reason }) => reason === 'same_consonants'),
    queryWords: query.words.length,
    formsAgree: compareForms(
      query.words.filter(({ kind }) => kind === 'legal').map(({ forms }) => forms.text),
      [...listed].filter((id) => vocabulary.kinds[id] === 'legal').map((id) => vocabulary.words[id]?.text ?? ''),
    ),
  };
}

/** `none`: one side states no legal form, so nothing speaks for or against. */
function compareForms(query: readonly string[], listed: readonly string[]): MatchShape['formsAgree'] {
  if (query.length === 0 || listed.length === 0) return 'none';
  return query.some((form) => listed.includes(form)) ? 'same' : 'differ';
}

function capOf(shape: MatchShape): MatchRule | null {
  if (shape.letters <= 4) return 'capped_short_name';
  if (shape.hasInitial) return 'capped_initial';
  if (!shape.isWhole) return 'capped_part_of_name';
  if (
    shape.tellingPairs === 1 &&
    shape.weakestTelling < 1 &&
    (shape.formsAgree === 'differ' || shape.weakestTelling < 0.8)
  )
    return 'capped_other_form';
  if (shape.tellingPairs === 1 && shape.weakestTelling < 1 && shape.tellingLetters <= 5) return 'capped_short_name';
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
