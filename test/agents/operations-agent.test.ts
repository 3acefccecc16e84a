import { createOperationsAgent } from '../../src/agents/operations-agent';
import { operationalProceduresSchema } from '../../src/domain/evidence/operational-procedures';
import type { JsonObject } from '../../src/domain/values/json';
import { createKnowledgeIndex } from '../../src/domain/knowledge/search';
import type { Policy } from '../../src/domain/policy/policy';
import { createIndexedKnowledge } from '../../src/sources/knowledge/indexed-knowledge';
import { shippedSections } from '../domain/knowledge/shipped-sections';
import { createSearchTreasuryKb } from '../../src/tools/search-treasury-kb';
import { policyWith, shippedPolicy } from '../domain/policy/shipped-policy';
import { clearScreening, projection } from './gate-outputs';

const runId = 'WF-20260122102500-0a1b2c';
const nowMs = Date.parse('2026-01-22T10:25:00Z');
const knowledge = createKnowledgeIndex(shippedSections);
const changed = policyWith({
  file: 'approval-matrix.yaml',
  from: 'roles: [Head of Treasury, Treasury Manager]',
  to: 'roles: [CFO, Head of Treasury]',
});

async function answerUnder(inForce: Policy, policyOfRun?: (runId: string) => Promise<Policy>) {
  const agent = createOperationsAgent({
    tool: createSearchTreasuryKb({ knowledge: createIndexedKnowledge({ current: () => knowledge }) }),
    policy: { current: () => inForce },
    ...(policyOfRun ? { policyOfRun } : {}),
  });
  const task = {
    agentRef: 'operational-procedures-agent',
    runId,
    message: () => '',
    input: {
      sanctions_decision: 'CLEAR',
      liquidity_breach: false,
      before_cutoff: true,
      amount_usd: 2_500_000,
      payment_type: 'SWIFT',
    },
    context: { sanctions_result: clearScreening, liquidity_result: projection(false) } as unknown as JsonObject,
    signal: new AbortController().signal,
  };
  const { output } = await agent(task, { runId, nowMs });
  return operationalProceduresSchema.parse(output);
}

async function approversUnder(...given: Parameters<typeof answerUnder>) {
  const { required_approvals: approvals, audit } = await answerUnder(...given);
  return { roles: approvals.map(({ role }) => role), fingerprint: audit['policy_fingerprint'] };
}

test('a run keeps the policy it started with, though another is in force by now', async () => {
  const asked: string[] = [];
  const started = (id: string) => {
    asked.push(id);
    return Promise.resolve(shippedPolicy);
  };
  expect(await approversUnder(changed, started)).toEqual({
    roles: ['Treasury Manager', 'Head of Treasury'],
    fingerprint: shippedPolicy.fingerprint,
  });
  expect(asked).toEqual([runId]);
});

test('where nobody says what a run started with, the policy in force stands', async () => {
  expect(await approversUnder(changed)).toEqual({
    roles: ['Head of Treasury', 'CFO'],
    fingerprint: changed.fingerprint,
  });
});

test('a section that policy names and nobody wrote is not consulted, and the audit says so', async () => {
  const named = 'sections: [approvals#tiers-by-amount, emergency-payment#before-release]';
  const ghost = policyWith({
    file: 'procedures.yaml',
    from: named,
    to: named.replace('before-release', 'before-the-flood'),
  });
  const { workflow_determination: determination, audit } = await answerUnder(ghost);
  expect(audit.policies_consulted).toEqual(['decide-clear', 'tier-5m', 'approvals#tiers-by-amount']);
  expect(audit.dropped_citations).toEqual([
    { section_id: 'emergency-payment#before-the-flood', reason: 'no_such_section' },
  ]);
  expect(determination.policy_reference).not.toContain('before-the-flood');
});

test('where every section that policy names was found, nothing is said to be dropped', async () => {
  const { audit } = await answerUnder(shippedPolicy);
  expect(audit.policies_consulted).toEqual(
    expect.arrayContaining(['approvals#tiers-by-amount', 'emergency-payment#before-release']),
  );
  expect(audit).not.toHaveProperty('dropped_citations');
});
