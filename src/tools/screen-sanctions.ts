/** The tool of the sanctions gate: one beneficiary against the watch list in force. */
import {
  sanctionsInputSchema,
  sanctionsScreeningSchema,
  type SanctionsInput,
  type SanctionsScreening,
} from '../domain/evidence/sanctions-screening';
import { explainRule } from '../domain/sanctions/explain-screening';
import { checkListAge } from '../domain/sanctions/list-age';
import type { Screener } from '../domain/sanctions/screen-party';
import type { ListedMatch, ScreeningResult } from '../domain/sanctions/screening-result';
import type { WatchList } from '../domain/sanctions/watch-list';
import { formatUtc } from '../domain/time';
import type { Current, Tool } from '../ports';

export interface ScreenSanctionsDeps {
  readonly screener: Current<Screener>;
  /** Days a list may be old, by policy; null where age does not count (a demo). */
  readonly maxListAgeDays: () => number | null;
}

/** Screening against a list that is empty, undated or too old never answers CLEAR: no data is not clear. */
export function createScreenSanctions({
  screener,
  maxListAgeDays,
}: ScreenSanctionsDeps): Tool<SanctionsInput, SanctionsScreening> {
  return {
    name: 'screen_sanctions',
    title: 'Screen a name against the sanctions list',
    description:
      'Compares a beneficiary name with every name and alias of the watch list in force and answers BLOCK, ESCALATE or CLEAR with the match and why.',
    inputSchema: sanctionsInputSchema,
    outputSchema: sanctionsScreeningSchema,
    run({ name, country }, { runId, nowMs }) {
      const inForce = screener.current();
      const { list, nameCount } = inForce;
      const result = inForce.screen({ name, country });
      const age = checkListAge(list, maxListAgeDays(), nowMs);
      const decision = result.decision === 'CLEAR' && !age.ok ? 'ESCALATE' : result.decision;
      const answer: SanctionsScreening = {
        agent: 'sanctions_screening',
        beneficiary_screened: name,
        decision,
        confidence: result.confidence,
        match_type: result.matchType,
        match_details: details(result),
        recommendation: age.ok ? recommend(result, list) : `${recommendOnOldList(result, list)} ${age.reason}`,
        pass_to_next_agent: decision === 'CLEAR',
        audit: {
          run_id: runId,
          timestamp_utc: formatUtc(nowMs),
          index_queried: `${describeList(list)}, ${list.entries.length} entries, ${nameCount} names`,
          list_family: list.family,
          list_date: list.listDate,
          list_hash: list.hash,
          list_is_demo: list.isDemo,
        },
      };
      return Promise.resolve(answer);
    },
  };
}

function details(result: ScreeningResult): SanctionsScreening['match_details'] {
  const { match, runnerUp } = result;
  return {
    matched_entity: match?.name ?? null,
    programs: [...(match?.programs ?? [])],
    entity_type: match?.type ?? null,
    uid: match?.uid ?? null,
    matched_name: match?.matchedName ?? null,
    matched_name_kind: match?.matchedNameKind ?? null,
    score: match ? rounded(match.score) : null,
    scorer: result.scorer,
    rule: result.rule,
    explanation: match
      ? {
          pairs: result.pairs.map((pair) => ({
            ...pair,
            similarity: rounded(pair.similarity),
            weight: rounded(pair.weight),
          })),
          query_left: [...result.queryLeft],
          listed_left: [...result.listedLeft],
        }
      : null,
    runner_up: runnerUp
      ? {
          uid: runnerUp.uid,
          matched_entity: runnerUp.name,
          matched_name: runnerUp.matchedName,
          score: rounded(runnerUp.score),
        }
      : null,
  };
}

function recommend(result: ScreeningResult, list: WatchList): string {
  const { match } = result;
  switch (result.decision) {
    case 'BLOCK':
      return `Block the payment, open a compliance case and report: ${describeMatch(match)} on ${describeList(list)} (${explainRule(result.rule)}).`;
    case 'ESCALATE':
      return match
        ? `Hold for compliance review: the name is like ${describeMatch(match)} on ${describeList(list)} (${explainRule(result.rule)}).`
        : `Hold for compliance review: ${explainRule(result.rule)}.`;
    case 'CLEAR':
      return `Continue: no listed name on ${describeList(list)} is like it.`;
  }
}

function recommendOnOldList(result: ScreeningResult, list: WatchList): string {
  return result.decision === 'CLEAR' ? 'Hold for compliance review: no data is not clear.' : recommend(result, list);
}

function describeMatch(match: ListedMatch | null): string {
  if (!match) return 'the name matches';
  const alias = match.matchedName === match.name ? '' : ` as ${match.matchedName}`;
  return `${match.name}${alias}${match.programs.length > 0 ? `, ${match.programs.join(', ')}` : ''}`;
}

function describeList(list: WatchList): string {
  return `${list.name} ${list.listDate === null ? 'of unknown date' : `of ${list.listDate}`}`;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
