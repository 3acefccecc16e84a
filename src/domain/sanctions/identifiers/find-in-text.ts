/** Numbers of listed parties inside free text: every word, and words written apart, held against the index. */
import type { IdentifierKind } from '../lists/watch-list';
import { bicOf, imoOf, numberKey, readIdentifierKind } from './identifier-key';
import { surestFirst, type IdentifierHit, type IdentifierIndex, type StatedIdentifier } from './identifier-index';

/** Parts a number is written in at most: `A 123 456 789`. */
const mostParts = 4;
/** Words before a number that may say what it is: `passport no. A123456`. */
const wordsBefore = 3;
/** Anybody's invoice has five digits. */
const shortestUnnamed = 6;

export function findIdentifiersInText(index: IdentifierIndex, text: string): readonly IdentifierHit[] {
  const words = text
    .split(/[\s,;()[\]{}<>"'|]+/)
    .map((word) => word.replaceAll(/^[.:#/-]+|[.:#/-]+$/g, ''))
    .filter((word) => word !== '');
  const kinds = words.map((word) => (/\d/.test(word) ? null : readIdentifierKind(word)));
  const found = new Map<string, IdentifierHit>();
  words.forEach((_, at) => {
    for (const stated of readingsAt(words, kinds, at))
      for (const hit of index.find(stated)) {
        const key = `${hit.listedBy} ${hit.entry.uid} ${hit.identifier.kind} ${hit.identifier.value}`;
        const known = found.get(key);
        if (!known || (known.certainty === 'likely' && hit.certainty === 'exact')) found.set(key, hit);
      }
  });
  return [...found.values()].sort(surestFirst);
}

/** What the word, alone or with those behind it, may state. */
function readingsAt(
  words: readonly string[],
  kinds: readonly (IdentifierKind | null)[],
  at: number,
): readonly StatedIdentifier[] {
  const word = words[at] ?? '';
  const named = kindNamedBefore(kinds, at);
  const readings: StatedIdentifier[] = [];
  for (const value of word.includes(':') ? [word, word.slice(word.lastIndexOf(':') + 1)] : [word]) {
    // Eight letters are also a word; a code is written in capitals.
    if (bicOf(value) && (value === value.toUpperCase() || named === 'bic' || /xxx$/i.test(value)))
      readings.push({ kind: named === 'bic' ? 'bic' : null, value });
    else if (bicOf(value) === null && value.length >= 25) readings.push({ kind: 'wallet', value });
    const imo = imoOf(value);
    if (imo !== null) readings.push({ kind: named === 'imo' || /^imo/i.test(value) ? 'imo' : null, value: imo });
  }
  // A number begins where digits do, or a letter or two before them.
  if (!/\d/.test(word) && word.length > 3) return readings;
  for (let parts = 1; parts <= mostParts && at + parts <= words.length; parts += 1) {
    const value = words.slice(at, at + parts).join('');
    const key = /\d/.test(word) || parts > 1 ? numberKey(value) : null;
    const kind = named === 'bic' || named === 'imo' || named === 'wallet' ? null : named;
    if (key !== null && (kind !== null || key.length >= shortestUnnamed)) readings.push({ kind, value });
  }
  return readings;
}

function kindNamedBefore(kinds: readonly (IdentifierKind | null)[], at: number): IdentifierKind | null {
  return kinds.slice(Math.max(0, at - wordsBefore), at).findLast((kind) => kind !== null) ?? null;
}
