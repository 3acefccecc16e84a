/** The list's words a word of the query may stand for: as written, one letter away, or sounding alike. */
import type { NameIndex } from './build-index';
import { hashText } from '../../values/text/hash-text';
import type { WordForms, WordLikeness } from '../matching/similarity';
import { skeletonOf } from '../names/sound-key';
import { deletionHashes } from '../names/vocabulary';

export interface SimilarWord {
  readonly id: number;
  readonly similarity: number;
}

/** Two words of one side written together on the other. */
export const joinedSimilarity = 0.9;

export function findSimilarWords(
  { vocabulary }: NameIndex,
  { text, sound, consonants, abjad }: WordForms,
  likenessTo: (id: number) => WordLikeness,
): SimilarWord[] {
  const found: SimilarWord[] = [];
  const tried = new Set<number>();
  const exact = abjad ? undefined : vocabulary.idOf(text);
  if (exact !== undefined) {
    tried.add(exact);
    found.push({ id: exact, similarity: 1 });
  }
  const tryWord = (id: number): void => {
    if (tried.has(id)) return;
    tried.add(id);
    const { similarity } = likenessTo(id);
    if (similarity > 0) found.push({ id, similarity });
  };
  if (abjad) {
    vocabulary.byConsonants.visit(hashText(consonants), tryWord);
    return found;
  }
  for (const hash of deletionHashes(text)) vocabulary.byDeletion.visit(hash, tryWord);
  vocabulary.bySkeleton.visit(hashText(skeletonOf(sound)), tryWord);
  return found;
}

/** Ways to read one unknown word as two listed ones written together; both halves have at least two letters, one at least four. */
export function splitsOf(
  { vocabulary }: NameIndex,
  { uses, forms: { text } }: { readonly uses: number; readonly forms: WordForms },
): (readonly [string, string])[] {
  if (uses > 0 || text.length < 6 || text.length > 40) return [];
  const found: (readonly [string, string])[] = [];
  for (let at = 2; at <= text.length - 2; at += 1) {
    const left = text.slice(0, at);
    const right = text.slice(at);
    if (Math.max(left.length, right.length) < 4) continue;
    if (vocabulary.idOf(left) !== undefined && vocabulary.idOf(right) !== undefined) found.push([left, right]);
  }
  return found;
}
