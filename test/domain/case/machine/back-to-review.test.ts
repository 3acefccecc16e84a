import type { Press } from '../../../../src/domain/case/machine/commands';
import type { Known } from '../../../../src/domain/case/in-force';
import { findOffer } from '../../../../src/domain/case/machine/offer';
import { permittedActions } from '../../../../src/domain/case/machine/permitted-actions';
import { transition } from '../../../../src/domain/case/machine/transitions';
import type { PaymentCase } from '../../../../src/domain/case/payment-case';
import { sampleCase, sampleDecision, samplePayment } from '../../../fakes/sample-case';
import { impact } from '../../policy/sample-evidence';
import { shippedPolicy } from '../../policy/shipped-policy';
import { knownAt } from '../known-at';
import { member } from '../../../fakes/member';

const at = '2026-01-22T11:00:00Z';
const inForceNow = { ...shippedPolicy, fingerprint: 'n'.repeat(64) };
const known = { ...knownAt(at, inForceNow), runPolicy: shippedPolicy };
const maya = member('Maya', 'Treasury Manager');
const { roles: _roles, ...mayaAlone } = maya;
const given = (role: string, name: string) => ({ role, by: member(name), at, comment: null });

function pressed(type: Press['type'], current: PaymentCase, over: Partial<Press> = {}, change: Partial<Known> = {}) {
  const command: Press = { type, actor: maya, shownVersion: current.version, comment: 'once more', ...over };
  return transition(command, current, { ...known, ...change });
}
function after(...asked: Parameters<typeof pressed>) {
  const made = pressed(...asked);
  if (!made.ok) throw new Error(made.problems[0]?.message);
  return made;
}

const stopped = sampleCase({
  status: 'held',
  version: 4,
  failure: { code: 'tool_failed', step: 'liquidity_step' },
  decision: { ...sampleDecision, outcome: 'manual_review', requiredApprovals: [] },
  dispositions: [{ ...given('MLRO', 'Lars'), outcome: 'false_positive' }],
});
const waiting = sampleCase({
  status: 'awaiting_approval',
  version: 6,
  decision: sampleDecision,
  liquidityCheck: { checkedAt: at, ledgerFingerprint: 'f', verdict: 'better', changes: [] },
  dispositions: [{ ...given('MLRO', 'Lars'), outcome: 'false_positive' }],
  approvals: [given('Head of Treasury', 'Helen')],
});

describe('a review that is restarted', () => {
  test('goes on where it stopped, with what was said of it, where nothing has changed', () => {
    const made = after('restart_review', stopped);
    expect(made.case).toMatchObject({
      status: 'under_review',
      version: 5,
      shownSince: 5,
      run: stopped.run,
      payment: stopped.payment,
      policyFingerprint: stopped.policyFingerprint,
      decision: null,
      failure: null,
      dispositions: stopped.dispositions,
      returned: { by: mayaAlone, at, reason: 'once more', voided: [] },
    });
    expect(made.event).toMatchObject({
      type: 'review_restarted',
      actor: { name: 'Maya' },
      payload: {
        reason: 'once more',
        failure: { code: 'tool_failed', step: 'liquidity_step' },
        from_step: 'sanctions_step',
        leaves_at: '2026-01-22T10:25:00Z',
        amount: 250_000,
        policy_fingerprint: stopped.policyFingerprint,
        voided: [],
        abandoned_version: null,
      },
    });
  });

  const begun = { ...sampleCase().run, open: ['first_step_of_now'] };
  const beginning = { ...known.workflow, begin: () => begun };
  test.each<[string, Partial<Known>]>([
    ['its run cannot go on', { workflow: { ...beginning, canGoOn: () => false } }],
    [
      'the ledger has other figures now',
      { workflow: { ...beginning, renew: ({ payment }) => ({ ...payment, amount: 9 }) } },
    ],
    ['its policy is not kept any more', { workflow: beginning, runPolicy: null }],
  ])('begins anew under the policy in force where %s, and says whose words that made void', (_what, change) => {
    const made = after('restart_review', stopped, {}, change);
    expect(made.case).toMatchObject({
      status: 'under_review',
      run: begun,
      policyFingerprint: inForceNow.fingerprint,
      dispositions: [],
      approvals: [],
      returned: { voided: [{ role: 'MLRO', by: { name: 'Lars' } }] },
    });
    expect(made.event.payload).toMatchObject({
      from_step: 'first_step_of_now',
      policy_fingerprint: inForceNow.fingerprint,
      voided: [{ role: 'MLRO', by: 'Lars', object_id: 'Lars' }],
      abandoned_version: 4,
    });
  });

  test('is reviewed as the ledger has it now', () => {
    const renew = ({ payment }: Pick<PaymentCase, 'payment'>) => ({ ...payment, amount: 240_000 });
    const made = after('restart_review', waiting, {}, { workflow: { ...known.workflow, renew } });
    expect(made.case.payment).toEqual({ ...samplePayment, amount: 240_000 });
    expect(made.event.payload['amount']).toBe(240_000);
    // The ledger chose it, not whoever pressed.
    expect(made.case).not.toHaveProperty('amountChangedBy');
  });

  test('has lost what was noted of the decision before', () => {
    expect(after('restart_review', waiting).case).not.toHaveProperty('liquidityCheck');
  });

  test('says beforehand whose words it costs: nobody’s where it goes on where it stopped, and no reason is asked for', () => {
    const offeredOf = (current: PaymentCase, change: Partial<Known> = {}) =>
      findOffer(permittedActions(current, maya, { ...known, ...change }), 'restart_review');
    expect(offeredOf(stopped)).toMatchObject({ voided: [], minComment: 0 });
    expect(after('restart_review', stopped, { comment: null }).case.dispositions).toEqual(stopped.dispositions);
    const cannot = { workflow: { ...known.workflow, canGoOn: () => false } };
    expect(offeredOf(stopped, cannot)).toMatchObject({ voided: [{ role: 'MLRO' }], minComment: 1 });
    expect(offeredOf(waiting)).toMatchObject({
      voided: [{ role: 'MLRO' }, { role: 'Head of Treasury' }],
      minComment: 1,
    });
  });

  test('takes a reason where somebody has spoken, and none where nobody has', () => {
    for (const comment of [null, '  '])
      expect(pressed('restart_review', waiting, { comment })).toMatchObject({
        ok: false,
        problems: [{ code: 'reason_missing', field: 'comment', act: 'restart_review' }],
      });
    const unsaid = { ...waiting, approvals: [], dispositions: [] };
    expect(after('restart_review', unsaid, { comment: null }).case.returned).toMatchObject({
      reason: null,
      voided: [],
    });
  });

  test('is for whoever asked for the payment and whoever is asked, by a rule that is named', () => {
    expect(pressed('restart_review', waiting, { actor: member('Olaf', 'Payments Operator') })).toMatchObject({
      problems: [
        {
          code: 'role_not_asked_for',
          message:
            'Not restarted. Olaf holds Payments Operator; this payment waits for whoever asked for it, Treasury Manager (right-restart). Ask one of them.',
        },
      ],
    });
    expect(pressed('restart_review', waiting, { actor: { ...waiting.submitter, roles: [] } }).ok).toBe(true);
  });
});

