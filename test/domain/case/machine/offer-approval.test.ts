import type { PaymentCase } from '../../../../src/domain/case/payment-case';
import { boundApprovals, sampleDecision } from '../../../fakes/sample-case';
import { at, maya, helen, given, manager, waiting, breached, refused, codeOf, offered } from './offered';

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
