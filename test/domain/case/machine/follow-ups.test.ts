import type { PaymentCase } from '../../../../src/domain/case/payment-case';
import { transition } from '../../../../src/domain/case/machine/transitions';
import { sampleCase, sampleDecision } from '../../../fakes/sample-case';
import { shippedPolicy } from '../../policy/shipped-policy';
import { knownAt } from '../known-at';

/** An emergency of BankSubsidiary_TR in dollars: cutoff 15:00, grace to 15:30; its manager has two hours from 13:00. */
const waiting = sampleCase({
  status: 'awaiting_approval',
  shownSince: 1,
  decision: { ...sampleDecision, decidedAt: '2026-01-22T13:00:00Z' },
});

function did(type: 'remind' | 'escalate' | 'expire', time: string, current: PaymentCase = waiting) {
  const at = `2026-01-22T${time}Z`;
  return transition({ type, basedOn: current.version }, current, knownAt(at, shippedPolicy));
}
function done(...asked: Parameters<typeof did>) {
  const made = did(...asked);
  if (!made.ok) throw new Error(made.problems[0]?.message);
  return made;
}
const notDue = {
  ok: false,
  problems: [{ code: 'nothing_due', message: expect.stringContaining('TXN-EMRG-001') as string }],
};

describe('a reminder', () => {
  test('is one for all moments that have passed, and the card before stays as good', () => {
    const made = done('remind', '14:30:00');
    expect(made.case).toMatchObject({
      version: 2,
      shownSince: 1,
      followUp: { decidedAt: '2026-01-22T13:00:00Z', reminded: ['cutoff-60', 'cutoff-30', 'sla-2h-30'], escalated: [] },
    });
    expect(made.event).toMatchObject({
      type: 'people_reminded',
      actor: { kind: 'desk' },
      payload: {
        moments: ['cutoff-60', 'cutoff-30', 'sla-2h-30'],
        roles: ['Treasury Manager'],
        cutoff: '2026-01-22T15:00:00Z',
        rule: 'reminders',
      },
    });
  });

  test('is due from its very moment on, once', () => {
    expect(did('remind', '13:59:59')).toMatchObject(notDue);
    const once = done('remind', '14:00:00').case;
    expect(did('remind', '14:00:00', once)).toMatchObject(notDue);
    expect(done('remind', '14:30:00', once).case.followUp?.reminded).toEqual(['cutoff-60', 'cutoff-30', 'sla-2h-30']);
  });

  test('says that it came with the next role being asked, where it did', () => {
    const escalated = done('escalate', '14:30:00').case;
    expect(done('remind', '14:30:59', escalated).case.followUp?.remindedWithNextRole).toEqual([
      'cutoff-60',
      'cutoff-30',
      'sla-2h-30',
    ]);
    expect(done('remind', '14:31:00', escalated).case.followUp).not.toHaveProperty('remindedWithNextRole');
  });

  test('begins anew with a new decision', () => {
    const once = done('remind', '14:00:00').case;
    const anew = { ...once, decision: { ...sampleDecision, decidedAt: '2026-01-22T13:30:00Z' } };
    expect(done('remind', '14:00:00', anew).case.followUp).toEqual({
      decidedAt: '2026-01-22T13:30:00Z',
      reminded: ['cutoff-60'],
      escalated: [],
    });
  });

  test('comes too late once the cutoff is missed', () => {
    expect(done('remind', '15:29:59').ok).toBe(true);
    expect(did('remind', '15:31:00')).toMatchObject(notDue);
  });
});

