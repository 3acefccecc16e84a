/** A whole review whose gates are asked at once: evidence of both counts, an overruled match has the other look again, a withdrawn one is stopped. */
import { openReview } from '../../src/composition/open-review';
import { createRecordingLog } from '../fakes/recording-log';
import type { AgentTask } from '../../src/ports/agents';
import { member, openTreasury, originator, type Treasury } from '../fakes/treasury';

const carmen = member('Carmen Cordero', 'Compliance Manager');
const lars = member('Lars Lindqvist', 'MLRO');

let treasury: Treasury;
beforeEach(async () => {
  treasury = await openTreasury({ workflow: 'workflows/parallel-screening.yaml' });
});
afterEach(() => treasury.close());

const stepsOf = ({ run }: { run: { trace: readonly { step: string }[] } }) => run.trace.map(({ step }) => step);

/** Hosted agents' like: each answer is kept by itself. */
const oneByOne = () => ({ runtime: { ...treasury.data.runtime, isRepeatable: false } });

describe('gates that are asked at once', () => {
  it.each([
    ['TXN-001', 'rejected', 'blocked', ['step_1_sanctions', 'step_1_liquidity']],
    ['TXN-002', 'awaiting_approval', 'proceed', ['step_1_sanctions', 'step_1_liquidity', 'step_2_operations']],
    ['TXN-003', 'awaiting_approval', 'liquidity_hold', ['step_1_sanctions', 'step_1_liquidity', 'step_2_operations']],
    ['TXN-004', 'compliance_review', 'compliance_hold', ['step_1_sanctions', 'step_1_liquidity']],
  ])('decide %s as gates asked in turn do: %s, %s', async (payment, status, outcome, steps) => {
    const together = await treasury.review(payment);
    expect(together).toMatchObject({ status, decision: { outcome } });
    expect([...stepsOf(together)].sort()).toEqual([...steps].sort());
    const chain = await openTreasury();
    try {
      const { decision } = await chain.review(payment);
      const { findings: _together, decidedAt: _at, ...made } = together.decision!;
      expect(decision).toMatchObject(made);
    } finally {
      await chain.close();
    }
  });

  it('keep each answer as a change of its own, and tell of it', async () => {
    const { runId } = await treasury.review('TXN-002', oneByOne());
    const events = await treasury.store.readEvents({ runId, limit: 10 });
    expect(events.map(({ type, payload }) => [type, payload['next'] ?? null])).toEqual([
      ['payment_submitted', null],
      ['step_completed', 'step_1_liquidity'],
      ['step_completed', 'step_2_operations'],
      ['decision_made', null],
    ]);
    expect(events[2]?.payload['flow']).toEqual({
      screenings: { finished: ['sanctions', 'liquidity'], failed: [], stopped: [] },
    });
  });

  it('have liquidity looked at again once compliance has cleared the match', async () => {
    const held = await treasury.review('TXN-004');
    for (const actor of [carmen, lars]) {
      const { version: shownVersion } = await treasury.find(held.runId);
      const press = { type: 'clear_false_positive', actor, shownVersion, comment: 'Another company' } as const;
      const acted = await treasury.actOnCase(held.runId, { ...press, inputs: { evidence_note: 'Registry extract' } });
      if (!acted.ok) throw new Error(acted.problems.map(({ message }) => message).join(' '));
    }
    const sentBack = await treasury.find(held.runId);
    expect(sentBack).toMatchObject({ status: 'under_review', run: { open: ['step_1_liquidity'] } });
    expect(stepsOf(sentBack)).toEqual(['step_1_sanctions']);
    const cleared = await treasury.runOn(held.runId);
    expect(cleared).toMatchObject({ status: 'awaiting_approval', decision: { outcome: 'proceed' } });
    expect(stepsOf(cleared)).toEqual(['step_1_sanctions', 'step_1_liquidity', 'step_2_operations']);
  });

  it('are held by the one that fails, whose restart asks it alone; a BLOCK the other proved stands all the same', async () => {
    const { runtime } = treasury.data;
    const asked: string[] = [];
    const failing = {
      ...runtime,
      isRepeatable: false,
      run: (task: AgentTask) => {
        asked.push(task.agentRef);
        return task.agentRef === 'liquidity-screening-agent' ? Promise.reject(new Error('gone')) : runtime.run(task);
      },
    };
    const held = await treasury.review('TXN-002', { runtime: failing });
    expect(held).toMatchObject({
      status: 'held',
      failure: { code: 'internal', step: 'step_1_liquidity' },
      run: { open: ['step_1_liquidity'], trace: [{ step: 'step_1_sanctions' }] },
    });
    asked.length = 0;
    const again = await treasury.restart(held.runId);
    expect(again).toMatchObject({ status: 'awaiting_approval', failure: null });
    expect(stepsOf(again)).toEqual(['step_1_sanctions', 'step_1_liquidity', 'step_2_operations']);
    expect(await treasury.review('TXN-001', { runtime: failing })).toMatchObject({
      status: 'rejected',
      decision: { outcome: 'blocked' },
    });
  });

  it('are stopped when whoever asked for the payment withdraws it, and answer nobody', async () => {
    const { data, store, clock } = treasury;
    const asked: AgentTask[] = [];
    const waiting = {
      agents: data.runtime.agents,
      run: (task: AgentTask) => {
        asked.push(task);
        return new Promise<never>(() => undefined);
      },
    };
    const log = createRecordingLog();
    const review = openReview({ data: { ...data, runtime: waiting }, store, clock, log });
    const submitted = await review.submitPayment({
      draft: { payment_id: 'TXN-002' },
      submitter: originator,
      conversation: null,
      submissionId: '0'.repeat(12),
    });
    if (!submitted.ok) throw new Error('refused');
    const { runId } = submitted.case;
    const work = review.advanceCase(runId);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([false, false]);
    const press = { type: 'withdraw', actor: originator, shownVersion: 1, comment: 'not needed' } as const;
    const withdrawn = await review.changeCase(runId, press, (current) => review.knowledge.known(current));
    expect(withdrawn).toMatchObject({ ok: true, case: { status: 'withdrawn' } });
    expect(await work).toMatchObject({ status: 'withdrawn', version: 2 });
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, true]);
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
