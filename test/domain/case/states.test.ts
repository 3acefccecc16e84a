import { historyKeys } from '../../../src/domain/case/unusual/earlier-payment';
import type { AuditEventType } from '../../../src/domain/case/audit-event';
import type { Command, CommandType } from '../../../src/domain/case/machine/commands';
import type { PaymentCase } from '../../../src/domain/case/payment-case';
import { caseStatuses, hasEnded, takes, type CaseStatus } from '../../../src/domain/case/machine/states';
import { transition } from '../../../src/domain/case/machine/transitions';
import type { Outcome } from '../../../src/domain/policy/outcome';
import { sampleCase, sampleDecision } from '../../fakes/sample-case';
import { shippedPolicy } from '../policy/shipped-policy';
import { impact, likeListed, screened } from '../policy/sample-evidence';
import { knownAt } from './known-at';

const at = '2026-01-22T10:30:00Z';
const known = knownAt(at, shippedPolicy);
/** Within the last half hour before the cutoff somebody is reminded and the next role asked; at half past three it is missed. */
const late = knownAt('2026-01-22T14:45:00Z', shippedPolicy);
const missed = knownAt('2026-01-22T15:31:00Z', shippedPolicy);
const before = sampleCase();
const beside = {
  ...known,
  history: [
    {
      ...historyKeys(before.payment),
      runId: 'WF-another',
      paymentId: 'TXN-EMRG-9',
      payee: before.payment.beneficiary_name,
      amount: before.payment.amount,
      currency: before.payment.currency,
      askedAtMs: Date.parse(before.openedAt),
      status: 'awaiting_approval' as const,
    },
  ],
};
const momentOf = (type: CommandType) =>
  type === 'note_unusual'
    ? beside
    : type === 'expire'
      ? missed
      : type === 'remind' || type === 'escalate'
        ? late
        : known;
const roles = shippedPolicy.roles.map(({ name }) => name);
const actor = { tenantId: 't', objectId: 'all', name: 'Holds Every Role', email: null, roles };

const called = (output: object) => ({ tool: 'screen_sanctions', input: {}, output: output as never });

const outcomes = { compliance_review: 'compliance_hold', rejected: 'blocked' } as Partial<Record<CaseStatus, Outcome>>;
const proposer = { tenantId: 't', objectId: 'another', name: 'Another', email: null };

/** A case of that state which asks this person for everything it can ask for. */
function caseIn(status: CaseStatus): PaymentCase {
  const found = impact('BREACH');
  const later = {
    kind: 'delay',
    feasible: true,
    why: 'From 14:00 UTC on all of it fits.',
    release_at: '2026-01-22T14:00:00Z',
    cutoff_checked: true,
  } as const;
  const output = {
    ...found,
    breach_assessment: { ...found.breach_assessment, max_releasable: 1_000 },
    recommendation: { ...found.recommendation, alternative_details: [later] },
  };
  const call = { tool: 'compute_liquidity_impact', input: {}, output: output as never };
  const entry = { step: 'l', result: 'liquidity_screening', startedAt: at, finishedAt: at, attempts: 1 };
  // Of what is approved nobody is reminded without a chat.
  const base = sampleCase({ status, conversation: { id: 'home' } });
  const outcome = outcomes[status] ?? 'liquidity_hold';
  const asked = status === 'compliance_review' ? 'Compliance Manager' : 'Treasury Manager';
  return {
    ...base,
    run: {
      ...base.run,
      trace: [
        {
          ...entry,
          step: 's',
          result: 'sanctions_screening',
          toolCalls: [called(likeListed('ESCALATE'))],
          answer: { relayed: 0 },
        },
        { ...entry, toolCalls: [call], answer: { relayed: 0 } },
      ],
    },
    proposedRecord: {
      role: 'MLRO',
      by: proposer,
      at,
      comment: 'another',
      since: 1,
      expiresOn: '2026-06-01',
      matches: [],
    },
    claim: { by: actor, until: '2026-01-22T10:40:00Z', decidedAt: sampleDecision.decidedAt },
    decision: { ...sampleDecision, outcome, requiredApprovals: [{ role: asked, grants: [], slaHours: 2 }] },
  };
}

