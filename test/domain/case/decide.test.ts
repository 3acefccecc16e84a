import { actionOf } from '../../../src/domain/policy/outcome';
import fc from 'fast-check';
import { decide, type DecisionInput } from '../../../src/domain/case/decision/decide';
import { finalActions } from '../../../src/domain/evidence/operational-procedures';
import { decimal } from '../../../src/domain/values/money';
import { cutoffOf } from '../../../src/domain/policy/facts/compute-facts';
import { impact, vendorPayment, screened } from '../policy/sample-evidence';
import { policyWith, shippedPolicy } from '../policy/shipped-policy';

const onTime = cutoffOf(shippedPolicy, vendorPayment, Date.parse('2026-01-22T10:30:00Z'));
const late = cutoffOf(shippedPolicy, vendorPayment, Date.parse('2026-01-22T16:00:00Z'));

const clearRun: DecisionInput = {
  policy: shippedPolicy,
  request: vendorPayment,
  cutoff: onTime,
  amountUsd: decimal(2_500_000),
  nowMs: Date.parse('2026-01-22T10:30:00Z'),
  sanctions: screened('CLEAR'),
  falsePositive: false,
  liquidity: impact('NONE'),
  proposal: null,
  failure: null,
};

function conclude(change: Partial<DecisionInput> = {}) {
  return decide({ ...clearRun, ...change });
}

function roles(change: Partial<DecisionInput>): string[] {
  return conclude(change).requiredApprovals.map(({ role }) => role);
}

