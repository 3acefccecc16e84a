import { grants } from '../../../src/domain/policy/grants';
import type { CutoffAnswer } from '../../../src/domain/policy/cutoff/cutoff';
import { verbs } from '../../../src/cards/verbs';
import { internalCutoff, approval, clearResult, paymentCase, person, states, viewOf } from './case-fixtures';
import type { Card } from '../../../src/cards/templates';
import { bytesOf, cards, executesOf, objectsOf, textOf, validationEvents, type CardObject } from '../read-card';

function cardOf(state: string) {
  return cards.paymentCard(viewOf(states[state]!));
}

function verbsOf(state: string): unknown[] {
  return executesOf(cardOf(state)).map(({ verb }) => verb);
}

describe.each(Object.keys(states))('the card of a payment that is %s', (state) => {
  const card = cardOf(state);

  it('is a valid card without unbound expressions', () => {
    expect(validationEvents(card)).toEqual([]);
    expect(JSON.stringify(card)).not.toContain('${');
  });

  it('stays below 28 KB, with at most four primary actions', () => {
    expect(bytesOf(card)).toBeLessThan(28 * 1024);
    expect((card['actions'] as unknown[]).length).toBeLessThanOrEqual(4);
    for (const { actions } of objectsOf(card).filter(({ type }) => type === 'ActionSet'))
      expect((actions as unknown[]).length).toBeLessThanOrEqual(4);
  });

  it('sends with every button only which case and which version was seen', () => {
    for (const { data } of executesOf(card))
      expect(data).toEqual({ run_id: states[state]!.runId, version: states[state]!.version });
  });

  it('names inputs uniquely and labels them', () => {
    const inputs = objectsOf(card).filter(({ type }) => String(type).startsWith('Input.'));
    expect(new Set(inputs.map(({ id }) => id)).size).toBe(inputs.length);
    for (const input of inputs) {
      expect(input['label']).toMatch(/\((required|optional)\)$/);
      expect(input['isRequired'] === true).toBe(String(input['label']).endsWith('(required)'));
      if (input['isRequired'] === true) expect(input['errorMessage']).toBeTruthy();
    }
  });
});

it('tells who asks for what, from where, on which day', () => {
  const text = textOf(cards.paymentCard(viewOf(states['sanctions done']!, { cutoff: internalCutoff })));
  for (const part of [
    'TXN-EMRG-001',
    '250,000 USD',
    'to ACME Trading LLC',
    '•••001, BankSubsidiary_TR',
    'EMERGENCY',
    'Dana',
  ])
    expect(text).toContain(part);
  expect(text).toContain('22 Jan 2026 10:25 UTC');
  expect(text).toContain('22 Jan 2026 10:00 America/New_York, 22 Jan 2026 15:00 UTC (internal cutoff)');
  expect(text).not.toContain('ACC-BAN-001');
});

it('says why a cutoff is missed, and why there is none', () => {
  const text = (cutoff: CutoffAnswer) => textOf(cards.paymentCard(viewOf(states['just submitted']!, { cutoff })));
  const late = { ...internalCutoff, before_cutoff: false, reasons: ['The payment is 5 min late.'] };
  expect(text(late)).toContain('22 Jan 2026 15:00 UTC (internal cutoff). The payment is 5 min late.');
  const none = {
    ...internalCutoff,
    before_cutoff: false,
    effective_cutoff_utc: null,
    binding: null,
    reasons: ['The Fed is closed.'],
  };
  expect(text(none)).toContain('The Fed is closed.');
});

it('marks the demo day, the demo list and test identities, each only where it applies', () => {
  expect(textOf(cardOf('awaiting the override only'))).toContain('⚑ DEMO DAY  ·  DEMO LIST  ·  TEST IDENTITY');
  expect(textOf(cardOf('awaiting the override only'))).toContain('Maya (test identity of Dana Demir)');
  const real = paymentCase({
    results: { sanctions_result: { ...clearResult, audit: { ...clearResult.audit, list_is_demo: false } } },
  });
  expect(textOf(cards.paymentCard(viewOf(real, { isDemoDay: false, listName: 'OFAC SDN' })))).not.toContain('⚑');
});

it('shows each agent with an icon and a word', () => {
  const rows = (state: string) =>
    textOf(cardOf(state))
      .split('\n')
      .filter((line) => /^(waiting|running|done|stopped|not run|○|◔|✓|⚠|–)$/.test(line));
  expect(rows('just submitted')).toEqual(['◔', 'running', '○', 'waiting', '○', 'waiting']);
  expect(rows('liquidity done')).toEqual(['✓', 'done', '✓', 'done', '◔', 'running']);
  expect(rows('held by a failed gate')).toEqual(['✓', 'done', '⚠', 'stopped', '○', 'waiting']);
  expect(rows('blocked by screening')).toEqual(['✓', 'done', '–', 'not run', '–', 'not run']);
});

it('gives the decision with its reason, code and the rules that fired', () => {
  const text = textOf(cardOf('awaiting approvals after a breach'));
  expect(text).toContain('⚠ HOLD');
  expect(text).toContain('Sanctions CLEAR but payment would breach buffer by $125,000');
  expect(text).toContain(
    'Reason code HOLD_LIQ_BREACH  ·  Rules DM-CLEAR-BREACH-OPEN, AM-EMERGENCY  ·  Policy decision-matrix',
  );
  expect(text).toContain('Next: 1. HOLD payment  ·  2. Notify Treasury Manager');
});

