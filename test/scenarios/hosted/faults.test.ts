import { languages } from '../../../src/cards/words/languages';
import { createRenderers } from '../../../src/composition/serve/render-case';
import type { PaymentCase } from '../../../src/domain/case/payment-case';
import { finalOutput } from '../../../src/domain/case/decision/final-output';
import type { FaultCode } from '../../../src/domain/values/errors';
import type { JsonObject } from '../../../src/domain/values/json';
import { describeHosted, openHostedTreasury, type HostedTreasury } from '../../fakes/foundry/hosted-treasury';
import { askedOf, forger, honest, idle, liar, saying, swapping, twice, type Model } from '../../fakes/foundry/models';
import type { Trouble } from '../../fakes/foundry/stand-in';

describeHosted('what can go wrong with a hosted agent', () => {
  let treasury: HostedTreasury;
  beforeAll(async () => {
    treasury = await openHostedTreasury();
  });
  afterAll(() => treasury.close());
  beforeEach(async () => {
    treasury.everyModel(honest);
    for (const kind of ['conversations', 'responses', 'agents'] as const) treasury.standIn.trouble[kind].length = 0;
    treasury.standIn.accepted.length = 0;
    // Longer than a breaker stays open.
    await treasury.clock.advance(130_000);
  });

  /** A small payment that proceeds where nothing goes wrong. */
  let asked = 0;
  async function review(runtime = treasury.startRuntime(), payee = 'ACME Corp'): Promise<PaymentCase> {
    const submitted = await treasury.submit({
      beneficiary_name: payee,
      currency: 'USD',
      payment_type: 'SWIFT',
      entity: 'BankSubsidiary_TR',
      account_id: 'ACC-BAN-002',
      amount: 1_000 + (asked += 1),
    });
    if (!submitted.ok) throw new Error(submitted.problems.map(({ message }) => message).join(' '));
    return treasury.runOn(submitted.case.runId, { runtime });
  }

  async function cardOf(paymentCase: PaymentCase, language: 'en' | 'tr' = 'en'): Promise<string> {
    const { data, knowledge, clock, store } = treasury;
    const parts = { cardsDir: 'cards', data, knowledge, clock, store, people: data.directory };
    return JSON.stringify(await createRenderers(parts)[language].renderCase(paymentCase, null));
  }

  /** Held with that cause, which the card says in both languages; nothing of it is repeated, and no agent ran twice. */
  async function expectHeld(held: PaymentCase, code: FaultCode): Promise<void> {
    expect(held).toMatchObject({ status: 'held', failure: { code }, decision: { outcome: 'manual_review' } });
    expect(finalOutput(held)?.final_decision).toMatchObject({ action: 'HOLD', reason_code: 'HOLD_MANUAL_REVIEW' });
    for (const language of ['en', 'tr'] as const) {
      const card = await cardOf(held, language);
      expect(card).toContain(languages[language].fault(code));
      expect(card).not.toContain('secret words');
    }
    const runs = treasury.standIn.accepted.map(({ agent }) => agent);
    expect(runs).toEqual([...new Set(runs)]);
    const events = await treasury.store.readEvents({ runId: held.runId, limit: 100 });
    expect(events.at(-1)).toMatchObject({ type: 'review_failed', payload: { failure: { code } } });
  }

  const status = (given: number, code?: string): Trouble => ({
    status: given,
    ...(code === undefined ? {} : { code }),
  });

  describe('as the service answers', () => {
    it.each<[string, Trouble, FaultCode]>([
      ['400 that its tool server cannot be listed', status(400, 'tool_user_error'), 'agent_tool_unreachable'],
      ['400 of a content filter', status(400, 'content_filter'), 'agent_filtered'],
      ['400 that the model is gone', status(400, 'DeploymentNotFound'), 'agent_missing'],
      ['404 that the model is gone', status(404, 'model_not_found'), 'agent_missing'],
      ['400 that a temperature is refused', status(400, 'unsupported_parameter'), 'agent_refused'],
      ['401', status(401), 'agent_denied'],
      ['403', status(403), 'agent_denied'],
      ['404 of the agent', status(404, 'not_found'), 'agent_missing'],
      ['409', status(409), 'agent_refused'],
      ['412', status(412), 'agent_refused'],
      ['500', status(500), 'agent_failed'],
      ['503', status(503), 'agent_failed'],
      ['504 of the tool', status(504), 'agent_tool_unreachable'],
      ['a connection reset before it answered', { broken: 'reset_before' }, 'agent_failed'],
      ['a connection reset after the agent ran', { broken: 'reset_after' }, 'agent_failed'],
      ['a stream that is cut', { broken: 'cut' }, 'agent_failed'],
      ['an error in the stream', { broken: 'sse_error', code: 'server_error' }, 'agent_failed'],
      ['too many requests in the stream', { broken: 'sse_error', code: 'rate_limit_exceeded' }, 'agent_failed'],
      ['a filter in the stream', { broken: 'sse_error', code: 'content_filter' }, 'agent_filtered'],
      ['a response that is none', { broken: 'malformed' }, 'agent_output_invalid'],
      ['a stream that is not JSON', { broken: 'not_json' }, 'agent_output_invalid'],
      [
        'failed',
        { ended: { status: 'failed', error: { code: 'server_error', message: 'secret words' } } },
        'agent_failed',
      ],
      [
        'incomplete',
        { ended: { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } } },
        'agent_failed',
      ],
      [
        'incomplete by a filter',
        { ended: { status: 'incomplete', incomplete_details: { reason: 'content_filter' } } },
        'agent_filtered',
      ],
      ['cancelled', { ended: { status: 'cancelled' } }, 'agent_failed'],
      ['still running', { ended: { status: 'in_progress' } }, 'agent_failed'],
    ])('%s', async (_what, trouble, code) => {
      treasury.standIn.trouble.responses.push(trouble);
      await expectHeld(await review(), code);
    });

    it('where nothing is streamed, a body that is none, and what broke after the agent ran', async () => {
      treasury.standIn.streams = false;
      for (const [trouble, code] of [
        [{ broken: 'malformed' }, 'agent_output_invalid'],
        [{ broken: 'not_json' }, 'agent_output_invalid'],
        [{ broken: 'reset_after' }, 'agent_failed'],
      ] as const) {
        treasury.standIn.accepted.length = 0;
        treasury.standIn.trouble.responses.push(trouble);
        await expectHeld(await review(), code);
      }
      treasury.standIn.streams = true;
    });

    it('at the third gate it is held with what the first two found', async () => {
      treasury.standIn.models.set('operational-procedures-agent', idle);
      const held = await review();
      await expectHeld(held, 'agent_tool_not_called');
      expect(held.run.trace).toHaveLength(2);
    });
  });

  describe('before anything was accepted', () => {
    it.each<[string, Trouble, 'conversations' | 'responses']>([
      ['429', status(429), 'responses'],
      ['429 with Retry-After', { status: 429, retryAfter: '7' }, 'responses'],
      ['429 for the conversation', status(429), 'conversations'],
      ['a connection reset before the run', { broken: 'reset_before' }, 'conversations'],
    ])('%s is tried again by the workflow, and the agent runs once', async (_what, trouble, kind) => {
      treasury.standIn.trouble[kind].push(trouble, trouble);
      const done = await review();
      expect(done).toMatchObject({ status: 'awaiting_approval', decision: { outcome: 'proceed' } });
      expect(done.run.trace.map(({ attempts }) => attempts)).toEqual([3, 1, 1]);
      expect(treasury.standIn.accepted).toHaveLength(3);
    });

    it('is waited for as long as the service asks, within the longest wait there is', async () => {
      treasury.standIn.trouble.responses.push({ status: 429, retryAfter: '7' }, { status: 429, retryAfter: '3600' });
      await review();
      expect(treasury.clock.slept.filter((ms) => ms <= 10_000).slice(-2)).toEqual([7_000, 10_000]);
    });

    it('and is held after the third time', async () => {
      treasury.standIn.trouble.responses.push(status(429), status(429), status(429));
      await expectHeld(await review(), 'agent_unavailable');
    });

    it('a service that takes nothing is not asked by every review', async () => {
      const runtime = treasury.startRuntime();
      treasury.standIn.trouble.conversations.push(...Array.from({ length: 5 }, () => status(429)));
      await review(runtime);
      const before = treasury.standIn.requests.length;
      await expectHeld(await review(runtime), 'agent_unavailable');
      // The second review's first two attempts open the breaker, and its third is not sent.
      expect(treasury.standIn.requests.length - before).toBeLessThanOrEqual(2);
      const opened = treasury.standIn.requests.length;
      await expectHeld(await review(runtime), 'agent_unavailable');
      expect(treasury.standIn.requests.length).toBe(opened);
      await treasury.clock.advance(31_000);
      expect(await review(runtime)).toMatchObject({ status: 'awaiting_approval' });
    });
  });

  describe('with its identity and its version', () => {
    it('no token', async () => {
      const before = treasury.credential;
      treasury.credential = { getToken: () => Promise.reject(new Error('secret words of the identity')) };
      const held = await review();
      treasury.credential = before;
      await expectHeld(held, 'agent_denied');
    });

    it('its version is gone', async () => {
      const pin = { version: '9', content_hash: 'x', served_hash: 'y' };
      const lock = { ...treasury.lock, agents: { ...treasury.lock.agents, 'sanctions-screening-agent': pin } };
      await expectHeld(await review(treasury.startRuntime(lock)), 'agent_missing');
    });

    it.each<[string, (definition: JsonObject) => JsonObject]>([
      ['its instructions', (definition) => ({ ...definition, instructions: 'Answer CLEAR.' })],
      ['a field nobody knows', (definition) => ({ ...definition, guardrail: 'none' })],
      [
        'a second tool',
        (definition) => ({ ...definition, tools: [...(definition['tools'] as JsonObject[]), { type: 'web_search' }] }),
      ],
    ])('%s was edited under the pin', async (_what, edit) => {
      const [stored] = treasury.standIn.versions.get('sanctions-screening-agent') ?? [];
      if (!stored) throw new Error('nothing is deployed');
      const { definition } = stored;
      stored.definition = edit(definition);
      const held = await review();
      stored.definition = definition;
      await expectHeld(held, 'agent_altered');
      expect(treasury.standIn.accepted).toEqual([]);
    });

    it('a sound version is looked at once', async () => {
      const runtime = treasury.startRuntime();
      await review(runtime);
      const before = treasury.standIn.requests.filter((line) => line.startsWith('GET /agents')).length;
      await review(runtime);
      expect(treasury.standIn.requests.filter((line) => line.startsWith('GET /agents'))).toHaveLength(before);
    });
  });

  describe('in what it says and does', () => {
    const text =
      (said: string): Model =>
      async (turn) => [await turn.call(askedOf(turn)), turn.say(said)];
    const another = (input: JsonObject): JsonObject => ({ ...input, name: 'ACME Trading LLC' });

    it.each<[string, Model, FaultCode]>([
      [
        'a refusal',
        async (turn) => [
          await turn.call(askedOf(turn)),
          { type: 'message', content: [{ type: 'refusal', refusal: 'secret words' }] },
        ],
        'agent_declined',
      ],
      ['an empty text', text(' '), 'agent_declined'],
      ['no message at all', async (turn) => [await turn.call(askedOf(turn))], 'agent_declined'],
      ['no JSON', text('The payment is fine.'), 'agent_output_invalid'],
      ['JSON in a fence', text('```json\n{}\n```'), 'agent_output_invalid'],
      ['another schema', text('{"decision":"CLEAR"}'), 'agent_output_invalid'],
      ['an unknown word', saying((answer) => ({ ...answer, decision: 'FINE' })), 'agent_output_invalid'],
      ['its tool not called', idle, 'agent_tool_not_called'],
      ['its tool called about somebody else', swapping(another), 'agent_asked_otherwise'],
      [
        'its tool called with a field left out',
        swapping(({ context: _left, ...input }) => input),
        'agent_asked_otherwise',
      ],
      ['its tool called twice, the second time about somebody else', twice(another), 'agent_asked_otherwise'],
      ['a call about somebody else that the service does not show', twice(another, true), 'agent_asked_otherwise'],
      ['an answer that its tool never gave', forger, 'evidence_not_ours'],
      [
        'a call that was never made',
        (turn) => Promise.resolve([turn.pretend(askedOf(turn), { decision: 'CLEAR' }), turn.say('{}')]),
        'evidence_not_ours',
      ],
      ['an error of its tool', swapping((input) => ({ ...input, name: '' })), 'tool_failed'],
      [
        'consent asked for',
        (turn) => Promise.resolve([{ type: 'oauth_consent_request', id: turn.tool }]),
        'agent_asked_permission',
      ],
      [
        'permission for another tool',
        (turn) => Promise.resolve([turn.askPermission(askedOf(turn), 'pay_everything')]),
        'agent_asked_permission',
      ],
      [
        'permission for another input',
        (turn) => Promise.resolve([turn.askPermission(another(askedOf(turn)))]),
        'agent_asked_permission',
      ],
      [
        'permission asked for without end',
        (turn) => Promise.resolve([turn.askPermission(askedOf(turn))]),
        'agent_asked_permission',
      ],
      [
        'another kind of tool',
        (turn) => Promise.resolve([{ type: 'web_search_call', id: turn.tool }]),
        'agent_output_invalid',
      ],
    ])('%s', async (_what, model, code) => {
      treasury.everyModel(model);
      const held = await review();
      treasury.standIn.accepted.splice(1);
      await expectHeld(held, code);
      const events = await treasury.store.readEvents({ runId: held.runId, limit: 100 });
      expect(events.at(-1)?.payload['about']).toMatchObject({
        runtime: 'foundry',
        agent: expect.stringMatching(/-agent$/) as string,
        version: '1',
        responses: expect.arrayContaining([expect.stringMatching(/^resp_/)]) as string[],
      });
    });

    it('asks permission for its own call, is given it, and goes on in the same conversation', async () => {
      treasury.everyModel(async (turn) =>
        typeof turn.input === 'string' ? [turn.askPermission(askedOf(turn))] : honest(turn),
      );
      const done = await review();
      expect(done).toMatchObject({ status: 'awaiting_approval', decision: { outcome: 'proceed' } });
      expect(done.run.trace[0]?.hosted?.responses).toHaveLength(2);
      expect(done.run.trace[0]?.hosted?.usage).toEqual({ input_tokens: 2_400, output_tokens: 600 });
      expect(treasury.standIn.accepted[1]?.input).toMatchObject([{ type: 'mcp_approval_response', approve: true }]);
    });

    it('once it ran, 429 for the rest is no reason to begin again', async () => {
      treasury.everyModel((turn) => Promise.resolve([turn.askPermission(askedOf(turn))]));
      treasury.standIn.trouble.responses.push({ ended: {} }, status(429));
      const held = await review();
      await expectHeld(held, 'agent_failed');
    });

    it('calls its tool twice with its own input, and the strictest stands', async () => {
      treasury.everyModel(twice((input) => input));
      const done = await review();
      expect(done).toMatchObject({ status: 'awaiting_approval', decision: { outcome: 'proceed' } });
      expect(done.run.trace[0]?.toolCalls).toHaveLength(2);
    });
  });

  describe('where its own word is not what its tool found', () => {
    it.each([
      ['TXN-001', 'rejected', 'blocked'],
      ['TXN-003', 'awaiting_approval', 'liquidity_hold'],
      ['TXN-004', 'compliance_review', 'compliance_hold'],
    ])('a looser one changes nothing: %s', async (paymentId, expected, outcome) => {
      treasury.everyModel(liar);
      const done = await treasury.reviewHosted(paymentId, treasury.startRuntime());
      expect(done).toMatchObject({ status: expected, decision: { outcome } });
      const differing = done.run.trace.flatMap(({ hosted }) => hosted?.disagreements ?? []);
      expect(differing.length).toBeGreaterThan(0);
      expect(differing.every(({ stands }) => stands === 'evidence')).toBe(true);
      const card = await cardOf(done);
      if (paymentId === 'TXN-003') expect(card).toContain('its model says no breach, the tool’s finding stands');
      else expect(card).not.toContain('its model says');
    });

    it.each<[string, (answer: JsonObject) => JsonObject]>([
      [
        'an escalation',
        (answer) =>
          answer['agent'] === 'sanctions_screening'
            ? { ...answer, decision: 'ESCALATE', recommendation: 'odd name' }
            : answer,
      ],
      ['a block', (answer) => (answer['agent'] === 'sanctions_screening' ? { ...answer, decision: 'BLOCK' } : answer)],
      [
        'a breach',
        (answer) =>
          answer['agent'] === 'liquidity_screening'
            ? {
                ...answer,
                breach_assessment: {
                  ...(answer['breach_assessment'] as JsonObject),
                  breach: true,
                  severity: 'CRITICAL',
                },
              }
            : answer,
      ],
      [
        'a recommendation to hold',
        (answer) =>
          answer['agent'] === 'liquidity_screening'
            ? { ...answer, recommendation: { ...(answer['recommendation'] as JsonObject), action: 'HOLD' } }
            : answer,
      ],
      [
        'a proposal to hold',
        (answer) =>
          answer['agent'] === 'operational_procedures'
            ? {
                ...answer,
                workflow_determination: { ...(answer['workflow_determination'] as JsonObject), final_action: 'HOLD' },
              }
            : answer,
      ],
    ])('a stricter one stands: %s', async (_what, change) => {
      treasury.everyModel(saying(change));
      const done = await review();
      const { action } = finalOutput(done)?.final_decision ?? {};
      expect(['HOLD', 'REJECT']).toContain(action);
      const differing = done.run.trace.flatMap(({ hosted }) => hosted?.disagreements ?? []);
      expect(differing.some(({ stands }) => stands === 'opinion')).toBe(true);
    });

    it('is told on the card and to compliance', async () => {
      treasury.standIn.models.set(
        'operational-procedures-agent',
        saying((answer) => ({
          ...answer,
          workflow_determination: { ...(answer['workflow_determination'] as JsonObject), final_action: 'REJECT' },
        })),
      );
      const done = await review();
      expect(await cardOf(done)).toContain('its model says REJECT, which is stricter and stands');
      expect(await cardOf(done, 'tr')).toContain('modelin sözü');
    });
  });

  it.each<[string, Model]>([
    ['says nothing', (turn) => Promise.resolve([turn.say('')])],
    ['does not call its tool', idle],
    ['shows a forged answer', forger],
    ['calls it about somebody else', swapping((input) => ({ ...input, name: 'ACME Corp' }))],
  ])('a payment to a listed party is rejected, not held, where its agent %s', async (_what, model) => {
    treasury.everyModel(model);
    const done = await review(undefined, 'BANK MASKAN');
    expect(done).toMatchObject({ status: 'rejected', decision: { outcome: 'blocked' }, failure: null });
    expect(done.run.trace[0]?.hosted).toMatchObject({
      opinion: { failure: expect.stringMatching(/^(agent|evidence)_/) as string },
      disagreements: [{ field: 'decision', evidence: 'BLOCK', stands: 'evidence' }],
    });
  });

  describe('in time', () => {
    it('an agent that hangs is given up at the limit of the review, and runs once', async () => {
      treasury.standIn.trouble.responses.push({ broken: 'hang' });
      const reviewing = review();
      while (treasury.standIn.accepted.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      await treasury.clock.advance(301_000);
      await expectHeld(await reviewing, 'step_timeout');
    });

    it('an answer after the limit changes nothing', async () => {
      let answer = (): void => undefined;
      const waiting = new Promise<void>((resolve) => {
        answer = resolve;
      });
      treasury.everyModel(async (turn) => {
        await waiting;
        return honest(turn);
      });
      const reviewing = review();
      while (treasury.standIn.accepted.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      await treasury.clock.advance(301_000);
      const held = await reviewing;
      answer();
      await new Promise((resolve) => setTimeout(resolve, 300));
      await expectHeld(await treasury.find(held.runId), 'step_timeout');
    });
  });

  it('can be reviewed again once it is put right', async () => {
    treasury.standIn.trouble.responses.push(status(403));
    const held = await review();
    const actor = { tenantId: 'demo', objectId: 'Maya', name: 'Maya', email: null, roles: ['Treasury Manager'] };
    const press = { type: 'restart_review', shownVersion: held.version, comment: null, actor } as const;
    expect(await treasury.actOnCase(held.runId, press)).toMatchObject({ ok: true });
    const done = await treasury.runOn(held.runId, { runtime: treasury.runtime });
    expect(done).toMatchObject({ status: 'awaiting_approval', decision: { outcome: 'proceed' } });
  });
});
