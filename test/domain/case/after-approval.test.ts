import type { PersonAct, Press } from '../../../src/domain/case/machine/commands';
import type { PaymentCase } from '../../../src/domain/case/payment-case';
import { refuseSending } from '../../../src/domain/case/acts/bank/send';
import { finalOutput } from '../../../src/domain/case/decision/final-output';
import { isApprovedToLeave, reservationOf } from '../../../src/domain/case/decision/held-headroom';
import { transition } from '../../../src/domain/case/machine/transitions';
import { caseStatuses } from '../../../src/domain/case/machine/states';
import type { Member } from '../../../src/domain/values/person';
import { sampleCase, sampleDecision } from '../../fakes/sample-case';
import { shippedPolicy } from '../policy/shipped-policy';
import { knownAt } from './known-at';
import { member } from '../../fakes/member';

const at = '2026-01-22T11:00:00Z';
const known = knownAt(at, shippedPolicy);
const dana = member('Dana');
const omar = member('Omar', 'Payments Operator');
const maya = member('Maya', 'Treasury Manager');
const helen = member('Helen', 'Head of Treasury');

const given = (role: string, by: Member) => ({ role, by, at, comment: null });
const waiting = sampleCase({
  status: 'awaiting_approval',
  submitter: dana,
  decision: {
    ...sampleDecision,
    requiredApprovals: [
      { role: 'Treasury Manager', grants: [], slaHours: 2 },
      { role: 'Head of Treasury', grants: [], slaHours: 2 },
    ],
  },
  approvals: [given('Treasury Manager', maya)],
});
const approved: PaymentCase = {
  ...waiting,
  status: 'approved',
  approvals: [...waiting.approvals, given('Head of Treasury', helen)],
};

const press = (type: PersonAct, actor: Member, over: Partial<Press> = {}): Press => ({
  type,
  actor,
  shownVersion: 1,
  comment: null,
  ...over,
});
const releasing = (actor: Member, reference: string) =>
  press('release', actor, { inputs: { bank_reference: reference } });
const booked = { reference: 'FT26022ABC', bookedOn: '2026-01-22', statement: 'STMT-1', note: null };

describe('whoever asked for a payment', () => {
  test.each(['under_review', 'held', 'awaiting_approval', 'approved', 'expired'] as const)(
    'withdraws it while it is %s, and it ends as cancelled by them',
    (status) => {
      const after = transition(press('withdraw', dana, { comment: 'paid already' }), { ...approved, status }, known);
      expect(after).toMatchObject({
        ok: true,
        case: { status: 'withdrawn', withdrawal: { by: { name: 'Dana' }, comment: 'paid already' } },
        event: { type: 'payment_withdrawn', payload: { reason_code: 'REJ_ORIGINATOR_CANCEL', status_before: status } },
      });
      expect(after.ok && finalOutput(after.case)?.final_decision).toMatchObject({
        action: 'REJECT',
        reason_code: 'REJ_ORIGINATOR_CANCEL',
        reason: 'Withdrawn by Dana: paid already',
      });
      expect(after.ok && reservationOf(after.case)).toBeNull();
    },
  );

  test('cannot withdraw what the bank has, and nobody else can withdraw it for them', () => {
    for (const status of ['released', 'settled', 'returned', 'withdrawn', 'rejected'] as const)
      expect(transition(press('withdraw', dana), { ...approved, status }, known)).toMatchObject({
        ok: false,
        problems: [{ code: 'case_not_waiting' }],
      });
    const askedAgain = { by: dana, at: '2026-01-22T16:00:00Z', runId: 'WF-2', paymentId: 'TXN-002-2' };
    expect(transition(press('withdraw', dana), { ...approved, status: 'expired', askedAgain }, known)).toMatchObject({
      ok: false,
      problems: [{ code: 'already_asked_again' }],
    });
    expect(transition(press('withdraw', helen), waiting, known)).toMatchObject({
      ok: false,
      problems: [{ code: 'role_not_asked_for', message: expect.stringContaining('right-withdraw') as string }],
    });
  });
});

describe('whoever approved', () => {
  test.each([
    ['waits for others', waiting],
    ['is approved', approved],
  ])('takes it back while it %s; what others said stands', (_, current) => {
    const after = transition(press('take_back_approval', maya), current, known);
    expect(after).toMatchObject({
      ok: true,
      case: { status: 'awaiting_approval' },
      event: { type: 'approval_taken_back', payload: { role: 'Treasury Manager', status_before: current.status } },
    });
    expect(after.ok && after.case.approvals.map(({ by }) => by.name)).toEqual(
      current.approvals.map(({ by }) => by.name).filter((name) => name !== 'Maya'),
    );
    // And may give it again.
    expect(after.ok && transition(press('approve', maya, { shownVersion: 2 }), after.case, known).ok).toBe(true);
  });

  test('takes back only their own, and nothing once it is released', () => {
    expect(transition(press('take_back_approval', helen), waiting, known)).toMatchObject({
      ok: false,
      problems: [{ code: 'nothing_to_take_back' }],
    });
    expect(transition(press('take_back_approval', maya), { ...approved, status: 'released' }, known).ok).toBe(false);
  });
});

