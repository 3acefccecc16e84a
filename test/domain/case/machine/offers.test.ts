import type { InForce } from '../../../../src/domain/case/in-force';
import { permittedActions, offer } from '../../../../src/domain/case/machine/permitted-actions';
import type { Act } from '../../../../src/domain/case/machine/refuse-act';
import { caseStatuses } from '../../../../src/domain/case/machine/states';
import type { PaymentCase } from '../../../../src/domain/case/payment-case';
import type { Run } from '../../../../src/domain/case/run/run';
import type { LiquidityScreening } from '../../../../src/domain/evidence/liquidity-screening';
import type { Member } from '../../../../src/domain/values/person';
import { boundApprovals, sampleCase, sampleDecision, samplePayment } from '../../../fakes/sample-case';
import { impact, screened } from '../../policy/sample-evidence';
import { shippedPolicy } from '../../policy/shipped-policy';
import { knownAt } from '../known-at';

const at = '2026-01-22T11:00:00Z';
const inForce: InForce = knownAt(at, shippedPolicy);
const member = (name: string, ...roles: readonly string[]): Member => ({
  tenantId: 't',
  objectId: name,
  name,
  email: null,
  roles,
});
const maya = member('Maya', 'Treasury Manager');
const helen = member('Helen', 'Head of Treasury');
const olaf = member('Olaf', 'Payments Operator');
const carmen = member('Carmen', 'Compliance Manager');
const lars = member('Lars', 'MLRO');
const given = (role: string, by: Member) => ({ role, by, at, comment: null });

const ran = (result: string, tool: string, output: object | null): Run['trace'][number] => ({
  step: result,
  result,
  startedAt: at,
  finishedAt: at,
  attempts: 1,
  toolCalls: [{ tool, input: {}, output: output as never }],
  answer: { relayed: 0 },
});
const runOf = (...trace: Run['trace']): Run => ({ ...sampleCase().run, open: [], trace });
function breachedRun(most: number): Run {
  const found: LiquidityScreening = impact('BREACH', { payment: samplePayment });
  const output = { ...found, breach_assessment: { ...found.breach_assessment, max_releasable: most } };
  return runOf(ran('liquidity_screening', 'compute_liquidity_impact', output));
}
const manager = { role: 'Treasury Manager', grants: [], slaHours: 2 };
const waiting = sampleCase({ status: 'awaiting_approval', version: 3, decision: sampleDecision });
const breached: PaymentCase = {
  ...waiting,
  run: breachedRun(100_000),
  decision: { ...sampleDecision, outcome: 'liquidity_hold' },
};

function refused(act: Act, current: PaymentCase, who: Member | null, over: Partial<InForce> = {}) {
  const made = offer(act, current, who, { ...inForce, ...over });
  return made.ok ? null : made.problems[0];
}
const codeOf = (...asked: Parameters<typeof refused>) => refused(...asked)?.code ?? null;
const offered = (act: Act, current: PaymentCase, who: Member | null) => {
  const made = offer(act, current, who, inForce);
  if (!made.ok) throw new Error(made.problems[0]?.message);
  return made.offers;
};

describe('a part of a payment', () => {
  test('is offered with its amount, for what waits because of a breach', () => {
    expect(offered('release_part', breached, maya)).toMatchObject([{ part: 100_000, minComment: 0, voided: [] }]);
    expect(offered('release_part', breached, null)).toHaveLength(1);
  });

  test('says whose words it makes void, and then takes a reason', () => {
    const spoken = { ...breached, approvals: [given('Head of Treasury', helen)] };
    expect(offered('release_part', spoken, maya)).toMatchObject([
      { minComment: 1, voided: [{ role: 'Head of Treasury', by: { name: 'Helen' } }] },
    ]);
  });

  test.each([
    ['waits for another reason', { ...breached, decision: sampleDecision }, 'case_not_waiting'],
    ['has no decision', { ...breached, decision: null }, 'case_not_waiting'],
    ['leaves room for nothing', { ...breached, run: breachedRun(0) }, 'nothing_releasable'],
    ['has no figures', { ...breached, run: runOf() }, 'nothing_releasable'],
    ['leaves room for all of it', { ...breached, run: breachedRun(250_000) }, 'nothing_to_reduce'],
  ])('is not where it %s', (_what, current, code) => {
    expect(codeOf('release_part', current, maya)).toBe(code);
  });

  test('is a cent less than the whole at the most', () => {
    expect(offered('release_part', { ...breached, run: breachedRun(249_999.99) }, maya)).toMatchObject([
      { part: 249_999.99 },
    ]);
  });

  test('is for whoever asked or is asked', () => {
    expect(refused('release_part', breached, olaf)).toMatchObject({
      code: 'role_not_asked_for',
      message: expect.stringContaining('right-release-part') as string,
    });
    expect(offered('release_part', breached, { ...breached.submitter, roles: [] })).toHaveLength(1);
  });
});

