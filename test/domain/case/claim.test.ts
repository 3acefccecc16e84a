import { activeClaim } from '../../../src/domain/case/acts/claim';
import type { Press } from '../../../src/domain/case/machine/commands';
import type { PaymentCase } from '../../../src/domain/case/payment-case';
import { permittedActions } from '../../../src/domain/case/machine/permitted-actions';
import { transition } from '../../../src/domain/case/machine/transitions';
import type { Member } from '../../../src/domain/values/person';
import { sampleCase, sampleDecision } from '../../fakes/sample-case';
import { shippedPolicy } from '../policy/shipped-policy';
import { knownAt } from './known-at';
import { member } from '../../fakes/member';

const maya = member('Maya', 'Treasury Manager');
const mert = member('Mert', 'Treasury Manager');
const omar = member('Omar', 'Payments Operator');
const waiting = sampleCase({ status: 'awaiting_approval', decision: sampleDecision });
const at = '2026-01-22T10:30:00Z';

function pressed(current: PaymentCase, press: Partial<Press> & Pick<Press, 'type' | 'actor'>, when = at) {
  const command = { shownVersion: current.version, comment: null, ...press };
  return transition(command, current, knownAt(when, shippedPolicy));
}

function after(current: PaymentCase, press: Partial<Press> & Pick<Press, 'type' | 'actor'>, when = at): PaymentCase {
  const done = pressed(current, press, when);
  if (!done.ok) throw new Error(done.problems[0]?.message);
  return done.case;
}

const nowMs = (when: string): number => Date.parse(when);

test('somebody who is asked says that they look at it, with an event, and the word ends by itself', () => {
  const done = pressed(waiting, { type: 'claim', actor: maya });
  expect(done).toMatchObject({
    ok: true,
    event: { type: 'case_claimed', actor: { name: 'Maya' }, payload: { until: '2026-01-22T10:45:00Z' } },
  });
  const claimed = after(waiting, { type: 'claim', actor: maya });
  expect(activeClaim(claimed, nowMs('2026-01-22T10:44:59Z'))).toMatchObject({ by: { name: 'Maya' } });
  expect(activeClaim(claimed, nowMs('2026-01-22T10:45:00Z'))).toBeNull();
});

test('whoever is not asked cannot claim it, and nobody takes it from whoever has it', () => {
  expect(pressed(waiting, { type: 'claim', actor: omar })).toMatchObject({
    problems: [{ code: 'role_not_asked_for' }],
  });
  const claimed = after(waiting, { type: 'claim', actor: maya });
  expect(pressed(claimed, { type: 'claim', actor: mert })).toMatchObject({ problems: [{ code: 'already_claimed' }] });
  expect(pressed(claimed, { type: 'pass_on', actor: mert })).toMatchObject({ problems: [{ code: 'nothing_claimed' }] });
  expect(after(claimed, { type: 'claim', actor: mert }, '2026-01-22T10:50:00Z').claim?.by.name).toBe('Mert');
});

test('it binds nobody: another one who is asked may approve all the same, on the card they saw before', () => {
  const claimed = after(waiting, { type: 'claim', actor: maya });
  expect(claimed.shownSince).toBe(waiting.shownSince);
  expect(pressed(claimed, { type: 'approve', actor: mert, shownVersion: waiting.version })).toMatchObject({ ok: true });
});

test('passed on it is the other one’s, or free again; to nobody who could not answer', () => {
  const claimed = after(waiting, { type: 'claim', actor: maya });
  const passed = after(claimed, { type: 'pass_on', actor: maya, passTo: mert }, '2026-01-22T10:40:00Z');
  expect(passed.claim).toMatchObject({ by: { name: 'Mert' }, until: '2026-01-22T10:55:00Z' });
  expect(after(claimed, { type: 'pass_on', actor: maya }).claim).toBeUndefined();
  expect(pressed(claimed, { type: 'pass_on', actor: maya, passTo: omar })).toMatchObject({
    problems: [{ code: 'role_not_asked_for' }],
  });
});

test('it is over once whoever had it has answered, or something else is decided', () => {
  const two = {
    ...sampleDecision,
    requiredApprovals: [...sampleDecision.requiredApprovals, { role: 'CFO', grants: [], slaHours: 2 }],
  };
  const claimed = after({ ...waiting, decision: two }, { type: 'claim', actor: maya });
  expect(activeClaim(after(claimed, { type: 'approve', actor: maya }), nowMs(at))).toBeNull();
  const decided = { ...claimed, decision: { ...two, decidedAt: '2026-01-22T10:31:00Z' } };
  expect(activeClaim(decided, nowMs('2026-01-22T10:32:00Z'))).toBeNull();
});

test('it is offered to everybody who could answer, and passing it on to whoever has it alone', () => {
  const acts = (current: PaymentCase, who: Member) =>
    permittedActions(current, who, knownAt(at, shippedPolicy)).map(({ act }) => act);
  expect(acts(waiting, maya)).toContain('claim');
  expect(acts(waiting, maya)).not.toContain('pass_on');
  const claimed = after(waiting, { type: 'claim', actor: maya });
  expect(acts(claimed, maya)).toContain('pass_on');
  expect(acts(claimed, mert)).not.toContain('pass_on');
  expect(acts(claimed, mert)).not.toContain('claim');
});
