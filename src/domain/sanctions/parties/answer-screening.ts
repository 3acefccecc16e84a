/** The sanctions gate's answer from what was found about each party: the strictest in the contract's fields, everybody's own beside it. */
import type { PartyScreening, SanctionsScreening } from '../../evidence/sanctions-screening';
import type { ListFacts } from '../lists/watch-list';
import { listProblemText, type ListAge } from '../lists/list-age';
import { strictestFirst, type Finding } from './finding';
import type { PartyFinding } from './screen-parties';
import { resultNames } from '../../evidence/wire-names';

export interface AnswerContext {
  /** As the payment states it. */
  readonly name: string;
  readonly list: ListFacts;
  readonly nameCount: number;
  readonly age: ListAge;
  readonly runId: string;
  readonly timestampUtc: string;
}

export function answerScreening(
  found: readonly [PartyFinding, ...PartyFinding[]],
  { name, list, nameCount, age, runId, timestampUtc }: AnswerContext,
): SanctionsScreening {
  const strictest = found.toSorted((a, b) => strictestFirst(a.findings[0], b.findings[0]))[0] ?? found[0];
  const [own] = strictest.findings;
  const decision = own.decision === 'CLEAR' && !age.ok ? 'ESCALATE' : own.decision;
  return {
    agent: resultNames.sanctions,
    beneficiary_screened: name,
    decision,
    confidence: own.confidence,
    match_type: own.match_type,
    match_details: own.match_details,
    parties: found.map(asPartyScreening),
    ...(strictest === found[0] ? {} : { strictest_party: strictest.party.role }),
    recommendation: recommend(strictest, own, list, age),
    pass_to_next_agent: decision === 'CLEAR',
    audit: {
      run_id: runId,
      timestamp_utc: timestampUtc,
      index_queried: `${describeList(list)}, ${list.entryCount} entries, ${nameCount} names`,
      list_family: own.listedBy ?? list.family,
      list_date: list.listDate,
      list_hash: list.hash,
      list_is_demo: list.isDemo,
      ...(list.parts ? { lists: list.parts.map(asPart) } : {}),
      ...(age.ok ? {} : { list_problem: age.why }),
    },
  };
}

function asPartyScreening({ party, text, findings: [own, ...others] }: PartyFinding): PartyScreening {
  const { role, name = null, ...screened } = party;
  return {
    role,
    name,
    screened: text === undefined ? screened : { ...screened, text },
    ...asFound(own),
    also_found: others.map(asFound),
  };
}

function asFound({ decision, confidence, match_type, match_details, listedBy }: Finding) {
  return { decision, confidence, match_type, match_details, list_family: listedBy };
}

function asPart({ name, listDate, hash, entryCount }: ListFacts) {
  return { name, date: listDate, hash, entries: entryCount };
}

const likeness = { name: 'the name is like ', text: 'the text names ', number: '', place: '' } as const;

function recommend({ party }: PartyFinding, own: Finding, list: ListFacts, age: AnswerContext['age']): string {
  const { decision, kind, listedBy, words, why, match_details: details } = own;
  const stale = age.ok ? '' : ` ${listProblemText(age.why)}`;
  if (decision === 'CLEAR') {
    if (!age.ok) return `Hold for compliance review: no data is not clear.${stale}`;
    const others = words === '' ? 'no listed name' : 'no other listed name';
    return `Continue: ${others} on ${describeList(list)} is like it.${words === '' ? '' : ` ${words}`}`;
  }
  const who = party.role === 'beneficiary' ? '' : `${party.role.replaceAll('_', ' ')}: `;
  const where = listedBy === null ? '' : ` on ${describeList(listOf(listedBy, list))}`;
  const how = why === undefined ? '' : ` (${why})`;
  const ifTrue = decision === 'ESCALATE' && details.programme?.effect === 'block' ? ' If it is the listed party:' : '';
  const instruction = details.programme ? `${ifTrue} ${details.programme.instruction}` : '';
  const found = `${who}${decision === 'ESCALATE' && listedBy !== null ? likeness[kind] : ''}${words}${where}${how}.`;
  return `${whatToDo(own)}: ${found}${instruction}${stale}`;
}

function whatToDo({ decision, kind }: Finding): string {
  if (decision === 'ESCALATE') return 'Hold for compliance review';
  return kind === 'place'
    ? 'Reject the payment and open a compliance case'
    : 'Block the payment, open a compliance case and report';
}

/** Of several lists screened as one, the one the match stands on. */
function listOf(family: string, list: ListFacts): ListFacts {
  return list.parts?.find((part) => part.family === family) ?? list;
}

function describeList(list: ListFacts): string {
  return `${list.name} ${list.listDate === null ? 'of unknown date' : `of ${list.listDate}`}`;
}
