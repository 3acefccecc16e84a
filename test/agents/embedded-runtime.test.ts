import path from 'node:path';
import { hostedOf, readAgentFiles } from '../../src/agents/agent-files';
import { createEmbeddedRuntime } from '../../src/agents/embedded-runtime';
import { Fault } from '../../src/domain/values/errors';
import {
  knowledgeInputSchema,
  knowledgeSearchSchema,
  operationalProceduresSchema,
} from '../../src/domain/evidence/operational-procedures';
import { liquidityInputSchema, liquidityScreeningSchema } from '../../src/domain/evidence/liquidity-screening';
import {
  sanctionsInputSchema,
  sanctionsScreeningSchema,
  type SanctionsScreening,
} from '../../src/domain/evidence/sanctions-screening';
import type { JsonObject } from '../../src/domain/values/json';
import { paymentTypes } from '../../src/domain/payment/payment-request';
import { createKnowledgeIndex } from '../../src/domain/knowledge/search';
import type { AgentAnswer } from '../../src/ports/agents';
import type { Tool } from '../../src/ports/tools';
import { createIndexedKnowledge } from '../../src/sources/knowledge/indexed-knowledge';
import { shippedSections } from '../domain/knowledge/shipped-sections';
import { shippedPolicy } from '../domain/policy/shipped-policy';
import { createSearchTreasuryKb } from '../../src/tools/search-treasury-kb';
import { clearScreening, projection } from './gate-outputs';

const root = path.join(__dirname, '../..');
const policy = shippedPolicy;
const knowledge = createKnowledgeIndex(shippedSections);
const agents = hostedOf(readAgentFiles(path.join(root, 'agents')));
const nowMs = Date.parse('2026-01-22T10:25:00Z');
const runId = 'WF-20260122102500-0a1b2c';

function tool<Input, Output>(
  name: string,
  schemas: Pick<Tool<Input, Output>, 'inputSchema' | 'outputSchema'>,
  run: Tool<Input, Output>['run'],
) {
  return { name, title: name, description: name, ...schemas, run };
}

function createRuntime(screen: () => Promise<SanctionsScreening> = () => Promise.resolve(clearScreening)) {
  const sanctions = { inputSchema: sanctionsInputSchema, outputSchema: sanctionsScreeningSchema };
  const liquidity = { inputSchema: liquidityInputSchema, outputSchema: liquidityScreeningSchema };
  return createEmbeddedRuntime({
    agents,
    tools: {
      sanctions: tool('screen_sanctions', sanctions, screen),
      liquidity: tool('compute_liquidity_impact', liquidity, () => Promise.resolve(projection(true))),
      knowledge: createSearchTreasuryKb({ knowledge: createIndexedKnowledge({ current: () => knowledge }) }),
    },
    policy: { current: () => policy },
    clock: { now: () => nowMs },
  });
}

function ask(
  agentRef: string,
  input: JsonObject,
  context: JsonObject = {},
  runtime = createRuntime(),
  signal = new AbortController().signal,
): Promise<AgentAnswer> {
  return runtime.run({ agentRef, runId, message: () => '', input, context, signal });
}

async function faultOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof Fault)) throw new Error(`expected a Fault, got ${JSON.stringify(error)}`);
  return error.code;
}

describe('the shipped agents', () => {
  it('are the three of the contract, each with its tool', () => {
    expect(agents.map(({ name, resultName, tool: toolName }) => [name, resultName, toolName])).toEqual([
      ['liquidity-screening-agent', 'liquidity_screening', 'compute_liquidity_impact'],
      ['operational-procedures-agent', 'operational_procedures', 'search_treasury_kb'],
      ['sanctions-screening-agent', 'sanctions_screening', 'screen_sanctions'],
    ]);
  });
});

