/** What goes wrong at the second and third agent, between two reviews at once, and with what no limit bounds: held, once, with its reason. */
import { finalOutput } from '../../../src/domain/case/decision/final-output';
import type { PaymentCase } from '../../../src/domain/case/payment-case';
import type { FaultCode } from '../../../src/domain/values/errors';
import { describeHosted, openHostedTreasury, type HostedTreasury } from '../../fakes/foundry/hosted-treasury';
import { answerFrom, askedOf, honest, idle, outputOf, swapping, twice, type Model } from '../../fakes/foundry/models';
import type { Trouble } from '../../fakes/foundry/stand-in';

const gates = ['sanctions-screening-agent', 'liquidity-screening-agent', 'operational-procedures-agent'] as const;

/** Calls its tool and shows that it found nothing. */
const emptied: Model = async (turn) => {
  const call = await turn.call(askedOf(turn));
  return [turn.pretend(askedOf(turn), { ...outputOf(call), results: [] }), answerFrom(turn, outputOf(call))];
};

describeHosted('what goes wrong', () => {
  let treasury: HostedTreasury;
  beforeAll(async () => {
    treasury = await openHostedTreasury();
  });
  afterAll(() => treasury.close());
  beforeEach(async () => {
    treasury.everyModel(honest);
    for (const kind of ['conversations', 'responses', 'agents'] as const) treasury.standIn.trouble[kind].length = 0;
    treasury.standIn.accepted.length = 0;
    treasury.standIn.streams = true;
    await treasury.clock.advance(130_000);
  });

  let asked = 0;
  async function submit(): Promise<string> {
    const submitted = await treasury.submit({
      beneficiary_name: 'ACME Corp',
      currency: 'USD',
      payment_type: 'SWIFT',
      entity: 'BankSubsidiary_TR',
      account_id: 'ACC-BAN-002',
      amount: 2_000 + (asked += 1),
    });
    if (!submitted.ok) throw new Error('not taken');
    return submitted.case.runId;
  }
  const review = async (runtime = treasury.startRuntime()) => treasury.runOn(await submit(), { runtime });

  async function expectHeldAt(gate: number, held: PaymentCase, code: FaultCode): Promise<void> {
    expect(held).toMatchObject({ status: 'held', failure: { code }, decision: { outcome: 'manual_review' } });
    expect(finalOutput(held)?.final_decision).toMatchObject({ action: 'HOLD', reason_code: 'HOLD_MANUAL_REVIEW' });
    // What the gates before it found is kept, and each agent ran once.
    expect(held.run.trace).toHaveLength(gate);
    const ran = treasury.standIn.accepted.map(({ agent }) => agent);
    expect(ran).toEqual([...new Set(ran)]);
    const events = await treasury.store.readEvents({ runId: held.runId, limit: 100 });
    expect(events.at(-1)).toMatchObject({ type: 'review_failed', payload: { about: { agent: gates[gate] } } });
  }

  const status = (given: number, code?: string): Trouble => ({
    status: given,
    ...(code === undefined ? {} : { code }),
  });
  /** Nothing happens to the requests before that gate's. */
  const sound: Trouble = { ended: {} };

  const troubles: readonly (readonly [string, Trouble, FaultCode])[] = [
    ['a filter', status(400, 'content_filter'), 'agent_filtered'],
    ['401', status(401), 'agent_denied'],
    ['404', status(404, 'not_found'), 'agent_missing'],
    ['408', status(408), 'agent_refused'],
    ['502', status(502), 'agent_failed'],
    ['504', status(504), 'agent_tool_unreachable'],
    ['a reset before it answered', { broken: 'reset_before' }, 'agent_failed'],
    ['a reset after it ran', { broken: 'reset_after' }, 'agent_failed'],
    ['a stream that is cut', { broken: 'cut' }, 'agent_failed'],
    ['no response', { broken: 'malformed' }, 'agent_output_invalid'],
    [
      'incomplete',
      { ended: { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } } },
      'agent_failed',
    ],
    ['cancelled', { ended: { status: 'cancelled' } }, 'agent_failed'],
  ];

  describe.each([1, 2])('at gate %s, counted from 0', (gate) => {
    it.each(troubles)('%s', async (_what, trouble, code) => {
      treasury.standIn.trouble.responses.push(...Array.from({ length: gate }, () => sound), trouble);
      await expectHeldAt(gate, await review(), code);
    });

    it.each<[string, Model, FaultCode]>([
      ['its tool not called', idle, 'agent_tool_not_called'],
      ['an answer its tool never gave', emptied, 'evidence_not_ours'],
      ['no JSON', async (turn) => [await turn.call(askedOf(turn)), turn.say('fine')], 'agent_output_invalid'],
      [
        'a permission for another tool',
        (turn) => Promise.resolve([turn.askPermission(askedOf(turn), 'pay')]),
        'agent_asked_permission',
      ],
    ])('%s', async (_what, model, code) => {
      treasury.standIn.models.set(gates[gate] ?? '', model);
      await expectHeldAt(gate, await review(), code);
    });

    it('429 is tried again, and what ran before it is not', async () => {
      treasury.standIn.trouble.responses.push(...Array.from({ length: gate }, () => sound), status(429), status(429));
      expect(await review()).toMatchObject({ status: 'awaiting_approval', decision: { outcome: 'proceed' } });
      expect(treasury.standIn.accepted).toHaveLength(3);
    });
  });

  it.each<[string, Model]>([
    ['another time', swapping((input) => ({ ...input, timestamp_utc: '2026-01-22T23:59:00Z' }))],
    ['another channel', swapping((input) => ({ ...input, channel: 'INTERNAL' }))],
    ['another type', swapping((input) => ({ ...input, payment_type: 'INTERNAL' }))],
    ['a smaller amount', swapping((input) => ({ ...input, amount: 1 }))],
    ['a field more', swapping((input) => ({ ...input, full_amount: 5_000 }))],
    ['another time, and then as it should', twice((input) => ({ ...input, timestamp_utc: '2026-01-22T23:59:00Z' }))],
  ])('liquidity asked for %s is not looked at', async (_what, model) => {
    treasury.standIn.models.set(gates[1], model);
    await expectHeldAt(1, await review(), 'agent_asked_otherwise');
  });

  it('a call that failed and that the service does not show is no call that was not made', async () => {
    treasury.standIn.models.set(gates[0], async (turn) => {
      await turn.call({ ...askedOf(turn), name: '' });
      const call = await turn.call(askedOf(turn));
      return [call, answerFrom(turn, outputOf(call))];
    });
    await expectHeldAt(0, await review(), 'agent_asked_otherwise');
  });

  it('one call shown twice is one call and a forgery', async () => {
    treasury.standIn.models.set(gates[0], async (turn) => {
      const call = await turn.call(askedOf(turn));
      return [call, { ...call, id: 'mcp_again' }, answerFrom(turn, outputOf(call))];
    });
    await expectHeldAt(0, await review(), 'evidence_not_ours');
  });

  it.each([true, false])('an answer without end is given up, streamed: %s', async (streams) => {
    treasury.standIn.streams = streams;
    treasury.standIn.models.set(gates[0], async (turn) => [
      await turn.call(askedOf(turn)),
      turn.say(JSON.stringify({ recommendation: 'x'.repeat(5_000_000) })),
    ]);
    await expectHeldAt(0, await review(), 'agent_output_invalid');
  });

  it('a time to come back that is no number of seconds is waited for as if none was given', async () => {
    treasury.standIn.trouble.responses.push({ status: 429, retryAfter: 'Thu, 22 Jan 2026 10:26:00 GMT' });
    expect(await review()).toMatchObject({ status: 'awaiting_approval' });
    expect(treasury.clock.slept.filter((ms) => ms <= 10_000).at(-1)).toBe(2_000);
  });

  it('two reviews at once each have their own evidence, also where one agent answers about both', async () => {
    const runtime = treasury.startRuntime();
    const [one, other] = [await submit(), await submit()];
    const both = await Promise.all([treasury.runOn(one, { runtime }), treasury.runOn(other, { runtime })]);
    for (const done of both) {
      expect(done).toMatchObject({ status: 'awaiting_approval', decision: { outcome: 'proceed' } });
      const inputs = done.run.trace.flatMap(({ toolCalls }) => toolCalls.map(({ input }) => JSON.stringify(input)));
      const rival = both.find(({ runId }) => runId !== done.runId)?.payment.payment_id ?? '';
      expect(inputs.some((input) => input.includes(rival))).toBe(false);
    }
    const ids = both.flatMap(({ run }) =>
      run.trace.flatMap(({ toolCalls }) => toolCalls.flatMap(({ record }) => record ?? [])),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});
