import type { Command, CommandType } from '../../../src/domain/case/commands';
import type { PaymentCase } from '../../../src/domain/case/payment-case';
import { caseStatuses, hasEnded, takes, type CaseStatus } from '../../../src/domain/case/states';
import { transition } from '../../../src/domain/case/transitions';
import { sampleCase, sampleDecision } from '../../fakes/sample-case';
import { shippedPolicy } from '../policy/shipped-policy';
import { impact, screened as screening } from '../policy/sample-evidence';
import { knownAt } from './known-at';

const at = '2026-01-22T10:30:00Z';
const known = knownAt(at, shippedPolicy);
const roles = shippedPolicy.roles.map(({ name }) => name);
const actor = { tenantId: 't', objectId: 'all', name: 'Holds Every Role', email: null, roles };

const screened = (decision: 'CLEAR' | 'ESCALATE') => ({
  tool: 'screen_sanctions',
  input: {},
  output: screening(decision) as never,
});

/** A case of that state which asks this person for everything it can ask for. */
function caseIn(status: CaseStatus): PaymentCase {
  const found = impact('BREACH');
  const output = { ...found, breach_assessment: { ...found.breach_assessment, max_releasable: 1_000 } };
  const call = { tool: 'compute_liquidity_impact', input: {}, output: output as never };
  const entry = { step: 'l', result: 'liquidity_screening', startedAt: at, finishedAt: at, attempts: 1 };
  const base = sampleCase({ status });
  const outcome = status === 'compliance_review' ? 'compliance_hold' : 'liquidity_hold';
  const asked = status === 'compliance_review' ? 'MLRO' : 'Treasury Manager';
  return {
    ...base,
    run: {
      ...base.run,
      trace: [
        { ...entry, step: 's', result: 'sanctions_screening', toolCalls: [screened('CLEAR')], answer: { relayed: 0 } },
        { ...entry, toolCalls: [call], answer: { relayed: 0 } },
      ],
    },
    decision: { ...sampleDecision, outcome, requiredApprovals: [{ role: asked, grants: [], slaHours: 2 }] },
  };
}

const { run } = sampleCase();
const pressed = { actor, shownVersion: 1, comment: 'because it is so' };
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
  rescreen: { type: 'rescreen', basedOn: 1, call: screened('ESCALATE'), screenedAt: at },
  approve: { type: 'approve', ...pressed },
  reject: { type: 'reject', ...pressed },
  clear_false_positive: { type: 'clear_false_positive', ...pressed },
  confirm_true_match: { type: 'confirm_true_match', ...pressed },
  restart_review: { type: 'restart_review', ...pressed },
  release_part: { type: 'release_part', ...pressed },
};

describe.each(caseStatuses)('a case that is %s', (status) => {
  const taken: readonly string[] = takes[status];

  test.each(Object.values(commands))(
    'takes $type where the table says so, and refuses it by name elsewhere',
    (command) => {
      const before = caseIn(status);
      const after = transition(command, before, known);
      expect(after.ok).toBe(taken.includes(command.type));
      if (after.ok) {
        expect(after.case.version).toBe(2);
        expect(after.event).toMatchObject({ run_id: before.runId, payment_id: before.payment.payment_id, at });
      } else {
        expect(after.problems[0]?.code).toMatch(/^case_(not_waiting|moved_on)$/);
      }
    },
  );

  test('that has ended takes no decision', () => {
    const decides = (command: string) => command !== 'rescreen';
    expect(hasEnded(status)).toBe(!taken.some(decides));
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
