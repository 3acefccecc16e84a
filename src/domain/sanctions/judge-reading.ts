/** One reading of a text against the list: every candidate scored and judged, the whole text first, then the name without what stands around it. */
import type { NameIndex } from './candidates/build-index';
import type { CandidateFinder } from './candidates/find-candidates';
import type { Query } from './candidates/prepare-query';
import { prepareQuery } from './candidates/prepare-query';
import { decideContained, isLoneNameTelling } from './matching/decide-contained';
import type { MatchVerdict } from './matching/decide-match';
import { capPart, decideMatch, liftByCountry } from './matching/decide-match';
import type { NameScore } from './matching/score';
import { scoreName } from './matching/score';
import { thresholds } from './matching/thresholds';
import type { NormalisedName } from './names/normalise';
import { normaliseName } from './names/normalise';
import type { NameReading } from './names/read-names';
import { withoutSurroundings } from './names/surroundings';
import { kindOf } from './names/vocabulary';
import { agreeingFacts, type SecondFact } from './second-facts';

export interface Judged {
  /** The words that were compared. */
  readonly query: Query;
  readonly scored: NameScore;
  /** Facts beside the name that agree with the entry. */
  readonly agreeing: readonly SecondFact[];
  readonly verdict: MatchVerdict;
}

export interface Screened {
  readonly reading: NameReading;
  readonly query: Query;
  /** Best first. */
  readonly judged: readonly Judged[];
}

export interface Screening {
  readonly index: NameIndex;
  readonly finder: CandidateFinder;
  /** What is known of the party beside its name. */
  readonly party: Parameters<typeof agreeingFacts>[0];
  readonly isCounted: (name: number) => boolean;
}

export function screenReading(screening: Screening, reading: NameReading): Screened {
  const { index, party, isCounted } = screening;
  const name = normaliseName(reading.text);
  const query = prepareQuery(index, name);
  const judged = judgeWhole(screening, query, capOf(reading));
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

type Cap = 'capped_part_of_text' | 'capped_other_spelling';

function capOf({ isPart, isRespelt }: NameReading): Cap | null {
  if (!isPart) return null;
  return isRespelt ? 'capped_other_spelling' : 'capped_part_of_text';
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
  const judged = judgeWhole(
    screening,
    prepareQuery(screening.index, normaliseName(kept.join(' '))),
    'capped_part_of_text',
  );
  return kept.filter(isNameWord).length > 1
    ? judged
    : judged.filter(({ scored }) => isLoneNameTelling(screening.index, scored));
}

function judgeWhole({ index, finder, party, isCounted }: Screening, query: Query, cap: Cap | null): Judged[] {
  return finder
    .find(query)
    .filter(({ name }) => isCounted(name))
    .map((candidate): Judged => {
      const scored = scoreName(index, query, candidate);
      const entry = index.entries[index.entryOf(scored.name)];
      const agreeing = entry && canHit(scored) ? agreeingFacts(party, entry) : [];
      const verdict = decideMatch(index, query, scored, { kind: party.facts?.kind, agreeing });
      const capped = cap === null ? verdict : capPart(verdict, cap);
      return { query, scored, agreeing, verdict: liftByCountry(capped, agreeing.includes('country')) };
    });
}

export function strongestFirst(index: NameIndex): (a: Judged, b: Judged) => number {
  return (a, b) =>
    b.verdict.confidence - a.verdict.confidence ||
    b.scored.score - a.scored.score ||
    b.agreeing.length - a.agreeing.length ||
    rankOf(index, a) - rankOf(index, b);
}

export function strictestFirst(a: Screened, b: Screened): number {
  return (
    (b.judged[0]?.verdict.confidence ?? 0) - (a.judged[0]?.verdict.confidence ?? 0) ||
    Number(a.reading.isPart) - Number(b.reading.isPart)
  );
}

/** A primary name before a strong alias before a weak one. */
function rankOf(index: NameIndex, { scored }: Judged): number {
  return ['primary', 'strong_alias', 'weak_alias'].indexOf(index.kindOf(scored.name));
}