describe('the next role up', () => {
  test('is asked half an hour before the cutoff, beside the one that was asked first', () => {
    const made = done('escalate', '14:30:00');
    expect(made.case).toMatchObject({
      shownSince: 1,
      followUp: {
        decidedAt: '2026-01-22T13:00:00Z',
        reminded: [],
        escalated: [{ role: 'Treasury Manager', to: 'Head of Treasury', at: '2026-01-22T14:30:00Z' }],
      },
    });
    expect(made.event).toMatchObject({
      type: 'approval_escalated',
      payload: { escalated: [{ role: 'Treasury Manager', to: 'Head of Treasury' }], rule: 'escalation' },
    });
    expect(made.event.payload['escalated']).toEqual([{ role: 'Treasury Manager', to: 'Head of Treasury' }]);
    expect(done('remind', '14:30:00', made.case).event.payload['roles']).toEqual([
      'Treasury Manager',
      'Head of Treasury',
    ]);
  });

  test('is not asked before that, nor once the cutoff is missed', () => {
    expect(did('escalate', '14:29:59')).toMatchObject(notDue);
    expect(did('escalate', '15:31:00')).toMatchObject(notDue);
  });

  test('is remembered beside the reminders', () => {
    const made = done('escalate', '14:30:00', done('remind', '14:00:00').case);
    expect(made.case.followUp).toMatchObject({ reminded: ['cutoff-60'], escalated: [{ to: 'Head of Treasury' }] });
    expect(done('remind', '14:30:00', made.case).case.followUp?.escalated).toHaveLength(1);
  });
});

describe('a missed cutoff', () => {
  const given = {
    role: 'Treasury Analyst',
    by: { tenantId: 't', objectId: 'ali-1', name: 'Ali', email: null },
    at: '2026-01-22T13:10:00Z',
    comment: null,
  };

  test('is missed when the grace is over, not before, and says what binds and when it can go next', () => {
    expect(did('expire', '15:30:00')).toMatchObject(notDue);
    const made = done('expire', '15:30:01', { ...waiting, approvals: [given] });
    expect(made.case).toMatchObject({
      status: 'expired',
      shownSince: 2,
      approvals: [given],
      expiry: {
        at: '2026-01-22T15:30:01Z',
        cutoff: '2026-01-22T15:00:00Z',
        rule: 'cutoff-tr-usd-swift',
        nextValueDate: '2026-01-23',
      },
    });
    expect(made.event).toMatchObject({
      type: 'payment_expired',
      payload: {
        cutoff: '2026-01-22T15:00:00Z',
        rule: 'cutoff-tr-usd-swift',
        next_value_date: '2026-01-23',
        approvals: [{ role: 'Treasury Analyst', by: 'Ali', object_id: 'ali-1' }],
        status: 'expired',
      },
    });
  });

  test('is judged by the rules of the run, reminders by those in force', () => {
    const later = shippedPolicy.cutoffs.internal.map((row) => ({ ...row, at_utc: '16:00' }));
    const runPolicy = { ...shippedPolicy, cutoffs: { ...shippedPolicy.cutoffs, internal: later } };
    const by = (type: 'remind' | 'expire', time: string) =>
      transition({ type, basedOn: 1 }, waiting, knownAt(`2026-01-22T${time}Z`, shippedPolicy, { runPolicy }));
    expect(by('expire', '15:31:00')).toMatchObject(notDue);
    expect(by('expire', '16:30:01')).toMatchObject({ ok: true, case: { expiry: { cutoff: '2026-01-22T16:00:00Z' } } });
    expect(by('remind', '15:00:00')).toMatchObject({
      ok: true,
      event: { payload: { cutoff: '2026-01-22T16:00:00Z' } },
    });
  });
});

test('when the desk must come back to a case stands in it, and nothing does while agents work', () => {
  expect(done('remind', '14:00:00').case.dueAt).toBe('2026-01-22T14:30:00Z');
  expect(done('expire', '15:31:00').case).not.toHaveProperty('dueAt');
  const stale = sampleCase({ dueAt: '2026-01-22T14:00:00Z' });
  const stepped = transition(
    { type: 'complete_step', basedOn: 1, run: stale.run },
    stale,
    knownAt('2026-01-22T13:00:00Z', shippedPolicy),
  );
  expect(stepped).toMatchObject({ ok: true, case: { status: 'under_review' } });
  expect(stepped.ok && stepped.case).not.toHaveProperty('dueAt');
});
