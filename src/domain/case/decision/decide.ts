/** Concludes what happens to a payment, from tool evidence and policy alone; a proposal can only make it stricter. */
import { inWords, type Concluded, type Decision } from '../../policy/decision';
import { actionOf, type Outcome } from '../../policy/outcome';
import type { FaultCode } from '../../values/errors';
import type { LiquidityScreening } from '../../evidence/liquidity-screening';
import { strictnessOf, type NamedFinding } from '../../evidence/finding';
import { finalActions, type FinalAction } from '../../evidence/operational-procedures';
import type { SanctionsScreening } from '../../evidence/sanctions-screening';
import type { Decimal } from '../../values/money';
import type { PaymentRequest } from '../../payment/payment-request';
import { requiredApprovals } from '../../policy/approvals/approvals';
import { cutoffRules, type CutoffAnswer } from '../../policy/cutoff/cutoff';
import { liquidityFault, sanctionsFault, unscreenedFault } from '../run/check-evidence';
import { determine, policyReference, workflowSteps } from '../../policy/determine';
import { judgeFindings, type JudgedFinding } from '../../policy/judge-findings';
import { dataAgeFault } from '../../policy/facts/data-age';
import { proofFault, strictProof } from '../../policy/proof-fault';
import { isBreach, type Facts } from '../../policy/facts/facts';
import type { Policy } from '../../policy/policy';
import { exemptionOf } from '../../policy/screening-exemption';
import { valueDateFault } from '../../policy/facts/value-date';
import { isUnknownDay, type ClosedBecause } from '../../policy/cutoff/closed-day';
import { asAskedInAll } from '../../policy/why/as-asked-in-all';
import { concludeWhy } from '../../policy/why/conclude-why';
import { quotable, type Doubt, type OwnWhy, type Remark } from '../../policy/why/why';
import { formatUtc } from '../../values/time';

/** What an agent or the workflow's own outcome asks for: opinion, never evidence. */
export interface Proposal {
  readonly action: string;
  readonly reason?: string;
}

export interface DecisionInput {
  readonly policy: Policy;
  readonly request: PaymentRequest;
  readonly cutoff: CutoffAnswer;
  /** Of what was first asked for in all. Null when no usable rate is known: the strictest tier applies. */
  readonly amountUsd: Decimal | null;
  readonly nowMs: number;
  /** Tool outputs; null for a gate that did not answer. */
  readonly sanctions: SanctionsScreening | null;
  /** Whether no screening was asked for at all; left out: one was. */
  readonly isUnscreened?: boolean;
  readonly liquidity: LiquidityScreening | null;
  /** What is wrong with any recorded call of the gates' tools, of which the strictest stands above; left out: nothing. */
  readonly unsound?: Doubt | null;
  /** Compliance called an ESCALATE a false positive; a BLOCK it cannot lift. */
  readonly falsePositive: boolean;
  readonly proposal: Proposal | null;
  /** What agents that joined as data found; left out: nothing. */
  readonly findings?: readonly NamedFinding[];
  /** Why the run stopped before its end. */
  readonly failure: FaultCode | null;
}

type Own = Concluded<OwnWhy>;

export function decide(input: DecisionInput): Decision {
  return inWords(strictestConclusion(input));
}

function strictestConclusion(input: DecisionInput): Concluded {
  const own = ownConclusion(input);
  // Agents are told a cutoff that nobody knows as one that is missed: a rejection they propose rests on that. Held, nobody can release it.
  if (own.outcome === 'manual_review' && unknownDay(input.cutoff) !== null) return own;
  const found = judgeFindings(input.policy.decisions, input.findings ?? []);
  const proposed = input.proposal && proposedAction(input.proposal);
  const asked = [found?.action, proposed].filter((action) => action !== undefined && action !== null);
  const strictest = asked.sort((a, b) => strictnessOf(b) - strictnessOf(a))[0];
  if (!strictest || strictnessOf(strictest) <= strictnessOf(actionOf(own.outcome)))
    return found && found.action !== 'PROCEED' ? alsoFound(own, found) : own;
  return found?.action === strictest ? strictAsFound(own, found, input) : stricterThan(own, strictest, input);
}

/** What is held or rejected anyhow, beside what a further agent found: whoever answers for it should know. */
function alsoFound(own: Own, { why, ruleIds }: JudgedFinding): Own {
  if (own.outcome === 'blocked' || own.outcome === 'compliance_hold') return own;
  return { ...own, why: saying(own.why, why), ruleIds: [...own.ruleIds, ...ruleIds] };
}

