/** The final output of a review: one JSON document for command lines, exports and auditors. Everything in it is derived from the case. */
import { readAgentOutputs } from '../run/case-evidence';
import { shortfall } from '../acts/bank/bank-word';
import { actionOf, reasonCodeOf, type Outcome, type ReasonCode } from '../../policy/outcome';
import type { LiquidityScreening } from '../../evidence/liquidity-screening';
import type {
  FinalAction,
  OperationalProcedures,
  RequiredApproval,
  WorkflowStep,
} from '../../evidence/operational-procedures';
import type { SanctionsScreening } from '../../evidence/sanctions-screening';
import { decimal, toJsonNumber } from '../../values/money';
import { placesOf } from '../../policy/decision';
import {
  standingApprovals,
  unfilledRoles,
  type BankWord,
  type ObtainedApproval,
  type PaymentCase,
} from '../payment-case';
import type { PaymentRequest } from '../../payment/payment-request';
import { strictestFinding } from '../../evidence/finding';
import { resultNames } from '../../evidence/wire-names';
import { answerOf, findingsOf } from '../run/run';

export interface FinalOutput {
  workflow_run_id: string;
  payment_id: string;
  /** Only where people let a part of what was asked for go: the decision and all figures are the part's. */
  partial_release?: { amount: number; full_amount: number; remainder: number; currency: string };
  /** Only once somebody noted that it was released, or a statement speaks of it. */
  at_the_bank?: {
    released?: { by: string; role: string; at: string; reference: string };
    /** In a payment file of the desk. */
    sent?: { file: string; at: string; end_to_end_id: string };
    settled?: { reference: string | null; booked_on: string; statement: string };
    /** Less of it stands as booked than was asked for. */
    short?: { reference: string | null; booked_on: string; statement: string; booked?: number; missing?: number };
    returned?: { reference: string | null; booked_on: string; statement: string };
  };
  final_decision: {
    action: FinalAction;
    reason: string;
    reason_code: ReasonCode | null;
    executed_at: string;
    rule_ids: readonly string[];
  };
  agent_results: {
    [resultNames.sanctions]: ReturnType<typeof shortSanctions> | null;
    [resultNames.liquidity]: ReturnType<typeof shortLiquidity> | null;
    [resultNames.operations]: ReturnType<typeof shortOperations> | null;
    /** What agents that joined as data found, by their result names. */
    [further: string]: object | null;
  };
  approval_status: {
    status: PaymentCase['status'];
    required_approvers: string[];
    obtained_approvals: { role: string; by: string; at: string; comment: string | null; persona_of?: string }[];
    pending_approvals: readonly string[];
  };
  workflow_steps: readonly WorkflowStep[];
  audit_bundle: OperationalProcedures['audit_bundle'] | Record<string, never>;
  workflow_trace: { steps_completed: string[]; early_termination: boolean };
  agent_trace: object[];
  test_identity: boolean;
}

/** Null while the case has no decision yet. */
export function finalOutput(paymentCase: PaymentCase): FinalOutput | null {
  const { run, decision } = paymentCase;
  if (!decision) return null;
  const outputs = readAgentOutputs(run);
  const { sanctions, liquidity, operations } = outputs;
  // What was given for something else than what is in force now was not obtained for it.
  const obtained = [...paymentCase.dispositions, ...standingApprovals(paymentCase)];
  return {
    workflow_run_id: paymentCase.runId,
    payment_id: paymentCase.payment.payment_id,
    ...partialRelease(paymentCase.payment),
    ...atTheBank(paymentCase),
    final_decision: finalDecision(paymentCase),
    agent_results: {
      // First, so that no file can name its result like one of the gates.
      ...shortFindings(run),
      [resultNames.sanctions]: sanctions && shortSanctions(sanctions),
      [resultNames.liquidity]: liquidity && shortLiquidity(liquidity),
      [resultNames.operations]: operations && shortOperations(operations),
    },
    approval_status: {
      status: paymentCase.status,
      required_approvers: [...placesOf(decision)],
      obtained_approvals: obtained.map(shortApproval),
      pending_approvals: unfilledRoles(paymentCase).flatMap(({ role, missing }) =>
        Array.from({ length: missing }, () => role),
      ),
    },
    workflow_steps: decision.workflowSteps,
    audit_bundle: operations?.audit_bundle ?? {},
    workflow_trace: {
      // A screening made again is the same step.
      steps_completed: [...new Set(run.trace.map((entry) => entry.result))],
      early_termination: run.end?.kind === 'terminate',
    },
    agent_trace: [
      ...[sanctions, liquidity, operations].filter((output) => output !== null),
      ...run.trace.filter(({ finding }) => finding).map(answerOf),
    ],
    test_identity: paymentCase.isTest,
  };
}

