import { finalOutput } from '../../../src/domain/case/decision/final-output';
import type { PaymentCase } from '../../../src/domain/case/payment-case';
import type { TraceEntry } from '../../../src/domain/case/run/run';
import type { Outcome } from '../../../src/domain/policy/outcome';
import { boundApprovals, sampleCase, sampleDecision } from '../../fakes/sample-case';
import { impact, screened } from '../policy/sample-evidence';

const at = '2026-01-22T11:00:00Z';
const person = (name: string) => ({ tenantId: 't', objectId: name, name, email: null });
const given = (role: string, name: string, comment: string | null = null) => ({ role, by: person(name), at, comment });
const waiting = sampleCase({ status: 'awaiting_approval', decision: sampleDecision });

function told(current: PaymentCase) {
  const output = finalOutput(current);
  if (!output) throw new Error('has no decision');
  return output;
}
const entry = (result: string, output: object, over: Partial<TraceEntry> = {}): TraceEntry => ({
  step: result,
  result,
  startedAt: at,
  finishedAt: at,
  attempts: 1,
  toolCalls: [{ tool: result, input: {}, output: output as never }],
  answer: { relayed: 0 },
  ...over,
});
const ran = (...trace: readonly TraceEntry[]): PaymentCase => ({
  ...waiting,
  run: { ...waiting.run, trace, open: [], end: { node: 'final_output', kind: 'aggregate' } },
});

test('a case without a decision has none', () => expect(finalOutput(sampleCase())).toBeNull());

describe('what was decided last', () => {
  test('is policy’s, until a person says otherwise', () => {
    expect(told(waiting).final_decision).toEqual({
      action: 'PROCEED',
      reason: 'Sanctions CLEAR, no liquidity breach, before cutoff',
      reason_code: null,
      executed_at: '2026-01-22T10:25:00Z',
      rule_ids: [],
    });
  });

  test.each<[Outcome, string | null]>([
    ['liquidity_hold', 'REJ_LIQ_NO_OVERRIDE'],
    ['proceed', null],
    ['manual_review', null],
  ])('is a person’s rejection of a %s, filed under %s', (outcome, code) => {
    const decision = { ...sampleDecision, outcome };
    const rejected = { ...waiting, decision, rejection: given('Treasury Manager', 'Maya', 'not ours') };
    expect(told(rejected).final_decision).toMatchObject({
      action: 'REJECT',
      reason: 'Rejected by Treasury Manager: not ours',
      reason_code: code,
      executed_at: at,
    });
  });

  test('is compliance’s where somebody called it a true match, whatever policy held it for', () => {
    const match = { ...given('MLRO', 'Lars'), outcome: 'true_match' as const };
    const decision = { ...sampleDecision, outcome: 'liquidity_hold' as const };
    const stopped = { ...waiting, decision, rejection: given('MLRO', 'Lars'), dispositions: [match] };
    expect(told(stopped).final_decision).toMatchObject({
      reason: 'Rejected by MLRO: no reason given',
      reason_code: 'REJ_COMPLIANCE',
    });
    const cleared = { ...stopped, dispositions: [{ ...match, outcome: 'false_positive' as const }] };
    expect(told(cleared).final_decision.reason_code).toBe('REJ_LIQ_NO_OVERRIDE');
  });

  test('is that it was withdrawn, with the reason where one was given', () => {
    const withdrawal = { by: person('Dana'), at, comment: null };
    expect(told({ ...waiting, status: 'withdrawn', withdrawal }).final_decision).toMatchObject({
      action: 'REJECT',
      reason: 'Withdrawn by Dana',
      reason_code: 'REJ_ORIGINATOR_CANCEL',
      executed_at: at,
    });
    const why = { ...withdrawal, comment: 'paid already' };
    expect(told({ ...waiting, status: 'withdrawn', withdrawal: why }).final_decision.reason).toBe(
      'Withdrawn by Dana: paid already',
    );
  });

  test('is that its cutoff was missed, with the next value date where calendars know one', () => {
    const expiry = { at, cutoff: null, rule: null, nextValueDate: '2026-01-23' };
    const missed = (over: Partial<typeof expiry> | { nextValueDate: null }): PaymentCase => ({
      ...waiting,
      status: 'expired',
      expiry: { ...expiry, ...over },
    });
    expect(told(missed({})).final_decision).toMatchObject({
      action: 'REJECT',
      reason: 'Cutoff missed before it was approved; next value date 2026-01-23',
      reason_code: 'REJ_CUTOFF_MISSED',
      executed_at: at,
    });
    expect(told(missed({ nextValueDate: null })).final_decision.reason).toBe('Cutoff missed before it was approved');
  });
});

describe('who approved', () => {
  test('and who is missing, each place of the plan by itself, with whom a delegate stood in for', () => {
    const plan = [
      { role: 'Treasury Manager', grants: [], slaHours: 2, people: 2 },
      { role: 'Head of Treasury', grants: [], slaHours: 2 },
    ];
    const delegated = {
      ...given('Treasury Manager', 'Dana', 'seen'),
      by: { ...person('Dana'), personaOf: 'A Tester' },
      delegation: { reference: 'DLG-1', for: person('Omar') },
    };
    const half = boundApprovals({
      ...waiting,
      decision: { ...sampleDecision, requiredApprovals: plan },
      dispositions: [{ ...given('MLRO', 'Lars'), outcome: 'false_positive' }],
      approvals: [delegated],
    });
    expect(told(half).approval_status).toEqual({
      status: 'awaiting_approval',
      required_approvers: ['Treasury Manager', 'Treasury Manager', 'Head of Treasury'],
      obtained_approvals: [
        { role: 'MLRO', by: 'Lars', at, comment: null },
        {
          role: 'Treasury Manager',
          by: 'Dana',
          at,
          comment: 'seen',
          on_behalf_of: 'Omar',
          delegation: 'DLG-1',
          persona_of: 'A Tester',
        },
      ],
      pending_approvals: ['Treasury Manager', 'Head of Treasury'],
    });
  });
});