describe('what the evidence says, in the words of the contract', () => {
  test('a direct match is rejected and nobody can approve it', () => {
    expect(conclude({ sanctions: screened('BLOCK'), liquidity: null })).toMatchObject({
      reason: 'Sanctions BLOCK - direct match to OFAC SDN entity',
      outcome: 'blocked',
      requiredApprovals: [],
      decidedAt: '2026-01-22T10:30:00Z',
    });
  });

  test('a close match says so, and names the kind of party and the list', () => {
    const match = { matched_entity: 'X', programs: [], entity_type: 'individual' };
    const close = screened('BLOCK', { match_type: 'FUZZY_HIGH', match_details: match });
    expect(conclude({ sanctions: close }).reason).toBe('Sanctions BLOCK - close match to OFAC SDN individual');
    const audit = { ...close.audit, list_family: undefined };
    expect(conclude({ sanctions: { ...close, audit } }).reason).toBe(
      'Sanctions BLOCK - close match to sanctions list individual',
    );
  });

  test('an escalation waits for Compliance Manager and MLRO', () => {
    const decision = conclude({ sanctions: screened('ESCALATE'), liquidity: null });
    expect(decision).toMatchObject({
      reason: 'Sanctions ESCALATE - pending compliance review',
      outcome: 'compliance_hold',
    });
    expect(decision.requiredApprovals.map(({ role }) => role)).toEqual(['Compliance Manager', 'MLRO']);
  });

  test('a clear payment before its cutoff proceeds', () => {
    expect(conclude({ amountUsd: decimal(50_000) })).toMatchObject({
      reason: 'Sanctions CLEAR, no liquidity breach, before cutoff',
      outcome: 'proceed',
      requiredApprovals: [{ role: 'Payments Operator', slaHours: 2 }],
    });
  });

  test('a breach is held by its gap', () => {
    const decision = conclude({ liquidity: impact('BREACH') });
    expect(decision).toMatchObject({
      reason: 'Sanctions CLEAR but payment would breach buffer by $500,000',
      outcome: 'liquidity_hold',
      requiredApprovals: [
        { role: 'Treasury Manager', grants: ['evaluate_options'] },
        { role: 'Head of Treasury', grants: ['override_breach'] },
      ],
    });
    expect(decision.workflowSteps.map(({ step, action }) => `${step} ${action}`)).toEqual([
      '1 HOLD payment',
      '2 Notify Treasury Manager',
      '3 Evaluate options',
    ]);
  });

  test('another currency stands by its code, with its own decimals', () => {
    const request = { ...vendorPayment, currency: 'EUR' };
    const liquidity = impact('BREACH', { min: 4_499_999.5, payment: request });
    expect(conclude({ request, liquidity }).reason).toBe(
      'Sanctions CLEAR but payment would breach buffer by EUR 500,000.50',
    );
  });

  test('an account that was short before is not blamed on the payment', () => {
    expect(conclude({ liquidity: impact('BREACH', { alreadyBelow: true }) }).reason).toBe(
      'Sanctions CLEAR but account was already below buffer before this payment, $500,000 short with it',
    );
  });

  test('a missed cutoff is rejected, with and without a breach, and says which one it was', () => {
    const missed = 'cutoff missed: the internal cutoff cutoff-group-usd-swift is at 2026-01-22T16:00:00Z';
    expect(conclude({ cutoff: late })).toMatchObject({
      reason: `Sanctions CLEAR, no liquidity breach, but ${missed}; next value date 2026-01-23`,
      outcome: 'cutoff_missed',
    });
    expect(conclude({ cutoff: late, liquidity: impact('BREACH') })).toMatchObject({
      reason: `Sanctions CLEAR but payment would breach buffer by $500,000 and ${missed}; next value date 2026-01-23`,
      outcome: 'cutoff_missed',
    });
  });

  test.each([
    ['a day no calendar covers', vendorPayment, '2031-01-06T10:00:00Z', 'does not cover 2031-01-06'],
    [
      'a currency without a calendar',
      { ...vendorPayment, currency: 'CHF' },
      '2026-01-22T10:00:00Z',
      'No bank calendar',
    ],
    [
      'an entity no cutoff names',
      { ...vendorPayment, entity: 'Nobody Ltd' },
      '2026-01-22T10:00:00Z',
      'No cutoff is known',
    ],
    ['a day before the tables begin', vendorPayment, '2019-01-07T10:00:00Z', 'does not cover 2019-01-07'],
  ])('%s is held, and never a missed cutoff, also where a rejection is proposed', (_what, request, atUtc, why) => {
    const cutoff = cutoffOf(shippedPolicy, { ...request, timestamp_utc: atUtc }, Date.parse(atUtc));
    for (const proposal of [null, { action: 'REJECT' }, { action: 'PROCEED' }])
      expect(conclude({ cutoff, proposal })).toMatchObject({
        outcome: 'manual_review',
        reason: expect.stringContaining(why) as string,
        requiredApprovals: [],
      });
  });

  test.each([
    [
      'a holiday',
      vendorPayment,
      '2026-01-19T10:00:00Z',
      '2026-01-19 is a holiday of the Federal Reserve calendar (Martin Luther King Jr. Day); next value date 2026-01-20',
    ],
    [
      'a weekend',
      vendorPayment,
      '2026-01-24T10:00:00Z',
      '2026-01-24 is a weekend in the Federal Reserve calendar; next value date 2026-01-26',
    ],
    [
      'a channel the entity does not pay by',
      { ...vendorPayment, channel: 'SEPA' as const },
      '2026-01-22T10:00:00Z',
      'GroupTreasuryCo does not pay USD by SEPA (no-group-usd-sepa); next value date 2026-01-23',
    ],
  ])('%s is named as what makes a payment late', (_what, request, atUtc, why) => {
    const cutoff = cutoffOf(shippedPolicy, { ...request, timestamp_utc: atUtc }, Date.parse(atUtc));
    expect(conclude({ request, cutoff }).reason).toBe(
      `Sanctions CLEAR, no liquidity breach, but cutoff missed: ${why}`,
    );
  });

  test("a breach names the buffer rule it broke and the limits it was graded by; a ledger's own buffer has no rule", () => {
    const breach = impact('BREACH');
    const under = (rule: string) => ({ ...breach.breach_assessment, buffer_rule: rule });
    const rules = (rule: string) =>
      conclude({ liquidity: { ...breach, breach_assessment: under(rule) } }).ruleIds.slice(-2);
    expect(rules('buffer-group-usd')).toEqual(['buffer-group-usd', 'liquidity-severity']);
    expect(rules('buffers.json')).toEqual(['severity-breach', 'liquidity-severity']);
    expect(conclude().ruleIds).not.toContain('liquidity-severity');
  });

  test('a payment in time by the grace alone names the grace and the cutoff it prolongs, a late one its cutoff', () => {
    const request = { ...vendorPayment, payment_type: 'EMERGENCY' as const };
    const nowMs = Date.parse('2026-01-22T16:10:00Z');
    const cutoff = cutoffOf(shippedPolicy, request, nowMs);
    const granted = conclude({ request, cutoff, nowMs });
    expect(granted.outcome).toBe('proceed');
    expect(granted.ruleIds).toEqual([
      'decide-clear',
      'tier-5m',
      'type-emergency-above-1m',
      'cutoff-group-usd-swift',
      'grace-emergency',
    ]);
    expect(conclude({ cutoff: late, liquidity: impact('BREACH') }).ruleIds.at(-1)).toBe('cutoff-group-usd-swift');
    expect(conclude({ cutoff: late, sanctions: screened('ESCALATE') }).ruleIds).toEqual(['decide-escalate']);
  });

  test('a payment without a rate says that the strictest tier applies', () => {
    const decision = conclude({ amountUsd: null });
    expect(decision.reason).toMatch(/; no usable USD rate: the strictest tier applies$/);
    expect(decision.requiredApprovals.map(({ role }) => role)).toEqual(['Head of Treasury', 'CFO']);
  });
});

