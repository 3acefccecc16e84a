/** What was judged of a text as its screening result: the strongest match, why, what is left over, and what came next. */
import type { SanctionsDecision } from '../evidence/sanctions-screening';
import type { NameIndex } from './candidates/build-index';
import type { Judged } from './judge-reading';
import { noMatch } from './matching/decide-match';
import { scorerName } from './matching/score';
import type { ListedMatch, MatchType, PairExplained, ScreeningResult } from './screening-result';

const decisions: Readonly<Record<MatchType, SanctionsDecision>> = {
  EXACT: 'BLOCK',
  FUZZY_HIGH: 'BLOCK',
  FUZZY_MEDIUM: 'ESCALATE',
  PARTIAL: 'ESCALATE',
  NONE: 'CLEAR',
};

/** `judged` with the best first. */
export function toResult(index: NameIndex, family: string, text: string, judged: readonly Judged[]): ScreeningResult {
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