it('names the channel only where the type does not, and the policy only where the rules do not', () => {
  const decided = states['awaiting one approval']!;
  const swift = {
    ...decided,
    payment: { ...decided.payment, payment_type: 'SWIFT' as const, channel: 'SWIFT' as const },
  };
  const decision = { ...decided.decision!, policyReference: 'approval matrix: AM-EMERGENCY' };
  expect(textOf(cards.paymentCard(viewOf({ ...swift, decision })))).not.toMatch(
    /SWIFT by SWIFT|Policy approval matrix/,
  );
  const emergency = { ...decided, payment: { ...decided.payment, channel: 'SWIFT' as const } };
  expect(textOf(cards.paymentCard(viewOf(emergency)))).toContain('EMERGENCY by SWIFT');
});

it('lists required, obtained and pending approvals', () => {
  const text = textOf(cardOf('awaiting the override only'));
  expect(text).toContain(
    '✓ Treasury Manager (Evaluate options, within 2 h): approved by Maya (test identity of Dana Demir), 22 Jan 2026 10:40 UTC: “Options evaluated”',
  );
  expect(text).toContain('○ Head of Treasury (Override approval, within 2 h): pending');
  expect(text).toContain('Still to approve: Head of Treasury.');
});

it('offers the buttons its state allows and no others', () => {
  expect(verbsOf('just submitted')).toEqual(['show_payment']);
  expect(verbsOf('held by a failed gate')).toEqual([verbs.reject, verbs.restart_review]);
  expect(verbsOf('under compliance review')).toEqual([
    verbs.show_screening,
    verbs.clear_false_positive,
    verbs.confirm_true_match,
  ]);
  expect(verbsOf('awaiting one approval')).toEqual([verbs.what_if, verbs.approve, verbs.reject, verbs.restart_review]);
  expect(verbsOf('awaiting approvals after a breach')).toEqual([
    verbs.release_part,
    verbs.what_if,
    verbs.approve,
    verbs.approve,
    verbs.reject,
    verbs.restart_review,
  ]);
  expect(verbsOf('awaiting the override only')).toEqual([
    verbs.release_part,
    verbs.what_if,
    verbs.approve,
    verbs.reject,
    verbs.restart_review,
  ]);
  expect(verbsOf('approved')).toEqual([]);
  expect(verbsOf('blocked by screening')).toEqual([verbs.show_screening]);
});

it('asks for a justification of 50 characters where an override is awaited', () => {
  expect(textOf(cardOf('awaiting the override only'))).toContain(
    'Override by Head of Treasury: a justification of at least 50 characters is needed.',
  );
  const input = objectsOf(cardOf('awaiting the override only')).find(({ id }) => id === 'comment_approve');
  const pattern = new RegExp(String(input?.['regex']));
  expect(pattern.test('x'.repeat(49))).toBe(false);
  expect(pattern.test(`${'x'.repeat(49)}\n`)).toBe(true);
  expect(textOf(cardOf('awaiting one approval'))).not.toContain('justification');
});

it('says who ended it and why', () => {
  expect(textOf(cardOf('approved'))).toContain(
    'By Maya (Treasury Manager) and Helen (Head of Treasury), 22 Jan 2026 10:41 UTC.',
  );
  expect(textOf(cardOf('rejected'))).toContain(
    'By Maya (Treasury Manager), 22 Jan 2026 10:40 UTC: Delay until the inflow',
  );
  expect(textOf(cardOf('rejected by policy'))).toContain('By policy, 22 Jan 2026 10:41 UTC: Cutoff missed');
  expect(textOf(cardOf('held by a failed gate'))).toContain('A screening service did not answer.');
});

it('always has room to restart a waiting review, compliance’s details being beside the screening', () => {
  const cleared = states['cleared by compliance']!;
  const card = cards.paymentCard(
    viewOf({ ...cleared, decision: states['awaiting approvals after a breach']!.decision }),
  );
  expect((card['actions'] as CardObject[]).map(({ title }) => title)).toEqual([
    'Approve',
    'Approve with justification',
    'Reject',
    'Restart review',
  ]);
  const screened = objectsOf(card).find(
    ({ actions }) => executesOf(actions as Card)[0]?.['title'] === 'Compliance: details',
  );
  expect(screened?.['type']).toBe('ActionSet');
});

it.each(Object.keys(states))('offers to restart a payment that is %s exactly where that is possible', (state) => {
  const { status } = states[state]!;
  expect(verbsOf(state).includes(verbs.restart_review)).toBe(status === 'held' || status === 'awaiting_approval');
});

describe.each(['*', '"', '字', '\u202e', '\n', '\\'])('with the longest texts of %j everywhere', (letter) => {
  const worst = letter.repeat(2_000);
  const roles = [...Array(20).keys()].map((index) => ({ role: `${index}${worst}`, grants, slaHours: 4 }));
  const reason = { reason: worst, policyReference: worst, ruleIds: roles.map(({ role }) => role) };

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
