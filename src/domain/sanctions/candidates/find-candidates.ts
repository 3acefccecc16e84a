/** Picks the few listed names worth scoring: those that share rare words, or words one slip or one sound away. */
import type { NameIndex } from './build-index';
import { findRespaced } from './find-respaced';
import type { Query, QueryWord } from './prepare-query';
import { joinedSimilarity } from './similar-words';
import { createTopNames } from './top-names';

/** Ranked by shared weight against both names' weights; 40 find half a per cent more of what has two slips, at a quarter more time. */
const maxCandidates = 26;
/** Of those, this many by shared weight alone, so that long listed names a short query is part of are seen too. */
const maxBySharedWeight = 8;

export interface Candidate {
  readonly name: number;
  /** The same letters in the same order, whatever the spaces. */
  readonly isRespaced: boolean;
}

export interface CandidateFinder {
  /** Best first. Not reentrant: it reuses its accumulators. */
  find(query: Query): readonly Candidate[];
}

export function createCandidateFinder(index: NameIndex): CandidateFinder {
  const { vocabulary } = index;
  const shared = new Float32Array(index.nameCount);
  const bestOfWord = new Float32Array(index.nameCount);
  const seenBy = new Int32Array(index.nameCount).fill(-1);
  const touched = new Int32Array(index.nameCount);
  let touchedCount = 0;
  let round = 0;

  const addPostings = (wordId: number, similarity: number): void => {
    const amount = (vocabulary.weights[wordId] ?? 0) * similarity;
    const end = index.postingStarts[wordId + 1] ?? 0;
    for (let at = index.postingStarts[wordId] ?? 0; at < end; at += 1) {
      const name = index.postings[at] ?? 0;
      if (seenBy[name] !== round) {
        if (shared[name] === 0) {
          touched[touchedCount] = name;
          touchedCount += 1;
        }
        seenBy[name] = round;
        bestOfWord[name] = 0;
      }
      // Several spellings of one word in one name count once, by the best.
      const best = bestOfWord[name] ?? 0;
      if (amount > best) {
        shared[name] = (shared[name] ?? 0) + amount - best;
        bestOfWord[name] = amount;
      }
    }
  };

  const addWord = (word: QueryWord): void => {
    round += 1;
    for (const { id, similarity } of word.similarWords()) addPostings(id, similarity);
  };

  const addText = (text: string, similarity: number): void => {
    const id = vocabulary.idOf(text);
    if (id === undefined) return;
    round += 1;
    addPostings(id, similarity);
  };

  return {
    find(query) {
      const looked = new Set<string>();
      for (const word of query.words) {
        if ((word.kind !== 'name' && word.kind !== 'business') || looked.has(word.forms.text)) continue;
        looked.add(word.forms.text);
        addWord(word);
      }
      for (let at = 0; at + 1 < query.words.length; at += 1) {
        addText((query.words[at]?.forms.text ?? '') + (query.words[at + 1]?.forms.text ?? ''), joinedSimilarity);
      }
      for (const word of query.words) {
        for (const [left, right] of word.splits()) {
          addText(left, joinedSimilarity);
          addText(right, joinedSimilarity);
        }
      }
      const respaced = findRespaced(index, query);
      const names = touched.subarray(0, touchedCount);
      const ranked = rank(index, query, names, shared);
      for (const name of names) shared[name] = 0;
      touchedCount = 0;
      return [
        ...[...respaced].map((name) => ({ name, isRespaced: true })),
        ...[...new Set(ranked)].filter((name) => !respaced.has(name)).map((name) => ({ name, isRespaced: false })),
      ];
    },
  };
}

/** A name that shares less than this part of the lighter name's weight cannot reach a threshold any more. */
const minShare = 0.4;

function rank(index: NameIndex, query: Query, touched: Int32Array, shared: Float32Array): number[] {
  const byBoth = createTopNames(maxCandidates - maxBySharedWeight);
  const byShared = createTopNames(maxBySharedWeight);
  for (const name of touched) {
    const weight = shared[name] ?? 0;
    const listedWeight = index.weights[name] ?? 0;
    if (weight < minShare * Math.min(query.weight, listedWeight)) continue;
    byBoth.offer(name, weight / (query.weight + listedWeight));
    byShared.offer(name, weight - 0.01 * listedWeight);
  }
  return [...byBoth.names(), ...byShared.names()];
}
