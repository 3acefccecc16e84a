import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { copyDemoLedger } from './demo-files';
import { inFolder, runDesk, type Ended } from './run-desk';

/** The contract, field by field; `executed_at` and ids are checked apart. */
interface Expected {
  readonly final_decision: object;
  readonly agent_results: object;
  readonly approval_status: object;
  /** What is to be done, in order. */
  readonly actions: readonly string[];
  readonly workflow_trace: object;
}

const clear = { decision: 'CLEAR', confidence: 0, match_type: 'NONE' };
const allSteps = {
  steps_completed: ['sanctions_screening', 'liquidity_screening', 'operational_procedures'],
  early_termination: false,
};
const onlyScreened = { steps_completed: ['sanctions_screening'], early_termination: true };
const breachActions = ['HOLD payment', 'Notify Treasury Manager', 'Evaluate options'];
const breachApprovers = ['Treasury Manager', 'Head of Treasury'];

function breach(gap: number): Expected['agent_results'] {
  return {
    sanctions_screening: clear,
    liquidity_screening: {
      breach: true,
      gap,
      recommendation: 'HOLD',
      alternatives: ['Delay', 'Partial release', 'Escalate for funding'],
    },
    operational_procedures: {
      final_action: 'HOLD',
      required_approvals: [
        { role: 'Treasury Manager', authority: 'Evaluate options' },
        { role: 'Head of Treasury', authority: 'Override approval' },
      ],
      workflow_steps: breachActions.map((action, index) => ({ step: index + 1, action })),
    },
  };
}

const contract: Readonly<Record<string, Expected>> = {
  'TXN-001': {
    final_decision: {
      action: 'REJECT',
      reason: 'Sanctions BLOCK - direct match to OFAC SDN entity',
      reason_code: 'REJ_SANC_BLOCK',
    },
    agent_results: {
      sanctions_screening: { decision: 'BLOCK', confidence: 98, match_type: 'EXACT', matched_entity: 'BANK MASKAN' },
      liquidity_screening: null,
      operational_procedures: null,
    },
    approval_status: { required_approvers: [], obtained_approvals: [], pending_approvals: [] },
    actions: ['REJECT payment', 'Open compliance case', 'Block property and report to OFAC'],
    workflow_trace: onlyScreened,
  },
  'TXN-002': {
    final_decision: {
      action: 'PROCEED',
      reason: 'Sanctions CLEAR, no liquidity breach, before cutoff',
      reason_code: null,
    },
    agent_results: {
      sanctions_screening: clear,
      liquidity_screening: { breach: false, headroom: 1_500_000, recommendation: 'RELEASE' },
      operational_procedures: { final_action: 'PROCEED', required_approvals: [{ role: 'Payments Operator' }] },
    },
    approval_status: {
      required_approvers: ['Payments Operator'],
      obtained_approvals: [],
      pending_approvals: ['Payments Operator'],
    },
    actions: ['Obtain required approvals', 'Release payment', 'File audit bundle'],
    workflow_trace: allSteps,
  },
  'TXN-003': {
    final_decision: {
      action: 'HOLD',
      reason: 'Sanctions CLEAR but payment would breach buffer by $500,000',
      reason_code: 'HOLD_LIQ_BREACH',
    },
    agent_results: breach(500_000),
    approval_status: {
      required_approvers: breachApprovers,
      obtained_approvals: [],
      pending_approvals: breachApprovers,
    },
    actions: breachActions,
    workflow_trace: allSteps,
  },
  'TXN-004': {
    final_decision: {
      action: 'HOLD',
      reason: 'Sanctions ESCALATE - pending compliance review',
      reason_code: 'HOLD_SANC_ESC',
    },
    agent_results: {
      sanctions_screening: {
        decision: 'ESCALATE',
        // The contract names the decision alone; domain.md's floor for a PARTIAL is 60.
        confidence: expect.closeTo(65, -1) as number,
        match_type: 'PARTIAL',
        matched_entity: 'BANK MASKAN',
      },
      liquidity_screening: null,
      operational_procedures: null,
    },
    approval_status: {
      required_approvers: ['Compliance Manager', 'MLRO'],
      obtained_approvals: [],
      pending_approvals: ['Compliance Manager', 'MLRO'],
    },
    actions: ['HOLD payment', 'Notify Compliance Manager', 'Compare match and record disposition'],
    workflow_trace: onlyScreened,
  },
  'TXN-EMRG-001': {
    final_decision: {
      action: 'HOLD',
      reason: 'Sanctions CLEAR but payment would breach buffer by $125,000',
      reason_code: 'HOLD_LIQ_BREACH',
    },
    agent_results: breach(125_000),
    approval_status: {
      required_approvers: breachApprovers,
      obtained_approvals: [],
      pending_approvals: breachApprovers,
    },
    actions: breachActions,
    workflow_trace: allSteps,
  },
};

/** product.md's own request for TXN-EMRG-001. */
const sampleRequest = {
  payment_id: 'TXN-EMRG-001',
  beneficiary_name: 'ACME Trading LLC',
  amount: 250_000,
  currency: 'USD',
  account_id: 'ACC-BAN-001',
  entity: 'BankSubsidiary_TR',
  payment_type: 'EMERGENCY',
  timestamp_utc: '2026-01-22T10:25:00Z',
  originator: 'treasury-ops@bank.local',
};

interface FinalOutput {
  workflow_run_id: string;
  final_decision: { executed_at: string };
  workflow_steps: { step: number; action: string }[];
  agent_trace: { agent: string; breach_assessment?: object }[];
}

/** The whole of standard output is one JSON document, and standard error is silent. */
function answerOf({ code, stdout, stderr }: Ended): FinalOutput {
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as FinalOutput;
}

