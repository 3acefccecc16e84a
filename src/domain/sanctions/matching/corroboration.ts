/** Whether a name that agrees is enough to block by itself: rare, whole, and of the same kind of party (OFAC FAQ 5: compare the type, then how much of the name, then other data). */
import type { NameIndex } from '../candidates/build-index';
import type { Query } from '../candidates/prepare-query';
import { isCommonWord, isSharedByMany } from '../names/commonness';
import { isCommonplace, isCommonplaceName } from '../names/commonplace-words';
import type { MatchRule } from '../screening-result';
import type { PartyFacts } from '../second-facts';
import type { MatchShape } from './match-shape';
import type { NameScore } from './score';

/** So many telling words that are no commonplace ones carry a name without its articles and titles. */
const carriedBy = 3;
/** A word this long and not commonplace is one party's with or without its legal form. */
const ownWordLetters = 7;

/** Why the agreement of this name alone does not block; null where it does. */
export function findLack(
  index: NameIndex,
  query: Query,
  scored: NameScore,
  shape: MatchShape,
  kind: PartyFacts['kind'],
): MatchRule | null {
  const { vocabulary } = index;
  const start = index.wordStarts[scored.name] ?? 0;
  const end = index.wordStarts[scored.name + 1] ?? 0;
  const core: number[] = [];
  for (let at = start; at < end; at += 1) if (index.isCore[at] === 1) core.push(index.wordIds[at] ?? 0);
  const textOf = (id: number): string => vocabulary.words[id]?.text ?? '';
  const isOfPerson = index.entries[index.entryOf(scored.name)]?.type === 'individual';
  if (isOtherKind(query, isOfPerson, kind, core.map(textOf))) return 'capped_other_type';
  if (isOfPerson) {
    if (core.length < 2) return 'capped_single_name';
    if (isCommonplacePerson(index, core) || isCommonplaceQuery(query)) return 'capped_commonplace_name';
  } else if (isCommonplaceCompany(index, scored, shape, core)) return 'capped_commonplace_name';
  const rare = core.filter((id) => vocabulary.kinds[id] === 'name' && !isCommonWord(index, id)).length;
  if (scored.isRespaced) return null;
  if (shape.droppedWords > 0 && rare < carriedBy) return 'capped_dropped_words';
  if (isOfPerson) return null;
  return lacksForm(shape, core.map(textOf)) ? 'capped_other_form' : null;
}

/** A person's name on a company, a company's on a person. */
function isOtherKind(query: Query, isOfPerson: boolean, kind: PartyFacts['kind'], core: readonly string[]): boolean {
  if (kind !== undefined) return (kind === 'person') !== isOfPerson;
  if (isOfPerson) return query.words.some((word) => word.kind === 'legal' && !core.includes(word.forms.text));
  const saying = query.words.filter((word) => word.kind === 'name' || word.kind === 'business');
  return (
    saying.length >= 2 &&
    !query.words.some((word) => word.kind === 'legal') &&
    saying.every(({ forms }) => isCommonplaceName(forms.text))
  );
}

/** So many ordinary words, nearly letter for letter, are one company's all the same. */
const ownInSum = 3;
/** Four names together are rare, however common each. */
const rareTogether = 4;

/** Two commonplace names are thousands of people's; three where each is among the commonest of the list. */
function isCommonplacePerson(index: NameIndex, core: readonly number[]): boolean {
  if (core.length >= rareTogether) return false;
  const isCommon = core.length === 2 ? isCommonWord : isSharedByMany;
  return core.every((id) => index.vocabulary.kinds[id] !== 'name' || isCommon(index, id));
}

/** `Ahmed Salim` is as common where the list spells it `UMED, Salim`. */
function isCommonplaceQuery(query: Query): boolean {
  const names = query.words.filter(({ kind }) => kind === 'name');
  return names.length === 2 && names.every(({ forms }) => isCommonplaceName(forms.text));
}

/** `Ultimate Spirit Limited`: two words of the dictionary and a form are registered again and again, anywhere. */
function isOfDictionary({ vocabulary }: NameIndex, id: number): boolean {
  const text = vocabulary.words[id]?.text ?? '';
  return (vocabulary.kinds[id] === 'business' || isCommonplace(text)) && !isCommonplaceName(text);
}

/** Ordinary words only: with its own legal form and all words it is still that company's name, unless both are the dictionary's; else anybody's. */
function isCommonplaceCompany(
  index: NameIndex,
  scored: NameScore,
  shape: MatchShape,
  core: readonly number[],
): boolean {
  const isOrdinary = core.every(
    (id) => index.vocabulary.kinds[id] === 'business' || isCommonplace(index.vocabulary.words[id]?.text ?? ''),
  );
  if (!isOrdinary) return false;
  if (core.length >= ownInSum) return false;
  if (!scored.isRespaced || shape.formsAgree !== 'same') return true;
  return core.length === 2 && core.every((id) => isOfDictionary(index, id));
}

/** One telling word: another legal form is another company; a form more or less is, unless the word is nobody else's. */
function lacksForm(shape: MatchShape, core: readonly string[]): boolean {
  if (shape.tellingPairs > 1 || shape.formsAgree === 'same') return false;
  if (shape.formsAgree === 'differ') return true;
  const isOwnWord = core.some((word) => word.length >= ownWordLetters && !isCommonplace(word));
  return shape.hasForm && core.length < 2 && !isOwnWord;
}
