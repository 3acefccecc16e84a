/** What the desk itself does to a case: a step done, a decision made, a review that stopped, a later look at liquidity. */
import type { DeskCommand } from './commands';
import { decideCase } from '../decision/decide-case';
import type { Known } from '../in-force';
import { nextCase, type Transition } from './next-case';
import { openNodes, type HostedAnswer } from '../run/run';
import type { PaymentCase } from '../payment-case';
import type { CaseStatus } from './states';
import { ledgerOfLastLook } from '../decision/liquidity-check';
import { inWords, type Decision } from '../../policy/decision';
import { actionOf, reasonCodeOf } from '../../policy/outcome';
import type { FaultCode } from '../../values/errors';
import { fingerprint, type JsonObject } from '../../values/json';
import { formatUtc } from '../../values/time';
import type { Policy } from '../../policy/policy';
import { findUnusual } from '../unusual/find-unusual';
import { unusualQuestionOf } from '../unusual/later-unusual';

type As<T extends DeskCommand['type']> = Extract<DeskCommand, { type: T }>;

export function completeStep({ run }: As<'complete_step'>, current: PaymentCase, { nowMs }: Known): Transition {
  return nextCase(
    { ...current, run },
    {
      by: null,
      nowMs,
      type: 'step_completed',
      payload: { ...stepsAfter(current, run), next: openNodes(run) },
      showsAnew: true,
    },
  );
}

/** The step that ends the run and the decision are one change: no crash can leave one without the other. */
export function conclude({ run, proposal }: As<'conclude'>, current: PaymentCase, known: Known): Transition {
  if (!known.runPolicy)
    return failReview({ type: 'fail', basedOn: current.version, code: 'policy_invalid' }, current, known);
  const { nowMs } = known;
  const judged = withUnusual(current, known, known.runPolicy);
  const { unusual = [] } = judged;
  const question = { policy: known.runPolicy, paymentCase: judged, run, nowMs, proposal, failure: null };
  // Plain data; the types of read-only lists are all that keep it from being JSON.
  const found = unusual.length === 0 ? run.trace : { trace: run.trace, unusual };
  const decision = { ...decideCase(question), findings: fingerprint(found) };
  return nextCase(
    { ...withoutCheck(judged), run, decision, status: statusAfter(decision) },
    {
      by: null,
      nowMs,
      type: 'decision_made',
      payload: {
        ...stepsAfter(current, run),
        end: run.end?.node ?? null,
        decision: told(decision),
        proposal: { ...proposal },
        ...(unusual.length === 0 ? {} : { unusual: unusual.map((finding) => finding as unknown as JsonObject) }),
      },
      showsAnew: true,
    },
  );
}

/** Beside the payments known now: one that was asked for meanwhile counts too. */
function withUnusual(
  { unusual: _before, laterUnusual: _since, ...current }: PaymentCase,
  { history = [] }: Known,
  policy: Policy,
): PaymentCase {
  const unusual = findUnusual(unusualQuestionOf(current, history, policy));
  return unusual.length === 0 ? current : { ...current, unusual };
}

/** Any fault in a gate is a HOLD with its reason, never a guess; a BLOCK that was proven before it stays a REJECT. */
export function failReview({ code, step, about }: As<'fail'>, current: PaymentCase, known: Known): Transition {
  const decision = decideFailed(code, current, known);
  const status = statusAfter(decision);
  const failure = { code, step: step ?? current.run.open[0] ?? null };
  return nextCase(
    { ...withoutCheck(current), decision, failure: status === 'held' ? failure : null, status },
    {
      by: null,
      nowMs: known.nowMs,
      type: 'review_failed',
      payload: { failure, decision: told(decision), ...(about === undefined ? {} : { about }) },
      showsAnew: true,
    },
  );
}

/** Where the run's policy is not kept any more, the case must still be seen to be held. */
function decideFailed(failure: FaultCode, current: PaymentCase, { runPolicy, nowMs }: Known): Decision {
  if (!runPolicy || failure === 'policy_invalid') return undecided(formatUtc(nowMs));
  return decideCase({ policy: runPolicy, paymentCase: current, run: current.run, nowMs, proposal: null, failure });
}

export function noteLiquidityCheck(
  { found: { verdict, changes }, ledgerFingerprint }: As<'note_liquidity_check'>,
  current: PaymentCase,
  { nowMs }: Known,
): Transition {
  const liquidityCheck = { checkedAt: formatUtc(nowMs), ledgerFingerprint, verdict, changes };
  return nextCase(
    { ...current, liquidityCheck },
    {
      by: null,
      nowMs,
      type: 'liquidity_rechecked',
      payload: {
        verdict,
        changes: changes.map((change): JsonObject => ({ ...change })),
        ledger_fingerprint: ledgerFingerprint,
        last_ledger_fingerprint: ledgerOfLastLook(current),
      },
      showsAnew: true,
    },
  );
}

function statusAfter({ outcome, requiredApprovals }: Decision): CaseStatus {
  if (actionOf(outcome) === 'REJECT') return 'rejected';
  if (outcome === 'compliance_hold') return 'compliance_review';
  return requiredApprovals.length > 0 ? 'awaiting_approval' : 'held';
}

/** It spoke of an earlier decision. */
function withoutCheck({ liquidityCheck: _outdated, ...reviewed }: PaymentCase): PaymentCase {
  return reviewed;
}

/** Which steps ran since; what they found stands in the case, which the event seals. */
function stepsAfter({ run: { trace: before } }: PaymentCase, { trace, flow }: PaymentCase['run']): JsonObject {
  const steps = trace.slice(before.length).map(({ step, result, attempts, hosted, finding }) => ({
    step,
    result,
    attempts,
    ...(finding ? { finding: { verdict: finding.verdict, action: finding.action } } : {}),
    ...(hosted ? { hosted: toldOfHosted(hosted) } : {}),
  }));
  // Plain data; the types of read-only lists are all that keep it from being JSON.
  return { steps, ...(flow ? { flow: flow as unknown as JsonObject } : {}) };
}

/** Which version said it, in which responses, and where it differed; the whole opinion stands in the case. */
function toldOfHosted({ opinion, disagreements, usage, responses, ...which }: HostedAnswer): JsonObject {
  return {
    ...which,
    responses,
    usage: usage && { ...usage },
    opinion: fingerprint(opinion),
    disagreements: disagreements.map((differing): JsonObject => ({ ...differing })),
  };
}

/** The decision as the audit tells it, with the words people were shown. */
function told(decision: Decision): JsonObject {
  const { outcome } = decision;
  // Plain data; the type of a read-only list is all that keeps it from being JSON.
  const plain = decision as unknown as JsonObject;
  return { ...plain, action: actionOf(outcome), reason_code: reasonCodeOf(outcome) };
}

function undecided(decidedAt: string): Decision {
  return inWords({
    outcome: 'manual_review',
    why: { kind: 'policy_not_applied' },
    ruleIds: [],
    policyReference: '',
    requiredApprovals: [],
    workflowSteps: [],
    decidedAt,
  });
}
