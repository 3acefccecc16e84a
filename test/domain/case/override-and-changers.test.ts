import type { Press } from '../../../src/domain/case/machine/commands';
import type { PaymentCase } from '../../../src/domain/case/payment-case';
import { permittedActions } from '../../../src/domain/case/machine/permitted-actions';
import { openOverrideRequest } from '../../../src/domain/case/acts/request-override';
import { transition } from '../../../src/domain/case/machine/transitions';
import type { Member } from '../../../src/domain/values/person';
import { sampleCase, sampleDecision } from '../../fakes/sample-case';
import { shippedPolicy } from '../policy/shipped-policy';
import { knownAt } from './known-at';
import { member } from '../../fakes/member';

const known = knownAt('2026-01-22T11:00:00Z', shippedPolicy);
const why = 'x'.repeat(50);
const both = member('Both', 'Treasury Manager', 'Head of Treasury');
const helen = member('Helen', 'Head of Treasury');
const waiting = sampleCase({
  status: 'awaiting_approval',
  submitter: member('Dana'),
  decision: {
    ...sampleDecision,
    outcome: 'liquidity_hold',
    requiredApprovals: [{ role: 'Head of Treasury', grants: ['override_breach'], slaHours: 2 }],
  },
});
const press = (type: Press['type'], actor: Member, shownVersion: number, comment = why): Press => ({
  type,
  actor,
  shownVersion,
  comment,
});

function requested(by: Member): PaymentCase {
  const after = transition(press('request_override', by, 1), waiting, known);
  if (!after.ok) throw new Error(JSON.stringify(after.problems));
  return after.case;
}

test('whoever asked for an override cannot grant it, whatever roles they hold; somebody else can', () => {
  const asked = requested(both);
  expect(transition(press('approve', both, 2), asked, known)).toMatchObject({
    ok: false,
    problems: [{ code: 'requester_cannot_grant', message: expect.stringContaining('sod-override') as string }],
  });
  expect(permittedActions(asked, both, known).map(({ act }) => act)).not.toContain('approve');
  expect(transition(press('approve', helen, 2), asked, known)).toMatchObject({
    ok: true,
    case: { status: 'approved' },
  });
});

test('an override is asked for once, in at least 50 characters, and where the plan has one', () => {
  expect(transition(press('request_override', both, 1, 'x'.repeat(49)), waiting, known)).toMatchObject({
    problems: [{ code: 'justification_too_short', field: 'comment' }],
  });
  expect(
    transition(press('request_override', member('Mert', 'Treasury Manager'), 2), requested(both), known),
  ).toMatchObject({ problems: [{ code: 'already_requested' }] });
  const plain = { ...waiting, decision: sampleDecision };
  expect(transition(press('request_override', both, 1), plain, known)).toMatchObject({
    problems: [{ code: 'nothing_to_override' }],
  });
});

test('a request for an earlier decision asks for nothing any more', () => {
  const asked = requested(both);
  expect(openOverrideRequest(asked)).not.toBeNull();
  expect(openOverrideRequest({ ...asked, payment: { ...asked.payment, amount: 1 } })).toBeNull();
});

test('whoever changed who is paid, or where, cannot approve the first payment to it', () => {
  const changed = { ...waiting, beneficiaryChangedBy: [helen] };
  expect(transition(press('approve', helen, 1), changed, known)).toMatchObject({
    ok: false,
    problems: [
      {
        code: 'beneficiary_changer_cannot_approve',
        message: expect.stringContaining('sod-beneficiary-first-payment') as string,
      },
    ],
  });
});
