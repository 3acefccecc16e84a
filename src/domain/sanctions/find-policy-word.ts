/** Names that policy never clears alone, whoever bears them: `PUTIN` with a title or a town is still nothing but the name. */
import type { NameIndex } from './candidates/build-index';
import type { Query } from './candidates/prepare-query';
import type { Judged } from './judge-reading';
import { scoreName } from './matching/score';
import { normaliseName } from './names/normalise';
import { withoutSurroundings } from './names/surroundings';
import { kindOf } from './names/vocabulary';

/** A text that says no more than a name policy never clears, with whoever bears it; null for any other. */
export function findPolicyWord(
  index: NameIndex,
  query: Query,
  alwaysEscalate: readonly string[],
): readonly Judged[] | null {
  if (alwaysEscalate.length === 0 || query.words.length > maxPolicyWords) return null;
  // An initial makes one surname no more than that.
  const texts = query.words.map(({ forms }) => forms.text).filter((text) => text.length > 1);
  const kept = (withoutSurroundings(texts, (word) => kindOf(word) === 'name') ?? texts).join(' ');
  if (!alwaysEscalate.some((word) => normaliseName(word).words.join(' ') === kept)) return null;
  return findBySurname(index, kept.split(' ')).map((name) => ({
    query,
    scored: scoreName(index, query, { name, isRespaced: false }),
    agreeing: [],
    verdict: { matchType: 'PARTIAL', confidence: 60, rule: 'policy_word' },
  }));
}

/** A title, a name of two words, a town. */
const maxPolicyWords = 6;

/** Listed persons whose whole surname it is, in the order of the list. */
function findBySurname(index: NameIndex, words: readonly string[]): number[] {
  const last = index.vocabulary.idOf(words[words.length - 1] ?? '');
  if (last === undefined) return [];
  const names = [...index.postings.subarray(index.postingStarts[last] ?? 0, index.postingStarts[last + 1] ?? 0)];
  return names.filter((name) => {
    const start = index.wordStarts[name] ?? 0;
    const surname = [...index.wordIds.subarray(start, start + (index.surnameLengths[name] ?? 0))];
    return surname.map((id) => index.vocabulary.words[id]?.text).join(' ') === words.join(' ');
  });
}