describe('whether the account adds up to the bank’s own balance', () => {
  const proofOf = (state: 'proven' | 'not_proven' | 'unstated', of = impact('NONE')) => ({
    ...of,
    audit: { ...of.audit, account_proof: { state, why: 'Opening 1 and 2 settled lead to 3; the bank says 4.' } },
  });

  test('one that does not releases nothing, and the rule is named', () => {
    const decision = conclude({ liquidity: proofOf('not_proven') });
    expect(decision).toMatchObject({ outcome: 'manual_review' });
    expect(decision.reason).toContain('not proven against the bank’s statements: Opening 1'.replace('’', "'"));
    expect(decision.ruleIds).toContain('liquidity-proof');
  });

  test.each(['proven', 'unstated'] as const)('one that is %s lets a payment go', (state) => {
    expect(conclude({ liquidity: proofOf(state) }).reason).toBe('Sanctions CLEAR, no liquidity breach, before cutoff');
  });

  test('a breach found on one that does not stands, and says so', () => {
    const decision = conclude({ liquidity: proofOf('not_proven', impact('BREACH')) });
    expect(decision.outcome).not.toBe('manual_review');
    expect(decision.ruleIds).toContain('liquidity-proof');
    expect(decision.reason).toContain('not proven');
  });
});

describe('how old the liquidity data is, at the time of the decision', () => {
  const dated = (asOf: string | null | undefined, of = impact('NONE')) => ({
    ...of,
    audit: { ...of.audit, data_as_of: asOf },
  });
  const unknownAge = 'nobody recorded how old the liquidity data is (as_of.json or LEDGER_AS_OF)';
  const fromTomorrow =
    'liquidity data is dated 2026-01-23T10:30:00Z, which is still to come (as_of.json or LEDGER_AS_OF)';

  test.each([
    ['12 h, the limit itself', '2026-01-21T22:30:00Z'],
    ['no time at all', '2026-01-22T10:30:00Z'],
    ["the other machine's clock a little ahead", '2026-01-22T10:35:00Z'],
  ])('%s lets a payment go', (_age, asOf) => {
    expect(conclude({ liquidity: dated(asOf) })).toMatchObject({
      reason: 'Sanctions CLEAR, no liquidity breach, before cutoff',
    });
  });

  test.each([
    ['a second over', '2026-01-21T22:29:59Z', 'liquidity data is 12 h 1 min old; policy allows 12 h'],
    ['26 h', '2026-01-21T08:30:00Z', 'liquidity data is 26 h old; policy allows 12 h'],
    ['unknown', null, unknownAge],
    ['never stated', undefined, unknownAge],
    ['tomorrow', '2026-01-23T10:30:00Z', fromTomorrow],
    ['no date', 'yesterday', unknownAge],
  ])('%s: a payment it would let go is held for manual review', (_age, asOf, why) => {
    expect(conclude({ liquidity: dated(asOf) })).toMatchObject({
      reason: `Manual review - ${why}`,
      outcome: 'manual_review',
      requiredApprovals: [],
      ruleIds: ['manual-review', 'liquidity-data-age'],
    });
  });

  test("of another day's ledger, however young, a payment is held for manual review", () => {
    const of = dated('2026-01-22T10:30:00Z');
    const ofDay = (ledger_day: string | null) => conclude({ liquidity: { ...of, audit: { ...of.audit, ledger_day } } });
    expect(ofDay('2026-01-21')).toMatchObject({
      outcome: 'manual_review',
      reason: 'Manual review - the ledger is of 2026-01-21, and today is 2026-01-22 (UTC)',
    });
    expect(ofDay('2026-01-22').outcome).toBe('proceed');
    expect(ofDay(null).outcome).toBe('proceed');
  });

  test.each([
    ['2026-01-21T08:30:00Z', 'liquidity data is 26 h old; policy allows 12 h'],
    [null, unknownAge],
  ])('a breach found in old data stands and says so (%s)', (asOf, said) => {
    const fresh = conclude({ liquidity: impact('BREACH') });
    const { reason, why: _old, ruleIds, ...rest } = conclude({ liquidity: dated(asOf, impact('BREACH')) });
    expect({ ...rest, reason: fresh.reason, why: fresh.why, ruleIds: fresh.ruleIds }).toEqual(fresh);
    expect(reason).toBe(`${fresh.reason}; ${said}`);
    expect(ruleIds).toEqual([...fresh.ruleIds, 'liquidity-data-age']);
  });

  test('a missed cutoff is not softened to a hold by old data', () => {
    expect(conclude({ cutoff: late, liquidity: dated(null) })).toMatchObject({
      outcome: 'cutoff_missed',
      reason: expect.stringContaining(unknownAge) as unknown,
    });
  });

  test('treasury decides how old is too old, and whether an unknown age is accepted', () => {
    const policy = policyWith({
      file: 'liquidity.yaml',
      from: 'max_minutes: 720, unknown: hold',
      to: 'max_minutes: 45, unknown: accept',
    });
    expect(conclude({ policy, liquidity: dated(null) }).outcome).toBe('proceed');
    expect(conclude({ policy, liquidity: dated('2026-01-23T10:30:00Z') }).outcome).toBe('proceed');
    expect(conclude({ policy, liquidity: dated('2026-01-22T09:00:00Z') }).reason).toBe(
      'Manual review - liquidity data is 1 h 30 min old; policy allows 45 min',
    );
  });
});

