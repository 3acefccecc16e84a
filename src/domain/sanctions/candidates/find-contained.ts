/** Finds complete listed names that stand as consecutive words inside a longer text, in any order and with the usual slips. Linear in the text. */
import type { NameIndex } from './build-index';
import type { QueryWord } from './prepare-query';

export interface ContainedName {
  readonly name: number;
  /** Positions of its first and last word in the text. */
  readonly from: number;
  readonly to: number;
  /** Likeness of the word that is least like its counterpart. */
  readonly weakest: number;
  /** Letters of the shortest word that is misspelt; none where every word is itself. */
  readonly shortestSlip: number;
}

/** A swapped letter in a word of four is 0.75; what is less alike is another word. */
const wordFloor = 0.75;
/** As sure as a word that only sounds the same. */
const joinedSimilarity = 0.96;
/** From here on a word is itself, in a known spelling or by its sound. */
const sameWord = 0.95;
/** Articles, legal forms and initials that may stand between the words of one name. */
const maxBetween = 4;
/** The same words around the same word give the same answer: a text that repeats itself is looked at once. */
const neighbourhood = 30;

interface Occurrence {
  readonly at: number;
  readonly similarity: number;
  /** 2 where two words of the text are one of the list. */
  readonly length: 1 | 2;
}

export function findContained(index: NameIndex, words: readonly QueryWord[]): ContainedName[] {
  const occurrences = findOccurrences(index, words);
  const found = new Map<string, ContainedName>();
  for (const [id, places] of occurrences) {
    const start = index.anchorStarts[id] ?? 0;
    const end = index.anchorStarts[id + 1] ?? 0;
    if (start === end) continue;
    const seen = new Set<string>();
    for (const place of places) {
      if (places.length > 2 && hasSeen(seen, words, place.at)) continue;
      for (let at = start; at < end; at += 1) {
        const contained = placeName(index, words, occurrences, index.anchors[at] ?? 0, place.at);
        if (!contained) continue;
        const key = `${contained.name} ${contained.from} ${contained.to}`;
        if ((found.get(key)?.weakest ?? 0) < contained.weakest) found.set(key, contained);
      }
    }
  }
  return [...found.values()];
}

function hasSeen(seen: Set<string>, words: readonly QueryWord[], at: number): boolean {
  const key = words
    .slice(Math.max(0, at - neighbourhood), at + neighbourhood)
    .map(({ forms }) => forms.text)
    .join(' ');
  if (seen.has(key)) return true;
  seen.add(key);
  return false;
}

/** Where in the text each word of the list stands, as written, misspelt, joined with its neighbour or split in two. */
function findOccurrences(index: NameIndex, words: readonly QueryWord[]): Map<number, Occurrence[]> {
  const occurrences = new Map<number, Occurrence[]>();
  const add = (id: number | undefined, occurrence: Occurrence): void => {
    if (id === undefined) return;
    const places = occurrences.get(id);
    if (places) places.push(occurrence);
    else occurrences.set(id, [occurrence]);
  };
  words.forEach((word, at) => {
    if (word.kind === 'legal') return;
    if (word.kind === 'filler' || word.kind === 'initial') {
      add(index.vocabulary.idOf(word.forms.text), { at, similarity: 1, length: 1 });
      return;
    }
    for (const { id, similarity } of word.similarWords())
      if (similarity >= wordFloor) add(id, { at, similarity, length: 1 });
    for (const halves of word.splits())
      for (const half of halves) add(index.vocabulary.idOf(half), { at, similarity: joinedSimilarity, length: 1 });
    const next = words[at + 1];
    if (next && word.forms.text.length + next.forms.text.length <= 40)
      add(index.vocabulary.idOf(word.forms.text + next.forms.text), { at, similarity: joinedSimilarity, length: 2 });
  });
  return occurrences;
}

/** The name's core words around the place of its anchor, with nothing that says something between them; null where they are not all there. */
function placeName(
  index: NameIndex,
  words: readonly QueryWord[],
  occurrences: ReadonlyMap<number, readonly Occurrence[]>,
  name: number,
  anchorAt: number,
): ContainedName | null {
  const start = index.wordStarts[name] ?? 0;
  const end = index.wordStarts[name + 1] ?? 0;
  // Most names lack a word: looked at before anything is made for them.
  for (let at = start; at < end; at += 1)
    if (index.isCore[at] === 1 && !occurrences.has(index.wordIds[at] ?? 0)) return null;
  const reach = end - start + maxBetween;
  const taken: Occurrence[] = [];
  for (let at = start; at < end; at += 1) {
    if (index.isCore[at] !== 1) continue;
    const best = nearest(occurrences.get(index.wordIds[at] ?? 0), anchorAt, reach, taken);
    if (!best) return null;
    taken.push(best);
  }
  let from = words.length;
  let to = -1;
  let weakest = 1;
  let shortestSlip = Infinity;
  for (const { at, length, similarity } of taken) {
    from = Math.min(from, at);
    to = Math.max(to, at + length - 1);
    weakest = Math.min(weakest, similarity);
    if (similarity < sameWord) shortestSlip = Math.min(shortestSlip, words[at]?.forms.text.length ?? 0);
  }
  for (let at = from; at <= to; at += 1) {
    const kind = words[at]?.kind;
    if (kind !== 'name' && kind !== 'business') continue;
    if (!taken.some((place) => at >= place.at && at < place.at + place.length)) return null;
  }
  return { name, from, to, weakest, shortestSlip };
}

/** The nearest to the anchor, then the most alike; each word of the text once, except one that joins two words of the list. */
function nearest(
  places: readonly Occurrence[] | undefined,
  anchorAt: number,
  reach: number,
  taken: readonly Occurrence[],
): Occurrence | null {
  if (!places) return null;
  let best: Occurrence | null = null;
  for (let at = firstWithin(places, anchorAt - reach); at < places.length; at += 1) {
    const place = places[at];
    if (!place || place.at > anchorAt + reach) break;
    const isTaken = taken.some((other) => other.at === place.at && other.similarity !== joinedSimilarity);
    if (isTaken) continue;
    const isNearer = !best || Math.abs(place.at - anchorAt) < Math.abs(best.at - anchorAt);
    const isAsNear = best && Math.abs(place.at - anchorAt) === Math.abs(best.at - anchorAt);
    if (isNearer || (isAsNear && place.similarity > (best?.similarity ?? 0))) best = place;
  }
  return best;
}

/** Places stand in the order of the text. */
function firstWithin(places: readonly Occurrence[], from: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.at ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
