import fc from 'fast-check';
import type { InForce } from '../../../src/domain/case/in-force';
import type { PaymentCase } from '../../../src/domain/case/payment-case';
import { countParts, plainApproval, worklist } from '../../../src/domain/case/people/worklist';
import type { RequiredRole } from '../../../src/domain/policy/decision';
import type { Member } from '../../../src/domain/values/person';
import { numberedCase, sampleCase, sampleDecision } from '../../fakes/sample-case';
import { shippedPolicy } from '../policy/shipped-policy';
import { knownAt } from './known-at';

const at = '2026-01-22T10:30:00Z';
const inForce = knownAt(at, shippedPolicy);
const member = (name: string, ...roles: string[]): Member => ({
  tenantId: 't',
  objectId: name,
  name,
  email: `${name}@bank.local`,
  roles,
});
const maya = member('maya', 'Treasury Manager');

function waits(number: number, over: Partial<PaymentCase> = {}, asked: RequiredRole[] = []): PaymentCase {
  const requiredApprovals = asked.length > 0 ? asked : sampleDecision.requiredApprovals;
  return numberedCase(number, {
    status: 'awaiting_approval',
    decision: { ...sampleDecision, requiredApprovals },
    ...over,
  });
}
const listFor = (who: Member, cases: readonly PaymentCase[], known: InForce = inForce) =>
  worklist(
    cases.map((current) => ({ case: current, inForce: known })),
    who,
  );
const payment = (currency: string, channel: 'SWIFT' | 'INTERNAL' | 'SEPA', number: number) => ({
  ...sampleCase().payment,
  payment_id: `TXN-${number}`,
  currency,
  channel,
});

test('each payment stands in the part that says what it is to whoever asks', () => {
  const mine = waits(1);
  const others = waits(2, {}, [{ role: 'CFO', grants: [], slaHours: 2 }]);
  const asked = waits(3, { submitter: maya });
  const olga = member('olga', 'Compliance Officer');
  const blocked = numberedCase(4, { status: 'rejected', decision: { ...sampleDecision, outcome: 'blocked' } });
  expect(
    listFor(maya, [blocked, asked, others, mine]).map(({ part, case: { payment: of } }) => [of.payment_id, part]),
  ).toEqual([
    ['TXN-1', 'waits_for_me'],
    ['TXN-4', 'waits_for_others'],
    ['TXN-2', 'waits_for_others'],
    ['TXN-3', 'asked_by_me'],
  ]);
  expect(countParts(listFor(olga, [blocked]))).toEqual({
    waits_for_me: 0,
    waits_for_others: 0,
    asked_by_me: 0,
    to_acknowledge: 1,
  });
});

test('within a part the payment with the least time to its cutoff comes first, one that missed it last', () => {
  const swift = waits(1, { payment: payment('USD', 'SWIFT', 1) });
  const internal = waits(2, { payment: payment('USD', 'INTERNAL', 2) });
  const sepa = waits(3, { payment: payment('EUR', 'SEPA', 3) });
  const closed = waits(4, { payment: { ...payment('USD', 'SWIFT', 4), timestamp_utc: '2026-01-24T10:00:00Z' } });
  const missed = waits(5, { payment: { ...payment('TRY', 'SWIFT', 5), payment_type: 'SWIFT' } });
  const late = { ...inForce, nowMs: Date.parse('2026-01-22T11:20:00Z') };
  const listed = listFor(maya, [missed, closed, internal, swift, sepa], late);
  const inMinutes = listed
    .filter(({ part }) => part === 'waits_for_others' || part === 'waits_for_me')
    .map(({ case: { payment: of }, leftMs }) => [of.payment_id, leftMs === null ? null : leftMs / 60_000]);
  expect(Object.fromEntries(inMinutes)).toEqual({
    'TXN-3': 160,
    'TXN-1': 220,
    'TXN-2': 250,
    'TXN-4': null,
    'TXN-5': -20,
  });
  expect(inMinutes.filter(([id]) => id !== 'TXN-5').map(([id]) => id)).toEqual(['TXN-3', 'TXN-1', 'TXN-2', 'TXN-4']);
});

test('whatever waits is listed once, in order, for anybody', () => {
  const statuses = fc.constantFrom('awaiting_approval', 'held', 'compliance_review', 'under_review', 'rejected');
  const moments = fc.integer({ min: 0, max: 1_400 }).map((minute) => Date.UTC(2026, 0, 22, 0, minute));
  const people = fc.constantFrom(maya, member('carl', 'CFO'), member('dana'), member('carmen', 'Compliance Manager'));
  const cases = fc.array(fc.record({ status: statuses, leavesMs: moments }), { maxLength: 8 });
  fc.assert(
    fc.property(cases, people, moments, (given, who, nowMs) => {
      const made = given.map(({ status, leavesMs }, at) =>
        waits(at, {
          status,
          payment: { ...payment('USD', 'SWIFT', at), timestamp_utc: new Date(leavesMs).toISOString() },
        }),
      );
      const listed = listFor(who, made, { ...inForce, nowMs });
      expect(listed.map(({ case: { runId } }) => runId).sort()).toEqual(made.map(({ runId }) => runId).sort());
      const inTime = listed.filter(({ part, leftMs }) => part === listed[0]?.part && leftMs !== null && leftMs >= 0);
      const left = inTime.map(({ leftMs }) => leftMs ?? 0);
      expect(left).toEqual([...left].sort((a, b) => a - b));
    }),
    { numRuns: 200 },
  );
});

test('an approval that needs words is not given from the list', () => {
  const override = waits(1, {}, [{ role: 'Treasury Manager', grants: ['override_breach'], slaHours: 2 }]);
  const [plain] = listFor(maya, [waits(2)]);
  const [worded] = listFor(maya, [override]);
  expect(plain && plainApproval(plain)).toMatchObject({ act: 'approve', role: 'Treasury Manager' });
  expect(worded && plainApproval(worded)).toBeNull();
});
