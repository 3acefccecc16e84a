/** What a screening rests on beside the payment and policy: kept by content when it is made, so that it can be made again. */
import type { SanctionsInput, SanctionsScreening } from '../../evidence/sanctions-screening';
import { formatUtc } from '../../values/time';
import type { FalsePositive } from '../false-positive';
import { checkListAge } from '../lists/list-age';
import type { ListExtract } from '../lists/list-extract';
import { factsOf, type ListFacts } from '../lists/watch-list';
import { createExtractScreener, type Screener } from '../screen-party';
import { answerScreening } from './answer-screening';
import { createKeptPartyScreeners, type KeptPartyScreeners } from './kept-screeners';
import { escalatePolicyNames } from '../escalate-policy-names';
import type { PartyScreener, ScreeningRules } from './screen-parties';

/** Plain data, and no number in it that is not whole: its text is the same in any language. */
export interface ScreeningBasis extends ListExtract {
  readonly kind: 'screening_basis';
  readonly format: 1;
  /** Of the policy in force then. */
  readonly policy: string;
  readonly max_list_age_days: number | null;
  readonly list: ListFacts;
  readonly name_count: number;
  /** What compliance had recorded about the parties. */
  readonly false_positives: readonly FalsePositive[];
}

/** What policy says to a screening. */
export interface ScreeningPolicy {
  readonly fingerprint: string;
  readonly rules: ScreeningRules;
  readonly alwaysEscalate: readonly string[];
}

export interface ScreeningCall {
  readonly runId: string;
  readonly nowMs: number;
  readonly maxListAgeDays: number | null;
}

export interface BasedScreening {
  readonly answer: SanctionsScreening;
  /** Made only where somebody keeps it. */
  readonly basis: () => ScreeningBasis;
}

export interface ListsInForce {
  readonly screener: Screener;
  /** What compliance found to be false positives. */
  readonly records: readonly FalsePositive[];
}

/** `screenersFor` keeps what it made of the lists and the policy. */
export function screenOnBasis(
  { screener, records }: ListsInForce,
  policy: ScreeningPolicy,
  input: SanctionsInput,
  call: ScreeningCall,
  screenersFor: KeptPartyScreeners,
): BasedScreening {
  const recorder = screener.recording();
  const heard = new Set<FalsePositive>();
  const list = factsOf(screener.list);
  const { nameCount } = screener;
  const answer = screenWith({ screener: recorder.screener, records, list, nameCount }, policy, input, call, (found) =>
    screenersFor(found.screener, policy.rules, found.records, {
      entry: recorder.note,
      record: (record) => heard.add(record),
    }),
  );
  return {
    answer,
    basis: () => ({
      kind: 'screening_basis',
      format: 1,
      policy: policy.fingerprint,
      max_list_age_days: call.maxListAgeDays,
      list,
      name_count: nameCount,
      ...recorder.extract(),
      false_positives: [...heard],
    }),
  };
}

/** The same screening made again from what was kept of it. */
export function screenAgain(
  basis: ScreeningBasis,
  policy: ScreeningPolicy,
  input: SanctionsInput,
  { runId, nowMs }: Pick<ScreeningCall, 'runId' | 'nowMs'>,
): SanctionsScreening {
  const { list, name_count: nameCount, false_positives: records } = basis;
  const { entryCount: _whole, parts: _parts, ...named } = list;
  const screener = createExtractScreener(named, basis);
  const call = { runId, nowMs, maxListAgeDays: basis.max_list_age_days };
  const screenersFor = createKeptPartyScreeners();
  return screenWith({ screener, records, list, nameCount }, policy, input, call, (found) =>
    screenersFor(found.screener, policy.rules, found.records),
  );
}

interface Screened extends ListsInForce {
  readonly list: ListFacts;
  readonly nameCount: number;
}

function screenWith(
  { screener, records, list, nameCount }: Screened,
  { alwaysEscalate }: ScreeningPolicy,
  input: SanctionsInput,
  { runId, nowMs, maxListAgeDays }: ScreeningCall,
  open: (found: ListsInForce) => PartyScreener,
): SanctionsScreening {
  const parties = open({ screener: escalatePolicyNames(screener, alwaysEscalate), records });
  const timestampUtc = formatUtc(nowMs);
  const age = checkListAge(list, maxListAgeDays, nowMs);
  const found = parties.screen(input, timestampUtc.slice(0, 10));
  return answerScreening(found, { list, nameCount, age, runId, timestampUtc, name: input.name });
}