const booked = { reference: 'FT26022ABC', bookedOn: '2026-01-22', statement: 'STMT-1', note: null };

const ofOriginator: readonly string[] = ['withdraw', 'ask_again', 'correct', 'answer_question', 'attach_reference'];
const question = { kind: 'question', by: proposer, at, text: 'Which invoice?' } as const;

/** What only its originator, or only whoever approved it, may do is asked of a case where that is this person. */
function caseFor(status: CaseStatus, command: Command): PaymentCase {
  const base = caseIn(status);
  if (command.type === 'request_override')
    return {
      ...base,
      decision: base.decision && {
        ...base.decision,
        requiredApprovals: [{ role: 'Head of Treasury', grants: ['override_breach'], slaHours: 2 }],
      },
    };
  // While agents work nobody is asked, so a right of whoever is asked is nobody's.
  // A blocked payment is compliance's alone: its originator does nothing to it.
  const decision = base.decision && { ...base.decision, outcome: 'cutoff_missed' as const };
  const ended = status === 'rejected' ? { ...base, decision } : base;
  if (ofOriginator.includes(command.type)) return { ...ended, submitter: actor, notes: [question] };
  if (command.type === 'note_bank_status') return { ...base, sent: { ...sent, at } };
  if (command.type !== 'take_back_approval') return base;
  return { ...base, approvals: [{ role: 'Head of Treasury', by: actor, at, comment: null }] };
}

const { run } = sampleCase();
const inputs = { evidence_note: 'Registry extract, file 12' };
const pressed = { actor, shownVersion: 1, comment: 'because it is quite so', expiresOn: '2026-06-01', inputs };
const sent = {
  file: 'TD-1',
  paymentInformation: 'TD-1-0001',
  endToEndId: 'TXN-1',
  sha256: 'f',
  askedBy: 'Omar',
};
const bankStatus = { file: 'TD-1', code: 'ACSP', reasons: [], report: 'R-1', reportedAt: at };
const commands: Readonly<Record<Exclude<CommandType, 'submit_payment'>, Command>> = {
  complete_step: { type: 'complete_step', basedOn: 1, run },
  conclude: { type: 'conclude', basedOn: 1, run, proposal: { action: 'PROCEED' } },
  fail: { type: 'fail', basedOn: 1, code: 'tool_failed' },
  note_liquidity_check: {
    type: 'note_liquidity_check',
    basedOn: 1,
    found: { verdict: 'worse', changes: [] },
    ledgerFingerprint: 'f',
  },
  note_unusual: { type: 'note_unusual', basedOn: 1 },
  remind: { type: 'remind', basedOn: 1 },
  escalate: { type: 'escalate', basedOn: 1 },
  expire: { type: 'expire', basedOn: 1 },
  send: { type: 'send', basedOn: 1, sent },
  note_bank_status: { type: 'note_bank_status', basedOn: 1, status: bankStatus },
  rescreen: { type: 'rescreen', basedOn: 1, call: called(screened('BLOCK')), screenedAt: at },
  approve: { type: 'approve', ...pressed },
  reject: { type: 'reject', ...pressed },
  clear_false_positive: { type: 'clear_false_positive', ...pressed },
  confirm_true_match: { type: 'confirm_true_match', ...pressed },
  restart_review: { type: 'restart_review', ...pressed },
  release_part: { type: 'release_part', ...pressed },
  delay: { type: 'delay', ...pressed },
  propose_false_positive: { type: 'propose_false_positive', ...pressed },
  confirm_false_positive: { type: 'confirm_false_positive', ...pressed },
  acknowledge_block: { type: 'acknowledge_block', ...pressed },
  claim: { type: 'claim', ...pressed },
  pass_on: { type: 'pass_on', ...pressed },
  withdraw: { type: 'withdraw', ...pressed },
  take_back_approval: { type: 'take_back_approval', ...pressed },
  release: { type: 'release', ...pressed, inputs: { bank_reference: 'FT26022ABC' } },
  ask_again: { type: 'ask_again', ...pressed, successor: { runId: 'WF-2', paymentId: 'TXN-EMRG-001-2' } },
  correct: {
    type: 'correct',
    ...pressed,
    corrected: { basedOn: 1, payment: { ...sampleCase().payment, beneficiary_name: 'ACME Trading Limited' } },
  },
  request_override: { type: 'request_override', ...pressed, comment: 'x'.repeat(60) },
  ask_question: { type: 'ask_question', ...pressed },
  answer_question: { type: 'answer_question', ...pressed },
  attach_reference: { type: 'attach_reference', ...pressed, comment: 'https://bank.local/invoice/1' },
  settle: { type: 'settle', basedOn: 1, entry: booked, entries: [] },
  book_short: { type: 'book_short', basedOn: 1, entry: booked, entries: [] },
  return_payment: { type: 'return_payment', basedOn: 1, entry: booked },
};

