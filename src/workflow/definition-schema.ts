/** The format of a workflow file: strict keys, and a closed set of step kinds. */
import { z } from 'zod';

const identifier = z
  .string()
  .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/, 'may only have letters, digits, underscore, dash and dot');

/** A plain word, so that a JSONPath can name it as `$.word`. */
const contextKey = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'may only have letters, digits and underscore, and no digit first');

/** JSON with JSONPath where a text starts with `$.`: how inputs and outputs are filled from the run context. */
const templateSchema = z.record(z.string(), z.json());

const configSchema = z.strictObject({
  /** How many nodes a run may execute; what bounds a route that leads back. */
  max_turns: z.int().min(1).max(1000),
  /** For the whole run, counting only time spent inside steps. */
  timeout_seconds: z.number().positive().max(86_400),
  /** Whether a run reports each attempt to its observer. The checkpoint's trace is evidence and always kept. */
  trace_enabled: z.boolean(),
  /** Whether agents are told what the desk has on record about the payee; off, nothing of an earlier run reaches them. */
  memory_enabled: z.boolean(),
});

const routeSchema = z.strictObject({ condition: z.string().min(1).optional(), goto: identifier });

const agentStepSchema = z.strictObject({
  type: z.literal('agent').default('agent'),
  id: identifier,
  agent: identifier,
  input: z.strictObject({
    source: z.enum(['workflow_input', 'accumulated']),
    mapping: templateSchema.default({}),
    additional_context: templateSchema.optional(),
  }),
  output_key: contextKey,
  routing: z.array(routeSchema).min(1, 'a step needs at least one route'),
});

const terminateStepSchema = z.strictObject({ type: z.literal('terminate'), id: identifier, output: templateSchema });
const aggregateStepSchema = z.strictObject({ type: z.literal('aggregate'), id: identifier, output: templateSchema });

export const definitionSchema = z.strictObject({
  name: z.string().min(1),
  description: z.string().default(''),
  version: z.string().min(1),
  config: configSchema,
  agents: z.array(z.strictObject({ id: identifier, agent_ref: z.string().min(1) })).min(1),
  steps: z.array(z.discriminatedUnion('type', [agentStepSchema, terminateStepSchema, aggregateStepSchema])).min(1),
});

export type DefinitionFile = z.infer<typeof definitionSchema>;
export type Route = z.infer<typeof routeSchema>;
export type AgentStep = z.infer<typeof agentStepSchema>;
export type EndStep = z.infer<typeof terminateStepSchema> | z.infer<typeof aggregateStepSchema>;
/** A parallel, router or loop step joins here, in `runStep` and in `routesOf`; the compiler names every place left out. */
export type Step = AgentStep | EndStep;

/** Where a node can lead: nothing for one that ends the run. */
export function routesOf(step: Step): readonly Route[] {
  switch (step.type) {
    case 'agent':
      return step.routing;
    case 'terminate':
    case 'aggregate':
      return [];
  }
}
