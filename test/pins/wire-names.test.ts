import { refusalCodes, type RefusalCode } from '../../src/domain/values/refusal-codes';
/**
 * Names that stand in stored cases, audit trails, posted cards, policy files and other people's clients. Changing one here
 * breaks what is already out there: it needs a migration or a second name, not an edit.
 */
import { join } from 'node:path';
import { readAgentFiles } from '../../src/agents/agent-files';
import { commentInputId, verbs, whatIfInputs } from '../../src/cards/verbs';
import { personActs } from '../../src/domain/case/machine/commands';
import { auditEventTypes, houseEventTypes, subjectKinds } from '../../src/domain/case/audit-event';
import { resultNames, toolNames } from '../../src/domain/evidence/wire-names';
import { reasonCodes } from '../../src/domain/policy/outcome';
import { describeFault, type FaultCode } from '../../src/domain/values/errors';
import { severities } from '../../src/domain/evidence/liquidity-screening';
import { documentTypes, finalActions } from '../../src/domain/evidence/operational-procedures';
import { matchTypes, sanctionsDecisions } from '../../src/domain/evidence/sanctions-screening';
import { caseStatuses } from '../../src/domain/case/machine/states';
import { channels, paymentTypes } from '../../src/domain/payment/payment-request';
import { mcpPaths } from '../../src/tools/mcp-http';

/** The compiler refuses a code left out of this table or added to it; the test, another meaning. */
const faults: Readonly<Record<FaultCode, readonly [httpStatus: number, retryable: boolean]>> = {
  agent_unavailable: [503, true],
  agent_output_invalid: [502, false],
  agent_denied: [502, false],
  agent_missing: [502, false],
  agent_altered: [502, false],
  agent_refused: [502, false],
  agent_filtered: [502, false],
  agent_declined: [502, false],
  agent_failed: [502, false],
  agent_tool_unreachable: [502, false],
  agent_tool_not_called: [502, false],
  agent_asked_otherwise: [502, false],
  agent_asked_permission: [502, false],
  evidence_not_ours: [502, false],
  tool_failed: [502, false],
  ledger_of_other_day: [502, false],
  step_timeout: [504, false],
  definition_invalid: [500, false],
  definition_changed: [409, false],
  max_turns_exceeded: [500, false],
  no_route: [500, false],
  list_unreadable: [500, false],
  ledger_unreadable: [500, false],
  policy_invalid: [500, false],
  knowledge_unreadable: [500, false],
  store_in_use: [503, false],
  store_corrupt: [500, false],
  store_outdated: [500, false],
  store_failed: [503, true],
  store_unreachable: [503, true],
  store_unproven: [503, true],
  store_denied: [503, true],
  store_read_only: [503, true],
  store_exhausted: [503, true],
  store_replaced: [503, false],
  clock_apart: [503, true],
  configuration_invalid: [500, false],
  amount_out_of_range: [422, false],
  anchor_failed: [502, true],
  channel_failed: [502, true],
  internal: [500, false],
};

describe('refusals', () => {
  it('have a closed set of codes, each once and in order', () => {
    expect(refusalCodes).toEqual([...new Set(refusalCodes)].sort());
  });

  it('of an act on a payment are these, and none of them is renamed', () => {
    const ofActs: readonly RefusalCode[] = [
      'already_asked_again',
      'already_claimed',
      'already_left',
      'bank_reference_invalid',
      'case_exists',
      'case_moved_on',
      'case_not_waiting',
      'compliance_only',
      'cutoff_missed',
      'duties_conflict',
      'expiry_invalid',
      'justification_too_short',
      'liquidity_changed',
      'nothing_claimed',
      'nothing_due',
      'nothing_new',
      'nothing_releasable',
      'nothing_to_acknowledge',
      'nothing_to_read',
      'nothing_to_record',
      'nothing_to_reduce',
      'nothing_to_take_back',
      'one_person_one_approval',
      'originator_cannot_decide',
      'policy_not_kept',
      'reason_missing',
      'role_not_asked_for',
      'run_id_taken',
      'screener_cannot_release',
      'stale_card',
      'test_case',
      'under_compliance_review',
      'unknown_case',
    ];
    expect(refusalCodes.filter((code) => ofActs.includes(code))).toEqual(ofActs);
  });
});

