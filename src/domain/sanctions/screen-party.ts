/** Screens a party's name against one watch list: normalise, find candidates, score, decide, explain. */
import type { SanctionsDecision } from '../evidence/sanctions-screening';
import type { NameIndex } from './candidates/build-index';
import { buildIndex } from './candidates/build-index';
import { decideContained, isLoneNameTelling } from './matching/decide-contained';
import type { MatchVerdict } from './matching/decide-match';
import { capPart, decideMatch, liftByCountry, noMatch } from './matching/decide-match';
import type { CandidateFinder } from './candidates/find-candidates';
import { createCandidateFinder } from './candidates/find-candidates';
import type { NormalisedName } from './names/normalise';
import { normaliseName } from './names/normalise';
import type { Query } from './candidates/prepare-query';
import { prepareQuery, prepareWords } from './candidates/prepare-query';
import { withoutSurroundings } from './names/surroundings';
import type { NameReading } from './names/read-names';
import { readNames } from './names/read-names';
import type { NameScore } from './matching/score';
import { scoreName, scorerName } from './matching/score';
import { agreeingFacts, type PartyFacts, type SecondFact } from './second-facts';
import type { ListedMatch, MatchType, PairExplained, ScreeningResult } from './screening-result';
import { kindOf } from './names/vocabulary';
import { thresholds } from './matching/thresholds';
import { readsAsName } from './names/reads-as-name';
import { withoutSilentMarks } from './names/transliterate';
import type { WatchList } from './lists/watch-list';

export interface Party {
  readonly name: string;
  /** ISO code or name; it may lift a match inside ESCALATE, never lower one. */
  readonly country?: string | undefined;
  /** What else is known of the party: it may confirm a name that alone says too little. */
  readonly facts?: PartyFacts | undefined;
}

export interface Screener {
  readonly list: WatchList;
  readonly nameCount: number;
  /** Pure, and never throws whatever the text. Entries whose `entryKey` is in `passedOver` are left out. `alwaysEscalate`: names that alone are never cleared, by policy. */
  screen(party: Party, passedOver?: ReadonlySet<string>, alwaysEscalate?: readonly string[]): ScreeningResult;
  /**
   * Complete listed names inside a free text (a purpose, an address): one result for each entry, strictest first, each ESCALATE; none where
   * there is nothing. `query` is the part of the text, as words. Linear in the text; what lies beyond `maxFreeText` letters is not searched, so refuse it before.
   */
  findNamesInText(text: string, passedOver?: ReadonlySet<string>): readonly ScreeningResult[];
}

/** An entry number is its authority's own; two lists may use the same one. */
export function entryKey(listFamily: string, uid: string): string {
  return `${listFamily}\n${uid}`;
}

const decisions: Readonly<Record<MatchType, SanctionsDecision>> = {
  EXACT: 'BLOCK',
  FUZZY_HIGH: 'BLOCK',
  FUZZY_MEDIUM: 'ESCALATE',
  PARTIAL: 'ESCALATE',
  NONE: 'CLEAR',
};

interface Judged {
  /** The words that were compared. */
  readonly query: Query;
  readonly scored: NameScore;
  /** Facts beside the name that agree with the entry. */
  readonly agreeing: readonly SecondFact[];
  readonly verdict: MatchVerdict;
}

const nobody: ReadonlySet<string> = new Set();

