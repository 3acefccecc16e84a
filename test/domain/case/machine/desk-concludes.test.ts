import type { DeskCommand } from '../../../../src/domain/case/machine/commands';
import type { Known } from '../../../../src/domain/case/in-force';
import type { PaymentCase } from '../../../../src/domain/case/payment-case';
import { transition } from '../../../../src/domain/case/machine/transitions';
import type { HostedAnswer, TraceEntry } from '../../../../src/domain/case/run/run';
import { historyKeys, type EarlierPayment } from '../../../../src/domain/case/unusual/earlier-payment';
import { fingerprint } from '../../../../src/domain/values/json';
import { sampleCase } from '../../../fakes/sample-case';
import { impact, screened, vendorPayment } from '../../policy/sample-evidence';
import { shippedPolicy } from '../../policy/shipped-policy';
import { knownAt } from '../known-at';

const at = '2026-01-22T11:00:00Z';
const known = knownAt(at, shippedPolicy);
const reviewed = sampleCase({ payment: vendorPayment });

function entry(tool: string, output: object, over: Partial<TraceEntry> = {}): TraceEntry {
  const toolCalls = [{ tool, input: {}, output: output as never }];
  const common = { startedAt: at, finishedAt: at, attempts: 1, answer: { relayed: 0 } };
  return { ...common, step: tool, result: tool, toolCalls, ...over };
}
const screening = (decision: 'CLEAR' | 'ESCALATE' | 'BLOCK') => entry('screen_sanctions', screened(decision));
const liquidity = (severity: 'NONE' | 'BREACH') => entry('compute_liquidity_impact', impact(severity));
const ranTo = (...trace: readonly TraceEntry[]): PaymentCase['run'] => ({
  ...reviewed.run,
  open: [],
  trace,
  end: { node: 'final_output', kind: 'aggregate' },
});

function after(command: DeskCommand, current: PaymentCase = reviewed, over: Partial<Known> = {}) {
  const made = transition(command, current, { ...known, ...over });
  if (!made.ok) throw new Error(made.problems[0]?.message);
  return made;
}
const concluded = (run: PaymentCase['run'], current?: PaymentCase, over?: Partial<Known>) =>
  after({ type: 'conclude', basedOn: 1, run, proposal: { action: 'PROCEED' } }, current, over);

const before = (over: Partial<EarlierPayment> = {}): EarlierPayment => ({
  runId: 'WF-before',
  paymentId: 'TXN-BEFORE',
  payee: vendorPayment.beneficiary_name,
  payeeKey: historyKeys(vendorPayment).payeeKey,
  account: null,
  bank: null,
  amount: vendorPayment.amount,
  currency: 'USD',
  askedAtMs: Date.parse('2026-01-22T09:00:00Z'),
  status: 'released',
  ...over,
});
/** Nothing is unusual about a payee that was paid before, and not lately. */
const paidBefore = before({ runId: 'WF-old', amount: 1, askedAtMs: Date.parse('2026-01-01T09:00:00Z') });

describe('a decision', () => {
  test.each([
    ['clear and no breach', ranTo(screening('CLEAR'), liquidity('NONE')), 'awaiting_approval', 'PROCEED', null],
    [
      'clear and a breach',
      ranTo(screening('CLEAR'), liquidity('BREACH')),
      'awaiting_approval',
      'HOLD',
      'HOLD_LIQ_BREACH',
    ],
    ['an unclear match', ranTo(screening('ESCALATE')), 'compliance_review', 'HOLD', 'HOLD_SANC_ESC'],
    ['a match', ranTo(screening('BLOCK')), 'rejected', 'REJECT', 'REJ_SANC_BLOCK'],
    ['no evidence', ranTo(), 'held', 'HOLD', 'HOLD_MANUAL_REVIEW'],
  ])('after %s leaves the case where people find it, and the event says it', (_what, run, status, action, code) => {
    const made = concluded(run);
    expect(made.case).toMatchObject({ status, run, version: 2, shownSince: 2 });
    expect(made.event).toMatchObject({
      type: 'decision_made',
      actor: { kind: 'desk' },
      payload: {
        end: 'final_output',
        decision: { action, reason_code: code, outcome: made.case.decision?.outcome },
        proposal: { action: 'PROCEED' },
      },
    });
  });

  test('names by hash what the agents found, so that an approval of other findings is none', () => {
    const run = ranTo(screening('CLEAR'), liquidity('NONE'));
    const findings = (of: PaymentCase['run']) =>
      concluded(of, reviewed, { history: [paidBefore] }).case.decision?.findings;
    expect(findings(run)).toBe(fingerprint(run.trace));
    const other = ranTo(screening('CLEAR'), { ...liquidity('NONE'), attempts: 2 });
    expect(findings(other)).not.toBe(fingerprint(run.trace));
  });

  test('begins without the later look at liquidity of the one before', () => {
    const check = { checkedAt: at, ledgerFingerprint: 'f', verdict: 'worse' as const, changes: [] };
    const looked = { ...reviewed, liquidityCheck: check };
    expect(concluded(ranTo(screening('CLEAR'), liquidity('NONE')), looked).case).not.toHaveProperty('liquidityCheck');
    expect(after({ type: 'fail', basedOn: 1, code: 'tool_failed' }, looked).case).not.toHaveProperty('liquidityCheck');
  });

  test('is none where the policy of the run is not kept any more: the case is held, and nobody can approve it', () => {
    const made = concluded(ranTo(screening('CLEAR'), liquidity('NONE')), reviewed, { runPolicy: null });
    expect(made.case).toMatchObject({
      status: 'held',
      failure: { code: 'policy_invalid', step: 'sanctions_step' },
      decision: {
        outcome: 'manual_review',
        reason: 'The review stopped, and policy could not be applied to it',
        requiredApprovals: [],
        decidedAt: at,
      },
    });
    expect(made.event.type).toBe('review_failed');
  });
});

