/** Writes out why a screening came out as it did, line by line, for a terminal or a compliance officer's notes. */
import type { SanctionsScreening } from '../evidence/sanctions-screening';

const ruleTexts: Readonly<Record<string, string>> = {
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

const reasonTexts: Readonly<Record<string, string>> = {
  same: 'same word',
  same_name: 'another spelling of the same name',
  sounds_alike: 'sounds alike',
  misspelt: 'a slip or two apart',
  same_consonants: 'same consonants, vowels unwritten',
  joined: 'written together on one side',
  initial: 'initial only',
};

const stateTexts = {
  cleared: 'cleared',
  void_expired: 'void, expired',
  void_row_changed: 'void, the entry has changed',
  void_sanctioned_place: 'void, the payment touches a sanctioned place',
} as const;

/** Why two words were taken for the same. */
export function explainPair(reason: string): string {
  return reasonTexts[reason] ?? reason;
}

/** What became of a recorded false positive. */
export function explainState(state: keyof typeof stateTexts): string {
  return stateTexts[state];
}

export function explainRule(rule: string): string {
  return ruleTexts[rule] ?? rule;
}

/** Plain lines, no colour codes; what the evidence does not state is left out. */
export function explainScreening(result: SanctionsScreening): string[] {
  const { match_details: details, audit } = result;
  const lines = [`screened   ${oneLine(result.beneficiary_screened)}`, `decision   ${describeDecision(result)}`];
  if (details.rule !== undefined) lines.push(`because    ${explainRule(details.rule)}`);
  if (details.matched_entity !== null) {
    const programs = details.programs.length > 0 ? ` (${details.programs.join(', ')})` : '';
    lines.push(
      `entry      ${details.uid ?? ''} ${oneLine(details.matched_entity)}, ${details.entity_type ?? 'type unknown'}${programs}${audit.lists === undefined ? '' : ` on ${audit.list_family ?? 'unknown list'}`}`,
    );
  }
  if (details.matched_name)
    lines.push(
      `matched    ${oneLine(details.matched_name)} (${(details.matched_name_kind ?? 'name').replace('_', ' ')})`,
    );
  lines.push(...explainWords(result));
  const settles = whatWouldSettle(result);
  if (settles !== null) lines.push(`to settle  ${settles}`);
  const runnerUp = details.runner_up;
  if (runnerUp && isNearAtAll(runnerUp.score))
    lines.push(
      `next like  ${runnerUp.uid} ${oneLine(runnerUp.matched_entity)} as ${oneLine(runnerUp.matched_name)}: ${describeLikeness(runnerUp.score)}`,
    );
  for (const found of details.false_positives ?? [])
    lines.push(
      `recorded   ${found.id} ${explainState(found.state)}: ${oneLine(found.matched_entity)} a false positive by ${found.recorded_by.map(oneLine).join(' and ')} until ${found.expires_on}`,
    );
  if (details.scorer !== undefined) lines.push(`scorer     ${details.scorer}`);
  lines.push(
    `list       ${audit.index_queried}${audit.list_hash === undefined ? '' : `, sha256 ${audit.list_hash.slice(0, 16)}`}`,
  );
  return lines;
}

/** A confidence says something only where there is a match. */
function describeDecision({ decision, match_type, confidence }: SanctionsScreening): string {
  return match_type === 'NONE' ? decision : `${decision}, ${match_type}, confidence ${confidence} of 100`;
}

/** Under a half two names have hardly a word in common. */
export function isNearAtAll(score: number): boolean {
  return score >= 0.5;
}

/** A likeness from 0 to 1 in words. */
export function describeLikeness(score: number): string {
  if (score >= 0.95) return 'the same or nearly';
  if (score >= 0.82) return 'very like';
  return score >= 0.68 ? 'somewhat like' : 'a little like';
}

/** Two words that were taken for the same, side by side, and how much that says. */
export function describePair({ reason, weight }: { readonly reason: string; readonly weight: number }): string {
  return `${explainPair(reason)}, ${describeWeight(weight)}`;
}

/** In nats: 7.3 is one entry in 1,500, 4.6 one in 100 (the weights of `vocabulary`). */
function describeWeight(weight: number): string {
  if (weight >= 7.3) return 'rare on the list';
  if (weight >= 4.6) return 'not rare';
  return weight >= 1 ? 'common' : 'says little';
}

const factsThatSettle = {
  individual: 'date of birth, nationality, or a passport or identity number',
  entity: 'registration or tax number, country of registration, or address',
  vessel: 'IMO number, or whether the payee is a vessel at all',
  aircraft: 'tail or serial number, or whether the payee is an aircraft at all',
} as const;

/** The fact that would tell the payee from the entry; null where nothing is to be settled. */
export function whatWouldSettle({ decision, match_details: details }: SanctionsScreening): string | null {
  if (decision !== 'ESCALATE' || details.matched_entity === null) return null;
  const facts = factsThatSettle[(details.entity_type ?? 'entity') as keyof typeof factsThatSettle];
  const first = details.rule === 'capped_other_type' ? 'whether the payee is a person or a company; then ' : '';
  return `${first}${facts}`;
}

/** What agrees side by side, then what stands on one side only. */
function explainWords({ match_details: { explanation } }: SanctionsScreening): string[] {
  if (!explanation) return [];
  const wide = (pick: 'query' | 'listed'): number =>
    Math.min(32, Math.max(5, ...explanation.pairs.map((pair) => pair[pick].length)));
  const [queryWidth, listedWidth] = [wide('query'), wide('listed')];
  const lines = explanation.pairs.map(
    (pair) => `  ${pair.query.padEnd(queryWidth)}  ${pair.listed.padEnd(listedWidth)}  ${describePair(pair)}`,
  );
  if (lines.length > 0) lines.unshift('agrees     screened, listed');
  if (explanation.query_left.length > 0)
    lines.push(`differs    only in the payment: ${explanation.query_left.join(' ')}`);
  if (explanation.listed_left.length > 0)
    lines.push(`differs    only on the list: ${explanation.listed_left.join(' ')}`);
  return lines;
}

/** Names come from outside: control and direction characters must not reach a terminal. */
function oneLine(text: string): string {
  const plain = text.replace(/[\p{C}]/gu, ' ');
  return plain.length > 200 ? `${plain.slice(0, 200)}...` : plain;
}