function partialRelease({ amount, full_amount, currency }: PaymentRequest): Pick<FinalOutput, 'partial_release'> {
  if (full_amount === undefined) return {};
  const remainder = toJsonNumber(decimal(full_amount).minus(decimal(amount)));
  return { partial_release: { amount, full_amount, remainder, currency } };
}

function atTheBank(paymentCase: PaymentCase): Pick<FinalOutput, 'at_the_bank'> {
  const { status, release, sent, settlement, bankReturn } = paymentCase;
  if (!release && !sent && !settlement && !bankReturn) return {};
  const told = ({ reference, bookedOn, statement }: BankWord) => ({ reference, booked_on: bookedOn, statement });
  return {
    at_the_bank: {
      ...(release
        ? { released: { by: release.by.name, role: release.role, at: release.at, reference: release.bankReference } }
        : {}),
      ...(sent ? { sent: { file: sent.file, at: sent.at, end_to_end_id: sent.endToEndId } } : {}),
      ...(settlement && status === 'short' ? { short: { ...told(settlement), ...shortfall(paymentCase) } } : {}),
      ...(settlement && status !== 'short' ? { settled: told(settlement) } : {}),
      ...(bankReturn ? { returned: told(bankReturn) } : {}),
    },
  };
}

/** What a person's rejection of a waiting payment is filed under; anything else has no code of its own. */
const rejectedBy: Partial<Record<Outcome, Outcome>> = { liquidity_hold: 'liquidity_rejected' };

function finalDecision(paymentCase: PaymentCase): FinalOutput['final_decision'] {
  const { decision, rejection, withdrawal, dispositions } = paymentCase;
  if (!decision) throw new Error('a final decision needs a decision');
  const policyDecision = {
    action: actionOf(decision.outcome),
    reason: decision.reason,
    reason_code: reasonCodeOf(decision.outcome),
    executed_at: decision.decidedAt,
    rule_ids: decision.ruleIds,
  };
  if (withdrawal)
    return {
      ...policyDecision,
      action: 'REJECT',
      reason: `Withdrawn by ${withdrawal.by.name}${withdrawal.comment === null ? '' : `: ${withdrawal.comment}`}`,
      reason_code: reasonCodeOf('withdrawn'),
      executed_at: withdrawal.at,
    };
  if (paymentCase.status === 'expired' && paymentCase.expiry)
    return {
      ...policyDecision,
      action: 'REJECT',
      reason: `Cutoff missed before it was approved${paymentCase.expiry.nextValueDate === null ? '' : `; next value date ${paymentCase.expiry.nextValueDate}`}`,
      reason_code: reasonCodeOf('cutoff_missed'),
      executed_at: paymentCase.expiry.at,
    };
  if (!rejection) return policyDecision;
  const byCompliance = dispositions.some(({ outcome }) => outcome === 'true_match');
  const rejected = byCompliance ? 'compliance_rejected' : rejectedBy[decision.outcome];
  return {
    ...policyDecision,
    action: 'REJECT',
    reason: `Rejected by ${rejection.role}: ${rejection.comment ?? 'no reason given'}`,
    reason_code: rejected === undefined ? null : reasonCodeOf(rejected),
    executed_at: rejection.at,
  };
}

function shortSanctions({ decision, confidence, match_type, match_details }: SanctionsScreening) {
  const { matched_entity } = match_details;
  return { decision, confidence, match_type, ...(matched_entity === null ? {} : { matched_entity }) };
}

function shortLiquidity({
  breach_assessment: { breach, gap, headroom },
  recommendation: { action, alternatives },
}: LiquidityScreening) {
  return breach ? { breach, gap, recommendation: action, alternatives } : { breach, headroom, recommendation: action };
}

function shortOperations({ workflow_determination, required_approvals, workflow_steps }: OperationalProcedures) {
  const { final_action } = workflow_determination;
  const approvals = required_approvals.map(({ role, authority }: RequiredApproval) =>
    authority === undefined ? { role } : { role, authority },
  );
  if (final_action === 'PROCEED') return { final_action, required_approvals: approvals };
  return {
    final_action,
    required_approvals: approvals,
    workflow_steps: workflow_steps.map(({ step, action }) => ({ step, action })),
  };
}

/** The strictest of each agent's findings. */
function shortFindings(run: PaymentCase['run']): Record<string, object> {
  const findings = findingsOf(run);
  return Object.fromEntries(
    findings.map(({ result }) => {
      const found = strictestFinding(findings.filter((finding) => finding.result === result));
      return [
        result,
        { verdict: found?.verdict ?? null, action: found?.action ?? 'HOLD', detail: found?.detail ?? null },
      ];
    }),
  );
}

function shortApproval({ role, by, at, comment, delegation }: ObtainedApproval) {
  return {
    role,
    by: by.name,
    at,
    comment,
    ...(delegation ? { on_behalf_of: delegation.for.name, delegation: delegation.reference } : {}),
    ...(by.personaOf === undefined ? {} : { persona_of: by.personaOf }),
  };
}
