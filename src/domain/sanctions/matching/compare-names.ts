/** Compares two names without a list: one symmetric score from 0 to 1 and the features it was made of. */
import type { NameIndex } from '../candidates/build-index';
import { buildIndex } from '../candidates/build-index';
import type { MatchShape } from './match-shape';
import { describeShape } from './match-shape';
import { normaliseName } from '../names/normalise';
import { joinedLikeness, leavesGivenNamesOut, leftOutScore, pairReadings } from './pair-readings';
import { findLowerings, type Lowering, type OneWay } from './pair-lowerings';
import { prepareQuery } from '../candidates/prepare-query';
import { scoreName, scorerName } from './score';
import { kindOf } from '../names/vocabulary';
import { withoutSilentMarks } from '../names/transliterate';
import type { ListedType } from '../lists/watch-list';

const pairScorerName = `${scorerName}-pair`;

export interface PairFeatures {
  readonly scorer: string;
  readonly compared_as: 'person' | 'organisation';
  /** Share of the words' weight both names say together, 0 to 1, before what follows. */
  readonly words: number;
  /** Likeness of all letters, word borders aside; 0 where more than a few slips apart. */
  readonly letters: number;
  readonly telling_pairs: number;
  readonly weakest_pair: number;
  /** Name and business words left over on each side. */
  readonly left_1: readonly string[];
  readonly left_2: readonly string[];
  readonly legal_forms: MatchShape['formsAgree'];
  /** What lowered the score, by name. */
  readonly lowered_by: readonly Lowering[];
}

export interface NameComparison {
  /** 0 to 1; 1 only for equal names; from 0.7 on more likely one party than two. */
  readonly score: number;
  readonly features: PairFeatures;
}

/**
 * Where likely and unlikely meet on the words' and letters' own scale. Set so that on pairs made of the open cases (positives against
 * the name they came from, negatives against the listed name most like them) precision and recall balance; it is shown as 0.7.
 */
const balance = 0.74;
const shownBalance = 0.7;

/** Letters compared at most, as in screening: no name is longer. */
const maxTextLength = 400;

/** `schema` as in FollowTheMoney (`Person`, `Company`, ...), in any letter case; guessed from the names where it is missing. Never throws. */
export function compareNames(text1: string, text2: string, schema?: string): NameComparison {
  const [name1, name2] = [text1, text2].map((text) => withoutSilentMarks(text).slice(0, maxTextLength)) as [
    string,
    string,
  ];
  const isPerson = looksLikePerson(name1, name2, schema);
  const readings = pairReadings(name1, name2).map(([one, other]) => compareReading(one, other, isPerson));
  const best = readings.reduce((sofar, next) => (next.score > sofar.score ? next : sofar));
  return text1.trim() !== '' && text1 === text2 ? { ...best, score: 1 } : best;
}

function compareReading(name1: string, name2: string, isPerson: boolean): NameComparison {
  const index = indexBoth(name1, name2, isPerson ? 'individual' : 'entity');
  if (index.nameCount < 2) return unreadable(isPerson);
  const there = scoreAgainst(index, name1, 1);
  const back = scoreAgainst(index, name2, 0);
  const better = there.scored.score >= back.scored.score ? there : back;
  const joined = joinedLikeness(name1, name2);
  const raw = Math.max(there.scored.score, back.scored.score, joined);
  const lowered = findLowerings(name1, name2, there, back, isPerson).filter(
    ({ reason }) => joined < raw || !ofWordBorders.includes(reason),
  );
  const isEqual = there.scored.isEqual || back.scored.isEqual || name1 === name2;
  const kept = lowered.reduce((score, { factor }) => score * factor, raw);
  const least = isPerson && lowered.length === 0 && leavesGivenNamesOut(there, back) ? leftOutScore : 0;
  const score = isEqual ? 1 : Math.min(0.999, Math.max(least, shown(kept)));
  return {
    score,
    features: {
      scorer: pairScorerName,
      compared_as: isPerson ? 'person' : 'organisation',
      words: raw,
      letters: Math.max(there.scored.byLetters, back.scored.byLetters),
      telling_pairs: better.shape.tellingPairs,
      weakest_pair: better.shape.weakestTelling,
      left_1: there.queryLeft,
      left_2: back.queryLeft,
      legal_forms: better.shape.formsAgree,
      lowered_by: lowered.map(({ reason }) => reason),
    },
  };
}

/** What words written together on one side would be blamed for. */
const ofWordBorders: readonly Lowering[] = ['one_word_of_several', 'both_left_over'];

function scoreAgainst(index: NameIndex, text: string, name: number): OneWay {
  const query = prepareQuery(index, normaliseName(text));
  const isRespaced = index.squeezed[name] === query.squeezed;
  const scored = scoreName(index, query, { name, isRespaced });
  const saysSomething = (at: number): boolean => {
    const kind = query.words[at]?.kind;
    return kind === 'name' || kind === 'business' || kind === 'initial';
  };
  return {
    scored,
    shape: describeShape(index, query, scored),
    queryLeft: scored.alignment.queryLeft.filter(saysSomething).map((at) => query.words[at]?.forms.text ?? ''),
    pairs: scored.alignment.pairs.map(({ query: ours, listed: theirs }) => ({
      query: ours.map((at) => query.words[at]?.forms.text ?? '').join(''),
      listed: theirs.map((at) => listedText(index, name, at)).join(''),
    })),
    firstLeft: scored.alignment.queryLeft.includes(0),
    lastLeft: scored.alignment.queryLeft.includes(query.words.length - 1),
    sayingWords: query.words.filter((_, at) => saysSomething(at)).length,
  };
}

function listedText({ vocabulary, wordIds, wordStarts }: NameIndex, name: number, at: number): string {
  return vocabulary.words[wordIds[(wordStarts[name] ?? 0) + at] ?? 0]?.text ?? '';
}

/** Both sides of the balance are stretched evenly, so that 0 stays 0 and 1 stays 1. */
function shown(raw: number): number {
  return raw < balance
    ? (raw * shownBalance) / balance
    : shownBalance + ((raw - balance) * (1 - shownBalance)) / (1 - balance);
}

function indexBoth(name1: string, name2: string, type: ListedType): NameIndex {
  const entryOf = (uid: string, name: string) => ({
    uid,
    name,
    type,
    programs: [],
    aliases: [],
    title: null,
    remarks: null,
    countries: [],
  });
  const entries = [entryOf('1', name1), entryOf('2', name2)];
  return buildIndex({ name: 'pair', family: 'pair', listDate: null, hash: '', isDemo: false, entries });
}

function looksLikePerson(name1: string, name2: string, schema: string | undefined): boolean {
  const given = schema?.trim().toLowerCase() ?? '';
  if (given !== '' && given !== 'legalentity' && given !== 'thing') return given === 'person' || given === 'individual';
  const words = [name1, name2].flatMap((name) => normaliseName(name).words);
  return !words.some((word) => kindOf(word) === 'business' || kindOf(word) === 'legal' || /\d/.test(word));
}

function unreadable(isPerson: boolean): NameComparison {
  return {
    score: 0,
    features: {
      scorer: pairScorerName,
      compared_as: isPerson ? 'person' : 'organisation',
      words: 0,
      letters: 0,
      telling_pairs: 0,
      weakest_pair: 0,
      left_1: [],
      left_2: [],
      legal_forms: 'none',
      lowered_by: [],
    },
  };
}
