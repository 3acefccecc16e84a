import fc from 'fast-check';
import type { Press } from '../../../src/domain/case/machine/commands';
import { personActs } from '../../../src/domain/case/machine/commands';
import { transition } from '../../../src/domain/case/machine/transitions';
import { knownAt } from './known-at';
import type { Decision } from '../../../src/domain/policy/decision';
import { pendingRoles, type PaymentCase } from '../../../src/domain/case/payment-case';
import type { Member } from '../../../src/domain/values/person';
import { shippedPolicy } from '../policy/shipped-policy';
import { sampleCase } from '../../fakes/sample-case';

const policy = shippedPolicy;
const at = '2026-01-22T10:30:00Z';
const reason = 'because the invoice was checked twice and the supplier called back';

const decision: Decision = {
  reason: 'Sanctions CLEAR but payment would breach buffer by $125,000',
  outcome: 'liquidity_hold',
  ruleIds: ['DM-03'],
  policyReference: 'DM-03',
  requiredApprovals: [
    { role: 'Treasury Manager', grants: ['evaluate_options'], slaHours: 2 },
    { role: 'Head of Treasury', grants: ['override_breach'], slaHours: 2 },
  ],
  workflowSteps: [],
  decidedAt: at,
};
const waiting = sampleCase({ status: 'awaiting_approval', version: 5, shownSince: 5, decision });
const inCompliance = sampleCase({
  status: 'compliance_review',
  version: 3,
  shownSince: 3,
  decision: {
    ...decision,
    outcome: 'compliance_hold',
    requiredApprovals: [
      { role: 'Compliance Manager', grants: [], slaHours: 2 },
      { role: 'MLRO', grants: [], slaHours: 2 },
    ],
  },
});

const asked = (role: string) => ({ role, grants: [], slaHours: 2 });

function member(name: string, ...roles: string[]): Member {
  return { tenantId: 'tenant-1', objectId: name, name, email: `${name}@bank.local`, roles };
}

const maya = member('maya', 'Treasury Manager');
const helen = member('helen', 'Head of Treasury');
const originator: Member = { ...waiting.submitter, roles: ['Treasury Manager', 'Head of Treasury'] };

function press(on: PaymentCase, over: Partial<Press> & Pick<Press, 'actor'>) {
  const inputs = { evidence_note: 'Registry extract, file 12' };
  const pressed = { type: 'approve', shownVersion: on.version, comment: reason, inputs, ...over } as const;
  return transition(pressed, on, knownAt(at, policy));
}

function after(on: PaymentCase, over: Partial<Press> & Pick<Press, 'actor'>): PaymentCase {
  const outcome = press(on, over);
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message ?? 'refused');
  return outcome.case;
}

function codeOf(on: PaymentCase, over: Partial<Press> & Pick<Press, 'actor'>): string | null {
  const outcome = press(on, over);
  return outcome.ok ? null : (outcome.problems[0]?.code ?? null);
}

