/** Words that are somebody's name everywhere, or an ordinary word or town: alone or among themselves they point at nobody. */

const words = new Set<string>();

export function isCommonplace(word: string): boolean {
  return words.has(word);
}