describe('what is unusual about a payment', () => {
  const run = ranTo(screening('CLEAR'), liquidity('NONE'));
  const duplicate = {
    rule: 'unusual-duplicate',
    check: 'duplicate',
    consequence: 'note',
    payments: ['TXN-BEFORE'],
    evidence: { hours: 24, count: 1 },
  };

  test('stands in the case, in its event and in what an approval is bound to', () => {
    const made = concluded(run, reviewed, { history: [before()] });
    expect(made.case.unusual).toEqual([duplicate]);
    expect(made.event.payload['unusual']).toEqual([duplicate]);
    expect(made.case.decision?.findings).toBe(fingerprint({ trace: run.trace, unusual: [duplicate] }));
  });

  test('is looked for anew: what is not so any more is gone, and nothing is said of nothing', () => {
    const stale = { ...reviewed, unusual: [duplicate] as unknown as NonNullable<PaymentCase['unusual']> };
    const made = concluded(run, stale, { history: [paidBefore] });
    expect(made.case).not.toHaveProperty('unusual');
    expect(made.event.payload).not.toHaveProperty('unusual');
  });

  test('is never that a part resembles its rest, or the rest its part', () => {
    const rest = { ...reviewed, restOf: { runId: 'WF-part', paymentId: 'TXN-003' } };
    const ofPart = concluded(run, rest, { history: [before({ runId: 'WF-part' }), paidBefore] });
    expect(ofPart.case).not.toHaveProperty('unusual');
    const lowered = {
      ...reviewed,
      rests: [{ runId: 'WF-rest', paymentId: 'TXN-003-REST', amount: 1, fitsAt: null }],
    };
    const ofRest = concluded(run, lowered, { history: [before({ runId: 'WF-rest' }), paidBefore] });
    expect(ofRest.case).not.toHaveProperty('unusual');
    expect(concluded(run, lowered, { history: [before(), paidBefore] }).case.unusual).toHaveLength(1);
  });

  test('is not asked where policy has no such table', () => {
    const { unusual: _none, ...without } = shippedPolicy;
    const made = concluded(run, reviewed, { policy: without, runPolicy: without, history: [before()] });
    expect(made.case).not.toHaveProperty('unusual');
  });
});

describe('a review that stops', () => {
  const failed = (over: object = {}, current?: PaymentCase, change?: Partial<Known>) =>
    after({ type: 'fail', basedOn: 1, code: 'tool_failed', ...over }, current, change);

  test('is held at the step whose agent failed, with what is known about it', () => {
    const made = failed({ step: 'liquidity_step', about: { attempts: 3 } });
    expect(made.case).toMatchObject({
      status: 'held',
      version: 2,
      // Whoever has a card of the review under way before them is shown this first.
      shownSince: 2,
      failure: { code: 'tool_failed', step: 'liquidity_step' },
      decision: { outcome: 'manual_review', requiredApprovals: [] },
    });
    expect(made.event).toMatchObject({
      type: 'review_failed',
      payload: {
        failure: { code: 'tool_failed', step: 'liquidity_step' },
        about: { attempts: 3 },
        decision: { action: 'HOLD', reason_code: 'HOLD_MANUAL_REVIEW' },
      },
    });
  });

  test('is held at the step that was to run next, and at none where none was', () => {
    expect(failed().case.failure).toEqual({ code: 'tool_failed', step: 'sanctions_step' });
    expect(failed().event.payload).not.toHaveProperty('about');
    const nowhere = { ...reviewed, run: { ...reviewed.run, open: [] } };
    expect(failed({}, nowhere).case.failure).toEqual({ code: 'tool_failed', step: null });
  });

  test('after a proven match stays rejected: a fault behind it does not soften it', () => {
    const blocked = { ...reviewed, run: { ...reviewed.run, trace: [screening('BLOCK')] } };
    const made = failed({ step: 'liquidity_step' }, blocked);
    expect(made.case).toMatchObject({ status: 'rejected', failure: null, decision: { outcome: 'blocked' } });
    expect(made.event.payload).toMatchObject({ failure: { code: 'tool_failed', step: 'liquidity_step' } });
  });

  test('because policy cannot be read is decided by no policy, not even by the one that is kept', () => {
    const blocked = { ...reviewed, run: { ...reviewed.run, trace: [screening('BLOCK')] } };
    for (const made of [failed({ code: 'policy_invalid' }, blocked), failed({}, blocked, { runPolicy: null })])
      expect(made.case).toMatchObject({ status: 'held', decision: { outcome: 'manual_review', ruleIds: [] } });
  });
});