describe("compliance's false positive", () => {
  test('lets an escalated payment go on to liquidity', () => {
    expect(conclude({ sanctions: screened('ESCALATE'), falsePositive: true })).toMatchObject({
      reason: 'Sanctions CLEAR after compliance review, no liquidity breach, before cutoff',
    });
  });

  test('lifts no BLOCK', () => {
    expect(conclude({ sanctions: screened('BLOCK'), falsePositive: true })).toMatchObject({
      outcome: 'blocked',
    });
  });

  test('still needs the liquidity evidence', () => {
    expect(conclude({ sanctions: screened('ESCALATE'), falsePositive: true, liquidity: null }).outcome).toBe(
      'manual_review',
    );
  });
});

describe('what is missing or does not fit is held for manual review, and nobody can approve it', () => {
  const otherPayment = { ...vendorPayment, amount: 2_500_000.01 };
  const breach = impact('BREACH');
  const assessed = breach.breach_assessment;
  test.each<[string, Partial<DecisionInput>, RegExp]>([
    ['no sanctions evidence', { sanctions: null }, /sanctions evidence is missing/],
    ['no liquidity evidence', { liquidity: null }, /liquidity evidence is missing/],
    [
      'another beneficiary screened',
      { sanctions: screened('CLEAR', { beneficiary_screened: 'ACME Corp' }) },
      /another beneficiary/,
    ],
    [
      'a BLOCK of another beneficiary',
      { sanctions: screened('BLOCK', { beneficiary_screened: 'ACME Corp' }) },
      /another beneficiary/,
    ],
    [
      'a clear screening that names a match',
      { sanctions: screened('CLEAR', { match_type: 'EXACT' }) },
      /says clear and names a match/,
    ],
    ['another amount assessed', { liquidity: impact('NONE', { payment: otherPayment }) }, /\(amount\)/],
    [
      'another currency assessed',
      { liquidity: impact('NONE', { payment: { ...vendorPayment, currency: 'EUR' } }) },
      /\(currency\)/,
    ],
    [
      'another account assessed',
      { liquidity: impact('NONE', { payment: { ...vendorPayment, account_id: 'acc-grp-003' } }) },
      /\(account_id\)/,
    ],
    [
      'another entity and id assessed',
      { liquidity: impact('NONE', { payment: { ...vendorPayment, entity: 'X', payment_id: 'Y' } }) },
      /\(payment_id, entity\)/,
    ],
    [
      'another beneficiary assessed',
      { liquidity: impact('NONE', { payment: { ...vendorPayment, beneficiary_name: 'Y' } }) },
      /\(beneficiary_name\)/,
    ],
    [
      'a breach called none',
      { liquidity: { ...breach, breach_assessment: { ...assessed, breach: false } } },
      /contradicts itself/,
    ],
    [
      'a breach without severity',
      { liquidity: { ...breach, breach_assessment: { ...assessed, severity: 'NONE' } } },
      /contradicts itself/,
    ],
    [
      'a gap that is not the shortfall',
      { liquidity: { ...breach, breach_assessment: { ...assessed, gap: 1 } } },
      /contradicts itself/,
    ],
    [
      'a headroom that is not the difference',
      { liquidity: { ...breach, breach_assessment: { ...assessed, headroom: 1 } } },
      /contradicts itself/,
    ],
    ['an agent that did not answer', { failure: 'agent_unavailable' }, /a screening service did not answer$/],
    ['a gate that failed', { failure: 'agent_denied', sanctions: null }, /the hosted agents refused our identity$/],
    ['a step out of time', { failure: 'step_timeout', liquidity: null }, /longer than its limit$/],
  ])('%s', (_what, change, reason) => {
    const decision = conclude({ amountUsd: decimal(10), ...change });
    expect(decision).toMatchObject({
      outcome: 'manual_review',
      requiredApprovals: [],
      ruleIds: ['manual-review'],
    });
    expect(decision.reason).toMatch(reason);
    expect(decision.workflowSteps.length).toBeGreaterThan(0);
  });

  test('a proven BLOCK stays one even under a table that lets it go, which no policy file can', () => {
    const { rules, ...rest } = shippedPolicy.decisions;
    const loosened = rules.map((rule) =>
      rule.id === 'decide-block'
        ? { ...rule, outcome: 'proceed' as const, approvals: 'approval_matrix' as const }
        : rule,
    );
    const policy = { ...shippedPolicy, decisions: { ...rest, rules: loosened } };
    for (const proposal of [null, { action: 'REJECT' }, { action: 'PROCEED' }])
      expect(conclude({ policy, sanctions: screened('BLOCK'), liquidity: null, proposal })).toMatchObject({
        reason: 'Sanctions BLOCK - direct match to OFAC SDN entity',
        outcome: 'blocked',
        requiredApprovals: [],
      });
  });

  test('a proven BLOCK is not softened to a HOLD by a later fault', () => {
    expect(conclude({ sanctions: screened('BLOCK'), failure: 'internal', liquidity: null }).outcome).toBe('blocked');
  });

  test('an escalation with a fault behind it is not lifted by the false positive', () => {
    expect(conclude({ sanctions: screened('ESCALATE'), falsePositive: true, failure: 'tool_failed' }).outcome).toBe(
      'manual_review',
    );
  });
});

