/** The tool of the sanctions gate: one beneficiary against the watch list in force. */
import {
  sanctionsInputSchema,
  sanctionsScreeningSchema,
  type SanctionsInput,
  type SanctionsScreening,
} from '../domain/evidence/sanctions-screening';
import { explainRule } from '../domain/sanctions/explain-screening';
import type { FalsePositive } from '../domain/sanctions/false-positive';
import { checkListAge } from '../domain/sanctions/lists/list-age';
import type { Screener } from '../domain/sanctions/screen-party';
import {
  screenWithDispositions,
  type AppliedFalsePositive,
  type DisposedScreening,
} from '../domain/sanctions/screen-with-dispositions';
import type { ListedMatch } from '../domain/sanctions/screening-result';
import type { WatchList } from '../domain/sanctions/lists/watch-list';
import { formatUtc } from '../domain/values/time';
import type { Current, Tool } from '../ports';

export interface ScreenSanctionsDeps {
  readonly screener: Current<Screener>;
  /** What compliance found to be false positives; none where left out. */
  readonly falsePositives?: Current<readonly FalsePositive[]>;
  /** Days a list may be old, by policy; null where age does not count (a demo). */
  readonly maxListAgeDays: () => number | null;
}

/** Screening against a list that is empty, undated or too old never answers CLEAR: no data is not clear. */
export function createScreenSanctions({
  screener,
  falsePositives,
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
      const today = formatUtc(nowMs).slice(0, 10);
      const screened = screenWithDispositions(inForce, { name, country }, falsePositives?.current() ?? [], today);
      const { result } = screened;
      const age = checkListAge(list, maxListAgeDays(), nowMs);
      const decision = result.decision === 'CLEAR' && !age.ok ? 'ESCALATE' : result.decision;
      const answer: SanctionsScreening = {
        agent: 'sanctions_screening',
        beneficiary_screened: name,
        decision,
        confidence: result.confidence,
        match_type: result.matchType,
        match_details: details(screened),
        recommendation: age.ok ? recommend(screened, list) : `${recommendOnOldList(screened, list)} ${age.reason}`,
        pass_to_next_agent: decision === 'CLEAR',
        audit: {
          run_id: runId,
          timestamp_utc: formatUtc(nowMs),
          index_queried: `${describeList(list)}, ${list.entries.length} entries, ${nameCount} names`,
          list_family: result.match?.listedBy ?? list.family,
          list_date: list.listDate,
          list_hash: list.hash,
          list_is_demo: list.isDemo,
          ...(list.parts ? { lists: list.parts.map(asPart) } : {}),
        },
      };
      return Promise.resolve(answer);
    },
  };
}

function asPart({ name, listDate, hash, entries }: WatchList) {
  return { name, date: listDate, hash, entries: entries.length };
}

function details({ result, applied, rowHash }: DisposedScreening): SanctionsScreening['match_details'] {
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
    row_hash: rowHash,
    ...(applied.length > 0 ? { false_positives: applied.map(asEvidence) } : {}),
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

function asEvidence({ record, state, found }: AppliedFalsePositive) {
  return {
    id: record.id,
    state,
    uid: record.uid,
    list_family: record.listFamily,
    matched_entity: found.match?.name ?? '',
    match_type: found.matchType,
    confidence: found.confidence,
    recorded_by: [...record.recordedBy],
    reason: record.reason,
    recorded_on: record.recordedOn,
    expires_on: record.expiresOn,
  };
}

function recommend({ result, applied }: DisposedScreening, list: WatchList): string {
  const { match } = result;
  switch (result.decision) {
    case 'BLOCK':
      return `Block the payment, open a compliance case and report: ${describeMatch(match)} on ${describeList(listOf(match, list))} (${explainRule(result.rule)}).`;
    case 'ESCALATE':
      return match
        ? `Hold for compliance review: the name is like ${describeMatch(match)} on ${describeList(listOf(match, list))} (${explainRule(result.rule)}).`
        : `Hold for compliance review: ${explainRule(result.rule)}.`;
    case 'CLEAR':
      return applied.length === 0
        ? `Continue: no listed name on ${describeList(list)} is like it.`
        : `Continue: no other listed name on ${describeList(list)} is like it. ${applied.map(describeRecord).join(' ')}`;
  }
}

function describeRecord({ record, found }: AppliedFalsePositive): string {
  return `Compliance found the likeness to ${found.match?.name ?? record.uid} a false positive (${record.id}, ${record.recordedBy.join(' and ')}, until ${record.expiresOn}).`;
}

function recommendOnOldList(screened: DisposedScreening, list: WatchList): string {
  return screened.result.decision === 'CLEAR'
    ? 'Hold for compliance review: no data is not clear.'
    : recommend(screened, list);
}

function describeMatch(match: ListedMatch | null): string {
  if (!match) return 'the name matches';
  const alias = match.matchedName === match.name ? '' : ` as ${match.matchedName}`;
  return `${match.name}${alias}${match.programs.length > 0 ? `, ${match.programs.join(', ')}` : ''}`;
}

/** Of several lists screened as one, the one the match stands on. */
function listOf(match: ListedMatch | null, list: WatchList): WatchList {
  return list.parts?.find(({ family }) => family === match?.listedBy) ?? list;
}

function describeList(list: WatchList): string {
  return `${list.name} ${list.listDate === null ? 'of unknown date' : `of ${list.listDate}`}`;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