describe('approvals', () => {
  it('make the payment approved once every required role has spoken', () => {
    const once = after(waiting, { actor: maya });
    expect(once).toMatchObject({ status: 'awaiting_approval', version: 6 });
    expect(pendingRoles(once)).toEqual(['Head of Treasury']);
    expect(after(once, { actor: helen }).status).toBe('approved');
  });

  it('are refused to whoever changed what is paid, by the rule that says so, and by ours where policy has none', () => {
    const changed = { ...waiting, amountChangedBy: [maya] };
    expect(press(changed, { actor: maya })).toMatchObject({
      problems: [
        { code: 'changer_cannot_approve', message: expect.stringMatching(/changed what is paid.*sod-change-amount/) },
      ],
    });
    expect(after(changed, { actor: helen }).approvals).toHaveLength(1);
    const rules = policy.segregation.rules.filter(({ duties }) => !duties.includes('change_amount'));
    const without = { ...policy, segregation: { ...policy.segregation, rules } };
    const pressed = { type: 'approve', shownVersion: 5, comment: reason, actor: maya } as const;
    expect(transition(pressed, changed, knownAt(at, without))).toMatchObject({
      ok: false,
      problems: [{ code: 'changer_cannot_approve' }],
    });
  });

  it('of compliance too are refused to whoever changed what is paid; stopping it is not', () => {
    const carmen = member('carmen', 'Compliance Manager');
    const changed = { ...inCompliance, amountChangedBy: [carmen] };
    expect(codeOf(changed, { type: 'clear_false_positive', actor: carmen })).toBe('changer_cannot_approve');
    expect(after(changed, { type: 'confirm_true_match', actor: carmen }).status).toBe('rejected');
  });

  it('are refused to the originator, and to whom the request claims as one', () => {
    expect(codeOf(waiting, { actor: originator })).toBe('originator_cannot_decide');
    const named = { ...waiting, payment: { ...waiting.payment, originator: 'maya@bank.local' } };
    expect(codeOf(named, { actor: maya })).toBe('originator_cannot_decide');
    const claimed = { ...waiting, payment: { ...waiting.payment, claimed_originator: 'MAYA@bank.local' } };
    expect(codeOf(claimed, { actor: maya })).toBe('originator_cannot_decide');
  });

  it('are refused by name to a role not asked for', () => {
    const outcome = press(waiting, { actor: member('omar', 'Payments Operator') });
    expect(outcome.ok ? null : outcome.problems[0]).toMatchObject({
      code: 'role_not_asked_for',
      message:
        'Not approved. omar holds Payments Operator; this payment waits for Treasury Manager, Head of Treasury. Ask one of them.',
    });
  });

  it('need two people even where one holds both roles', () => {
    const both = member('both', 'Treasury Manager', 'Head of Treasury');
    const once = after(waiting, { actor: both });
    expect(pendingRoles(once)).toEqual(['Treasury Manager']);
    expect(codeOf(once, { actor: both })).toBe('one_person_one_approval');
  });

  it('that override a breach need fifty characters of justification', () => {
    expect(codeOf(waiting, { actor: helen, comment: 'x'.repeat(49) })).toBe('justification_too_short');
    expect(codeOf(waiting, { actor: helen, comment: null })).toBe('justification_too_short');
    expect(codeOf(waiting, { actor: helen, comment: '\u200b'.repeat(60) })).toBe('justification_too_short');
    expect(codeOf(waiting, { actor: helen, comment: `ok${' '.repeat(60)}ok` })).toBe('justification_too_short');
    expect(codeOf(waiting, { actor: helen, comment: 'x'.repeat(50) })).toBeNull();
    expect(codeOf(waiting, { actor: maya, comment: null })).toBeNull();
  });

  it('from a card that another role has answered meanwhile count: what it showed is still in force', () => {
    const once = after(waiting, { actor: maya });
    expect(after(once, { actor: helen, shownVersion: waiting.version }).status).toBe('approved');
  });

  it('from a card older than what is in force are refused, and from one that never was', () => {
    expect(codeOf(waiting, { actor: maya, shownVersion: waiting.version - 1 })).toBe('stale_card');
    expect(codeOf(waiting, { actor: maya, shownVersion: waiting.version + 1 })).toBe('stale_card');
  });

  it('are refused once the case is decided', () => {
    const rejected = after(waiting, { actor: maya, type: 'reject' });
    expect(codeOf(rejected, { actor: helen })).toBe('case_not_waiting');
  });
});

describe('a held case', () => {
  it('can be ended by a role that would have to review it, never released', () => {
    const held = { ...waiting, status: 'held' as const };
    expect(codeOf(held, { actor: maya })).toBe('case_not_waiting');
    expect(after(held, { actor: maya, type: 'reject' }).status).toBe('rejected');
  });
});

describe('one rejection', () => {
  it('ends the case, with a reason', () => {
    expect(codeOf(waiting, { actor: maya, type: 'reject', comment: '  ' })).toBe('reason_missing');
    expect(after(waiting, { actor: maya, type: 'reject' })).toMatchObject({
      status: 'rejected',
      rejection: { role: 'Treasury Manager', comment: reason },
    });
  });
});