describe('an approved payment', () => {
  test('is released by an operator, with the bank’s reference', () => {
    const after = transition(releasing(omar, ' FT26022ABC '), approved, known);
    expect(after).toMatchObject({
      ok: true,
      case: {
        status: 'released',
        release: { role: 'Payments Operator', by: { name: 'Omar' }, at, bankReference: 'FT26022ABC' },
      },
      event: {
        type: 'payment_released',
        payload: { bank_reference: 'FT26022ABC', rule: 'right-release', amount: 250_000 },
      },
    });
    expect(after.ok && finalOutput(after.case)?.at_the_bank?.released?.reference).toBe('FT26022ABC');
    // The bank has not booked it yet: the headroom is still held.
    expect(after.ok && reservationOf(after.case)?.isApproved).toBe(true);
  });

  test('that people had wait is not released before its time, by a person or in a file', () => {
    const delayed_until = '2026-01-22T14:45:00Z';
    const payment = { ...approved.payment, timestamp_utc: delayed_until, delayed_until };
    const delayed = { ...approved, payment };
    const then = (instant: string) => ({ ...known, nowMs: Date.parse(instant) });
    const early = transition(releasing(omar, 'FT1'), delayed, then('2026-01-22T14:44:59Z'));
    expect(early).toMatchObject({ ok: false, problems: [{ code: 'too_early', figures: { at: '14:45' } }] });
    expect(refuseSending(delayed, then('2026-01-22T14:44:59Z'))).toMatchObject({ problems: [{ code: 'too_early' }] });
    expect(transition(releasing(omar, 'FT1'), delayed, then(delayed_until))).toMatchObject({ ok: true });
    expect(refuseSending(delayed, then(delayed_until))).toBeNull();
  });

  test.each([
    ['nothing', ''],
    ['what stands for nothing', 'nonref'],
    ['zeros', '000'],
    ['more than a bank writes', 'X'.repeat(36)],
    ['what nobody can read', 'FT\u0000'],
  ])('is not released with %s as its reference', (_, reference) => {
    expect(transition(releasing(omar, reference), approved, known)).toMatchObject({
      ok: false,
      problems: [{ code: 'bank_reference_invalid', field: 'bank_reference' }],
    });
  });

  test('is not released by whoever cleared it for compliance, whatever else they are', () => {
    const cleared = { ...approved, dispositions: [{ ...given('MLRO', omar), outcome: 'false_positive' as const }] };
    expect(transition(releasing(omar, 'FT1'), cleared, known)).toMatchObject({
      ok: false,
      problems: [
        { code: 'screener_cannot_release', message: expect.stringContaining('sod-compliance-release') as string },
      ],
    });
  });

  test('is not released by whoever holds no role of treasury, after its cutoff, or on a card that is not true any more', () => {
    expect(transition(releasing(member('Mo', 'MLRO'), 'FT1'), approved, known)).toMatchObject({
      problems: [{ code: 'role_not_asked_for', message: expect.stringContaining('right-release') as string }],
    });
    for (const later of ['2026-01-22T17:00:00Z', '2026-01-23T11:00:00Z'])
      expect(transition(releasing(omar, 'FT1'), approved, knownAt(later, shippedPolicy))).toMatchObject({
        problems: [{ code: 'cutoff_missed' }],
      });
    expect(transition(releasing(omar, 'FT1'), { ...approved, version: 9, shownSince: 8 }, known)).toMatchObject({
      problems: [{ code: 'stale_card' }],
    });
  });
});

describe('the bank', () => {
  test('books what was released, and what nobody noted as released', () => {
    for (const status of ['approved', 'released'] as const) {
      const after = transition(
        { type: 'settle', basedOn: 1, entry: booked, entries: [] },
        { ...approved, status },
        known,
      );
      expect(after).toMatchObject({
        ok: true,
        case: { status: 'settled', settlement: { reference: 'FT26022ABC', bookedOn: '2026-01-22' } },
        event: { type: 'payment_settled', actor: { kind: 'desk' }, payload: { statement: 'STMT-1' } },
      });
      // The ledger has it now.
      expect(after.ok && reservationOf(after.case)).toBeNull();
    }
  });

  test('brings back what it booked, with its reason', () => {
    const entry = { ...booked, note: 'AC04' };
    const after = transition({ type: 'return_payment', basedOn: 1, entry }, { ...approved, status: 'settled' }, known);
    expect(after).toMatchObject({ ok: true, case: { status: 'returned', bankReturn: { note: 'AC04' } } });
  });
});

test('only what was approved and is not booked yet is on its way', () => {
  expect(caseStatuses.filter(isApprovedToLeave)).toEqual(['approved', 'released']);
});