function saying(why: OwnWhy, remark: Remark): OwnWhy {
  return { ...why, also: [...why.also, remark] };
}

/** A finding stands by what its tool answered: it needs no quotation. */
function strictAsFound(own: Own, { action, why, ruleIds }: JudgedFinding, input: DecisionInput): Concluded {
  const stricter = stricterThan(own, action, input);
  return {
    ...stricter,
    why: { kind: 'stricter_finding', own: own.why, ownAction: actionOf(own.outcome), finding: why },
    ruleIds: [...new Set([...stricter.ruleIds, ...ruleIds])],
  };
}

function ownConclusion(input: DecisionInput): Own {
  const { request, sanctions } = input;
  const exemption = sanctions === null && input.isUnscreened === true ? exemptionOf(input.policy, request) : null;
  if (exemption !== null) {
    const stopped = input.unsound ?? (input.failure && faultOf(input.failure));
    if (stopped !== null) return manualReview(input, stopped);
    const own = afterScreening(input, null);
    return { ...own, ruleIds: [...own.ruleIds, exemption] };
  }
  // Where the gate itself failed, why it did says more than that nothing came of it.
  if (!sanctions) return manualReview(input, input.failure ? faultOf(input.failure) : { kind: 'sanctions_missing' });
  const fault = sanctionsFault(sanctions, request);
  if (fault !== null) return manualReview(input, fault);
  // A proven BLOCK stands whatever else failed: holding it instead would be the milder outcome.
  if (sanctions.decision === 'BLOCK')
    return blocked(conclude(input, sanctions, { sanctions: 'BLOCK', severity: 'NONE' }));
  if (input.unsound != null) return manualReview(input, input.unsound);
  if (input.failure) return manualReview(input, faultOf(input.failure));
  const clearedByCompliance = sanctions.decision === 'ESCALATE' && input.falsePositive;
  if (sanctions.decision === 'ESCALATE' && !clearedByCompliance) {
    return conclude(input, sanctions, { sanctions: 'ESCALATE', severity: 'NONE' });
  }
  const unscreened = unscreenedFault(sanctions, request);
  if (unscreened !== null) return manualReview(input, unscreened);
  return afterScreening(input, sanctions);
}

/** Nothing is against it by sanctions: null where policy exempts it from screening. */
function afterScreening(input: DecisionInput, sanctions: SanctionsScreening | null): Own {
  const { request, liquidity } = input;
  const ahead = valueDateFault(request);
  if (ahead !== null) return manualReview(input, ahead);
  const missing = liquidityFault(liquidity, request);
  if (!liquidity || missing !== null) return manualReview(input, missing ?? { kind: 'liquidity_missing' });
  // Past a table's end nothing is known: that is no missed cutoff.
  const unknown = unknownDay(input.cutoff);
  if (unknown !== null) return manualReview(input, { kind: 'cutoff_unknown', closed: unknown });
  const { severity } = liquidity.breach_assessment;
  return onDatedEvidence(input, liquidity, conclude(input, sanctions, { sanctions: 'CLEAR', severity }));
}

/** The law's, not the table's: a policy that says otherwise is refused when it is read, and would not count here. */
function blocked(own: Own): Own {
  return { ...own, outcome: 'blocked', requiredApprovals: [] };
}

/** Data too old, of unknown age, or on an account that does not add up proves no payment safe; a breach or a missed cutoff found in it stands, and says so. */
function onDatedEvidence(input: DecisionInput, liquidity: LiquidityScreening, own: Own): Own {
  const { data_age: age, proof = strictProof } = input.policy.liquidity;
  const tooOld = dataAgeFault(age, liquidity.audit, input.nowMs);
  const fault = tooOld ?? proofFault(proof, liquidity.audit);
  if (fault === null) return own;
  const rule = tooOld === null ? proof : age;
  const action = actionOf(own.outcome);
  const stands = action === 'REJECT' || (action === 'HOLD' && liquidity.breach_assessment.breach);
  const concluded = stands ? { ...own, why: saying(own.why, fault) } : manualReview(input, fault);
  return { ...concluded, ruleIds: [...concluded.ruleIds, rule.id] };
}