describe('compliance', () => {
  const carmen = member('carmen', 'Compliance Manager', 'MLRO');
  const lars = member('lars', 'MLRO');

  it('clears a false positive with two people, and the review goes on', () => {
    const once = after(inCompliance, { actor: carmen, type: 'clear_false_positive' });
    expect(once.status).toBe('compliance_review');
    expect(codeOf(once, { actor: carmen, type: 'clear_false_positive' })).toBe('one_person_one_approval');
    const second = member('cem', 'Compliance Manager');
    expect(after(once, { actor: second, type: 'clear_false_positive' })).toMatchObject({
      status: 'under_review',
      decision: null,
    });
  });

  it('ends the case alone with a true match', () => {
    expect(after(inCompliance, { actor: lars, type: 'confirm_true_match' })).toMatchObject({
      status: 'rejected',
      rejection: { role: 'MLRO' },
    });
  });

  it('counts for the compliance review alone, even where policy asks a compliance role to approve', () => {
    const both = { ...decision, requiredApprovals: [asked('Treasury Manager'), asked('MLRO')] };
    const dispositions = [{ role: 'MLRO', by: lars, at, comment: reason, outcome: 'false_positive' as const }];
    const released = after({ ...waiting, decision: both, dispositions }, { actor: maya });
    expect(released.status).toBe('awaiting_approval');
    expect(pendingRoles(released)).toEqual(['MLRO']);
  });

  it('cannot release what it cleared', () => {
    const cleared = {
      ...waiting,
      dispositions: [{ role: 'MLRO', by: lars, at, comment: reason, outcome: 'false_positive' as const }],
    };
    expect(codeOf(cleared, { actor: { ...lars, roles: ['Treasury Manager'] } })).toBe('screener_cannot_release');
  });

  it('says on what evidence, or nothing counts', () => {
    const lars = member('lars', 'MLRO');
    for (const type of ['clear_false_positive', 'confirm_true_match'] as const) {
      expect(codeOf(inCompliance, { actor: lars, type, inputs: {} })).toBe('evidence_missing');
      expect(codeOf(inCompliance, { actor: lars, type, inputs: { evidence_note: '  ' } })).toBe('evidence_missing');
      expect(after(inCompliance, { actor: lars, type }).dispositions).toMatchObject([
        { comment: reason, evidence: 'Registry extract, file 12' },
      ]);
    }
  });

  it('is asked in the order policy gives', () => {
    const [manager, mlro] = inCompliance.decision?.requiredApprovals ?? [];
    const requiredApprovals = [manager!, { ...mlro!, stage: 2 }];
    const ordered = { ...inCompliance, decision: { ...inCompliance.decision!, requiredApprovals } };
    const lars = member('lars', 'MLRO');
    const carmen = member('carmen', 'Compliance Manager');
    expect(codeOf(ordered, { actor: lars, type: 'clear_false_positive' })).toBe('role_not_asked_for');
    const once = after(ordered, { actor: carmen, type: 'clear_false_positive' });
    expect(after(once, { actor: lars, type: 'clear_false_positive' }).status).toBe('under_review');
  });

  it('alone can tell a match that is looked at from one that was confirmed: every act of anybody else is refused alike', () => {
    const lars = member('lars', 'MLRO');
    const confirmed = after(inCompliance, { actor: lars, type: 'confirm_true_match' });
    const blocked = { ...confirmed, dispositions: [], decision: { ...decision, outcome: 'blocked' as const } };
    for (const type of personActs) {
      const refusals = [inCompliance, confirmed, blocked].map((on) =>
        [originator, maya].map((actor) => press(on, { actor, type, shownVersion: 1 })),
      );
      expect(refusals[0]).toMatchObject([{ problems: [{ code: 'under_compliance_review' }] }, { ok: false }]);
      expect(new Set(refusals.map((made) => JSON.stringify(made))).size).toBe(1);
    }
    expect(codeOf(confirmed, { actor: lars, type: 'approve' })).toBe('case_not_waiting');
  });

  it('is not asked by the buttons of another state', () => {
    expect(codeOf(waiting, { actor: lars, type: 'clear_false_positive' })).toBe('case_not_waiting');
    expect(codeOf(inCompliance, { actor: maya })).toBe('under_compliance_review');
  });
});

describe('whatever is pressed, by whom and in which order', () => {
  const people = [
    maya,
    helen,
    originator,
    member('both', 'Treasury Manager', 'Head of Treasury'),
    member('omar', 'Payments Operator'),
    member('nobody'),
  ];
  const verbs = ['approve', 'reject', 'clear_false_positive', 'confirm_true_match'] as const;
  const presses = fc.array(
    fc.record({
      type: fc.constantFrom(...verbs),
      actor: fc.constantFrom(...people),
      comment: fc.constantFrom(null, '', 'no', reason),
      versionsBehind: fc.constantFrom(0, 0, 0, 1, 2),
    }),
    { maxLength: 12 },
  );

  it('no case ends approved without its quorum of different people, none of them the originator', () => {
    fc.assert(
      fc.property(presses, (sequence) => {
        let current = waiting;
        for (const { versionsBehind, ...made } of sequence) {
          const outcome = press(current, { ...made, shownVersion: current.version - versionsBehind });
          if (outcome.ok) current = outcome.case;
        }
        if (current.status !== 'approved') return;
        const approvers = current.approvals.map(({ by }) => by.objectId);
        expect(pendingRoles(current)).toEqual([]);
        expect(new Set(approvers).size).toBe(2);
        expect(approvers).not.toContain(originator.objectId);
      }),
      { numRuns: 500 },
    );
  });
});