describe('what became of it', () => {
  test('a part names the whole and what it leaves out, to the cent', () => {
    const payment = { ...waiting.payment, amount: 99_999.9, full_amount: 250_000.2 };
    expect(told({ ...waiting, payment }).partial_release).toEqual({
      amount: 99_999.9,
      full_amount: 250_000.2,
      remainder: 150_000.3,
      currency: 'USD',
    });
    expect(told(waiting)).not.toHaveProperty('partial_release');
  });

  test('the bank’s words are told one by one, and none where nobody spoke', () => {
    const word = { reference: 'FT1', bookedOn: '2026-01-22', statement: 'S-1', note: null, at };
    const release = { ...given('Payments Operator', 'Olaf'), bankReference: 'FT1' };
    const sent = { file: 'TD-1', paymentInformation: 'P', endToEndId: 'E-1', sha256: 'f', askedBy: 'Olaf', at };
    const booked = { reference: 'FT1', booked_on: '2026-01-22', statement: 'S-1' };
    expect(told(waiting)).not.toHaveProperty('at_the_bank');
    expect(told({ ...waiting, status: 'released', release }).at_the_bank).toEqual({
      released: { by: 'Olaf', role: 'Payments Operator', at, reference: 'FT1' },
    });
    expect(told({ ...waiting, status: 'released', sent }).at_the_bank).toEqual({
      sent: { file: 'TD-1', at, end_to_end_id: 'E-1' },
    });
    expect(told({ ...waiting, status: 'settled', settlement: word }).at_the_bank).toEqual({ settled: booked });
    expect(told({ ...waiting, status: 'returned', bankReturn: word }).at_the_bank).toEqual({ returned: booked });
    const short = told({ ...waiting, status: 'short', settlement: word }).at_the_bank;
    expect(short?.short).toMatchObject(booked);
    expect(short).not.toHaveProperty('settled');
  });
});

describe('what agents found, in short', () => {
  test('names a match where there is one, and figures by whether there is a breach', () => {
    const clear = told(
      ran(entry('sanctions_screening', screened('CLEAR')), entry('liquidity_screening', impact('NONE'))),
    );
    expect(clear.agent_results).toEqual({
      sanctions_screening: { decision: 'CLEAR', confidence: 0, match_type: 'NONE' },
      liquidity_screening: { breach: false, headroom: 1_500_000, recommendation: 'RELEASE' },
      operational_procedures: null,
    });
    const held = told(
      ran(entry('sanctions_screening', screened('BLOCK')), entry('liquidity_screening', impact('BREACH'))),
    );
    expect(held.agent_results).toEqual({
      sanctions_screening: { decision: 'BLOCK', confidence: 98, match_type: 'EXACT', matched_entity: 'BANK MASKAN' },
      liquidity_screening: { breach: true, gap: 500_000, recommendation: 'HOLD', alternatives: [] },
      operational_procedures: null,
    });
  });

  test('counts a screening that was made again as one step, and says whether the run ended early', () => {
    const twice = ran(entry('sanctions_screening', screened('CLEAR')), entry('sanctions_screening', screened('CLEAR')));
    expect(told(twice).workflow_trace).toEqual({ steps_completed: ['sanctions_screening'], early_termination: false });
    const early = { ...twice, run: { ...twice.run, end: { node: 'reject', kind: 'terminate' as const } } };
    expect(told(early).workflow_trace.early_termination).toBe(true);
  });

  test('gives the strictest of what a further agent found, and never in the place of a gate', () => {
    const finding = (verdict: string, action: 'PROCEED' | 'REJECT') => ({
      label: { en: 'Fraud', tr: 'Fraud' },
      verdict,
      action,
      detail: verdict,
    });
    const fraud = (verdict: string, action: 'PROCEED' | 'REJECT', result = 'fraud') =>
      entry(result, { verdict }, { finding: finding(verdict, action) });
    const found = told(
      ran(fraud('FRAUD', 'REJECT'), fraud('FINE', 'PROCEED'), fraud('X', 'PROCEED', 'sanctions_screening')),
    );
    expect(found.agent_results).toHaveProperty('fraud', { verdict: 'FRAUD', action: 'REJECT', detail: 'FRAUD' });
    expect(found.agent_results['sanctions_screening']).toBeNull();
    expect(found.agent_trace).toEqual([{ verdict: 'FRAUD' }, { verdict: 'FINE' }, { verdict: 'X' }]);
  });
});

test('what was approved before something else came into force was not obtained for it', () => {
  const fallen = { ...given('Treasury Manager', 'Omar'), boundTo: 'what was shown before' };
  const current = {
    ...waiting,
    approvals: [fallen, ...boundApprovals({ ...waiting, approvals: [given('Treasury Manager', 'Maya')] }).approvals],
  };
  expect(told(current).approval_status.obtained_approvals.map(({ by }) => by)).toEqual(['Maya']);
});