describe('the sanctions and liquidity agents', () => {
  it('answer with what their tool found, and keep the call as evidence', async () => {
    const input = { name: 'Large Vendor Inc', context: { payment_id: 'TXN-003', amount: 2_500_000, currency: 'USD' } };
    expect(await ask('sanctions-screening-agent', input)).toEqual({
      output: clearScreening,
      toolCalls: [{ tool: 'screen_sanctions', input, output: clearScreening }],
    });
    const { output } = await ask('liquidity-screening-agent', { payment_id: 'TXN-003' });
    expect(output).toEqual(projection(true));
  });

  it('are stopped by an input their tool does not take', async () => {
    expect(await faultOf(ask('sanctions-screening-agent', { beneficiary: 'ACME' }))).toBe('agent_output_invalid');
  });

  it('are stopped by an answer outside the schema', async () => {
    const maybe = { ...clearScreening, decision: 'MAYBE' } as unknown as SanctionsScreening;
    const runtime = createRuntime(() => Promise.resolve(maybe));
    expect(await faultOf(ask('sanctions-screening-agent', { name: 'ACME' }, {}, runtime))).toBe('agent_output_invalid');
  });

  it('pass a tool that breaks on as a fault, and keep a fault that has a name', async () => {
    const defect = createRuntime(() => Promise.reject(new TypeError('a defect')));
    const unreadable = createRuntime(() => Promise.reject(new Fault('list_unreadable', 'gone')));
    expect(await faultOf(ask('sanctions-screening-agent', { name: 'ACME' }, {}, defect))).toBe('tool_failed');
    expect(await faultOf(ask('sanctions-screening-agent', { name: 'ACME' }, {}, unreadable))).toBe('list_unreadable');
  });

  it('do not start work that was called off', async () => {
    const calledOff = AbortSignal.abort(new Error('called off'));
    await expect(ask('sanctions-screening-agent', { name: 'ACME' }, {}, createRuntime(), calledOff)).rejects.toThrow(
      'called off',
    );
  });
});