/** What each command does, by the event that tells of it: no command does another one's work. */
const tells: Readonly<Record<Exclude<CommandType, 'submit_payment'>, AuditEventType>> = {
  complete_step: 'step_completed',
  conclude: 'decision_made',
  fail: 'review_failed',
  note_liquidity_check: 'liquidity_rechecked',
  note_unusual: 'unusual_noted',
  remind: 'people_reminded',
  escalate: 'approval_escalated',
  expire: 'payment_expired',
  send: 'payment_sent',
  note_bank_status: 'bank_status_noted',
  rescreen: 'payment_rescreened',
  approve: 'approval_given',
  reject: 'payment_rejected',
  clear_false_positive: 'compliance_disposition',
  confirm_true_match: 'compliance_disposition',
  restart_review: 'review_restarted',
  release_part: 'payment_reduced',
  delay: 'payment_delayed',
  propose_false_positive: 'false_positive_proposed',
  confirm_false_positive: 'false_positive_recorded',
  acknowledge_block: 'block_acknowledged',
  claim: 'case_claimed',
  pass_on: 'case_passed_on',
  withdraw: 'payment_withdrawn',
  take_back_approval: 'approval_taken_back',
  release: 'payment_released',
  ask_again: 'payment_asked_again',
  correct: 'payment_corrected',
  request_override: 'override_requested',
  ask_question: 'question_asked',
  answer_question: 'question_answered',
  attach_reference: 'reference_attached',
  settle: 'payment_settled',
  book_short: 'payment_short',
  return_payment: 'payment_returned',
};

describe.each(caseStatuses)('a case that is %s', (status) => {
  const taken: readonly string[] = takes[status];

  test.each(Object.values(commands))(
    'takes $type where the table says so, and refuses it by name elsewhere',
    (command) => {
      if (command.type === 'submit_payment') throw new Error('is for no case that is there');
      const before = caseFor(status, command);
      const after = transition(command, before, momentOf(command.type));
      expect(after.ok).toBe(taken.includes(command.type));
      if (after.ok) {
        expect(after.case.version).toBe(2);
        expect(after.event).toMatchObject({
          type: tells[command.type],
          run_id: before.runId,
          payment_id: before.payment.payment_id,
        });
      } else {
        expect(after.problems[0]?.code).toMatch(
          status === 'compliance_review' ? /^(under_compliance_review|case_\w+)$/ : /^case_(not_waiting|moved_on)$/,
        );
      }
    },
  );

  test('that has ended takes no decision', () => {
    const decides = ['complete_step', 'reject', 'confirm_true_match'];
    expect(hasEnded(status)).toBe(!taken.some((command) => decides.includes(command)));
  });
});

test('a command for a case that does not exist is refused by name', () => {
  for (const command of Object.values(commands))
    expect(transition(command, null, known)).toMatchObject({ ok: false, problems: [{ code: 'unknown_case' }] });
});

test('what the desk worked out from an older version is done anew, never written', () => {
  expect(transition({ type: 'fail', basedOn: 4, code: 'tool_failed' }, caseIn('under_review'), known)).toMatchObject({
    ok: false,
    problems: [{ code: 'case_moved_on' }],
  });
});

test('a test identity marks a case for good, whatever it did', () => {
  const persona = { ...actor, personaOf: 'Somebody' };
  for (const type of ['restart_review', 'release_part', 'reject'] as const) {
    const after = transition({ type, ...pressed, actor: persona }, caseIn('awaiting_approval'), known);
    expect(after).toMatchObject({ ok: true, case: { isTest: true }, event: { actor: { persona_of: 'Somebody' } } });
  }
});