/** Indexes the list once; each screening then costs a fraction of a millisecond. */
export function createScreener(list: WatchList): Screener {
  const index = buildIndex(list);
  const finder = createCandidateFinder(index);
  const countedOf =
    (passedOver: ReadonlySet<string>) =>
    (name: number): boolean => {
      const entry = index.entries[index.entryOf(name)];
      return (
        entry !== undefined &&
        !(passedOver.size > 0 && passedOver.has(entryKey(entry.listedBy ?? list.family, entry.uid)))
      );
    };
  return {
    list,
    nameCount: index.nameCount,
    screen(party, passedOver = nobody, alwaysEscalate = []) {
      const plain = withoutSilentMarks(party.name);
      const text = plain.slice(0, maxTextLength);
      const isCounted = countedOf(passedOver);
      const screened = readNames(text).map((reading) => screenReading({ index, finder, party, isCounted }, reading));
      const best = screened.sort(strictestFirst)[0];
      const result = toResult(index, list.family, party.name, best?.judged ?? []);
      if (result.decision !== 'CLEAR') return result;
      const policyWord = screened
        .map(({ query }) => findPolicyWord(index, query, alwaysEscalate))
        .find((found) => found !== null);
      if (policyWord)
        return { ...toResult(index, list.family, party.name, policyWord), decision: 'ESCALATE', rule: 'policy_word' };
      if (plain.length > maxTextLength || screened.some(({ query }) => query.isCut))
        return { ...result, decision: 'ESCALATE', rule: 'text_too_long' };
      if (!screened.some(({ query }) => query.words.length > 0))
        return { ...result, decision: 'ESCALATE', rule: 'unreadable_name' };
      if (!readsAsName(text)) return { ...result, decision: 'ESCALATE', rule: 'no_name' };
      return result;
    },
    findNamesInText(text, passedOver = nobody) {
      const plain = withoutSilentMarks(text).slice(0, maxFreeText);
      const { words } = prepareWords(index, normaliseName(plain), maxFreeText);
      const isCounted = countedOf(passedOver);
      const judged = decideContained(index, words, true)
        .filter(({ scored }) => isCounted(scored.name))
        .map((contained): Judged => ({ ...contained, agreeing: [] }))
        .sort(strongestFirst(index));
      const firstOfEntry = new Map<number, Judged>();
      for (const one of judged) {
        const entry = index.entryOf(one.scored.name);
        if (!firstOfEntry.has(entry)) firstOfEntry.set(entry, one);
      }
      return [...firstOfEntry.values()].map((one) =>
        toResult(index, list.family, one.query.words.map(({ forms }) => forms.text).join(' '), [one]),
      );
    },
  };
}

/** A text that says no more than a name policy never clears, with whoever bears it; null for any other. */
function findPolicyWord(index: NameIndex, query: Query, alwaysEscalate: readonly string[]): readonly Judged[] | null {
  if (alwaysEscalate.length === 0 || query.words.length > maxPolicyWords) return null;
  const texts = query.words.map(({ forms }) => forms.text);
  const kept = (withoutSurroundings(texts, (word) => kindOf(word) === 'name') ?? texts).join(' ');
  if (!alwaysEscalate.some((word) => normaliseName(word).words.join(' ') === kept)) return null;
  return findBySurname(index, kept.split(' ')).map((name) => ({
    query,
    scored: scoreName(index, query, { name, isRespaced: false }),
    agreeing: [],
    verdict: { matchType: 'PARTIAL', confidence: 60, rule: 'policy_word' },
  }));
}

/** A title, a name of two words, a town. */
const maxPolicyWords = 6;

/** Listed persons whose whole surname it is, in the order of the list. */
function findBySurname(index: NameIndex, words: readonly string[]): number[] {
  const last = index.vocabulary.idOf(words[words.length - 1] ?? '');
  if (last === undefined) return [];
  const names = [...index.postings.subarray(index.postingStarts[last] ?? 0, index.postingStarts[last + 1] ?? 0)];
  return names.filter((name) => {
    const start = index.wordStarts[name] ?? 0;
    const surname = [...index.wordIds.subarray(start, start + (index.surnameLengths[name] ?? 0))];
    return surname.map((id) => index.vocabulary.words[id]?.text).join(' ') === words.join(' ');
  });
}

/** A free text may be longer than any field of a payment; the form refuses more. */
export const maxFreeText = 10_000;

/** Letters compared at most; SWIFT gives a payee 140. A longer text is compared by its start, and never answers CLEAR. */
const maxTextLength = 400;

interface Screened {
  readonly reading: NameReading;
  readonly query: Query;
  /** Best first. */
  readonly judged: readonly Judged[];
}

interface Screening {
  readonly index: NameIndex;
  readonly finder: CandidateFinder;
  readonly party: Party;
  readonly isCounted: (name: number) => boolean;
}

function screenReading(screening: Screening, reading: NameReading): Screened {
  const { index, party, isCounted } = screening;
  const name = normaliseName(reading.text);
  const query = prepareQuery(index, name);
  const judged = judgeWhole(screening, query, reading.isPart);
  if (!reading.isPart) {
    judged.push(...judgeKept(screening, name, query));
    // Every part of the text stands in the whole text too.
    for (const contained of decideContained(index, query.words, false)) {
      if (!isCounted(contained.scored.name)) continue;
      const entry = index.entries[index.entryOf(contained.scored.name)];
      judged.push({ ...contained, agreeing: entry ? agreeingFacts(party, entry) : [] });
    }
  }
  return { reading, query, judged: judged.sort(strongestFirst(index)) };
}

/** Spares comparing facts with what cannot be a hit. */
function canHit({ score }: NameScore): boolean {
  return score >= thresholds.covered;
}