describe('a payment that missed its cutoff and is asked for again', () => {
  const missed = (nextValueDate: string | null, over: Partial<PaymentCase['payment']> = {}): PaymentCase => ({
    ...waiting,
    status: 'expired',
    payment: { ...samplePayment, ...over },
    expiry: { at, cutoff: null, rule: null, nextValueDate },
  });
  const onTheDay = { nowMs: Date.parse('2026-01-23T08:00:00Z') };
  const leaves = (current: PaymentCase) => after('restart_review', current, {}, onTheDay).case;

  test('is asked for the next value date, from the beginning of that day', () => {
    const made = leaves(missed('2026-01-23'));
    expect(made.payment).toEqual({
      ...samplePayment,
      timestamp_utc: '2026-01-23T00:00:00Z',
      value_date: '2026-01-23',
    });
    expect(made).not.toHaveProperty('expiry');
    // Another day is another review.
    expect(made.approvals).toEqual([]);
  });

  test.each([
    // Treasury's own cutoff and the grace of an emergency are over at half past three.
    ['2026-01-23T16:30:00Z', '2026-01-26', samplePayment.timestamp_utc],
    ['2026-01-26T09:00:00Z', '2026-01-26', '2026-01-26T00:00:00Z'],
  ])('is asked for the day that is next then, where the next one was missed too: %s', (now, valueDate, leavesAt) => {
    const made = after('restart_review', missed('2026-01-23'), {}, { nowMs: Date.parse(now) }).case;
    expect(made.payment).toEqual({ ...samplePayment, timestamp_utc: leavesAt, value_date: valueDate });
  });

  test('keeps its time while that day is still to come, and is held for it', () => {
    const made = after('restart_review', missed('2026-01-23')).case;
    expect(made.payment).toEqual({ ...samplePayment, value_date: '2026-01-23' });
  });

  test.each([
    ['leaves on that day anyway', missed('2026-01-23', { timestamp_utc: '2026-01-23T09:00:00Z' })],
    ['leaves later than that', missed('2026-01-23', { timestamp_utc: '2026-01-26T09:00:00Z' })],
    ['has no next day that calendars know', missed(null)],
  ])('keeps its own time where it %s', (_what, current) => {
    expect(leaves(current).payment).toEqual(current.payment);
  });

  test('moves only because it missed it: what still waits keeps its day', () => {
    const { expiry } = missed('2026-01-23');
    expect(leaves({ ...waiting, ...(expiry ? { expiry } : {}) }).payment).toEqual(samplePayment);
  });
});