describe('a what-if', () => {
  test('is offered while a payment with figures waits, to anybody', () => {
    for (const status of ['awaiting_approval', 'held'] as const)
      expect(offered('what_if', { ...breached, status }, olaf)).toMatchObject([{ act: 'what_if', minComment: 0 }]);
  });

  test.each(caseStatuses.filter((status) => !['awaiting_approval', 'held', 'compliance_review'].includes(status)))(
    'is not while it is %s',
    (status) => expect(codeOf('what_if', { ...breached, status }, olaf)).toBe('case_not_waiting'),
  );

  test('is not without figures, and not of what is compliance’s, even to compliance', () => {
    expect(codeOf('what_if', waiting, olaf)).toBe('case_not_waiting');
    const review = { ...breached, status: 'compliance_review' as const };
    for (const who of [olaf, carmen, null])
      expect(refused('what_if', review, who)).toMatchObject({
        code: 'under_compliance_review',
        message:
          'Not computed. This payment is under compliance review, reference WF-20260122102500-a1b2c3. Its liquidity is looked at after that.',
      });
  });
});

describe('what a screening matched', () => {
  const sanctions = (output: object | null) => ran('sanctions_screening', 'screen_sanctions', output);
  const matched = { ...waiting, run: runOf(sanctions(screened('ESCALATE'))) };

  test('is read by compliance alone', () => {
    expect(offered('show_screening', matched, carmen)).toHaveLength(1);
    expect(offered('show_screening', matched, null)).toHaveLength(1);
    expect(refused('show_screening', matched, maya)).toMatchObject({
      code: 'compliance_only',
      message:
        'Not shown. Screening details are for compliance; reference WF-20260122102500-a1b2c3 (right-read-screening).',
    });
  });

  test('is never read by whoever asked for the payment, whatever they are, and no rule is named', () => {
    const own = refused('show_screening', matched, { ...matched.submitter, roles: ['MLRO'] });
    expect(own?.code).toBe('compliance_only');
    expect(own?.message).not.toContain('right-read-screening');
  });

  test('is nothing where nothing was found', () => {
    expect(codeOf('show_screening', { ...waiting, run: runOf(sanctions(screened('CLEAR'))) }, carmen)).toBe(
      'nothing_to_read',
    );
    expect(codeOf('show_screening', { ...waiting, run: runOf() }, carmen)).toBe('nothing_to_read');
  });

  test('is something where a recorded false positive cleared it, where one of two screenings matched, and where none can be read', () => {
    const clear = screened('CLEAR');
    const details = {
      ...clear.match_details,
      false_positives: [
        {
          id: 'FP-1',
          uid: '4633',
          matched_entity: 'BANK MASKAN',
          expires_on: '2026-06-01',
          recorded_by: ['Carmen', 'Lars'],
          list_family: 'OFAC SDN',
        },
      ],
    };
    const none = { ...clear, match_details: { ...clear.match_details, false_positives: [] } };
    expect(
      offered('show_screening', { ...waiting, run: runOf(sanctions({ ...clear, match_details: details })) }, lars),
    ).toHaveLength(1);
    expect(codeOf('show_screening', { ...waiting, run: runOf(sanctions(none)) }, lars)).toBe('nothing_to_read');
    const two = runOf(sanctions(clear), sanctions(screened('ESCALATE')));
    expect(offered('show_screening', { ...waiting, run: two }, lars)).toHaveLength(1);
    expect(offered('show_screening', { ...waiting, run: runOf(sanctions({ decision: 'CLEAR' })) }, lars)).toHaveLength(
      1,
    );
  });
});

describe('the bundle of a payment', () => {
  test('is handed out once it is decided, to its parties and to compliance', () => {
    for (const who of [maya, carmen, { ...waiting.submitter, roles: [] }, null])
      expect(offered('export_bundle', waiting, who)).toHaveLength(1);
    expect(refused('export_bundle', waiting, olaf)).toMatchObject({
      code: 'role_not_asked_for',
      message: expect.stringContaining('right-export-bundle') as string,
    });
  });

  test('is not before there is a decision to prove', () => {
    expect(refused('export_bundle', sampleCase(), maya)).toMatchObject({
      code: 'case_not_waiting',
      message: 'Not handed out. TXN-EMRG-001 is not decided yet. Ask again when it is.',
      figures: { state: 'under_review' },
    });
  });
});

