/** The narrow rule for a query that carries the one word telling a listed party from all others: `Maskan Trading FZE`. */
import type { NameIndex } from '../candidates/build-index';
import type { MatchShape } from '../matching/match-shape';
import type { Query } from '../candidates/prepare-query';
import type { NameScore } from '../matching/score';

/** A word the list uses for a handful of parties at most: `MASKAN` stands in three entries of 19,000. */
export const distinctiveWeight = 7.5;
const distinctiveLetters = 6;

/**
 * `Maskan Trading FZE` carries the one word that tells BANK MASKAN from other banks, and nothing else of its own. Narrow on
 * purpose: a company's primary name made of that word and one business word, the same spelling, a query that adds only ordinary words.
 */
export function carriesDistinctiveWord(index: NameIndex, query: Query, scored: NameScore, shape: MatchShape): boolean {
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
