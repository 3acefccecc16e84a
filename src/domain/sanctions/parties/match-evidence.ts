/** A match as evidence: the entry, how it was found, what compliance recorded about it, and what its programmes mean. */
import type { SanctionsScreening } from '../../evidence/sanctions-screening';
import type { WatchListEntry } from '../lists/watch-list';
import type { ProgrammeEffect } from '../programmes/programme-effect';
import type { AppliedFalsePositive } from '../screen-with-dispositions';
import type { ScreeningResult } from '../screening-result';

type Details = SanctionsScreening['match_details'];

/** Where nothing matched, only what every answer has, and how it was looked for. */
export function matchDetails({ match, runnerUp, scorer, rule, ...compared }: ScreeningResult): Details {
  if (!match) return { matched_entity: null, programs: [], entity_type: null, scorer, rule };
  return {
    matched_entity: match.name,
    programs: [...match.programs],
    entity_type: match.type,
    uid: match.uid,
    matched_name: match.matchedName,
    matched_name_kind: match.matchedNameKind,
    score: rounded(match.score),
    ...listedFacts(match.entry),
    scorer,
    rule,
    explanation: {
      pairs: compared.pairs.map((pair) => ({
        ...pair,
        similarity: rounded(pair.similarity),
        weight: rounded(pair.weight),
      })),
      query_left: [...compared.queryLeft],
      listed_left: [...compared.listedLeft],
    },
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

/** What the list says of the entry beside its names: read beside what a payment states, by whoever tells one party from another. */
export function listedFacts({ countries, identity }: WatchListEntry): Pick<Details, 'listed'> {
  const { nationalities = [], birthDates = [] } = identity ?? {};
  if (countries.length + nationalities.length + birthDates.length === 0) return {};
  return {
    listed: { countries: [...countries], nationalities: [...nationalities], birth_dates: [...birthDates] },
  };
}

export function disposedDetails(applied: readonly AppliedFalsePositive[]): Pick<Details, 'false_positives'> {
  return applied.length > 0 ? { false_positives: applied.map(asEvidence) } : {};
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

export function describeRecord({ record, found }: AppliedFalsePositive): string {
  return `Compliance found the likeness to ${found.match?.name ?? record.uid} a false positive (${record.id}, ${record.recordedBy.join(' and ')}, until ${record.expiresOn}).`;
}

/** Nothing where policy has no table of programmes. */
export function programmeDetails(effect: ProgrammeEffect): Pick<Details, 'programme'> {
  if (effect.ruleIds.length === 0 && effect.effect !== 'unknown') return {};
  return {
    programme: {
      effect: effect.effect,
      rule_ids: [...effect.ruleIds],
      instruction: effect.effect === 'unknown' ? sayUnknown(effect) : effect.instructions.join(' '),
      unknown: [...effect.unknown],
    },
  };
}

function sayUnknown({ unknown }: ProgrammeEffect): string {
  const which = unknown.length > 0 ? `the programme ${unknown.join(', ')}` : 'an entry without a programme';
  return `Policy does not say what ${which} means: compliance decides, and policy/sanctions.yaml wants a row.`;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
