/** What it means that a complete listed name stands inside a longer text: a person must look, whatever stands around it. */
import type { NameIndex } from '../candidates/build-index';
import { findContained, type ContainedName } from '../candidates/find-contained';
import { queryOfWords, type Query, type QueryWord } from '../candidates/prepare-query';
import { isCommonplace } from '../names/commonplace-words';
import type { MatchVerdict } from './decide-match';
import { decideMatch } from './decide-match';
import type { NameScore } from './score';
import { scoreName } from './score';

export interface ContainedMatch {
  /** The part of the text that names the party. */
  readonly query: Query;
  readonly scored: NameScore;
  readonly verdict: MatchVerdict;
}

/** The names that tell most are looked at closer; more in one text differ in nothing a reader needs. */
const maxLooked = 60;
/** The same word, or a slip in a long one. */
const sureWord = 0.85;
/** Ships and weak aliases are words like any other: only the very words count. */
const sameWord = 0.95;
/** Words this short are too often something else. */
const loneLetters = 5;
/** A lone word must point at a handful of parties at most. */
const loneWeight = 7.3;

/** Complete listed names among these words, where something that says more stands around them. */
export function decideContained(index: NameIndex, words: readonly QueryWord[], isWholeToo: boolean): ContainedMatch[] {
  const tellMost = findContained(index, words)
    .filter((contained) => isWholeToo || leavesSomething(words, contained))
    .filter((contained) => isTellingEnough(index, words, contained))
    .sort((a, b) => (index.weights[b.name] ?? 0) * b.weakest - (index.weights[a.name] ?? 0) * a.weakest)
    .slice(0, maxLooked);
  return tellMost.flatMap((contained) => {
    const [from, to] = withForms(words, contained);
    const query = queryOfWords(words.slice(from, to + 1));
    const isRespaced = index.squeezed[contained.name] === query.squeezed;
    const scored = scoreName(index, query, { name: contained.name, isRespaced });
    const verdict = asContained(decideMatch(index, query, scored), contained.weakest);
    return verdict ? [{ query, scored, verdict }] : [];
  });
}

/** A name that is all the text is judged by the rules for whole names. */
function leavesSomething(words: readonly QueryWord[], { from, to }: ContainedName): boolean {
  return words.some((word, at) => (at < from || at > to) && word.kind !== 'legal');
}

function asContained(alone: MatchVerdict, weakest: number): MatchVerdict | null {
  if (alone.matchType === 'NONE' && weakest < sameWord) return null;
  if (alone.matchType === 'PARTIAL' && weakest < sureWord) return null;
  if (alone.matchType === 'NONE' || alone.matchType === 'PARTIAL')
    return { matchType: 'PARTIAL', confidence: Math.max(60, alone.confidence), rule: 'contained_name' };
  return { matchType: 'FUZZY_MEDIUM', confidence: Math.min(89, alone.confidence), rule: 'contained_name' };
}

function isTellingEnough(index: NameIndex, words: readonly QueryWord[], contained: ContainedName): boolean {
  const { name, weakest } = contained;
  const type = index.entries[index.entryOf(name)]?.type;
  const isBroad = type === 'vessel' || type === 'aircraft' || index.kindOf(name) === 'weak_alias';
  const core: number[] = [];
  for (let at = index.wordStarts[name] ?? 0; at < (index.wordStarts[name + 1] ?? 0); at += 1)
    if (index.isCore[at] === 1) core.push(index.wordIds[at] ?? 0);
  const telling = core.filter((id) => isTellingWord(index, id));
  if (isBroad) return weakest >= sameWord && telling.length >= 2;
  if (core.length >= 2) return telling.length > 0 || (core.length >= 3 && weakest >= sameWord);
  return isTellingAlone(index, core[0] ?? 0, weakest) || (weakest >= sameWord && hasSameForm(index, words, contained));
}

function isTellingWord({ vocabulary }: NameIndex, id: number): boolean {
  const text = vocabulary.words[id]?.text ?? '';
  return vocabulary.kinds[id] !== 'business' && /^[a-z]{2,}$/.test(text);
}

function isTellingAlone({ vocabulary }: NameIndex, id: number, weakest: number): boolean {
  const text = vocabulary.words[id]?.text ?? '';
  if (vocabulary.kinds[id] !== 'name' || text.length < loneLetters || !/^[a-z]+$/.test(text)) return false;
  if ((vocabulary.weights[id] ?? 0) < loneWeight || isCommonplace(text)) return false;
  return weakest >= (text.length >= 8 ? sureWord : sameWord);
}

/** `CARBON` is anybody's; `LIMITED LIABILITY COMPANY CARBON` is a company's name. */
function hasSameForm(
  { vocabulary, ...index }: NameIndex,
  words: readonly QueryWord[],
  contained: ContainedName,
): boolean {
  const [from, to] = withForms(words, contained);
  const forms = words
    .slice(from, to + 1)
    .filter(({ kind }) => kind === 'legal')
    .map(({ forms: { text } }) => text);
  const listed = index.wordIds.subarray(
    index.wordStarts[contained.name] ?? 0,
    index.wordStarts[contained.name + 1] ?? 0,
  );
  return [...listed].some((id) => vocabulary.kinds[id] === 'legal' && forms.includes(vocabulary.words[id]?.text ?? ''));
}

/** Legal forms right before and behind belong to the name. */
function withForms(words: readonly QueryWord[], { from, to }: ContainedName): readonly [number, number] {
  let [first, last] = [from, to];
  while (words[first - 1]?.kind === 'legal') first -= 1;
  while (words[last + 1]?.kind === 'legal') last += 1;
  return [first, last];
}
