/** What the rules ask of a scored name: which words carry it, what is left over, whether the legal forms agree. */
import { wellKnownUses } from './align-words';
import type { NameIndex } from '../candidates/build-index';
import type { Query } from '../candidates/prepare-query';
import { isNeutralForm } from '../names/legal-forms';
import type { NameScore } from './score';
import { thresholds } from './thresholds';
import type { WordKind } from '../names/vocabulary';

export interface MatchShape {
  /** Letters of the listed name without legal forms and articles. */
  readonly letters: number;
  /** No name, business word or initial is left over on either side. */
  readonly isWhole: boolean;
  /** The same letters, spaced otherwise. */
  readonly isRespaced: boolean;
  /** A name, business word or initial of the query is left over. */
  readonly hasQueryLeft: boolean;
  /** How many names, business words or initials of the listed name are left over. */
  readonly listedLeft: number;
  /** Every name word of the listed name has its counterpart. */
  readonly coversListed: boolean;
  readonly hasInitial: boolean;
  /** Pairs of words that are neither business words, legal forms, articles nor initials. */
  readonly tellingPairs: number;
  /** Telling pairs, and half of each pair of business words. */
  readonly support: number;
  /** Weight of all pairs, in nats. */
  readonly shared: number;
  /** Similarity of the worst telling pair; 1 where there is none. */
  readonly weakestTelling: number;
  /** Every telling word is one the list uses often. */
  readonly isCommon: boolean;
  /** Letters of the listed words in telling pairs. */
  readonly tellingLetters: number;
  /** A word the list knows well would have to be a slip for another. */
  readonly hasKnownOther: boolean;
  readonly hasUnwrittenVowels: boolean;
  readonly queryWords: number;
  /** Articles and titles one side has more than the other. */
  readonly droppedWords: number;
  /** One side at least states a legal form. */
  readonly hasForm: boolean;
  readonly formsAgree: 'same' | 'none' | 'differ';
  /** Words of legal forms that stand on both sides. */
  readonly sharedForms: number;
}

/** From here on two spellings are one word; `same_name` and most of `sounds_alike` lie above. */
const sameWord = 0.9;
/** A word from this weight on is rare enough to point at one party (about one entry in 200 uses it). */
const rareWeight = 5.3;

/** Looks at one scored name the way the rules of `decideMatch` do. */
export function describeShape(index: NameIndex, query: Query, scored: NameScore): MatchShape {
  const { vocabulary } = index;
  const { pairs, queryLeft, listedLeft } = scored.alignment;
  const listed = index.wordIds.subarray(index.wordStarts[scored.name] ?? 0, index.wordStarts[scored.name + 1] ?? 0);
  const kindAt = (at: number) => vocabulary.kinds[listed[at] ?? 0];
  const isCore = (at: number): boolean => index.isCore[(index.wordStarts[scored.name] ?? 0) + at] === 1;
  const isOfPerson = index.entries[index.entryOf(scored.name)]?.type === 'individual';
  // What is elsewhere an article or a legal form is a person's name where it is all of the surname or the given name.
  const isTellingPlace = (at: number): boolean =>
    kindAt(at) === 'name' || (isOfPerson && isCore(at) && kindAt(at) !== 'business');
  const telling = pairs.filter(
    (pair) =>
      pair.reason !== 'initial' &&
      pair.listed.some((at) => isTellingPlace(at)) &&
      (isOfPerson || pair.query.some((at) => query.words[at]?.kind === 'name')),
  );
  const isTelling = (kind: WordKind | undefined): boolean => kind === 'name' || kind === 'initial';
  const saysSomething = (kind: WordKind | undefined): boolean => kind !== 'legal' && kind !== 'filler';
  const queryForms = query.words.filter(({ kind }) => kind === 'legal').map(({ forms }) => forms.text);
  const listedForms = [...listed]
    .filter((id) => vocabulary.kinds[id] === 'legal')
    .map((id) => vocabulary.words[id]?.text ?? '');
  return {
    letters: scored.tellingLetters,
    isRespaced: scored.isRespaced,
    isWhole:
      scored.byLetters >= thresholds.block ||
      !(
        queryLeft.some((at) => saysSomething(query.words[at]?.kind)) ||
        listedLeft.some((at) => isCore(at) || saysSomething(kindAt(at)))
      ),
    hasQueryLeft: queryLeft.some((at) => saysSomething(query.words[at]?.kind)),
    listedLeft: listedLeft.filter((at) => isCore(at) || saysSomething(kindAt(at))).length,
    coversListed: !listedLeft.some((at) => isTelling(kindAt(at))),
    hasInitial: pairs.some(({ reason }) => reason === 'initial'),
    tellingPairs: telling.length,
    support: telling.length + pairs.filter((pair) => pair.listed.every((at) => kindAt(at) === 'business')).length / 2,
    shared: pairs.reduce((sum, { weight }) => sum + weight, 0),
    weakestTelling: Math.min(1, ...telling.map(({ similarity }) => similarity)),
    isCommon: telling.every(({ listed: at }) =>
      at.every((place) => (vocabulary.weights[listed[place] ?? 0] ?? 0) < rareWeight),
    ),
    tellingLetters: telling.reduce(
      (sum, pair) =>
        sum + pair.listed.reduce((letters, at) => letters + (vocabulary.words[listed[at] ?? 0]?.text.length ?? 0), 0),
      0,
    ),
    hasKnownOther: telling.some(
      ({ similarity, query: at }) =>
        similarity < sameWord && at.some((place) => (query.words[place]?.uses ?? 0) >= wellKnownUses),
    ),
    hasUnwrittenVowels: pairs.some(({ reason }) => reason === 'same_consonants'),
    queryWords: query.words.length,
    droppedWords: Math.abs(
      queryLeft.filter((at) => query.words[at]?.kind === 'filler').length -
        listedLeft.filter((at) => kindAt(at) === 'filler' && !isCore(at)).length,
    ),
    hasForm: queryForms.length > 0 || listedForms.length > 0,
    sharedForms: queryForms.filter((form) => listedForms.includes(form)).length,
    formsAgree: compareForms(queryForms, listedForms),
  };
}

/** `none`: one side states no legal form that tells a country's from another's, so nothing speaks for or against. */
function compareForms(query: readonly string[], listed: readonly string[]): MatchShape['formsAgree'] {
  const [ours, theirs] = [query, listed].map((forms) => forms.filter((form) => !isNeutralForm(form)));
  if (!ours || !theirs || ours.length === 0 || theirs.length === 0)
    return query.length > 0 && query.join(' ') === listed.join(' ') ? 'same' : 'none';
  return ours.some((form) => theirs.includes(form)) ? 'same' : 'differ';
}
