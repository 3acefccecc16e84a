/** Whether a word of the list points at nobody by itself: everybody's name, an ordinary word, or one that very many entries share. */
import type { NameIndex } from '../candidates/build-index';
import { isCommonplace } from './commonplace-words';

/** From about one entry in 300 on: 66 of 20,000. */
const sharedByMany = 5.7;

export function isSharedByMany({ vocabulary }: NameIndex, id: number): boolean {
  return (vocabulary.weights[id] ?? 0) < sharedByMany;
}

export function isCommonWord(index: NameIndex, id: number): boolean {
  return isSharedByMany(index, id) || isCommonplace(index.vocabulary.words[id]?.text ?? '');
}