describe('proposals', () => {
  test('a milder proposal changes nothing', () => {
    const own = conclude({ liquidity: impact('BREACH') });
    expect(conclude({ liquidity: impact('BREACH'), proposal: { action: 'PROCEED', reason: 'looks fine' } })).toEqual(
      own,
    );
  });

  test('a proposed HOLD stands over our PROCEED, with at least the Treasury Manager', () => {
    const decision = conclude({ amountUsd: decimal(10), proposal: { action: 'HOLD', reason: 'odd invoice' } });
    expect(decision).toMatchObject({ outcome: 'manual_review' });
    expect(decision.reason).toBe(
      'Manual review - policy says PROCEED (Sanctions CLEAR, no liquidity breach, before cutoff), the review proposed "HOLD": "odd invoice"',
    );
    expect(decision.ruleIds).toEqual(['decide-clear', 'tier-50k', 'manual-review']);
    expect(roles({ amountUsd: decimal(10), proposal: { action: 'HOLD' } })).toEqual([
      'Treasury Analyst',
      'Treasury Manager',
    ]);
  });

  test('a proposed HOLD never lowers who must approve', () => {
    expect(roles({ amountUsd: decimal(6_000_000), proposal: { action: 'HOLD' } })).toEqual(['Head of Treasury', 'CFO']);
  });

  test('an unknown word holds what we would let go', () => {
    expect(conclude({ proposal: { action: 'RELEASE NOW' } })).toMatchObject({
      outcome: 'manual_review',
    });
    expect(conclude({ proposal: { action: 'proceed' } }).outcome).toBe('manual_review');
  });

  test.each<[string, Partial<DecisionInput>, string]>([
    ['an escalation', { sanctions: screened('ESCALATE') }, 'compliance_rejected'],
    ['a breach', { liquidity: impact('BREACH') }, 'liquidity_rejected'],
    ['a clear payment', {}, 'invalid_details'],
  ])('a proposed REJECT of %s is filed under what our evidence speaks of', (_what, change, outcome) => {
    expect(conclude({ ...change, proposal: { action: 'REJECT' } })).toMatchObject({
      outcome,
      requiredApprovals: [],
    });
  });

  test("a proposal's text is quoted, on one line and cut", () => {
    const { reason } = conclude({ proposal: { action: 'REJECT', reason: `first\nsecond ${'x'.repeat(5_000)}` } });
    expect(reason).toContain('"first second xxx');
    expect(reason.length).toBeLessThan(500);
  });

  test('no proposal, of any kind, loosens an outcome or its approvals', () => {
    const inputs = fc.record({
      sanctions: fc.constantFrom(screened('BLOCK'), screened('ESCALATE'), screened('CLEAR'), null),
      liquidity: fc.constantFrom(
        impact('NONE'),
        impact('WARNING'),
        impact('BREACH'),
        impact('CRITICAL', { min: 1 }),
        null,
      ),
      cutoff: fc.constantFrom(onTime, late),
      falsePositive: fc.boolean(),
      amountUsd: fc.option(fc.integer({ min: 1, max: 9_000_000 }).map((amount) => decimal(amount))),
      failure: fc.constantFrom(null, 'tool_failed' as const),
    });
    const proposals = fc.record({
      action: fc.oneof(fc.constantFrom(...finalActions), fc.string()),
      reason: fc.string(),
    });
    fc.assert(
      fc.property(inputs, proposals, (input, proposal) => {
        const own = conclude({ ...input, proposal: null });
        const stood = conclude({ ...input, proposal });
        expect(finalActions.indexOf(actionOf(stood.outcome))).toBeGreaterThanOrEqual(
          finalActions.indexOf(actionOf(own.outcome)),
        );
        if (actionOf(stood.outcome) === actionOf(own.outcome)) expect(stood).toEqual(own);
      }),
    );
  });

  test('nothing proceeds without both gates clear, unbroken and on time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(screened('BLOCK'), screened('ESCALATE'), screened('CLEAR'), null),
        fc.constantFrom(impact('NONE'), impact('WARNING'), impact('BREACH'), null),
        fc.constantFrom(onTime, late),
        fc.boolean(),
        fc.constantFrom(null, 'step_timeout' as const),
        (sanctions, liquidity, cutoff, falsePositive, failure) => {
          const { outcome } = conclude({
            sanctions,
            liquidity,
            cutoff,
            falsePositive,
            failure,
            amountUsd: decimal(10),
          });
          const isCleared = sanctions?.decision === 'CLEAR' || (sanctions?.decision === 'ESCALATE' && falsePositive);
          const mayProceed =
            isCleared && liquidity?.breach_assessment.breach === false && cutoff.before_cutoff && failure === null;
          expect(outcome === 'proceed').toBe(mayProceed);
        },
      ),
    );
  });
});
