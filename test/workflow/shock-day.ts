/** The shipped definition with a payment to run through it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDefinition } from '../../src/workflow/definition/definition';
import { createManualClock } from '../fakes/manual-clock';
import { reviewAgents } from './scripted-agents';

const file = 'workflows/treasury-shock-day.yaml';
export const shockDayText = readFileSync(path.join(__dirname, '../..', file), 'utf8');

export function parseShockDay(text = shockDayText, { isKept = false } = {}) {
  return parseDefinition({
    file,
    text,
    agentRefs: reviewAgents.map(({ name }) => name),
    contextKeys: ['payment_request', 'computed'],
    isKept,
  });
}

/** Waits, of retries and of limits, cost nothing and keep their order. */
export const openClock = () => createManualClock({ sleep: 'when_idle' });

export const runId = 'WF-20260122102500-0a1b2c';

export const runContext = {
  payment_request: {
    payment_id: 'TXN-002',
    beneficiary_name: 'ACME Corp',
    amount: 50000,
    currency: 'USD',
    account_id: 'ACC-1',
    entity: 'BankSubsidiary_TR',
    payment_type: 'SWIFT',
  },
  computed: { before_cutoff: true, amount_usd: 50000, now_utc: '2026-01-22T10:25:00Z' },
};

export const clear = { decision: 'CLEAR', confidence: 0 };
export const noBreach = { breach_assessment: { breach: false, severity: 'NONE' } };
export const proceed = {
  workflow_determination: { final_action: 'PROCEED', reason: 'nothing in the way' },
  required_approvals: [{ role: 'Payments Operator' }],
  workflow_steps: [{ step: 1, action: 'Release' }],
  audit_bundle: { required_documents: ['01_payment_instruction.json'] },
};

export const clearDay = {
  'sanctions-screening-agent': [clear],
  'liquidity-screening-agent': [noBreach],
  'operational-procedures-agent': [proceed],
};
