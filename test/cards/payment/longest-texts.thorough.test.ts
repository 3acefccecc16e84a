import { grants } from '../../../src/domain/policy/approvals/grants';
import type { Why } from '../../../src/domain/policy/why/why';
import { approval, internalCutoff, person, states, viewOf } from './case-fixtures';
import { bytesOf, cards, executesOf, validationEvents } from '../read-card';

describe.each(['*', '"', '字', '\u202e', '\n', '\\'])('with the longest texts of %j everywhere', (letter) => {
  const worst = letter.repeat(2_000);
  const roles = [...Array(20).keys()].map((index) => ({ role: `${index}${worst}`, grants, slaHours: 4 }));
  const why: Why = {
    kind: 'stricter_proposal',
    own: { kind: 'sanctioned_place', place: worst, also: [] },
    ownAction: 'HOLD',
    proposed: worst,
    words: worst,
  };
  const reason = { reason: worst, why, policyReference: worst, ruleIds: roles.map(({ role }) => role) };

  it.each(Object.keys(states))('the card of a payment that is %s stays below 28 KB', (state) => {
    const worn = states[state]!;
    const decision = worn.decision && {
      ...worn.decision,
      ...reason,
      requiredApprovals: roles,
      workflowSteps: roles.map(({ role }, step) => ({ step, action: role })),
    };
    const changes = [...Array(6)].map(() => ({ field: 'assessment' as const, before: worst, after: worst }));
    const card = cards.paymentCard(
      viewOf(
        {
          ...worn,
          payment: {
            ...worn.payment,
            payment_id: worst,
            beneficiary_name: worst,
            beneficiary_country: worst,
            purpose: worst,
            value_date: worst,
            entity: worst,
            claimed_originator: worst,
            account_id: worst,
          },
          submitter: person(worst, worst),
          decision,
          approvals: roles.map(({ role }) => approval(role, person(worst, worst), worst)),
          rejection: worn.rejection && approval(worst, person(worst, worst), worst),
          liquidityCheck: { checkedAt: '2026-01-22T11:05:00Z', ledgerFingerprint: 'f', verdict: 'worse', changes },
        },
        { listName: worst, cutoff: { ...internalCutoff, before_cutoff: false, local_time: worst, reasons: [worst] } },
      ),
    );
    expect(bytesOf(card)).toBeLessThanOrEqual(28 * 1024);
    expect(validationEvents(card)).toEqual([]);
    for (const { data } of executesOf(card)) expect(data).toEqual({ run_id: worn.runId, version: worn.version });
  });
});
