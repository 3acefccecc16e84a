/** What it means that a complete listed name stands inside a longer text: a person must look, whatever stands around it. */
import type { NameIndex } from '../candidates/build-index';
import { findContained, type ContainedName } from '../candidates/find-contained';
import { queryOfWords, type Query, type QueryWord } from '../candidates/prepare-query';
import { isCommonWord } from '../names/commonness';
import { markSurroundings } from '../names/surroundings';
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
/** The same word, a known spelling of the same name, or one that sounds the same. */
const sameWord = 0.95;
/** One slip in a word of seven letters, two in a word of fourteen. */
const sureWord = 0.85;
/** Slips count only in words long enough that one letter does not make another word. */
const slipLetters = 6;
/** A lone word of so many letters is no chance likeness, one slip allowed. */
const longLetters = 11;
const oneSlip = 0.9;
/** The shortest lone word that says anything with something beside it. */
const loneLetters = 4;

interface Around {
  readonly words: readonly QueryWord[];
  /** Words that belong to no name: titles, places, numbers, words of payments. */
  readonly isAround: readonly boolean[];
}

/** Complete listed names among these words; `isWholeToo`: also one that is all there is, which the rules for whole names judge otherwise. */
export function decideContained(index: NameIndex, words: readonly QueryWord[], isWholeToo: boolean): ContainedMatch[] {
  if (!isWholeToo && words.filter(({ kind }) => kind !== 'legal').length < 2) return [];
  const possible = findContained(index, words).filter((contained) => isWholeToo || leavesSomething(words, contained));
  if (possible.length === 0) return [];
  const text: Around = { words, isAround: markSurroundings(words.map(({ forms }) => forms.text)) };
  const weighed = possible
    .filter((contained) => isTellingEnough(index, text, contained))
    .sort((a, b) => (index.weights[b.name] ?? 0) * b.weakest - (index.weights[a.name] ?? 0) * a.weakest);
  // A name that stands there many times says the same each time.
  const tellMost = [...new Map(weighed.reverse().map((contained) => [contained.name, contained])).values()]
    .reverse()
    .slice(0, maxLooked);
  return tellMost.flatMap((contained) => {
    const [from, to] = withForms(words, contained);
    const query = queryOfWords(words.slice(from, to + 1));
    const isRespaced = index.squeezed[contained.name] === query.squeezed;
    const scored = scoreName(index, query, { name: contained.name, isRespaced });
    const verdict = asContained(decideMatch(index, query, scored), contained.weakest, shareOf(text, from, to));
    return verdict ? [{ query, scored, verdict }] : [];
  });
}

/** A name that is all the text is judged by the rules for whole names. */
function leavesSomething(words: readonly QueryWord[], { from, to }: ContainedName): boolean {
  return words.some((word, at) => (at < from || at > to) && word.kind !== 'legal');
}

/** How much of what the text says is this name: a title or a town beside it says nothing. */
function shareOf({ words, isAround }: Around, from: number, to: number): number {
  let inside = 0;
  let all = 0;
  words.forEach(({ weight }, at) => {
    const isInside = at >= from && at <= to;
    if (isInside) inside += weight;
    if (isInside || isAround[at] !== true) all += weight;
  });
  return all === 0 ? 1 : inside / all;
}

/** The lowest confidence of FUZZY_MEDIUM and PARTIAL, and what a name that is all but all of the text adds: less than a name equal to the whole text. */
const mediumBase = 75;
const partialBase = 60;
const shareAdds = 9;

function asContained(alone: MatchVerdict, weakest: number, share: number): MatchVerdict | null {
  const adds = Math.round(shareAdds * share);
  if (alone.matchType === 'NONE' || alone.matchType === 'PARTIAL')
    return weakest >= sureWord
      ? { matchType: 'PARTIAL', confidence: partialBase + adds, rule: 'contained_name' }
      : null;
  return { matchType: 'FUZZY_MEDIUM', confidence: mediumBase + adds, rule: 'contained_name' };
}

function isTellingEnough(index: NameIndex, text: Around, contained: ContainedName): boolean {
  const { name, weakest } = contained;
  const words = text.words.slice(contained.from, contained.to + 1);
  const core: number[] = [];
  for (let at = index.wordStarts[name] ?? 0; at < (index.wordStarts[name + 1] ?? 0); at += 1)
    if (index.isCore[at] === 1) core.push(index.wordIds[at] ?? 0);
  if (core.length === 1) return isTellingAlone(index, text, contained, core[0] ?? 0);
  const telling = core.filter((id) => isTellingWord(index, id)).length;
  const isBounded = standsApart(text, contained);
  const type = index.entries[index.entryOf(name)]?.type;
  // Ships and weak aliases are words like any other.
  if (type === 'vessel' || type === 'aircraft') return weakest >= sameWord && telling >= 2 && isBounded;
  if (index.kindOf(name) === 'weak_alias') return weakest >= sameWord && telling >= 2;
  if (words.some(({ forms }) => forms.abjad) && core.length < 3) return false;
  if (telling === 0)
    return (
      weakest >= sameWord &&
      (isEnoughWithoutTelling(index, core, isBounded) || hasSameForm(index, text.words, contained))
    );
  return core.length >= 3 ? weakest >= wordOfThree : areSure(contained);
}

