import { runContext } from '../../src/app/know';
import { Fault } from '../../src/domain/values/errors';
import type { JsonObject } from '../../src/domain/values/json';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import type { AgentAnswer, AgentRuntime, AgentTask } from '../../src/ports/agents';
import { commitOf, nextVersion } from '../fakes/sample-case';
import { member, openTreasury, type Over, type Treasury } from '../fakes/treasury';

let treasury: Treasury;
beforeEach(async () => {
  treasury = await openTreasury({ sleep: 'when_idle' });
});
afterEach(() => treasury.close());

type Change = (task: AgentTask, answer: AgentAnswer) => AgentAnswer | Promise<AgentAnswer>;

/** The embedded agents, with one of their answers tampered with on the way. */
function tampered(agentRef: string, change: Change): { runtime: AgentRuntime } {
  const { runtime } = treasury.data;
  return {
    runtime: {
      agents: runtime.agents,
      run: async (task) => {
        const answer = await runtime.run(task);
        return task.agentRef === agentRef ? change(task, answer) : answer;
      },
    },
  };
}

async function submit(draft: object): Promise<PaymentCase> {
  const submitted = await treasury.submit(draft);
  if (!submitted.ok) throw new Error(submitted.problems[0]?.message ?? 'refused');
  return submitted.case;
}

const review = (paymentId: string, over?: Over) => treasury.review(paymentId, over);

const withOutput = (answer: AgentAnswer, over: JsonObject): AgentAnswer => ({
  ...answer,
  output: { ...answer.output, ...over },
});

describe('an agent that fails', () => {
  it.each([
    ['agent_output_invalid', 'sanctions-screening-agent'],
    ['tool_failed', 'liquidity-screening-agent'],
    ['agent_unavailable', 'operational-procedures-agent'],
  ] as const)('with %s in the %s is a HOLD for manual review, never a guess', async (code, agentRef) => {
    const held = await review(
      'TXN-002',
      tampered(agentRef, () => {
        throw new Fault(code, 'secret raw message');
      }),
    );
    expect(held).toMatchObject({
      status: 'held',
      failure: { code },
      decision: { outcome: 'manual_review' },
    });
    expect(JSON.stringify(held)).not.toContain('secret raw message');
    const events = await treasury.store.readEvents({ limit: 100 });
    expect(events.at(-1)).toMatchObject({ type: 'review_failed', payload: { failure: { code } } });
  });

  it('is tried three times when that can help, and the review goes on when it does', async () => {
    let failures = 2;
    const flaky = tampered('sanctions-screening-agent', (_task, answer) => {
      if (failures-- > 0) throw new Fault('agent_unavailable', 'busy');
      return answer;
    });
    const done = await review('TXN-002', flaky);
    expect(done).toMatchObject({ status: 'awaiting_approval', decision: { outcome: 'proceed' } });
    expect(done.run.trace.map(({ attempts }) => attempts)).toEqual([3, 1, 1]);
  });

  it('can be restarted from its last completed step once it works again', async () => {
    const held = await review(
      'TXN-002',
      tampered('operational-procedures-agent', () => {
        throw new Fault('tool_failed', 'down');
      }),
    );
    const restart = (shownVersion: number) =>
      treasury.actOnCase(held.runId, { type: 'restart_review', shownVersion, comment: null, actor });
    const actor = member('Maya Marchetti', 'Treasury Manager');
    expect(await restart(held.version - 1)).toMatchObject({
      ok: false,
      problems: [{ code: 'stale_card' }],
    });
    const restarted = await restart(held.version);
    expect(restarted).toMatchObject({ ok: true, case: { status: 'under_review', failure: null } });
    const current = await treasury.runOn(held.runId);
    expect(current).toMatchObject({ status: 'awaiting_approval', decision: { outcome: 'proceed' } });
    expect(current.run.trace.map(({ result }) => result)).toEqual([
      'sanctions_screening',
      'liquidity_screening',
      'operational_procedures',
    ]);
  });
});

