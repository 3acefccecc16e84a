/** An explanation of a screening in English: what is recorded, what a terminal shows, and what English cards say. */
import type { ListedType } from '../lists/watch-list';
import type { WordReason } from '../matching/similarity';
import {
  readRule,
  type AgreeingWords,
  type Likeness,
  type Recorded,
  type RecordState,
  type SaidRule,
  type Telling,
  type ToSettle,
} from './explanation';

const rules: Readonly<Record<SaidRule, string>> = {
  equal_name: 'the normalised full name equals a primary name or strong alias',
  equal_weak_alias: 'the name equals a weak alias only; a weak alias never blocks',
  equal_craft_name: "the name equals a vessel's or aircraft's; a craft's name never blocks a payee",
  same_letters: 'the same letters, spaced otherwise',
  near_equal: 'every telling word has its counterpart, nearly letter for letter',
  capped_short_name: 'very like, but a name of four letters or fewer never blocks on likeness',
  capped_part_of_name: 'very like, but one name is only part of the other',
  capped_initial: 'very like, but a word is only given as an initial',
  capped_common_word: 'very like, but the only telling word is a common one',
  capped_other_type: 'the name agrees, but one is a person and the other is not',
  capped_single_name: 'one name alone, and a person of that name is listed; many bear it',
  capped_commonplace_name: 'the name agrees, but its words are commonplace: many bear it',
  capped_dropped_words: 'agrees only once articles, titles or initials are left out',
  confirmed_name: 'the name agrees, and a second fact confirms it',
  capped_other_form: 'very like, but one telling word carries it and the legal form differs',
  capped_known_word: 'very like, but a word would have to be a slip for another well-known one',
  capped_unwritten_vowels: 'the consonants agree; the vowels were never written',
  capped_weak_alias: 'very like a weak alias; a weak alias never blocks',
  capped_craft_name: "very like a vessel's or aircraft's name; that never blocks a payee",
  capped_part_of_text: 'a part of the text names a listed party',
  capped_other_spelling: 'agrees once it is written as lists romanise it, or with its numbers the other way',
  contained_name: 'a complete listed name stands inside the text',
  similar: 'similar enough that a person must look',
  somewhat_similar: 'somewhat similar; a person must look',
  whole_listed_name: 'three or more words and with them the whole listed name, among others',
  one_word_and_forms: 'one word and the legal forms agree; one word of the listed name is left out',
  policy_word: 'policy never clears this name alone, whoever bears it',
  distinctive_word: 'carries the one word that tells the listed party from others, and only ordinary words beside',
  unreadable_name: 'nothing in the text could be read as a name',
  no_name: 'the text does not read as a name: an instruction, a sentence, a link or markup',
  hidden_letters: 'the text runs against its direction, or has letters nobody is paid under',
  text_too_long: 'the text is longer than any name; what lies beyond was not compared',
  listed_identifier: "a number the payment states is the listed party's own",
  likely_identifier: "a number the payment states may be the listed party's",
  jurisdiction: 'a country field, an account or a bank is in a sanctioned jurisdiction',
  jurisdiction_in_text: 'a place in a sanctioned jurisdiction is named',
  nothing_alike: 'no listed name is alike',
};

const reasons: Readonly<Record<WordReason, string>> = {
  same: 'same word',
  same_name: 'another spelling of the same name',
  sounds_alike: 'sounds alike',
  misspelt: 'a slip or two apart',
  same_consonants: 'same consonants, vowels unwritten',
  joined: 'written together on one side',
  initial: 'initial only',
};

const states: Readonly<Record<RecordState, string>> = {
  cleared: 'cleared',
  void_expired: 'void, expired',
  void_row_changed: 'void, the entry has changed',
  void_sanctioned_place: 'void, the payment touches a sanctioned place',
};

const tellings: Readonly<Record<Telling, string>> = {
  rare: 'rare on the list',
  not_rare: 'not rare',
  common: 'common',
  little: 'says little',
};

const likenesses: Readonly<Record<Likeness, string>> = {
  same: 'the same or nearly',
  very: 'very like',
  somewhat: 'somewhat like',
  a_little: 'a little like',
};

const facts: Readonly<Record<ListedType, string>> = {
  individual: 'date of birth, nationality, or a passport or identity number',
  entity: 'registration or tax number, country of registration, or address',
  vessel: 'IMO number, or whether the payee is a vessel at all',
  aircraft: 'tail or serial number, or whether the payee is an aircraft at all',
};

/** As it is recorded. */
export function explainRule(rule: string): string {
  return ruleText(readRule(rule));
}

export function ruleText(rule: SaidRule | Recorded): string {
  return typeof rule === 'string' ? rules[rule] : rule.recorded;
}

/** Why two words were taken for the same, and how much that says. */
export function agreeingText({ reason, telling }: Pick<AgreeingWords, 'reason' | 'telling'>): string {
  return `${typeof reason === 'string' ? reasons[reason] : reason.recorded}, ${tellings[telling]}`;
}

/** What became of a recorded false positive. */
export function recordStateText(state: RecordState): string {
  return states[state];
}

export function likenessText(likeness: Likeness): string {
  return likenesses[likeness];
}

export function toSettleText({ type, kindFirst }: ToSettle): string {
  return `${kindFirst ? 'whether the payee is a person or a company; then ' : ''}${facts[type]}`;
}
