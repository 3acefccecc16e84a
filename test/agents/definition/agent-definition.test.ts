import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';
import fc from 'fast-check';
import { z } from 'zod';
import { hostedOf, readAgentFiles, type AgentFile } from '../../../src/agents/agent-files';
import { defineAgent } from '../../../src/agents/definition/agent-definition';
import { retirementWarning } from '../../../src/agents/definition/model-retirements';
import { strictSchema } from '../../../src/agents/definition/strict-schema';
import { liquidityScreeningSchema } from '../../../src/domain/evidence/liquidity-screening';
import { sanctionsScreeningSchema } from '../../../src/domain/evidence/sanctions-screening';
import { operationalProceduresSchema } from '../../../src/domain/evidence/operational-procedures';
import { Fault } from '../../../src/domain/values/errors';
import { mcpPaths } from '../../../src/tools/mcp-http';
import { assess } from '../../cards/liquidity/demo-liquidity';
import { asAnswered } from '../../fakes/foundry/strict-answer';
import { clearScreening } from '../gate-outputs';

const gateway = 'https://gateway.example.com';
const agents = hostedOf(readAgentFiles('agents'));
const [sample] = agents as [AgentFile];

type Schema = Readonly<Record<string, unknown>>;

/** Every schema inside a schema. */
function schemasIn(schema: Schema): Schema[] {
  const inner = [
    ...Object.values((schema['properties'] ?? {}) as Record<string, Schema>),
    ...((schema['anyOf'] ?? []) as Schema[]),
    ...(schema['items'] === undefined ? [] : [schema['items'] as Schema]),
  ];
  return [schema, ...inner.flatMap(schemasIn)];
}

describe('an agent as Azure AI Foundry takes it', () => {
  it('has its model and instructions, and its own tool alone, by the connection of its file', () => {
    for (const agent of agents) {
      const { definition } = defineAgent(agent, gateway);
      expect(definition).toMatchObject({ kind: 'prompt', model: agent.model, instructions: agent.instructions });
      const [tool, ...others] = definition['tools'] as Schema[];
      expect(others).toEqual([]);
      expect(tool).toMatchObject({
        type: 'mcp',
        allowed_tools: [agent.tool],
        server_url: `${gateway}${mcpPaths[agent.tool]}`,
        headers: { 'x-run-id': '{{run_id}}' },
        require_approval: { never: { tool_names: [agent.tool] } },
      });
      expect(definition['tool_choice']).toMatchObject({ server_label: tool?.['server_label'], name: agent.tool });
    }
  });

  it('has a temperature only where its file sets one, and a model that has not retired', () => {
    expect(defineAgent(sample, gateway).definition).not.toHaveProperty('temperature');
    expect(defineAgent({ ...sample, temperature: 0 }, gateway).definition).toHaveProperty('temperature', 0);
    const written = Date.parse('2026-11-28');
    expect(agents.map(({ model }) => retirementWarning(model, written))).toEqual(agents.map(() => null));
  });

  it('is known by the hash of its content: the same for the same, another for whatever changes', () => {
    const { contentHash } = defineAgent(sample, gateway);
    expect(defineAgent({ ...sample }, gateway).contentHash).toBe(contentHash);
    const changes: Partial<AgentFile>[] = [
      { model: 'gpt-5.5' },
      { temperature: 0 },
      { instructions: `${sample.instructions} ` },
      { description: 'another' },
      { mcp: { ...sample.mcp!, path: '/elsewhere' } },
    ];
    const hashes = changes.map((change) => defineAgent({ ...sample, ...change }, gateway).contentHash);
    expect(new Set([contentHash, ...hashes, defineAgent(sample, 'https://other.example.com').contentHash]).size).toBe(
      7,
    );
  });

  it('cannot be made of a file that names no server, or a tool nobody knows', () => {
    const { mcp: _mcp, ...embedded } = sample;
    expect(() => defineAgent(embedded, gateway)).toThrow(Fault);
    expect(() => defineAgent({ ...sample, tool: 'score_fraud' }, gateway)).toThrow('has no schema here');
  });
});

describe('what a hosted agent must answer in', () => {
  const schemas = {
    sanctions: sanctionsScreeningSchema,
    liquidity: liquidityScreeningSchema,
    operations: operationalProceduresSchema,
  };

  it.each(Object.entries(schemas))(
    'is strict for %s: every field required, no other let in, no word it does not take',
    (_n, zod) => {
      const known = ['type', 'properties', 'required', 'additionalProperties', 'items', 'anyOf', 'enum'];
      for (const schema of schemasIn(strictSchema(zod))) {
        expect(Object.keys(schema).filter((word) => !known.includes(word))).toEqual([]);
        if (schema['properties'] === undefined) continue;
        expect(schema['required']).toEqual(Object.keys(schema['properties'] as object));
        expect(schema['additionalProperties']).toBe(false);
      }
    },
  );

  it.each<[string, z.ZodType, object]>([
    ['screening', sanctionsScreeningSchema, clearScreening],
    ['liquidity, with all its alternatives', liquidityScreeningSchema, assess({ payment_id: 'TXN-EMRG-001' })],
    ['liquidity of a payment that fits', liquidityScreeningSchema, assess({ payment_id: 'TXN-002' })],
  ])(
    'takes what the embedded agent answers of %s, with null for what it leaves out, and nothing less',
    (_what, zod, output) => {
      const schema = strictSchema(zod);
      const check = new AjvJsonSchemaValidator().getValidator(schema);
      const answered = asAnswered(schema, output) as Record<string, unknown>;
      expect(check(answered)).toMatchObject({ valid: true });
      for (const name of Object.keys(answered)) {
        const { [name]: _left, ...less } = answered;
        expect(check(less).valid).toBe(false);
      }
      expect(check({ ...answered, verdict: 'fine' }).valid).toBe(false);
    },
  );

  it('lets a field that may be left out be null, and no other', () => {
    const field = fc.record({ isOptional: fc.boolean(), isNullable: fc.boolean() });
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 5 }), (fields) => {
        const shape = fields.map(({ isOptional, isNullable }, index) => {
          const base = isNullable ? z.string().nullable() : z.string();
          return [`f${index}`, isOptional ? base.optional() : base] as const;
        });
        const schema = strictSchema(z.object(Object.fromEntries(shape)));
        const check = new AjvJsonSchemaValidator().getValidator(schema);
        for (const [index, { isOptional, isNullable }] of fields.entries()) {
          const texts = Object.fromEntries(fields.map((_one, at) => [`f${at}`, 'x']));
          expect(check({ ...texts, [`f${index}`]: null }).valid).toBe(isOptional || isNullable);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('the end of a model', () => {
  it.each([
    ['gpt-4.1', '2026-11-28', 'gpt-4.1 was retired on 2026-10-14'],
    ['gpt-5.4-mini', '2026-12-17', null],
    ['gpt-5.4-mini', '2026-12-18', 'gpt-5.4-mini retires on 2027-03-18, in 90 days'],
    ['gpt-5.4-mini', '2027-03-18', 'gpt-5.4-mini was retired on 2027-03-18'],
    ['our-deployment', '2030-01-01', null],
    ['toString', '2030-01-01', null],
  ])('of %s, asked on %s', (model, day, expected) => {
    expect(retirementWarning(model, Date.parse(day))).toBe(expected);
  });
});