describe('ending a held payment', () => {
  const held: PaymentCase = {
    ...waiting,
    status: 'held',
    decision: { ...sampleDecision, outcome: 'manual_review', requiredApprovals: [] },
  };

  test('is for whoever may review it by hand, with a reason', () => {
    expect(offered('reject', held, maya)).toMatchObject([{ role: 'Treasury Manager', minComment: 1, standIn: null }]);
    expect(offered('reject', held, null)).toMatchObject([{ role: null, minComment: 1 }]);
    expect(refused('reject', held, olaf)).toMatchObject({
      code: 'role_not_asked_for',
      message: expect.stringContaining('right-end-held') as string,
    });
  });

  test('is not for whoever asked for it', () => {
    expect(codeOf('reject', held, { ...held.submitter, roles: ['Head of Treasury'] })).toBe('originator_cannot_decide');
  });
});

describe('what compliance is asked', () => {
  const review: PaymentCase = {
    ...waiting,
    status: 'compliance_review',
    decision: {
      ...sampleDecision,
      outcome: 'compliance_hold',
      requiredApprovals: ['Compliance Manager', 'MLRO'].map((role) => ({ role, grants: [], slaHours: 4 })),
    },
  };

  test('is offered to each of them in their own role, and takes a reason', () => {
    for (const act of ['clear_false_positive', 'confirm_true_match'] as const) {
      expect(offered(act, review, carmen)).toMatchObject([{ act, role: 'Compliance Manager', minComment: 1 }]);
      expect(offered(act, review, lars)).toMatchObject([{ act, role: 'MLRO', minComment: 1 }]);
      expect(offered(act, review, null)).toMatchObject([{ act, role: null, minComment: 1 }]);
      expect(codeOf(act, review, member('Olga', 'Compliance Officer'))).toBe('role_not_asked_for');
    }
  });

  test('to clear is not offered to one who has cleared it already; to stop it is', () => {
    const both = member('Both', 'Compliance Manager', 'MLRO');
    const once = { ...review, dispositions: [{ ...given('MLRO', both), outcome: 'false_positive' as const }] };
    expect(refused('clear_false_positive', once, both)).toMatchObject({
      code: 'one_person_one_approval',
      message:
        'Not cleared. Both: Two approvals need two people (sod-first-second-approval). Somebody else who is asked has to do it.',
    });
    expect(offered('confirm_true_match', once, both)).toMatchObject([{ role: 'Compliance Manager' }]);
  });

  test('names the rule of whoever is not asked', () => {
    const olga = member('Olga', 'Compliance Officer');
    expect(refused('clear_false_positive', review, olga)?.message).toContain('right-clear-match');
    expect(refused('confirm_true_match', review, olga)?.message).toContain('right-confirm-match');
  });
});

