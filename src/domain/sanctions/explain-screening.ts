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
  capped_other_form: 'very like, but the one telling word is spelt otherwise and the legal form differs',
  capped_known_word: 'very like, but a word would have to be a slip for another well-known one',
  capped_unwritten_vowels: 'the consonants agree; the vowels were never written',
  capped_weak_alias: 'very like a weak alias; a weak alias never blocks',
  capped_craft_name: "very like a vessel's or aircraft's name; that never blocks a payee",
  capped_part_of_text: 'a part of the text names a listed party',
  contained_name: 'a complete listed name stands inside the text',
  similar: 'similar enough that a person must look',
  somewhat_similar: 'somewhat similar; a person must look',
  whole_listed_name: 'three or more words and with them the whole listed name, among others',
  distinctive_word: 'carries the one word that tells the listed party from others, and only ordinary words beside',
  unreadable_name: 'nothing in the text could be read as a name',
  no_name: 'the text does not read as a name: an instruction, a sentence, a link or markup',
  text_too_long: 'the text is longer than any name; what lies beyond was not compared',
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
  const lines = [
    `screened   ${oneLine(result.beneficiary_screened)}`,
    `decision   ${result.decision}, ${result.match_type}, confidence ${result.confidence}`,
  ];
  if (details.rule !== undefined) lines.push(`rule       ${details.rule}: ${explainRule(details.rule)}`);
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
  if (typeof details.score === 'number')
    lines.push(`score      ${details.score.toFixed(3)} by ${details.scorer ?? 'unknown scorer'}`);
  lines.push(...explainWords(result));
  const runnerUp = details.runner_up;
  if (runnerUp)
    lines.push(
      `runner-up  ${runnerUp.uid} ${oneLine(runnerUp.matched_entity)}, ${runnerUp.score.toFixed(3)} as ${oneLine(runnerUp.matched_name)}`,
    );
  for (const found of details.false_positives ?? [])
    lines.push(
      `recorded   ${found.id} ${explainState(found.state)}: ${oneLine(found.matched_entity)} a false positive by ${found.recorded_by.map(oneLine).join(' and ')} until ${found.expires_on}`,
    );
  lines.push(
    `list       ${audit.index_queried}${audit.list_hash === undefined ? '' : `, sha256 ${audit.list_hash.slice(0, 16)}`}`,
  );
  return lines;
}

function explainWords({ match_details: { explanation } }: SanctionsScreening): string[] {
  if (!explanation) return [];
  const wide = (pick: 'query' | 'listed'): number =>
    Math.min(32, Math.max(5, ...explanation.pairs.map((pair) => pair[pick].length)));
  const [queryWidth, listedWidth] = [wide('query'), wide('listed')];
  const lines = explanation.pairs.map(
    (pair) =>
      `  ${pair.query.padEnd(queryWidth)}  ${pair.listed.padEnd(listedWidth)}  ${pair.similarity.toFixed(2)} x ${pair.weight.toFixed(1)}  ${explainPair(pair.reason)}`,
  );
  if (lines.length > 0) lines.unshift(`words      screened, listed, likeness x weight`);
  if (explanation.query_left.length > 0) lines.push(`only here  ${explanation.query_left.join(' ')}`);
  if (explanation.listed_left.length > 0) lines.push(`only there ${explanation.listed_left.join(' ')}`);
  return lines;
}

/** Names come from outside: control and direction characters must not reach a terminal. */
function oneLine(text: string): string {
  const plain = text.replace(/[\p{C}]/gu, ' ');
  return plain.length > 200 ? `${plain.slice(0, 200)}...` : plain;
}