describe('names on the wire', () => {
  it('of what a card button asks for', () => {
    expect(verbs).toEqual({
      approve: 'approve',
      reject: 'reject',
      clear_false_positive: 'clear_false_positive',
      confirm_true_match: 'confirm_true_match',
      show_screening: 'show_screening',
      export_bundle: 'export_bundle',
      show_payment: 'show_payment',
      restart_review: 'restart_review',
      what_if: 'what_if',
      release_part: 'release_part',
      delay: 'delay',
      sweep: 'sweep',
      propose_false_positive: 'propose_false_positive',
      confirm_false_positive: 'confirm_false_positive',
      acknowledge_block: 'acknowledge_block',
      claim: 'claim',
      pass_on: 'pass_on',
      approve_several: 'approve_several',
      approve_run: 'approve_run',
      show_run: 'show_run',
      withdraw: 'withdraw',
      take_back_approval: 'take_back_approval',
      release: 'release',
      ask_again: 'ask_again',
      correct: 'correct',
      request_override: 'request_override',
      ask_question: 'ask_question',
      answer_question: 'answer_question',
      attach_reference: 'attach_reference',
      submit_payment: 'submit_payment',
      cancel_form: 'cancel_form',
      give_delegation: 'give_delegation',
      accept_delegation: 'accept_delegation',
      decline_delegation: 'decline_delegation',
      end_delegation: 'end_delegation',
      say: 'say',
    });
    expect(personActs).toEqual([
      'approve',
      'reject',
      'clear_false_positive',
      'confirm_true_match',
      'restart_review',
      'release_part',
      'delay',
      'propose_false_positive',
      'confirm_false_positive',
      'acknowledge_block',
      'claim',
      'pass_on',
      'withdraw',
      'take_back_approval',
      'release',
      'ask_again',
      'correct',
      'request_override',
      'ask_question',
      'answer_question',
      'attach_reference',
    ]);
    expect(commentInputId('reject')).toBe('comment_reject');
    expect(whatIfInputs).toEqual({ amount: 'what_if_amount', at: 'what_if_at', account: 'what_if_account' });
  });

  it('of what the audit trail records', () => {
    expect(auditEventTypes).toEqual([
      'payment_submitted',
      'step_completed',
      'decision_made',
      'review_failed',
      'review_restarted',
      'payment_reduced',
      'payment_delayed',
      'liquidity_rechecked',
      'payment_rescreened',
      'unusual_noted',
      'compliance_disposition',
      'false_positive_proposed',
      'false_positive_recorded',
      'block_acknowledged',
      'approval_given',
      'payment_rejected',
      'people_reminded',
      'approval_escalated',
      'payment_expired',
      'case_claimed',
      'case_passed_on',
      'approval_taken_back',
      'payment_withdrawn',
      'payment_released',
      'payment_sent',
      'bank_status_noted',
      'payment_refused_by_bank',
      'payment_short',
      'payment_settled',
      'payment_returned',
      'payment_asked_again',
      'payment_corrected',
      'override_requested',
      'question_asked',
      'question_answered',
      'reference_attached',
    ]);
    expect(houseEventTypes).toEqual([
      'delegation_offered',
      'delegation_accepted',
      'delegation_declined',
      'delegation_ended',
      'policy_taken_in',
      'watch_lists_taken_in',
      'ledger_taken_in',
      'people_taken_in',
      'workflow_taken_in',
      'payment_file_decided',
      'payment_file_written',
      'payment_run_begun',
      'payment_run_taken',
      'payment_run_announced',
    ]);
    expect(subjectKinds).toEqual([
      'delegation',
      'policy',
      'watch_lists',
      'ledger',
      'people',
      'workflow',
      'payment_file',
      'payment_run',
    ]);
  });

  it('of where a case stands', () => {
    expect(caseStatuses).toEqual([
      'under_review',
      'held',
      'compliance_review',
      'awaiting_approval',
      'approved',
      'released',
      'short',
      'settled',
      'returned',
      'withdrawn',
      'expired',
      'rejected',
    ]);
  });

  it('of what is decided, and why', () => {
    expect(finalActions).toEqual(['PROCEED', 'HOLD', 'REJECT']);
    expect(reasonCodes).toEqual([
      'HOLD_SANC_ESC',
      'HOLD_LIQ_BREACH',
      'HOLD_DUAL_APPROVAL',
      'HOLD_MANUAL_REVIEW',
      'REJ_SANC_BLOCK',
      'REJ_CUTOFF_MISSED',
      'REJ_LIQ_NO_OVERRIDE',
      'REJ_COMPLIANCE',
      'REJ_ORIGINATOR_CANCEL',
      'REJ_INVALID_DETAILS',
    ]);
  });

  it.each(Object.entries(faults))('of the fault %s', (code, [httpStatus, retryable]) => {
    expect(describeFault(code as FaultCode)).toMatchObject({ httpStatus, retryable });
  });

  it('of the tools, and where each answers over HTTP', () => {
    expect(toolNames).toEqual({
      sanctions: 'screen_sanctions',
      liquidity: 'compute_liquidity_impact',
      knowledge: 'search_treasury_kb',
    });
    expect(mcpPaths).toEqual({
      screen_sanctions: '/mcp/sanctions-screening',
      compute_liquidity_impact: '/mcp/liquidity-gate',
      search_treasury_kb: '/mcp/treasury-kb',
    });
  });

  it('of the agents, of their results, and of where the workflow puts them', () => {
    const agents = readAgentFiles(join(__dirname, '../../agents'));
    expect(Object.fromEntries(agents.map(({ name, resultName }) => [name, resultName]))).toEqual({
      'sanctions-screening-agent': 'sanctions_screening',
      'liquidity-screening-agent': 'liquidity_screening',
      'operational-procedures-agent': 'operational_procedures',
      'procedure-completeness-agent': 'procedure_completeness',
    });
    expect(agents.map(({ resultName }) => resultName)).toEqual(expect.arrayContaining(Object.values(resultNames)));
  });

  it('of what agents find', () => {
    expect(sanctionsDecisions).toEqual(['BLOCK', 'ESCALATE', 'CLEAR']);
    expect(matchTypes).toEqual(['EXACT', 'FUZZY_HIGH', 'FUZZY_MEDIUM', 'PARTIAL', 'NONE']);
    expect(severities).toEqual(['NONE', 'WARNING', 'BREACH', 'CRITICAL']);
    expect(documentTypes).toEqual(['policy', 'runbook', 'audit', 'ops', 'glossary', 'all']);
  });

  it('of what a payment is and how it travels', () => {
    expect(paymentTypes).toEqual(['INTERNAL', 'SEPA', 'SWIFT', 'URGENT_SUPPLIER', 'EMERGENCY']);
    expect(channels).toEqual(['INTERNAL', 'SEPA', 'SWIFT']);
  });
});