describe('an approval', () => {
  test('is offered to nobody in particular once for each kind: plain, and the override', () => {
    const plan = [
      manager,
      { ...manager, role: 'Treasury Analyst' },
      { ...manager, role: 'Head of Treasury', grants: ['override_breach' as const] },
    ];
    const both = { ...breached, decision: { ...breached.decision!, requiredApprovals: plan } };
    expect(offered('approve', both, null)).toMatchObject([
      { role: null, isOverride: false, minComment: 0 },
      { role: null, isOverride: true, minComment: 50 },
    ]);
    expect(offered('approve', waiting, null)).toMatchObject([{ role: null, isOverride: false, minComment: 0 }]);
  });

  test('of what raised a question takes a word of why it is right all the same', () => {
    const found = { rule: 'unusual-country', check: 'country_differs', payments: [], evidence: {} } as const;
    const asking = (consequence: 'note' | 'question') =>
      offered('approve', { ...waiting, unusual: [{ ...found, consequence }] }, maya)[0]?.minComment;
    expect(asking('question')).toBe(1);
    expect(asking('note')).toBe(0);
  });

  test('is refused where the policy of the decision is not kept any more', () => {
    expect(refused('approve', waiting, maya, { runPolicy: null })).toMatchObject({
      code: 'policy_not_kept',
      message: 'Not approved. The policy this payment was decided under is not kept here any more. Restart the review.',
    });
  });

  const looked = (verdict: 'worse' | 'better', field: 'gap' | 'payment', after: string): PaymentCase => ({
    ...waiting,
    liquidityCheck: { checkedAt: at, ledgerFingerprint: 'f', verdict, changes: [{ field, before: '0 USD', after }] },
  });

  test('is refused once liquidity has got worse, with what changed; better or equal it is not', () => {
    expect(refused('approve', looked('worse', 'gap', '200 USD'), maya)).toMatchObject({
      code: 'liquidity_changed',
      message: 'Not approved. Liquidity got worse since the decision (gap from 0 USD to 200 USD). Restart the review.',
    });
    expect(codeOf('approve', looked('better', 'gap', '0 USD'), maya)).toBeNull();
  });

  test('is refused for good once the payment has left: that is said before its cutoff is', () => {
    const left = looked('worse', 'payment', 'the ledger says RELEASED');
    const message =
      'Not approved. This payment has left already: the ledger says RELEASED. It is never released again. Withdraw it or reject it, and find out who paid it.';
    expect(refused('approve', left, maya)).toMatchObject({ code: 'already_left', message });
    const night = Date.parse('2026-01-22T20:00:00Z');
    expect(codeOf('approve', left, maya, { nowMs: night })).toBe('already_left');
    // What is late is told so, whatever its liquidity was.
    expect(codeOf('approve', looked('worse', 'gap', '200 USD'), maya, { nowMs: night })).toBe('cutoff_missed');
  });

  test('is late on another day than the decision’s, though that day has a cutoff of its own', () => {
    const tomorrow = Date.parse('2026-01-23T09:00:00Z');
    expect(refused('approve', waiting, maya, { nowMs: tomorrow })).toMatchObject({
      code: 'cutoff_missed',
      message:
        'Not approved. The cutoff of this decision has passed, and nothing is released on it (cutoff-tr-usd-swift). The next value date is 2026-01-23. Restart the review for a new decision.',
      figures: { next: '2026-01-23' },
    });
    const beyond = { ...waiting, decision: { ...sampleDecision, decidedAt: '2028-01-03T09:00:00Z' } };
    const unknown = refused('approve', beyond, maya, { nowMs: Date.parse('2028-01-03T09:10:00Z') });
    expect(unknown?.message).not.toContain('next value date');
    expect(unknown?.figures).toEqual({});
  });

  test('in one role is not refused because of what others said in theirs', () => {
    const plan = [manager, { ...manager, role: 'Head of Treasury' }];
    const half = boundApprovals({
      ...waiting,
      decision: { ...sampleDecision, requiredApprovals: plan },
      approvals: [given('Head of Treasury', helen)],
    });
    expect(offered('approve', half, maya)).toMatchObject([{ role: 'Treasury Manager' }]);
    expect(codeOf('approve', half, helen)).toBe('one_person_one_approval');
  });
});

describe('a test outside of the demo', () => {
  const tried = { ...breached, isTest: true };
  const acts: readonly Act[] = ['approve', 'reject', 'restart_review', 'release_part', 'what_if', 'withdraw'];

  test('may be read and proven, and nothing else', () => {
    const originator = { ...breached.submitter, roles: ['Treasury Manager'] };
    for (const act of acts)
      for (const who of [maya, originator, null])
        expect(refused(act, tried, who, { takesTests: false })).toMatchObject({
          code: 'test_case',
          message: expect.stringContaining('TXN-EMRG-001 is a test') as string,
        });
    expect(codeOf('export_bundle', tried, maya, { takesTests: false })).toBeNull();
    expect(codeOf('show_screening', tried, maya, { takesTests: false })).toBe('nothing_to_read');
  });

  test('is a payment like any other where tests are taken, and no other payment is a test', () => {
    expect(codeOf('approve', tried, maya)).toBeNull();
    expect(codeOf('approve', breached, maya, { takesTests: false })).toBeNull();
  });
});

test('a list of offers holds all that each act would take alone, for somebody and for nobody in particular', () => {
  const acts = (who: Member | null) => permittedActions(breached, who, inForce).map(({ act }) => act);
  expect(acts(maya)).toEqual([
    'approve',
    'reject',
    'restart_review',
    'release_part',
    'claim',
    'ask_question',
    'attach_reference',
    'what_if',
    'export_bundle',
  ]);
  expect(acts(olaf)).toEqual(['what_if']);
});

test('a refusal names the act, what was typed where, and ends its sentences once', () => {
  expect(refused('reject', { ...waiting, status: 'released' }, maya)).toEqual({
    code: 'case_not_waiting',
    act: 'reject',
    message: 'Not rejected. TXN-EMRG-001 does not wait for this: it is released. See it with /status TXN-EMRG-001.',
    figures: { state: 'released' },
  });
  expect(refused('reject', waiting, member('Nobody'))).toEqual({
    code: 'role_not_asked_for',
    act: 'reject',
    message: 'Not rejected. Nobody holds no approval role; this payment waits for Treasury Manager. Ask one of them.',
    figures: { own: 'no approval role', named: 'Treasury Manager' },
  });
});
