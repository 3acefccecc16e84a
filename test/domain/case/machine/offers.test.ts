import { personActs } from '../../../../src/domain/case/machine/commands';
import { findOffer } from '../../../../src/domain/case/machine/offer';
import { isAnswer, permittedActions } from '../../../../src/domain/case/machine/permitted-actions';
import type { Act } from '../../../../src/domain/case/machine/refuse-act';
import { caseStatuses, hasBeenApproved } from '../../../../src/domain/case/machine/states';
import type { PaymentCase } from '../../../../src/domain/case/payment-case';
import { readAgentOutputs } from '../../../../src/domain/case/run/case-evidence';
import type { SanctionsScreening } from '../../../../src/domain/evidence/sanctions-screening';
import type { Member } from '../../../../src/domain/values/person';
import { sampleCase, sampleDecision, samplePayment } from '../../../fakes/sample-case';
import { impact, screened } from '../../policy/sample-evidence';
import {
  at,
  inForce,
  maya,
  helen,
  olaf,
  carmen,
  lars,
  given,
  ran,
  runOf,
  breachedRun,
  waiting,
  breached,
  refused,
  codeOf,
  offered,
} from './offered';
import { member } from '../../../fakes/member';

describe('a part of a payment', () => {
  test('is offered with its amount, for what waits because of a breach', () => {
    expect(offered('release_part', breached, maya)).toMatchObject([
      { part: { amount: 100_000, rest: 150_000 }, minComment: 0, voided: [] },
    ]);
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
    [
      'leaves a rest of more digits than an amount has',
      { ...breached, payment: { ...breached.payment, amount: 8_796_093_022_209 }, run: breachedRun(0.007) },
      'nothing_releasable',
    ],
    ['leaves room for all of it', { ...breached, run: breachedRun(250_000) }, 'nothing_to_reduce'],
  ])('is not where it %s', (_what, current, code) => {
    expect(codeOf('release_part', current, maya)).toBe(code);
  });

  test('is a cent less than the whole at the most', () => {
    expect(offered('release_part', { ...breached, run: breachedRun(249_999.99) }, maya)).toMatchObject([
      { part: { amount: 249_999.99, rest: 0.01 } },
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

test.each(caseStatuses)(
  'what was asked for again (%s) is neither reviewed nor asked for once more beside its successor',
  (status) => {
    const askedAgain = { by: breached.submitter, at, runId: 'WF-2', paymentId: 'TXN-2' };
    const current: PaymentCase = { ...breached, status, askedAgain };
    const asker = { ...breached.submitter, roles: [] };
    const taken = permittedActions(current, asker, inForce).map(({ act }) => act);
    expect(taken).not.toContain('restart_review');
    expect(taken).not.toContain('ask_again');
    if (status === 'expired') expect(codeOf('restart_review', current, asker)).toBe('already_asked_again');
  },
);

describe('waiting until all of it fits', () => {
  const later = (over: object = {}): PaymentCase => {
    const found = impact('BREACH', { payment: samplePayment });
    const option = {
      kind: 'delay',
      feasible: true,
      why: 'From 14:00 UTC on all of it fits.',
      release_at: '2026-01-22T14:00:00Z',
      cutoff_checked: true,
      ...over,
    };
    const recommendation = { ...found.recommendation, alternative_details: [option] };
    const run = runOf(ran('liquidity_screening', 'compute_liquidity_impact', { ...found, recommendation }));
    return { ...breached, run };
  };

  test('is offered with the time that the evidence proves', () => {
    expect(offered('delay', later(), maya)).toMatchObject([
      { act: 'delay', until: '2026-01-22T14:00:00Z', part: null },
    ]);
  });

  test('is not where it does not wait for a breach, where no time fits, once that time has come, or behind the cutoff', () => {
    expect(codeOf('delay', { ...later(), decision: sampleDecision }, maya)).toBe('case_not_waiting');
    expect(codeOf('delay', breached, maya)).toBe('nothing_to_delay');
    expect(codeOf('delay', later({ feasible: false }), maya)).toBe('nothing_to_delay');
    expect(codeOf('delay', later({ release_at: at }), maya)).toBe('time_passed');
    expect(codeOf('delay', later({ release_at: '2026-01-22T15:45:00Z' }), maya)).toBe('cutoff_missed');
    expect(codeOf('delay', later(), olaf)).toBe('role_not_asked_for');
  });
});

test('an answer is what is asked of somebody; what else may be done is none', () => {
  expect(personActs.filter(isAnswer)).toEqual(['approve', 'reject', 'clear_false_positive', 'confirm_true_match']);
  expect(isAnswer('what_if')).toBe(false);
});

test('everybody said yes to what was approved, whatever became of it; to nothing else', () => {
  expect(caseStatuses.filter(hasBeenApproved)).toEqual(['approved', 'released', 'short', 'settled', 'returned']);
});

test('somebody of the next role up rejects in the place of the one that did not answer', () => {
  const escalated: PaymentCase = {
    ...waiting,
    followUp: {
      decidedAt: sampleDecision.decidedAt,
      reminded: [],
      escalated: [{ role: 'Treasury Manager', to: 'Head of Treasury', at }],
    },
  };
  expect(offered('reject', escalated, helen)).toMatchObject([
    { role: 'Treasury Manager', inPlaceBy: 'Head of Treasury' },
  ]);
  expect(offered('reject', escalated, maya)).toMatchObject([{ role: 'Treasury Manager', inPlaceBy: null }]);
  expect(codeOf('reject', waiting, helen)).toBe('role_not_asked_for');
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
    const record = {
      id: 'FP-1',
      state: 'cleared' as const,
      uid: '4633',
      list_family: 'OFAC SDN',
      matched_entity: 'BANK MASKAN',
      match_type: 'PARTIAL' as const,
      confidence: 62,
      recorded_by: ['Carmen', 'Lars'],
      reason: 'another company',
      recorded_on: '2026-01-02',
      expires_on: '2026-06-01',
    };
    const remembered: SanctionsScreening = {
      ...clear,
      match_details: { ...clear.match_details, false_positives: [record] },
    };
    const byRecord = runOf(sanctions(remembered));
    expect(readAgentOutputs(byRecord).sanctions).toMatchObject({ decision: 'CLEAR' });
    const none = { ...clear, match_details: { ...clear.match_details, false_positives: [] } };
    expect(offered('show_screening', { ...waiting, run: byRecord }, lars)).toHaveLength(1);
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
        'False positive not recorded. Both: Two approvals need two people (sod-first-second-approval). Somebody else who is asked has to do it.',
    });
    expect(offered('confirm_true_match', once, both)).toMatchObject([{ role: 'Compliance Manager' }]);
  });

  test('names the rule of whoever is not asked', () => {
    const olga = member('Olga', 'Compliance Officer');
    expect(refused('clear_false_positive', review, olga)?.message).toContain('right-clear-match');
    expect(refused('confirm_true_match', review, olga)?.message).toContain('right-confirm-match');
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

test('an offer that takes nothing says so, and is found by its act', () => {
  const plain = {
    act: 'export_bundle',
    role: null,
    inPlaceBy: null,
    standIn: null,
    minComment: 0,
    isOverride: false,
    part: null,
    until: null,
    voided: [],
  };
  expect(offered('export_bundle', waiting, maya)).toEqual([plain]);
  const all = permittedActions(waiting, maya, inForce);
  expect(findOffer(all, 'export_bundle')).toEqual(plain);
  expect(findOffer(all, 'release')).toBeNull();
});