describe('the operations agent', () => {
  const findings = { sanctions_decision: 'CLEAR', before_cutoff: true, amount_usd: 2_500_000, payment_type: 'SWIFT' };
  const operations = (input: JsonObject, context: JsonObject) => ask('operational-procedures-agent', input, context);
  const earlier = (breach: boolean, sanctions: object = clearScreening) =>
    ({ sanctions_result: sanctions, liquidity_result: projection(breach) }) as unknown as JsonObject;

  it('holds a payment that breaches the buffer, for the Treasury Manager and the Head of Treasury', async () => {
    const { output, toolCalls } = await operations({ ...findings, liquidity_breach: true }, earlier(true));
    const answer = operationalProceduresSchema.parse(output);
    expect(answer.workflow_determination).toMatchObject({
      final_action: 'HOLD',
      reason: 'Sanctions CLEAR but payment would breach buffer by $500,000',
      reason_code: 'HOLD_LIQ_BREACH',
    });
    expect(answer.required_approvals).toMatchObject([
      { role: 'Treasury Manager', authority: 'Evaluate options' },
      { role: 'Head of Treasury', authority: 'Override approval' },
    ]);
    expect(answer.workflow_steps.map(({ action }) => action)).toEqual([
      'HOLD payment',
      'Notify Treasury Manager',
      'Evaluate options',
    ]);
    expect(answer.audit).toMatchObject({ run_id: runId, timestamp_utc: '2026-01-22T10:25:00Z' });
    expect(toolCalls.map((made) => made.tool)).toEqual(['search_treasury_kb']);
  });

  it('lets a payment through that fits', async () => {
    const { output } = await operations({ ...findings, liquidity_breach: false, amount_usd: 50_000 }, earlier(false));
    const answer = operationalProceduresSchema.parse(output);
    expect(answer.workflow_determination).toMatchObject({
      final_action: 'PROCEED',
      reason: 'Sanctions CLEAR, no liquidity breach, before cutoff',
    });
    expect(answer.required_approvals.map(({ role }) => role)).toEqual(['Payments Operator']);
  });

  it.each([
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ])(
    'finds and cites every section its procedure rests on (breach %s, before cutoff %s)',
    async (breach, beforeCutoff) => {
      for (const type of paymentTypes) {
        const input = { ...findings, liquidity_breach: breach, before_cutoff: beforeCutoff, payment_type: type };
        const { output, toolCalls } = await operations(input, earlier(breach));
        const answer = operationalProceduresSchema.parse(output);
        const procedure = policy.procedures.procedures.find(({ decision }) =>
          answer.audit.policies_consulted.includes(decision),
        );
        expect(procedure?.sections.length).toBeGreaterThan(0);
        const found = knowledgeSearchSchema.parse(toolCalls[0]?.output).results.map(({ section_id: id }) => id);
        for (const section of procedure?.sections ?? []) {
          expect(found).toContain(section);
          expect(answer.audit.policies_consulted).toContain(section);
          expect(answer.workflow_determination.policy_reference).toContain(section);
        }
      }
    },
  );

  it('says that compliance cleared a payment that had been escalated', async () => {
    const cleared = { ...clearScreening, compliance_disposition: { outcome: 'false_positive' } };
    const input = { ...findings, liquidity_breach: false, amount_usd: 50_000 };
    const { workflow_determination: determination } = operationalProceduresSchema.parse(
      (await operations(input, earlier(false, cleared))).output,
    );
    expect(determination.reason).toContain('after compliance review');
  });

  it.each([
    [
      'has no liquidity result to look at',
      { ...findings, liquidity_breach: true },
      { sanctions_result: clearScreening } as unknown as JsonObject,
    ],
    [
      'has no amount to look at',
      { sanctions_decision: 'CLEAR', before_cutoff: true, payment_type: 'SWIFT', liquidity_breach: true },
      earlier(true),
    ],
    [
      'is told of a payment type nobody knows',
      { ...findings, liquidity_breach: true, payment_type: 'BARTER' },
      earlier(true),
    ],
    ['is told there is no breach where there is one', { ...findings, liquidity_breach: false }, earlier(true)],
    [
      'is told CLEAR where the screening said BLOCK',
      { ...findings, liquidity_breach: true },
      earlier(true, { ...clearScreening, decision: 'BLOCK' }),
    ],
  ])('concludes nothing when it %s', async (_what, input: JsonObject, context: JsonObject) => {
    expect(await faultOf(operations(input, context))).toBe('agent_output_invalid');
  });

  it('takes an amount without a rate for the largest', async () => {
    const { output } = await operations({ ...findings, liquidity_breach: false, amount_usd: null }, earlier(false));
    expect(operationalProceduresSchema.parse(output).required_approvals.map(({ role }) => role)).toEqual([
      'Head of Treasury',
      'CFO',
    ]);
  });
});

describe('an agent that does not exist', () => {
  it('is refused by name', async () => {
    expect(await faultOf(ask('fraud-agent', {}))).toBe('configuration_invalid');
  });

  it('stops the start when its tool does not exist', () => {
    const [first] = agents;
    const { sanctions, liquidity } = { sanctions: 'screen_sanctions', liquidity: 'compute_liquidity_impact' };
    const stub = <Input, Output>(name: string, schemas: Pick<Tool<Input, Output>, 'inputSchema' | 'outputSchema'>) =>
      tool(name, schemas, () => Promise.reject(new Error('not called')));
    const create = () =>
      createEmbeddedRuntime({
        agents: [{ ...first!, tool: 'read_tea_leaves' }],
        tools: {
          sanctions: stub(sanctions, { inputSchema: sanctionsInputSchema, outputSchema: sanctionsScreeningSchema }),
          liquidity: stub(liquidity, { inputSchema: liquidityInputSchema, outputSchema: liquidityScreeningSchema }),
          knowledge: stub('search_treasury_kb', {
            inputSchema: knowledgeInputSchema,
            outputSchema: knowledgeSearchSchema,
          }),
        },
        policy: { current: () => policy },
        clock: { now: () => nowMs },
      });
    expect(create).toThrow('no tool read_tea_leaves');
  });
});