/** The name without the titles, towns and references around it. */
function judgeKept(screening: Screening, name: NormalisedName, query: Query): Judged[] {
  if (name.abjad.includes(true)) return [];
  const isNameWord = (word: string): boolean => kindOf(word) === 'name';
  const kept = withoutSurroundings(
    query.words.map(({ forms }) => forms.text),
    isNameWord,
  );
  if (!kept) return [];
  const judged = judgeWhole(screening, prepareQuery(screening.index, normaliseName(kept.join(' '))), true);
  return kept.filter(isNameWord).length > 1
    ? judged
    : judged.filter(({ scored }) => isLoneNameTelling(screening.index, scored));
}

function judgeWhole({ index, finder, party, isCounted }: Screening, query: Query, isPart: boolean): Judged[] {
  return finder
    .find(query)
    .filter(({ name }) => isCounted(name))
    .map((candidate): Judged => {
      const scored = scoreName(index, query, candidate);
      const entry = index.entries[index.entryOf(scored.name)];
      const agreeing = entry && canHit(scored) ? agreeingFacts(party, entry) : [];
      const verdict = decideMatch(index, query, scored, { kind: party.facts?.kind, agreeing });
      const capped = isPart ? capPart(verdict) : verdict;
      return { query, scored, agreeing, verdict: liftByCountry(capped, agreeing.includes('country')) };
    });
}

function strongestFirst(index: NameIndex): (a: Judged, b: Judged) => number {
  return (a, b) =>
    b.verdict.confidence - a.verdict.confidence ||
    b.scored.score - a.scored.score ||
    b.agreeing.length - a.agreeing.length ||
    rankOf(index, a) - rankOf(index, b);
}

function strictestFirst(a: Screened, b: Screened): number {
  return (
    (b.judged[0]?.verdict.confidence ?? 0) - (a.judged[0]?.verdict.confidence ?? 0) ||
    Number(a.reading.isPart) - Number(b.reading.isPart)
  );
}

/** A primary name before a strong alias before a weak one. */
function rankOf(index: NameIndex, { scored }: Judged): number {
  return ['primary', 'strong_alias', 'weak_alias'].indexOf(index.kindOf(scored.name));
}

function toResult(index: NameIndex, family: string, text: string, judged: readonly Judged[]): ScreeningResult {
  const best = judged[0];
  const verdict = best?.verdict ?? noMatch;
  const runnerUp = best && judged.find(({ scored }) => index.entryOf(scored.name) !== index.entryOf(best.scored.name));
  const listed = best
    ? index.wordIds.subarray(index.wordStarts[best.scored.name] ?? 0, index.wordStarts[best.scored.name + 1] ?? 0)
    : new Int32Array();
  const listedText = (at: number): string => index.vocabulary.words[listed[at] ?? 0]?.text ?? '';
  const queryText = (at: number): string => best?.query.words[at]?.forms.text ?? '';
  const pairs = (best?.scored.alignment.pairs ?? []).map((pair): PairExplained => ({
    query: pair.query.map(queryText).join(' '),
    listed: pair.listed.map(listedText).join(' '),
    reason: pair.reason,
    similarity: pair.similarity,
    weight: pair.weight,
  }));
  const isHit = verdict.matchType !== 'NONE';
  return {
    query: text,
    decision: decisions[verdict.matchType],
    matchType: verdict.matchType,
    confidence: verdict.confidence,
    rule: verdict.rule,
    scorer: scorerName,
    match: best && isHit ? describeMatch(index, family, best) : null,
    pairs: isHit ? pairs : [],
    agreeing: isHit && best ? best.agreeing : [],
    queryLeft: isHit && best ? best.scored.alignment.queryLeft.map(queryText) : [],
    listedLeft: isHit && best ? best.scored.alignment.listedLeft.map(listedText) : [],
    runnerUp: isHit
      ? runnerUp
        ? describeMatch(index, family, runnerUp)
        : null
      : best
        ? describeMatch(index, family, best)
        : null,
  };
}

function describeMatch(index: NameIndex, family: string, { scored }: Judged): ListedMatch | null {
  const entry = index.entries[index.entryOf(scored.name)];
  if (!entry) return null;
  return {
    uid: entry.uid,
    entry,
    listedBy: entry.listedBy ?? family,
    name: entry.name,
    type: entry.type,
    programs: entry.programs,
    countries: entry.countries,
    matchedName: index.texts[scored.name] ?? '',
    matchedNameKind: index.kindOf(scored.name),
    score: scored.score,
  };
}
