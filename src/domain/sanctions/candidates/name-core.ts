/** Which words of each listed name make the name, and by which of them it is looked for inside a longer text. */
import type { Vocabulary } from '../names/vocabulary';

export interface NameCores {
  readonly isCore: Uint8Array;
  readonly anchorStarts: Int32Array;
  readonly anchors: Int32Array;
}

interface ListedNames {
  readonly vocabulary: Vocabulary;
  readonly nameCount: number;
  readonly wordStarts: Int32Array;
  readonly wordIds: Int32Array;
  readonly surnameLengths: Uint8Array;
  readonly isPerson: (name: number) => boolean;
}

/** A name is looked for by the core word fewest entries use. */
export function findAnchors(names: ListedNames): NameCores {
  const { vocabulary, nameCount, wordStarts, wordIds } = names;
  const isCore = new Uint8Array(wordIds.length);
  const anchorOf = new Int32Array(nameCount).fill(-1);
  const anchorStarts = new Int32Array(vocabulary.words.length + 1);
  for (let name = 0; name < nameCount; name += 1) {
    markCore(names, name, isCore);
    let anchor = -1;
    for (let at = wordStarts[name] ?? 0; at < (wordStarts[name + 1] ?? 0); at += 1) {
      const id = wordIds[at] ?? 0;
      if (isCore[at] === 1 && (anchor < 0 || isBetterAnchor(vocabulary, id, anchor))) anchor = id;
    }
    anchorOf[name] = anchor;
    if (anchor >= 0) anchorStarts[anchor + 1] = (anchorStarts[anchor + 1] ?? 0) + 1;
  }
  for (let id = 1; id < anchorStarts.length; id += 1)
    anchorStarts[id] = (anchorStarts[id] ?? 0) + (anchorStarts[id - 1] ?? 0);
  const filled = anchorStarts.slice();
  const anchors = new Int32Array(anchorStarts[anchorStarts.length - 1] ?? 0);
  for (let name = 0; name < nameCount; name += 1) {
    const anchor = anchorOf[name] ?? -1;
    if (anchor < 0) continue;
    const place = filled[anchor] ?? 0;
    anchors[place] = name;
    filled[anchor] = place + 1;
  }
  return { isCore, anchorStarts, anchors };
}

/** Only names and business words can be found by their misspellings. */
function isBetterAnchor({ kinds, uses }: Vocabulary, id: number, than: number): boolean {
  const isFindable = (word: number): boolean => kinds[word] === 'name' || kinds[word] === 'business';
  if (isFindable(id) !== isFindable(than)) return isFindable(id);
  return (uses[id] ?? 0) < (uses[than] ?? 0);
}

/**
 * Names and business words; a company's single letter; and what is elsewhere an article where it is all the surname or all the
 * given name a person has (`XU, Bin`; `DU, Yurong`), or looks like a legal form (`OU, Zhiguang`).
 */
function markCore(
  { vocabulary, wordStarts, wordIds, surnameLengths, isPerson }: ListedNames,
  name: number,
  isCore: Uint8Array,
) {
  const start = wordStarts[name] ?? 0;
  const end = wordStarts[name + 1] ?? 0;
  const isOfPerson = isPerson(name);
  const saysSomething = (id: number): boolean => {
    const kind = vocabulary.kinds[id];
    if (kind === 'legal') return isOfPerson;
    return kind === 'name' || kind === 'business' || (kind === 'initial' && !isOfPerson);
  };
  for (let at = start; at < end; at += 1) isCore[at] = saysSomething(wordIds[at] ?? 0) ? 1 : 0;
  // The U of `U-STONE` is no article.
  if (
    !isOfPerson &&
    vocabulary.kinds[wordIds[start] ?? 0] === 'filler' &&
    vocabulary.words[wordIds[start] ?? 0]?.text.length === 1
  )
    isCore[start] = 1;
  const surname = surnameLengths[name] ?? 0;
  if (!isOfPerson || surname === 0) return;
  for (const [from, to] of [
    [start, start + surname],
    [start + surname, end],
  ] as const) {
    const hasCore = isCore.subarray(from, to).includes(1);
    for (let at = from; at < to && !hasCore; at += 1) isCore[at] = 1;
  }
}
