/** Why a screening came out as it did, as data: each language of the cards, and the terminal, has its own words for it. */
import type { SanctionsScreening } from '../../evidence/sanctions-screening';
import type { ListProblem } from '../lists/list-age';
import type { ListedType } from '../lists/watch-list';
import { wordReasons, type WordReason } from '../matching/similarity';
import { matchRules } from '../screening-result';
import { adviceOf, type Advice } from './advice';

/** Which rule set the result: one of names, or one of numbers and places. */
export const saidRules = [
  ...matchRules,
  'listed_identifier',
  'likely_identifier',
  'jurisdiction',
  'jurisdiction_in_text',
] as const;
export type SaidRule = (typeof saidRules)[number];

/** How much a word tells on this list, and how alike two names are. */
export type Telling = 'rare' | 'not_rare' | 'common' | 'little';
export type Likeness = 'same' | 'very' | 'somewhat' | 'a_little';

/** Words that were taken for the same. `recorded` is what a release nobody here knows wrote: it is shown as it stands. */
export interface AgreeingWords {
  readonly query: string;
  readonly listed: string;
  readonly reason: WordReason | Recorded;
  readonly telling: Telling;
}

export interface Recorded {
  readonly recorded: string;
}

/** What became of a recorded false positive. */
export type RecordState = NonNullable<SanctionsScreening['match_details']['false_positives']>[number]['state'];

/** The fact that would tell the payee from the entry. */
export interface ToSettle {
  readonly type: ListedType;
  /** First whether the payee is a person or a company. */
  readonly kindFirst: boolean;
}

export interface NextLike {
  readonly uid: string;
  readonly entity: string;
  readonly name: string;
  readonly likeness: Likeness;
}

export interface ScreeningExplanation {
  readonly advice: Advice;
  /** Why the list says nothing; null where it may be screened against, or nobody kept it. */
  readonly listProblem: ListProblem | null;
  readonly rule: SaidRule | Recorded | null;
  readonly agreeing: readonly AgreeingWords[];
  readonly onlyInPayment: readonly string[];
  readonly onlyOnList: readonly string[];
  /** Null where nothing is to be settled. */
  readonly toSettle: ToSettle | null;
  /** Null where nothing else came near. */
  readonly nextLike: NextLike | null;
}

export function explain(result: SanctionsScreening): ScreeningExplanation {
  const { explanation, rule } = result.match_details;
  return {
    advice: adviceOf(result),
    listProblem: result.audit.list_problem ?? null,
    rule: rule === undefined ? null : readRule(rule),
    agreeing: (explanation?.pairs ?? []).map(({ query, listed, reason, weight }) => ({
      query,
      listed,
      reason: wordReasons.find((known) => known === reason) ?? { recorded: reason },
      telling: tellingOf(weight),
    })),
    onlyInPayment: explanation?.query_left ?? [],
    onlyOnList: explanation?.listed_left ?? [],
    toSettle: toSettle(result),
    nextLike: nextLike(result),
  };
}

export function readRule(rule: string): SaidRule | Recorded {
  return saidRules.find((known) => known === rule) ?? { recorded: rule };
}

/** In nats: 7.3 is one entry in 1,500, 4.6 one in 100 (the weights of `vocabulary`). */
function tellingOf(weight: number): Telling {
  if (weight >= 7.3) return 'rare';
  if (weight >= 4.6) return 'not_rare';
  return weight >= 1 ? 'common' : 'little';
}

/** `score` from 0 to 1. */
function likenessOf(score: number): Likeness {
  if (score >= 0.95) return 'same';
  if (score >= 0.82) return 'very';
  return score >= 0.68 ? 'somewhat' : 'a_little';
}

/** Under a half two names have hardly a word in common. */
const leastNear = 0.5;

function nextLike({ match_details: { runner_up: next } }: SanctionsScreening): NextLike | null {
  if (!next || next.score < leastNear) return null;
  return {
    uid: next.uid,
    entity: next.matched_entity,
    name: next.matched_name,
    likeness: likenessOf(next.score),
  };
}

const listedTypes: readonly ListedType[] = ['individual', 'entity', 'vessel', 'aircraft'];

function toSettle({ decision, match_details: details }: SanctionsScreening): ToSettle | null {
  if (decision !== 'ESCALATE' || details.matched_entity === null) return null;
  // A place is no party: what would settle it is what settles a company.
  const type = listedTypes.find((known) => known === details.entity_type) ?? 'entity';
  return { type, kindFirst: details.rule === 'capped_other_type' };
}