function expectContract(answer: FinalOutput, { actions, ...expected }: Expected): void {
  expect(Object.keys(answer)).toEqual(
    expect.arrayContaining([
      'workflow_run_id',
      'final_decision',
      'agent_results',
      'approval_status',
      'workflow_steps',
      'audit_bundle',
      'workflow_trace',
      'agent_trace',
    ]),
  );
  expect(answer.workflow_run_id).toMatch(/^WF-20260122\d{6}-[0-9a-f]{6}$/);
  expect(answer.final_decision.executed_at).toMatch(/^2026-01-22T10:2\d:\d\d(\.\d+)?Z$/);
  expect(answer).toMatchObject({ final_decision: expected.final_decision, approval_status: expected.approval_status });
  // Nothing more and nothing less: the short forms are part of the contract.
  expect(answer).toHaveProperty('agent_results', expected.agent_results);
  expect(answer).toHaveProperty('workflow_trace', expected.workflow_trace);
  expect(answer.workflow_steps.map(({ step, action }) => [step, action])).toEqual(
    actions.map((action, index) => [index + 1, action]),
  );
  const steps = (expected.workflow_trace as typeof allSteps).steps_completed;
  expect(answer.agent_trace.map(({ agent }) => agent)).toEqual(steps);
}

describe('the contract cases, reviewed on the command line by payment id alone', () => {
  it.concurrent.each(Object.keys(contract))('%s', async (paymentId) => {
    const answer = answerOf(await runDesk(['review', '-'], { input: JSON.stringify({ payment_id: paymentId }) }));
    expectContract(answer, contract[paymentId]!);
  });
});

describe('the sample request', () => {
  it.concurrent(
    'in full, from a file, gives what its id alone gives, with the figures of the demo ledger',
    inFolder(async (folder) => {
      const file = path.join(folder, 'request.json');
      writeFileSync(file, JSON.stringify(sampleRequest));
      const answer = answerOf(await runDesk(['review', file]));
      expectContract(answer, contract['TXN-EMRG-001']!);
      expect(answer.agent_trace[1]).toMatchObject({
        payment_assessed: { payment_id: 'TXN-EMRG-001', amount: 250_000, timestamp_utc: '2026-01-22T10:25:00Z' },
        breach_assessment: {
          breach: true,
          first_breach_time: '2026-01-22T14:30:00Z',
          gap: 125_000,
          projected_min_balance: 1_875_000,
          buffer_threshold: 2_000_000,
          headroom: -125_000,
        },
        account_summary: {
          start_of_day_balance: 3_500_000,
          total_outflow: 1_875_000,
          total_inflow: 250_000,
          net_flow: -1_625_000,
          end_of_day_balance: 1_875_000,
        },
      });
    }),
  );
});

describe('a review on another day or hour', () => {
  it.concurrent('after the cutoff is a missed cutoff, with the next business day on offer', async () => {
    const asked = runDesk(['--business-time', '2026-01-22T16:00:00Z', 'review', '-'], {
      input: '{"payment_id":"TXN-002"}',
    });
    const answer = answerOf(await asked);
    expect(answer).toMatchObject({
      final_decision: {
        action: 'REJECT',
        reason:
          'Sanctions CLEAR, no liquidity breach, but cutoff missed: the internal cutoff cutoff-tr-usd-swift is at 2026-01-22T15:00:00Z; next value date 2026-01-23',
        reason_code: 'REJ_CUTOFF_MISSED',
      },
      approval_status: { pending_approvals: [] },
    });
    expect(answer.workflow_steps.map(({ action }) => action)).toContain('Offer next business day');
  });

  it.concurrent(
    'on a Fed holiday cannot settle in US dollars, at any hour',
    inFolder(async (folder) => {
      copyDemoLedger(folder, (text) => text.replaceAll('2026-01-22', '2026-01-19'));
      const asked = runDesk(['--business-time', '2026-01-19T10:25:00Z', 'review', '-'], {
        input: '{"payment_id":"TXN-002"}',
        environment: { LEDGER_DIR: folder },
      });
      expect(answerOf(await asked)).toMatchObject({
        final_decision: {
          action: 'REJECT',
          reason: expect.stringContaining(
            'cutoff missed: 2026-01-19 is a holiday of the Federal Reserve calendar (Martin Luther King Jr. Day); next value date 2026-01-20',
          ) as unknown,
          reason_code: 'REJ_CUTOFF_MISSED',
        },
        agent_results: { liquidity_screening: { breach: false, headroom: 1_500_000 } },
      });
    }),
  );
});

describe('a review on old data', () => {
  const heldFor = (reason: string) => ({
    final_decision: { action: 'HOLD', reason: `Manual review - ${reason}`, reason_code: 'HOLD_MANUAL_REVIEW' },
    approval_status: { required_approvers: [], pending_approvals: [] },
  });

  it.concurrent('is held for manual review, saying how old it is and what policy allows', async () => {
    const asked = runDesk(['review', '-'], {
      input: '{"payment_id":"TXN-002"}',
      environment: { LEDGER_AS_OF: '2026-01-21T08:25:00Z' },
    });
    expect(answerOf(await asked)).toMatchObject(heldFor('liquidity data is 26 h old; policy allows 12 h'));
  });

  it.concurrent(
    'of an age nobody recorded is held too',
    inFolder(async (folder) => {
      copyDemoLedger(folder, (text) => text);
      rmSync(path.join(folder, 'as_of.json'));
      const asked = runDesk(['review', '-'], {
        input: '{"payment_id":"TXN-002"}',
        environment: { LEDGER_DIR: folder },
      });
      expect(answerOf(await asked)).toMatchObject(
        heldFor('nobody recorded how old the liquidity data is (as_of.json or LEDGER_AS_OF)'),
      );
    }),
  );
});