function conclude(
  input: DecisionInput,
  sanctions: SanctionsScreening | null,
  findings: Pick<Facts, 'sanctions' | 'severity'>,
): Own {
  const { policy, liquidity, cutoff } = input;
  const facts = { ...findings, ...paymentFacts(input) };
  const determination = determine(policy, facts);
  const notes = [...determination.notes, ...asAskedInAll(policy, input.request, facts, determination)];
  const clearedByCompliance = findings.sanctions === 'CLEAR' && sanctions?.decision === 'ESCALATE';
  const found = { sanctions, clearedByCompliance, liquidity, beforeCutoff: cutoff.before_cutoff, cutoff };
  return {
    outcome: determination.outcome,
    why: concludeWhy(found, notes),
    ruleIds: [
      ...determination.ruleIds,
      ...(isBreach(findings.severity) ? breachRules(input) : []),
      // A match is not judged by its cutoff.
      ...(findings.sanctions === 'CLEAR' ? cutoffRules(cutoff) : []),
    ],
    policyReference: determination.policyReference,
    requiredApprovals: determination.requiredApprovals,
    workflowSteps: determination.workflowSteps,
    decidedAt: formatUtc(input.nowMs),
  };
}

/** Which buffer was broken, where policy has it, and by whose limits it was called a breach or critical. */
function breachRules({ policy, liquidity }: DecisionInput): readonly string[] {
  const { buffers, severity } = policy.liquidity;
  const buffer = buffers.find(({ id }) => id === liquidity?.breach_assessment.buffer_rule);
  return [...(buffer ? [buffer.id] : []), severity.id];
}

/** Nobody can approve what was never shown to be sound: the review must be run again. */
function manualReview({ policy, nowMs }: DecisionInput, doubt: Doubt): Own {
  const { id } = policy.decisions.manual_review;
  return {
    outcome: 'manual_review',
    why: { kind: 'in_doubt', doubt, also: [] },
    ruleIds: [id],
    policyReference: policyReference(id, []),
    requiredApprovals: [],
    workflowSteps: workflowSteps(policy, id),
    decidedAt: formatUtc(nowMs),
  };
}

/** The proposal's action stands; policy's own finding stays in the reason, the proposal's words only as a quotation. */
function stricterThan(own: Own, action: FinalAction, input: DecisionInput): Concluded {
  const { policy, proposal, nowMs } = input;
  const { id, at_least: role } = policy.decisions.manual_review;
  const approvals =
    action === 'HOLD'
      ? requiredApprovals(
          policy,
          'approval_matrix',
          { ...paymentFacts(input), severity: severityOf(input) },
          { id, role },
        )
      : { required: [], ruleIds: [id] };
  return {
    outcome: action === 'HOLD' ? 'manual_review' : rejectionOf(own.outcome),
    why: {
      kind: 'stricter_proposal',
      own: own.why,
      ownAction: actionOf(own.outcome),
      proposed: quotable(proposal?.action ?? ''),
      words: proposal?.reason === undefined ? null : quotable(proposal.reason),
    },
    ruleIds: [...new Set([...own.ruleIds, ...approvals.ruleIds])],
    policyReference: `${own.policyReference}; ${id}`,
    requiredApprovals: approvals.required,
    workflowSteps: workflowSteps(policy, id),
    decidedAt: formatUtc(nowMs),
  };
}

/** A proposed rejection is filed under what our own evidence speaks of. */
function rejectionOf(own: Outcome): Outcome {
  if (own === 'compliance_hold') return 'compliance_rejected';
  return own === 'liquidity_hold' ? 'liquidity_rejected' : 'invalid_details';
}

/** An unknown word proposes nothing we could follow, so a person looks at it. */
function proposedAction({ action }: Proposal): FinalAction {
  return finalActions.find((known) => known === action) ?? 'HOLD';
}

function paymentFacts({ request, cutoff, amountUsd, nowMs }: DecisionInput): Omit<Facts, 'sanctions' | 'severity'> {
  return {
    beforeCutoff: cutoff.before_cutoff,
    amountUsd,
    paymentType: request.payment_type,
    entity: request.entity,
    atMs: nowMs,
  };
}

function severityOf({ liquidity }: DecisionInput): Facts['severity'] {
  return liquidity?.breach_assessment.severity ?? 'NONE';
}

function faultOf(code: FaultCode): Doubt {
  return { kind: 'fault', code };
}

/** Null where the day is known, be it closed. */
function unknownDay({ closed }: CutoffAnswer): ClosedBecause | null {
  return closed && isUnknownDay(closed) ? closed : null;
}