/** Commonplace words: enough of them, or nothing else beside them. */
function isEnoughWithoutTelling({ vocabulary }: NameIndex, core: readonly number[], isBounded: boolean): boolean {
  const names = core.filter((id) => vocabulary.kinds[id] === 'name').length;
  return core.length >= 4 || (isBounded && (names > 0 || core.length >= 3));
}

/** Three words or more support each other: one of them may be further off. */
const wordOfThree = 0.75;

/** Two words: each the same, or with a slip where it is long. */
function areSure({ weakest, shortestSlip }: ContainedName): boolean {
  return weakest >= sameWord || (weakest >= sureWord && shortestSlip >= slipLetters);
}

function isTellingWord(index: NameIndex, id: number): boolean {
  const { vocabulary } = index;
  const text = vocabulary.words[id]?.text ?? '';
  return vocabulary.kinds[id] !== 'business' && /^[a-z]{2,}$/.test(text) && !isCommonWord(index, id);
}

/** One word alone: with nothing of another name beside it, or with its own legal form, or too long to be chance. */
function isTellingAlone(index: NameIndex, text: Around, contained: ContainedName, id: number): boolean {
  const { vocabulary } = index;
  const type = index.entries[index.entryOf(contained.name)]?.type;
  if (type === 'vessel' || type === 'aircraft' || index.kindOf(contained.name) === 'weak_alias') return false;
  if (vocabulary.kinds[id] !== 'name') return false;
  const letters = vocabulary.words[id]?.text.length ?? 0;
  const isLong = letters >= longLetters;
  if (text.words[contained.from]?.forms.abjad || contained.weakest < (isLong ? oneSlip : 1)) return false;
  if (hasSameForm(index, text.words, contained)) return true;
  if (letters < loneLetters || !isTellingWord(index, id)) return false;
  return standsApart(text, contained) || (isLong && contained.weakest === 1);
}

/** Nothing on either side could be more of the same name. */
function standsApart({ words, isAround }: Around, contained: ContainedName): boolean {
  const [from, to] = withForms(words, contained);
  return (from === 0 || isAround[from - 1] === true) && (to === words.length - 1 || isAround[to + 1] === true);
}

/** `CARBON` is anybody's; `LIMITED LIABILITY COMPANY CARBON` is a company's name. */
function hasSameForm(index: NameIndex, words: readonly QueryWord[], contained: ContainedName): boolean {
  const [from, to] = withForms(words, contained);
  const stated = new Set(
    words
      .slice(from, to + 1)
      .filter(({ kind }) => kind === 'legal')
      .map(({ forms }) => forms.text),
  );
  const listed = index.wordIds.subarray(
    index.wordStarts[contained.name] ?? 0,
    index.wordStarts[contained.name + 1] ?? 0,
  );
  return listed.some(
    (id) => index.vocabulary.kinds[id] === 'legal' && stated.has(index.vocabulary.words[id]?.text ?? ''),
  );
}

/** Legal forms right before and behind belong to the name. */
function withForms(words: readonly QueryWord[], { from, to }: ContainedName): readonly [number, number] {
  let [first, last] = [from, to];
  while (words[first - 1]?.kind === 'legal') first -= 1;
  while (words[last + 1]?.kind === 'legal') last += 1;
  return [first, last];
}

/** `Hizbullah Turkey`: a slip or two apart in so long a word is still that word. */
const nearlyEqual = 0.9;
const longLoneName = 8;

/** Of a text that names one word and titles or towns beside it: whether that word, equal to a listed name, points at the party. */
export function isLoneNameTelling(index: NameIndex, scored: NameScore): boolean {
  const { name, isEqual, isRespaced, score, tellingLetters } = scored;
  const isNearlyEqual = score >= nearlyEqual && tellingLetters >= longLoneName;
  const type = index.entries[index.entryOf(name)]?.type;
  if (
    !(isEqual || isRespaced || isNearlyEqual) ||
    type === 'vessel' ||
    type === 'aircraft' ||
    index.kindOf(name) === 'weak_alias'
  )
    return false;
  const words = [...index.wordIds.subarray(index.wordStarts[name] ?? 0, index.wordStarts[name + 1] ?? 0)];
  return words.some((id) => index.vocabulary.kinds[id] === 'legal' || isTellingWord(index, id));
}
