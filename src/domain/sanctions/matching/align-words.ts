/** Pairs the words of two names: equal and similar ones, words written together on one side, initials. */
import type { NameIndex } from '../candidates/build-index';
import type { Query } from '../candidates/prepare-query';
import type { WordReason } from './similarity';
import { wordFloor } from './similarity';

export interface AlignedPair {
  /** Word positions in the query and in the listed name; several where words were written together. */
  readonly query: readonly number[];
  readonly listed: readonly number[];
  readonly similarity: number;
  readonly reason: WordReason;
  /** In nats: the mean of both words' weights; for an initial, the little it tells. */
  readonly weight: number;
}

export interface Alignment {
  readonly pairs: readonly AlignedPair[];
  readonly queryLeft: readonly number[];
  readonly listedLeft: readonly number[];
}

/** An initial fits one name in about twenty: it supports a match, it never makes one. */
const initialShare = 0.35;
const initialSimilarity = 0.85;
const joinedSimilarity = 0.96;
/** From so many entries on, the list knows a spelling as a word of its own. */
export const wellKnownUses = 4;
const otherWordPenalty = 0.06;
/** Where one of two words is ordinary (Invest, Blue), a loose likeness is more often another word (Winvest, JetBlue). */
const ordinaryFloor = 0.77;

/** `isPerson`: only a person's names are shortened to initials; a company's single letter is its name. */
export function alignWords(index: NameIndex, query: Query, listed: Int32Array, isPerson: boolean): Alignment {
  const pairs: AlignedPair[] = [];
  const queryFree = query.words.map(() => true);
  const listedFree = Array.from(listed, () => true);
  const take = (pair: AlignedPair): void => {
    pairs.push(pair);
    for (const at of pair.query) queryFree[at] = false;
    for (const at of pair.listed) listedFree[at] = false;
  };
  const aligning = { index, query, listed, queryFree, listedFree, take };
  pairSimilar(aligning);
  pairJoined(aligning);
  if (isPerson) pairInitials(aligning);
  return { pairs, queryLeft: positionsLeft(queryFree), listedLeft: positionsLeft(listedFree) };
}

/** Words that are left on either side, and how a pair of them is taken. */
interface Aligning {
  readonly index: NameIndex;
  readonly query: Query;
  readonly listed: Int32Array;
  readonly queryFree: readonly boolean[];
  readonly listedFree: readonly boolean[];
  readonly take: (pair: AlignedPair) => void;
}

/** Best pairs first, each word once. */
function pairSimilar({ index, query, listed, queryFree, listedFree, take }: Aligning): void {
  const possible: AlignedPair[] = [];
  for (let q = 0; q < query.words.length; q += 1) {
    const word = query.words[q];
    if (!word) continue;
    for (let c = 0; c < listed.length; c += 1) {
      const id = listed[c] ?? 0;
      const { similarity, reason } = word.likenessTo(id);
      if (similarity === 0) continue;
      // A word the list knows well is seldom a slip for another one.
      const certain = reason === 'misspelt' && word.uses >= wellKnownUses ? similarity - otherWordPenalty : similarity;
      const isOrdinary = word.kind !== 'name' || index.vocabulary.kinds[id] !== 'name';
      if (certain < wordFloor || (isOrdinary && certain < ordinaryFloor)) continue;
      const weight = (word.weight + (index.vocabulary.weights[id] ?? 0)) / 2;
      possible.push({ query: [q], listed: [c], similarity: certain, reason, weight });
    }
  }
  possible.sort((a, b) => b.similarity * b.weight - a.similarity * a.weight || b.similarity - a.similarity);
  for (const pair of possible) {
    if (queryFree[pair.query[0] ?? 0] && listedFree[pair.listed[0] ?? 0]) take(pair);
  }
}

function pairJoined({ index, query, listed, queryFree, listedFree, take }: Aligning): void {
  const textOf = (c: number): string => index.vocabulary.words[listed[c] ?? 0]?.text ?? '';
  const weightOf = (c: number): number => index.vocabulary.weights[listed[c] ?? 0] ?? 0;
  for (let q = 0; q < query.words.length; q += 1) {
    if (!queryFree[q]) continue;
    const text = query.words[q]?.forms.text ?? '';
    for (let c = 0; c + 1 < listed.length && queryFree[q]; c += 1) {
      if (listedFree[c] && listedFree[c + 1] && isJoined(textOf(c), textOf(c + 1), text)) {
        take({
          query: [q],
          listed: [c, c + 1],
          similarity: joinedSimilarity,
          reason: 'joined',
          weight: weightOf(c) + weightOf(c + 1),
        });
      }
    }
    if (q + 1 >= query.words.length || !queryFree[q] || !queryFree[q + 1]) continue;
    const next = query.words[q + 1]?.forms.text ?? '';
    const c = listed.findIndex((_, at) => listedFree[at] === true && isJoined(text, next, textOf(at)));
    if (c >= 0)
      take({ query: [q, q + 1], listed: [c], similarity: joinedSimilarity, reason: 'joined', weight: weightOf(c) });
  }
}

function isJoined(first: string, second: string, whole: string): boolean {
  return first.length + second.length === whole.length && whole.startsWith(first) && whole.endsWith(second);
}

function pairInitials({ index, query, listed, queryFree, listedFree, take }: Aligning): void {
  for (let q = 0; q < query.words.length; q += 1) {
    const word = query.words[q];
    if (!word || !queryFree[q]) continue;
    for (let c = 0; c < listed.length && queryFree[q]; c += 1) {
      const id = listed[c] ?? 0;
      const other = index.vocabulary.words[id];
      if (!other || !listedFree[c]) continue;
      const isInitial = word.forms.text.length === 1 || other.text.length === 1;
      if (!isInitial || word.forms.text.charAt(0) !== other.text.charAt(0)) continue;
      const weight =
        initialShare * Math.max(word.forms.text.length === 1 ? 0 : word.weight, index.vocabulary.weights[id] ?? 0);
      take({ query: [q], listed: [c], similarity: initialSimilarity, reason: 'initial', weight });
    }
  }
}

function positionsLeft(free: readonly boolean[]): number[] {
  const left: number[] = [];
  for (let at = 0; at < free.length; at += 1) if (free[at]) left.push(at);
  return left;
}
