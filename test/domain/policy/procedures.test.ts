import { operationalProceduresSchema } from '../../../src/domain/evidence/operational-procedures';
import { decimal } from '../../../src/domain/values/money';
import { determine } from '../../../src/domain/policy/determine';
import type { Facts } from '../../../src/domain/policy/facts/facts';
import { buildOperationalProcedures } from '../../../src/domain/policy/procedures';
import { shippedPolicy } from './shipped-policy';

const breachFacts: Facts = {
  sanctions: 'CLEAR',
  severity: 'BREACH',
  beforeCutoff: true,
  amountUsd: decimal(2_500_000),
  paymentType: 'SWIFT',
  entity: 'GroupTreasuryCo',
  atMs: Date.parse('2026-01-22T10:30:00Z'),
};

function found(id: string) {
  return {
    section_id: id,
    title: id,
    doc_type: 'runbook' as const,
    topics: [],
    text: id,
    hash: `hash of ${id}`,
    score: 1,
  };
}

function build(facts: Facts = breachFacts, sections: string[] = ['glossary#gap', 'liquidity-breach#options']) {
  return buildOperationalProcedures({
    policy: shippedPolicy,
    facts,
    determination: determine(shippedPolicy, facts),
    reason: 'because',
    sections: sections.map(found),
    audit: { run_id: 'WF-20260122102500-abcdef', timestamp_utc: '2026-01-22T10:30:00Z' },
  });
}

test('the answer fits the schema of its agent and repeats what it was told', () => {
  const answer = build();
  expect(operationalProceduresSchema.parse(answer)).toMatchObject({
    input_summary: {
      sanctions_decision: 'CLEAR',
      liquidity_breach: true,
      before_cutoff: true,
      amount_usd: 2_500_000,
      payment_type: 'SWIFT',
    },
    workflow_determination: { final_action: 'HOLD', reason: 'because' },
  });
});

test('it cites the sections its procedure rests on with their hashes, and only those that were found', () => {
  const { workflow_determination: determination, audit } = build();
  expect(determination.policy_reference).toBe(
    'Decision matrix: decide-breach; approval matrix: tier-5m, severity-breach; liquidity-breach#options',
  );
  expect(audit.policies_consulted).toEqual(['decide-breach', 'tier-5m', 'severity-breach', 'liquidity-breach#options']);
  expect(audit['sections']).toEqual([
    { section_id: 'liquidity-breach#options', hash: 'hash of liquidity-breach#options' },
  ]);
  expect(audit['policy_fingerprint']).toBe(shippedPolicy.fingerprint);
});

test('without one of its own sections it cites the best hit, without any hit none', () => {
  expect(build(breachFacts, ['glossary#gap', 'cutoffs#rails']).audit.policies_consulted).toContain('glossary#gap');
  expect(build(breachFacts, []).audit.policies_consulted).toEqual(['decide-breach', 'tier-5m', 'severity-breach']);
});

test('ordinary records are kept for seven years, sanctions records for ten with the report to OFAC', () => {
  expect(build().audit_bundle).toMatchObject({ retention_period: '7 years (treasury policy)', regulatory_filings: [] });
  const { audit_bundle: blocked } = build({ ...breachFacts, sanctions: 'BLOCK' });
  expect(blocked.retention_period).toBe('10 years (31 CFR 501.601)');
  expect(blocked.regulatory_filings).toEqual(['OFAC blocking report within 10 business days (31 CFR 501.603)']);
});

test('a payment decided at night also needs the callback record', () => {
  const night = { ...breachFacts, atMs: Date.parse('2026-01-22T22:00:00Z') };
  expect(build(night).audit_bundle.required_documents).toContain('Callback record');
  expect(build().audit_bundle.required_documents).not.toContain('Callback record');
});

test('the contacts are the approvers, the next role up, and who the procedure names', () => {
  expect(build().escalation_contacts.map(({ role }) => role)).toEqual(['Treasury Manager', 'Head of Treasury', 'CFO']);
});

test('an amount without a rate is null in the summary, not zero', () => {
  expect(build({ ...breachFacts, amountUsd: null }).input_summary.amount_usd).toBeNull();
});