describe('a part', () => {
  const partOf = (most: number, remainderAt: string | null = null) => {
    const found = impact('BREACH', { payment: samplePayment });
    const rest = {
      kind: 'partial_release',
      feasible: true,
      why: 'so much fits',
      amount: most,
      remainder: 1,
      remainder_release_at: remainderAt,
    };
    const output = {
      ...found,
      breach_assessment: { ...found.breach_assessment, max_releasable: most },
      recommendation: { ...found.recommendation, alternative_details: [rest] },
    };
    const call = { tool: 'compute_liquidity_impact', input: {}, output: output as never };
    const entry = { step: 'l', result: 'liquidity_screening', startedAt: at, finishedAt: at, attempts: 1 };
    return { ...sampleCase().run, trace: [{ ...entry, toolCalls: [call], answer: { relayed: 0 } }] };
  };
  const breached: PaymentCase = {
    ...waiting,
    decision: { ...sampleDecision, outcome: 'liquidity_hold' },
    run: partOf(100_000),
  };

  test('is what the evidence leaves room for; the whole and the rest are named, and who chose it', () => {
    const made = after('release_part', breached);
    const cut = { amount: 100_000, full_amount: 250_000, asked_in_all: 250_000 };
    expect(made.case.payment).toEqual({ ...samplePayment, ...cut });
    expect(made.case).toMatchObject({
      status: 'under_review',
      amountChangedBy: [mayaAlone],
      approvals: [],
      policyFingerprint: inForceNow.fingerprint,
    });
    expect(made.case.amountChangedBy).toEqual([mayaAlone]);
    expect(made.case).not.toHaveProperty('rests');
    expect(made.event).toMatchObject({
      type: 'payment_reduced',
      payload: { from: 250_000, to: 100_000, remainder: 150_000, abandoned_version: 6 },
    });
    expect(made.event.payload).not.toHaveProperty('rest_run');
  });

  test('leaves out an amount that is asked for by itself, to the cent', () => {
    const successor = { runId: 'WF-REST', paymentId: 'TXN-EMRG-001-REST' };
    const odd = { ...breached, run: partOf(99_999.9), payment: { ...samplePayment, amount: 250_000.2 } };
    const made = after('release_part', odd, { successor });
    // 250,000.20 - 99,999.90, which binary numbers make 150000.30000000002.
    expect(made.case.rests).toEqual([{ ...successor, amount: 150_000.3, fitsAt: null }]);
    expect(made.event.payload).toMatchObject({
      remainder: 150_000.3,
      rest_payment_id: 'TXN-EMRG-001-REST',
      rest_run: 'WF-REST',
    });
  });

  test('lowered twice keeps the whole it began with, both rests, and everybody who chose, once', () => {
    const first = { runId: 'WF-R1', paymentId: 'R1', amount: 150_000, fitsAt: null };
    const once: PaymentCase = {
      ...breached,
      run: partOf(40_000),
      payment: { ...samplePayment, amount: 100_000, full_amount: 250_000 },
      amountChangedBy: [mayaAlone],
      rests: [first],
    };
    const successor = { runId: 'WF-R2', paymentId: 'R2' };
    const made = after('release_part', once, { successor }).case;
    expect(made.payment).toMatchObject({ amount: 40_000, full_amount: 250_000 });
    expect(made.rests).toEqual([first, { ...successor, amount: 60_000, fitsAt: null }]);
    expect(made.amountChangedBy).toEqual([mayaAlone]);
    const { roles: _none, ...mert } = member('Mert', 'Treasury Manager');
    expect(
      after('release_part', once, { actor: { ...mert, roles: ['Treasury Manager'] } }).case.amountChangedBy,
    ).toEqual([mayaAlone, mert]);
  });

  describe('of a payment the bank has paid some of since', () => {
    const successor = { runId: 'WF-REST', paymentId: 'TXN-EMRG-001-REST' };
    const leaving = (amount: number): Partial<Known> => ({
      workflow: { ...known.workflow, renew: ({ payment }) => ({ ...payment, amount }) },
    });

    test('is asked for with its rest as what is left, and what was paid by neither', () => {
      const terms = findOffer(permittedActions(breached, maya, { ...known, ...leaving(160_000) }), 'release_part');
      expect(terms?.part).toEqual({ amount: 100_000, rest: 60_000 });
      const made = after('release_part', breached, { successor }, leaving(160_000));
      expect(made.case.payment).toMatchObject({ amount: 100_000, full_amount: 160_000 });
      expect(made.case.rests).toMatchObject([{ ...successor, amount: 60_000 }]);
      expect(made.event.payload).toMatchObject({ from: 250_000, to: 100_000, remainder: 60_000 });
    });

    test.each([100_000, 80_000])('is not to be had where all of what is left fits: %s', (left) => {
      expect(pressed('release_part', breached, { successor }, leaving(left))).toMatchObject({
        problems: [
          {
            code: 'nothing_to_reduce',
            message:
              'Not reduced. All that is left to pay of it keeps the buffer. Ask for a what-if, or restart the review.',
          },
        ],
      });
    });
  });

  test('is begun anew even where the run could go on: what was screened was another amount', () => {
    const begun = { ...sampleCase().run, open: ['first_step_of_now'] };
    const workflow = { ...known.workflow, begin: () => begun, canGoOn: () => true };
    expect(after('release_part', breached, {}, { workflow }).case.run).toEqual(begun);
  });
});