describe('an agent that says more than its tool found', () => {
  it('cannot clear what the tool blocked', async () => {
    const lying = tampered('sanctions-screening-agent', (_task, answer) =>
      withOutput(answer, { decision: 'CLEAR', pass_to_next_agent: true }),
    );
    expect(await review('TXN-001', lying)).toMatchObject({
      status: 'rejected',
      decision: { outcome: 'blocked' },
    });
  });

  it('cannot hide a breach', async () => {
    const lying = tampered('liquidity-screening-agent', (_task, answer) =>
      withOutput(answer, {
        breach_assessment: {
          ...(answer.output['breach_assessment'] as JsonObject),
          breach: false,
          severity: 'NONE',
          headroom: 1,
          gap: 0,
        },
      }),
    );
    expect(await review('TXN-003', lying)).toMatchObject({
      decision: { outcome: 'liquidity_hold' },
    });
  });

  it('cannot wave a payment through, but can make it stricter', async () => {
    const proposing = (final_action: string) =>
      tampered('operational-procedures-agent', (_task, answer) =>
        withOutput(answer, { workflow_determination: { final_action, reason: 'trust me', policy_reference: 'none' } }),
      );
    expect(await review('TXN-003', proposing('PROCEED'))).toMatchObject({
      decision: { outcome: 'liquidity_hold' },
    });
    expect(await review('TXN-002', proposing('REJECT'))).toMatchObject({
      status: 'rejected',
      decision: { outcome: 'invalid_details' },
    });
    expect(await review('TXN-EMRG-001', proposing('SEND IT NOW'))).toMatchObject({
      decision: { outcome: 'liquidity_hold' },
    });
  });

  it('that never called its tool, or called it for another payment, leaves no evidence and so a HOLD', async () => {
    const idle = tampered('sanctions-screening-agent', (_task, answer) => ({ ...answer, toolCalls: [] }));
    expect(await review('TXN-002', idle)).toMatchObject({
      status: 'held',
      decision: { outcome: 'manual_review' },
    });
    const elsewhere = tampered('liquidity-screening-agent', (_task, answer) => ({
      ...answer,
      toolCalls: answer.toolCalls.map((call) => ({
        ...call,
        output: { ...call.output, payment_assessed: { ...(call.output['payment_assessed'] as JsonObject), amount: 1 } },
      })),
    }));
    expect(await review('TXN-EMRG-001', elsewhere)).toMatchObject({
      status: 'held',
      decision: { outcome: 'manual_review' },
    });
  });
});

describe('a policy that changes while a payment is under review', () => {
  it('does not touch that run, and without the policy it was started under nothing is decided', async () => {
    const opened = await submit({ payment_id: 'TXN-002' });
    const { policy } = treasury.data;
    const other = {
      ...policy.current(),
      fingerprint: 'another',
      approvals: { ...policy.current().approvals, tiers: [] },
    };
    const changed = { ...policy, current: () => other };
    expect(await treasury.runOn(opened.runId, { policy: changed })).toMatchObject({
      status: 'awaiting_approval',
      decision: { requiredApprovals: [{ role: 'Payments Operator' }] },
    });
    const lost = await submit({ payment_id: 'TXN-003' });
    expect(await treasury.runOn(lost.runId, { policy: { ...changed, version: () => null } })).toMatchObject({
      status: 'held',
      failure: { code: 'policy_invalid' },
      decision: { outcome: 'manual_review' },
    });
  });
});

describe('a new decision', () => {
  it('stands without what was found of the liquidity of an earlier one', async () => {
    const opened = await submit({ payment_id: 'TXN-002' });
    const liquidityCheck = {
      checkedAt: opened.openedAt,
      ledgerFingerprint: 'f',
      verdict: 'worse',
      changes: [],
    } as const;
    await treasury.store.commit(commitOf(nextVersion(opened, { liquidityCheck })));
    const decided = await review('TXN-002');
    expect(decided).toMatchObject({ status: 'awaiting_approval', decision: { outcome: 'proceed' } });
    expect(decided.liquidityCheck).toBeUndefined();
  });
});

describe('a submission', () => {
  it('twice is one case, and with another amount under the same id is refused by field', async () => {
    const whole = {
      payment_id: 'PAY-7',
      beneficiary_name: 'ACME Corp',
      amount: 100,
      currency: 'USD',
      account_id: 'ACC-BAN-001',
      payment_type: 'SWIFT',
    };
    const [first, second] = await Promise.all([submit(whole), submit(whole)]);
    expect(second.runId).toBe(first.runId);
    await expect(submit({ ...whole, amount: 101 })).rejects.toThrow('PAY-7 is already under');
    expect(await treasury.store.readEvents({ limit: 10 })).toHaveLength(1);
  });

  it('cannot start while the workflow’s own context says what was asked: amounts come from the request alone', async () => {
    const { payment } = await submit({ payment_id: 'TXN-002' });
    const context = runContext(treasury.data.policy.current(), payment, treasury.clock.now());
    expect(context['payment_request']).toEqual(payment);
    expect(context['computed']).toEqual({
      before_cutoff: true,
      amount_usd: 50_000,
      screening_required: true,
      now_utc: expect.stringMatching(/^2026-01-22T10:2/) as string,
    });
  });
});

/** It took 24 before each result was kept once. */
test('a payment reviewed without a finding takes 12 KB', async () => {
  const reviewed = await review('TXN-002');
  expect(reviewed.decision?.outcome).toBe('proceed');
  expect(Buffer.byteLength(JSON.stringify(reviewed))).toBeLessThanOrEqual(12.1 * 1024);
});
