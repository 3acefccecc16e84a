/** A payment screened again against lists that changed: what is new since everything its run found, and how that sends it back. */
import type { DeskCommand } from '../machine/commands';
import { allScreenings, isOfGate, toolCallsOf } from '../run/case-evidence';
import type { Known } from '../in-force';
import { nextCase, type Transition } from '../machine/next-case';
import type { PaymentCase } from '../payment-case';
import { openNodes, type Run, type TraceEntry } from '../run/run';
import { sanctionsScreeningSchema, type SanctionsScreening } from '../../evidence/sanctions-screening';
import { toolNames } from '../../evidence/wire-names';
import { newHits, type NewHit } from '../../sanctions/parties/new-hits';
import { refuse } from '../../values/errors';
import { formatUtc } from '../../values/time';
import { wordsGiven } from '../payment-case';

/** All that was ever found in this run is known: what compliance has answered for is not asked about again. */
export function hitsSince(run: Pick<Run, 'trace'>, screening: SanctionsScreening): readonly NewHit[] {
  return newHits(allScreenings(run).sanctions, screening);
}

/** What the last of several screenings of the run found that those before it had not; none where there was one. */
export function hitsOfLastScreening(run: Pick<Run, 'trace'>): readonly NewHit[] {
  const screenings = allScreenings(run).sanctions;
  const last = screenings.at(-1);
  return last === undefined || screenings.length < 2 ? [] : newHits(screenings.slice(0, -1), last);
}

/** The hash of the lists that were asked last; null where none was, or nobody said which. */
export function listsOfLastScreening(run: Pick<Run, 'trace'>): string | null {
  const last = sanctionsScreeningSchema.safeParse(toolCallsOf(run, toolNames.sanctions).at(-1)?.output);
  return last.success ? (last.data.audit.list_hash ?? null) : null;
}

type Rescreen = Extract<DeskCommand, { type: 'rescreen' }>;

/**
 * Back under review, without a decision. What is new stands in the run's record beside what was found before, so that a list which
 * names the party no longer clears nothing; the run goes on from there, or begins anew where it cannot. Words people gave are void:
 * they were given to what was known then.
 */
export function rescreen({ call, screenedAt }: Rescreen, current: PaymentCase, known: Known): Transition {
  const screening = sanctionsScreeningSchema.parse(call.output);
  const hits = hitsSince(current.run, screening);
  if (hits.length === 0) return refuse('nothing_new', `${current.payment.payment_id} was screened again: nothing new.`);
  const { liquidityCheck: _ofTheDecision, ...kept } = current;
  const voided = wordsGiven(current);
  const { index_queried: screenedAgainst } = screening.audit;
  const sentBack: PaymentCase = {
    ...kept,
    status: 'under_review',
    decision: null,
    failure: null,
    dispositions: [],
    approvals: [],
    returned: { by: null, at: formatUtc(known.nowMs), reason: null, voided, screenedAgainst },
  };
  const record = { startedAt: screenedAt, finishedAt: screenedAt, attempts: 1, toolCalls: [call] };
  const next = goneOn(sentBack, record, known) ?? begunAnew(sentBack, known);
  return nextCase(next, {
    by: null,
    nowMs: known.nowMs,
    type: 'payment_rescreened',
    payload: {
      screened_against: screenedAgainst,
      list_hash: screening.audit.list_hash ?? null,
      last_list_hash: listsOfLastScreening(current.run),
      new_hits: hits.map((hit) => ({ ...hit })),
      status_before: current.status,
      voided: voided.map(({ role, by }) => ({ role, by: by.name, object_id: by.objectId })),
      from_step: openNodes(next.run),
      policy_fingerprint: next.policyFingerprint,
      // The later steps it leaves behind stand in the version before, which is never removed.
      abandoned_version: current.version,
    },
    showsAnew: true,
  });
}

/** From the screening on; null where there is none to go on from, or workflow or policy of the run are not kept here. */
function goneOn(
  current: PaymentCase,
  record: Pick<TraceEntry, 'startedAt' | 'finishedAt' | 'attempts' | 'toolCalls'>,
  { workflow, runPolicy }: Known,
): PaymentCase | null {
  const { trace } = current.run;
  const position = trace.findLastIndex((entry) => isOfGate(entry, 'sanctions'));
  const before = trace[position];
  if (!before || runPolicy === null) return null;
  const { step, result } = before;
  const made: TraceEntry = { step, result, ...record, answer: { relayed: 0 } };
  const run: Run = { ...current.run, trace: [...trace.slice(0, position + 1), made], open: [step], end: null };
  return workflow.canGoOn(run) ? { ...current, run: workflow.goOnFromScreening({ ...current, run }) } : null;
}

/** The first step screens against the lists in force, which is what found the new hit. */
function begunAnew(current: PaymentCase, { workflow, policy }: Known): PaymentCase {
  const run = workflow.begin(current.runId, current.payment);
  return { ...current, run, policyFingerprint: policy.fingerprint };
}
