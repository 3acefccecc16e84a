import type { Known } from '../../../../src/domain/case/in-force';
import type { Press } from '../../../../src/domain/case/machine/commands';
import { transition } from '../../../../src/domain/case/machine/transitions';
import { shownHash } from '../../../../src/domain/case/decision/bound-to';
import { standingApprovals, type PaymentCase } from '../../../../src/domain/case/payment-case';
import type { Member, StandIn } from '../../../../src/domain/values/person';
import { sampleCase, sampleDecision } from '../../../fakes/sample-case';
import { shippedPolicy } from '../../policy/shipped-policy';
import { knownAt } from '../known-at';
import { member as named } from '../../../fakes/member';

const at = '2026-01-22T11:00:00Z';
const member = (name: string, ...roles: readonly string[]): Member => ({
  ...named(name, ...roles),
  objectId: `${name}-1`,
});
const maya = member('Maya', 'Treasury Manager');
const helen = member('Helen', 'Head of Treasury');
const carmen = member('Carmen', 'Compliance Manager');
const lars = member('Lars', 'MLRO');
const asked = (role: string) => ({ role, grants: [], slaHours: 2 });
const waiting = sampleCase({
  status: 'awaiting_approval',
  version: 5,
  shownSince: 4,
  decision: { ...sampleDecision, requiredApprovals: [asked('Treasury Manager'), asked('Head of Treasury')] },
});
const review = sampleCase({
  status: 'compliance_review',
  version: 3,
  shownSince: 3,
  decision: {
    ...sampleDecision,
    outcome: 'compliance_hold',
    requiredApprovals: [asked('Compliance Manager'), asked('MLRO')],
  },
});

function pressed(actor: Member, current: PaymentCase, over: Partial<Press> = {}, change: Partial<Known> = {}) {
  const command: Press = { type: 'approve', actor, shownVersion: current.version, comment: null, ...over };
  return transition(command, current, knownAt(at, shippedPolicy, change));
}
function done(...of: Parameters<typeof pressed>) {
  const made = pressed(...of);
  if (!made.ok) throw new Error(made.problems[0]?.message);
  return made;
}

describe('an approval', () => {
  test('that is not the last one is told, and leaves the card of the others as good as it was', () => {
    const made = done(maya, waiting, { comment: 'fine' });
    expect(made.case).toMatchObject({ status: 'awaiting_approval', version: 6, shownSince: 4, updatedAt: at });
    expect(made.case.approvals).toEqual([
      {
        role: 'Treasury Manager',
        by: { tenantId: 't', objectId: 'Maya-1', name: 'Maya', email: null },
        at,
        comment: 'fine',
        boundTo: shownHash(waiting),
      },
    ]);
    expect(made.event).toEqual({
      type: 'approval_given',
      run_id: waiting.runId,
      payment_id: 'TXN-EMRG-001',
      actor: { kind: 'person', name: 'Maya', tenant_id: 't', object_id: 'Maya-1' },
      at,
      payload: { verb: 'approve', role: 'Treasury Manager', comment: 'fine', status: 'awaiting_approval' },
    });
    expect(made).not.toHaveProperty('restsOn');
  });

  test('that is the last one changes what everybody is shown', () => {
    const made = done(helen, done(maya, waiting).case);
    expect(made.case).toMatchObject({ status: 'approved', version: 7, shownSince: 7 });
    expect(made.event.payload).toMatchObject({ role: 'Head of Treasury', status: 'approved' });
    expect(standingApprovals(made.case)).toHaveLength(2);
  });

  test('is not taken where the ledger, looked at again, says that it got worse or has left', () => {
    const now = (verdict: 'worse' | 'better', field: 'gap' | 'payment' = 'gap') => ({
      liquidityNow: { verdict, changes: [{ field, before: '0 USD', after: '9 USD' }] },
    });
    expect(pressed(maya, waiting, {}, now('worse'))).toMatchObject({ problems: [{ code: 'liquidity_changed' }] });
    expect(pressed(maya, waiting, {}, now('worse', 'payment'))).toMatchObject({ problems: [{ code: 'already_left' }] });
    expect(pressed(maya, waiting, {}, now('better')).ok).toBe(true);
  });

  test('by a delegation names it and whose place it is, and rests on the version that was read', () => {
    const { roles: _held, ...from } = maya;
    const standIn: StandIn = {
      reference: 'DLG-1',
      version: 7,
      role: 'Treasury Manager',
      from,
      firstDay: '2026-01-22',
      lastDay: '2026-01-22',
      upToUsd: null,
      stopped: null,
    };
    const made = done({ ...member('Dana'), standsIn: [standIn] }, waiting);
    expect(made.event.payload).toEqual({
      verb: 'approve',
      role: 'Treasury Manager',
      delegation: 'DLG-1',
      on_behalf_of: 'Maya',
      on_behalf_of_id: 'Maya-1',
      comment: null,
      status: 'awaiting_approval',
    });
    expect(made.restsOn).toEqual({ reference: 'DLG-1', version: 7 });
    expect(made.case.approvals[0]).not.toHaveProperty('by.standsIn');
    expect(made.case.isTest).toBe(false);
  });

  test('that overrides says what it lacks: fifty characters of its own, spaces around them do not count', () => {
    const override = {
      ...waiting,
      decision: {
        ...sampleDecision,
        requiredApprovals: [{ role: 'Head of Treasury', grants: ['override_breach' as const], slaHours: 2 }],
      },
    };
    expect(pressed(helen, override, { comment: ` ${'x'.repeat(49)}   ` })).toEqual({
      ok: false,
      problems: [
        {
          code: 'justification_too_short',
          act: 'approve',
          field: 'comment',
          figures: { min: 50 },
          message:
            'Not approved. An override needs a justification of at least 50 characters; this one has 49 (override-justification). Say why TXN-EMRG-001 should go although it breaks the buffer.',
        },
      ],
    });
    expect(pressed(helen, override, { comment: ` ${'x'.repeat(50)} ` }).ok).toBe(true);
  });
});