describe('a step that is done', () => {
  const hosted: HostedAnswer = {
    runtime: 'foundry',
    agent: 'sanctions-screening-agent',
    version: '3',
    responses: ['resp_1'],
    usage: { input_tokens: 900, output_tokens: 100 },
    opinion: { decision: 'CLEAR' },
    disagreements: [{ field: 'decision', evidence: 'ESCALATE', opinion: 'CLEAR', stands: 'evidence' }],
  };
  const finding = { label: { en: 'Fraud', tr: 'Fraud' }, verdict: 'REVIEW', action: 'HOLD', detail: 'new' } as const;

  test('is told with what ran since, and with what runs next', () => {
    const first = entry('screen_sanctions', screened('CLEAR'), { step: 'sanctions_step' });
    const second = entry('compute_liquidity_impact', impact('NONE'), { step: 'liquidity_step', attempts: 2, hosted });
    const third = entry('score', {}, { step: 'fraud_step', result: 'fraud', finding });
    const current = { ...reviewed, run: { ...reviewed.run, trace: [first] } };
    const run = { ...reviewed.run, trace: [first, second, third], open: ['ops_step'] };
    const made = after({ type: 'complete_step', basedOn: 1, run }, current);
    expect(made.case).toMatchObject({ status: 'under_review', run, version: 2, shownSince: 2, decision: null });
    expect(made.event).toEqual({
      type: 'step_completed',
      run_id: reviewed.runId,
      payment_id: 'TXN-003',
      actor: { kind: 'desk', name: 'Treasury Desk' },
      at,
      payload: {
        steps: [
          {
            step: 'liquidity_step',
            result: 'compute_liquidity_impact',
            attempts: 2,
            hosted: {
              runtime: 'foundry',
              agent: 'sanctions-screening-agent',
              version: '3',
              responses: ['resp_1'],
              usage: { input_tokens: 900, output_tokens: 100 },
              opinion: fingerprint({ decision: 'CLEAR' }),
              disagreements: [{ field: 'decision', evidence: 'ESCALATE', opinion: 'CLEAR', stands: 'evidence' }],
            },
          },
          { step: 'fraud_step', result: 'fraud', attempts: 1, finding: { verdict: 'REVIEW', action: 'HOLD' } },
        ],
        next: 'ops_step',
      },
    });
  });

  test('by a hosted agent whose service counts nothing says so', () => {
    const step = entry('screen_sanctions', screened('CLEAR'), { hosted: { ...hosted, usage: null } });
    const made = after({ type: 'complete_step', basedOn: 1, run: { ...reviewed.run, trace: [step] } });
    expect(made.event.payload).toMatchObject({ steps: [{ hosted: { usage: null } }] });
  });

  test('of branches is told with how far each of them got', () => {
    const flow = { gates: { finished: ['a'], failed: [], stopped: [] } };
    const made = after({ type: 'complete_step', basedOn: 1, run: { ...reviewed.run, open: ['b', 'c'], flow } });
    expect(made.event.payload).toEqual({ steps: [], flow, next: ['b', 'c'] });
  });
});

test('a later look at liquidity stands beside the decision, with which ledger it was and which one before', () => {
  const waiting = concluded(ranTo(screening('CLEAR'), liquidity('NONE'))).case;
  const changes = [{ field: 'gap', before: '0 USD', after: '200 USD' }] as const;
  const note = (current: PaymentCase, ledgerFingerprint: string) =>
    after(
      {
        type: 'note_liquidity_check',
        basedOn: current.version,
        found: { verdict: 'worse', changes },
        ledgerFingerprint,
      },
      current,
    );
  const made = note(waiting, 'ledger-2');
  expect(made.case).toMatchObject({
    status: 'awaiting_approval',
    shownSince: 3,
    liquidityCheck: { checkedAt: at, ledgerFingerprint: 'ledger-2', verdict: 'worse', changes },
  });
  expect(made.event).toMatchObject({
    type: 'liquidity_rechecked',
    payload: { verdict: 'worse', changes, ledger_fingerprint: 'ledger-2', last_ledger_fingerprint: null },
  });
  expect(note(made.case, 'ledger-3').event.payload).toMatchObject({ last_ledger_fingerprint: 'ledger-2' });
});
