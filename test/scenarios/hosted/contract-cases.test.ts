import { finalOutput } from '../../../src/domain/case/decision/final-output';
import { liquidityScreeningSchema } from '../../../src/domain/evidence/liquidity-screening';
import { operationalProceduresSchema } from '../../../src/domain/evidence/operational-procedures';
import { sanctionsScreeningSchema } from '../../../src/domain/evidence/sanctions-screening';
import { answerOf } from '../../../src/domain/case/run/run';
import type { PaymentCase } from '../../../src/domain/case/payment-case';
import { withoutMoments } from '../../crash/end-state';
import { describeHosted, openHostedTreasury, type HostedTreasury } from '../../fakes/foundry/hosted-treasury';
import { openTreasury, type Treasury } from '../../fakes/treasury';

const schemas = {
  sanctions_screening: sanctionsScreeningSchema,
  liquidity_screening: liquidityScreeningSchema,
  operational_procedures: operationalProceduresSchema,
} as const;

const paymentIds = ['TXN-001', 'TXN-002', 'TXN-003', 'TXN-004', 'TXN-EMRG-001'];

/** What each runtime must do, the hosted agents with honest models. */
function describeRuntime(review: (paymentId: string) => Promise<PaymentCase>): void {
  it.each([
    ['TXN-001', 'rejected', 'REJECT', 'Sanctions BLOCK - direct match to OFAC SDN entity', 1],
    ['TXN-002', 'awaiting_approval', 'PROCEED', 'Sanctions CLEAR, no liquidity breach, before cutoff', 3],
    ['TXN-003', 'awaiting_approval', 'HOLD', 'Sanctions CLEAR but payment would breach buffer by $500,000', 3],
    ['TXN-004', 'compliance_review', 'HOLD', 'Sanctions ESCALATE - pending compliance review', 1],
    ['TXN-EMRG-001', 'awaiting_approval', 'HOLD', 'Sanctions CLEAR but payment would breach buffer by $125,000', 3],
  ])('%s ends %s', async (paymentId, status, action, reason, steps) => {
    const done = await review(paymentId);
    expect(done.status).toBe(status);
    expect(finalOutput(done)?.final_decision).toMatchObject({ action, reason });
    expect(done.run.trace).toHaveLength(steps);
  });

  it('answers in the schema of each agent, with the calls of its tool as evidence', async () => {
    const { run } = await review('TXN-003');
    for (const entry of run.trace) {
      expect(schemas[entry.result as keyof typeof schemas].safeParse(answerOf(entry)).success).toBe(true);
      expect(entry.toolCalls.length).toBeGreaterThan(0);
    }
  });
}

/** Each payment is reviewed once; every test reads that. */
function reviewedOnce(review: (paymentId: string) => Promise<PaymentCase>) {
  const done = new Map<string, Promise<PaymentCase>>();
  return (paymentId: string): Promise<PaymentCase> => {
    const known = done.get(paymentId) ?? review(paymentId);
    done.set(paymentId, known);
    return known;
  };
}

describe('the embedded agents', () => {
  let treasury: Treasury;
  beforeAll(async () => {
    treasury = await openTreasury({ sleep: 'when_idle' });
  });
  afterAll(() => treasury.close());
  describeRuntime(reviewedOnce((paymentId) => treasury.review(paymentId)));
});

describeHosted('the hosted agents', () => {
  let treasury: HostedTreasury;
  beforeAll(async () => {
    treasury = await openHostedTreasury();
  });
  afterAll(() => treasury.close());
  const review = reviewedOnce((paymentId) => treasury.reviewHosted(paymentId));
  describeRuntime(review);

  it('end with the same final output as the embedded ones, word by word', async () => {
    const embedded = await openTreasury({ sleep: 'when_idle' });
    const shown = (done: PaymentCase) =>
      JSON.stringify(withoutMoments({ ...finalOutput(done) }))
        .replaceAll(/(WF|MCP)-\d{14}-[0-9a-f]{6}/g, 'RUN')
        .replaceAll(/2026-01-22T10:25:0\dZ/g, 'NOW');
    for (const paymentId of paymentIds)
      expect(shown(await review(paymentId))).toBe(shown(await embedded.review(paymentId)));
    await embedded.close();
  });

  it('are recorded with their version, responses, tokens and own word, in the case and in its audit', async () => {
    const done = await review('TXN-002');
    for (const { hosted, toolCalls } of done.run.trace) {
      expect(hosted).toMatchObject({
        runtime: 'foundry',
        version: '1',
        responses: [expect.stringMatching(/^resp_/)],
        usage: { input_tokens: 1_200, output_tokens: 300 },
        disagreements: [],
      });
      expect(hosted?.opinion).toHaveProperty('agent');
      expect(toolCalls[0]?.record).toEqual(expect.any(Number));
    }
    const events = await treasury.store.readEvents({ runId: done.runId, limit: 100 });
    const told = events.filter(({ type }) => type === 'step_completed' || type === 'decision_made');
    expect(told.map(({ payload }) => payload['steps'] as unknown)).toEqual(
      done.run.trace.map(({ result }): unknown[] => [
        expect.objectContaining({
          result,
          hosted: expect.objectContaining({ runtime: 'foundry', version: '1', disagreements: [] }) as object,
        }),
      ]),
    );
  });

  it('run once each, in a conversation of their own, by the pinned version, and are told nothing but the handoff', async () => {
    const done = await review('TXN-002');
    const own = treasury.standIn.accepted.filter(({ runId }) => runId === done.runId);
    expect(own.map(({ agent, version }) => [agent, version])).toEqual([
      ['sanctions-screening-agent', '1'],
      ['liquidity-screening-agent', '1'],
      ['operational-procedures-agent', '1'],
    ]);
    for (const { input } of own) expect(input).toMatch(/^WORKFLOW CONTEXT\nWorkflow ID: WF-/);
  });

  it('tell how far they are', async () => {
    await review('TXN-002');
    const stages = treasury.log.lines
      .map(({ fields }) => fields as { type?: string; stage?: string })
      .filter(({ type }) => type === 'agent_progressed');
    expect(new Set(stages.map(({ stage }) => stage))).toEqual(new Set(['accepted', 'asking_its_tool']));
  });

  it('answer where nothing is streamed, too', async () => {
    treasury.standIn.streams = false;
    const asked = {
      beneficiary_name: 'ACME Corp',
      currency: 'USD',
      payment_type: 'SWIFT',
      entity: 'BankSubsidiary_TR',
    } as const;
    const submitted = await treasury.submit({ ...asked, amount: 1_000, account_id: 'ACC-BAN-002' });
    if (!submitted.ok) throw new Error('refused');
    const done = await treasury.runOn(submitted.case.runId, { runtime: treasury.runtime });
    treasury.standIn.streams = true;
    expect(done).toMatchObject({ status: 'awaiting_approval', decision: { outcome: 'proceed' } });
  });
});