describe('a rejection', () => {
  test('ends it with a reason that is told', () => {
    const made = done(maya, waiting, { type: 'reject', comment: 'not ours' });
    expect(made.case).toMatchObject({
      status: 'rejected',
      shownSince: 6,
      rejection: { role: 'Treasury Manager', by: { name: 'Maya' }, at, comment: 'not ours' },
    });
    expect(made.event).toMatchObject({
      type: 'payment_rejected',
      payload: { verb: 'reject', role: 'Treasury Manager', comment: 'not ours', status: 'rejected' },
    });
    expect(pressed(maya, waiting, { type: 'reject', comment: ' ' })).toEqual({
      ok: false,
      problems: [
        {
          code: 'reason_missing',
          act: 'reject',
          field: 'comment',
          message: 'Not rejected. A reason is needed. Write why.',
        },
      ],
    });
  });
});

describe('compliance’s word', () => {
  const said = (over: Partial<Press> = {}): Partial<Press> => ({
    type: 'clear_false_positive',
    comment: 'another company',
    inputs: { evidence_note: ' Registry extract, file 12 ' },
    ...over,
  });

  test('that it is a false positive lets the review go on once everybody has said it', () => {
    const once = done(carmen, review, said());
    expect(once.case).toMatchObject({ status: 'compliance_review', version: 4, shownSince: 3 });
    expect(once.case.dispositions).toMatchObject([
      { outcome: 'false_positive', role: 'Compliance Manager', evidence: 'Registry extract, file 12' },
    ]);
    expect(once.event).toMatchObject({
      type: 'compliance_disposition',
      payload: {
        verb: 'clear_false_positive',
        role: 'Compliance Manager',
        comment: 'another company',
        evidence: 'Registry extract, file 12',
        status: 'compliance_review',
      },
    });
    const both = done(lars, once.case, said());
    expect(both.case).toMatchObject({
      status: 'under_review',
      shownSince: 5,
      decision: null,
      run: { open: ['step_2_liquidity'] },
    });
    expect(both.event.payload).toMatchObject({ status: 'under_review' });
  });

  test('that it is a true match ends it at once, whatever another one said before', () => {
    const once = done(carmen, review, said()).case;
    const stopped = done(lars, once, said({ type: 'confirm_true_match' }));
    expect(stopped.case).toMatchObject({
      status: 'rejected',
      shownSince: 5,
      rejection: { role: 'MLRO', by: { name: 'Lars' }, comment: 'another company' },
    });
    expect(stopped.case.dispositions.map(({ outcome }) => outcome)).toEqual(['false_positive', 'true_match']);
    expect(stopped.event).toMatchObject({
      type: 'compliance_disposition',
      payload: { verb: 'confirm_true_match', status: 'rejected' },
    });
  });
});

describe('a card that is not true any more', () => {
  test('is told so, but of a payment that has ended how it ended', () => {
    const old = { shownVersion: 3 };
    expect(pressed(maya, waiting, old)).toEqual({
      ok: false,
      problems: [
        {
          code: 'stale_card',
          act: 'approve',
          message: 'Not approved. The card has changed since it was shown. Look at it again, then press.',
        },
      ],
    });
    expect(pressed(maya, { ...waiting, status: 'withdrawn' }, old)).toMatchObject({
      problems: [{ code: 'case_not_waiting' }],
    });
  });

  test('restarts no payment that missed its cutoff since, and corrects none that was approved since', () => {
    const expired: PaymentCase = {
      ...waiting,
      status: 'expired',
      expiry: { at, cutoff: null, rule: null, nextValueDate: '2026-01-23' },
    };
    const restart = { type: 'restart_review', comment: 'the ledger is in' } as const;
    // It was pressed for today; what the card says now is the next value date.
    expect(pressed(maya, expired, { ...restart, shownVersion: 3 })).toMatchObject({
      problems: [{ code: 'stale_card' }],
    });
    expect(done(maya, expired, { ...restart, shownVersion: 5 }).case.payment.value_date).toBe('2026-01-23');
    const approved: PaymentCase = { ...waiting, status: 'approved' };
    const originator: Member = { ...approved.submitter, roles: [] };
    const corrected = { basedOn: 5, payment: { ...approved.payment, amount: 1 } };
    const correct = { type: 'correct', comment: 'another amount', corrected } as const;
    expect(pressed(originator, approved, { ...correct, shownVersion: 3 })).toMatchObject({
      problems: [{ code: 'stale_card' }],
    });
    expect(pressed(originator, approved, { ...correct, shownVersion: 5 }).ok).toBe(true);
  });

  test('is good from the version on which it was first shown so', () => {
    expect(pressed(maya, waiting, { shownVersion: 4 }).ok).toBe(true);
  });

  test('says nothing of a match to whoever may not know of it', () => {
    expect(pressed(maya, review, { shownVersion: 1 })).toMatchObject({
      problems: [{ code: 'under_compliance_review' }],
    });
    expect(pressed(carmen, review, { shownVersion: 1, type: 'clear_false_positive' })).toMatchObject({
      problems: [{ code: 'stale_card' }],
    });
  });
});
