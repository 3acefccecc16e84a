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
  /** How many nodes a run may execute, whichever branch they are of. */
  max_turns: z.int().min(1).max(1000),
  /** For the whole run, counting only time spent inside steps. */
  timeout_seconds: z.number().positive().max(86_400),
  /** Whether a run reports each attempt to its observer. The checkpoint's trace is evidence and always kept. */
  trace_enabled: z.boolean(),
  /** Whether agents are told what the desk has on record about the payee; off, nothing of an earlier run reaches them. */
  memory_enabled: z.boolean(),
});

const condition = z.string().min(1);
const routeSchema = z.strictObject({ condition: condition.optional(), goto: identifier });
const routing = z.array(routeSchema).min(1, 'a step needs at least one route');

const asked = {
  id: identifier,
  agent: identifier,
  input: z.strictObject({
    source: z.enum(['workflow_input', 'accumulated']),
    mapping: templateSchema.default({}),
    additional_context: templateSchema.optional(),
  }),
  output_key: contextKey,
};

/** Where the step leads. Within a branch or a loop it may be left out: the next step follows, and after the last one the branch or the round ends. */
const leads = { routing: routing.optional() };

const agentStepSchema = z.strictObject({ type: z.literal('agent').default('agent'), ...asked, ...leads });
const terminateStepSchema = z.strictObject({ type: z.literal('terminate'), id: identifier, output: templateSchema });
const aggregateStepSchema = z.strictObject({ type: z.literal('aggregate'), id: identifier, output: templateSchema });

/** The first condition that holds chooses the path; where none does, the default. */
const routerStepSchema = z.strictObject({
  type: z.literal('router'),
  id: identifier,
  routes: z.array(z.strictObject({ condition, goto: identifier })).min(1, 'a router needs at least one condition'),
  default: identifier,
});

/** How many branches must have finished before the run goes on; `agent` waits for all and then asks that agent what they come to. */
const joinSchema = z.union([
  z.enum(['all', 'any']),
  z.strictObject({ quorum: z.int().min(1) }),
  z.strictObject({ agent: z.strictObject(asked) }),
]);

const parallelStepSchema = z.strictObject({
  type: z.literal('parallel'),
  id: identifier,
  branches: z
    .array(
      z.strictObject({
        id: identifier,
        get steps() {
          return innerSteps;
        },
      }),
    )
    .min(2, 'a parallel step needs two branches at least')
    .max(20),
  join: joinSchema,
  /** Where `{finished, failed, stopped}`, the ids of its branches, are found afterwards. */
  output_key: contextKey.optional(),
  ...leads,
});

const loopStepSchema = z.strictObject({
  type: z.literal('loop'),
  id: identifier,
  get steps() {
    return innerSteps;
  },
  /** Looked at after each round. */
  until: condition,
  max_rounds: z.int().min(1, 'is how often the loop may go round').max(100),
  /** Where it leads when the last round ends without the condition. */
  otherwise: identifier,
  /** Where `{rounds, satisfied}` is found afterwards. */
  output_key: contextKey.optional(),
  ...leads,
});

/** Another workflow file as one step: its ends end it alone, and its output is found under the output_key. */
const includeStepSchema = z.strictObject({
  type: z.literal('include'),
  id: identifier,
  file: z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9_.-]*\.ya?ml$/, 'is not the name of a YAML file in the same folder'),
  output_key: contextKey.optional(),
  ...leads,
});

type InnerFile =
  | z.infer<typeof agentStepSchema>
  | z.infer<typeof routerStepSchema>
  | ParallelFile
  | LoopFile
  | z.infer<typeof includeStepSchema>;
interface ParallelFile {
  type: 'parallel';
  id: string;
  branches: { id: string; steps: InnerFile[] }[];
  join: z.infer<typeof joinSchema>;
  output_key?: string | undefined;
  routing?: z.infer<typeof routing> | undefined;
}
interface LoopFile {
  type: 'loop';
  id: string;
  steps: InnerFile[];
  until: string;
  max_rounds: number;
  otherwise: string;
  output_key?: string | undefined;
  routing?: z.infer<typeof routing> | undefined;
}

/** The steps of a branch or a loop. The run ends outside of them. */
const innerSteps: z.ZodType<InnerFile[]> = z.lazy(() =>
  z
    .array(
      z.discriminatedUnion('type', [
        agentStepSchema,
        routerStepSchema,
        parallelStepSchema,
        loopStepSchema,
        includeStepSchema,
      ]),
    )
    .min(1, 'needs at least one step'),
);

export const definitionSchema = z.strictObject({
  name: z.string().min(1),
  description: z.string().default(''),
  version: z.string().min(1),
  config: configSchema,
  agents: z.array(z.strictObject({ id: identifier, agent_ref: z.string().min(1) })).min(1),
  steps: z
    .array(
      z.discriminatedUnion('type', [
        agentStepSchema,
        terminateStepSchema,
        aggregateStepSchema,
        routerStepSchema,
        parallelStepSchema,
        loopStepSchema,
        includeStepSchema,
      ]),
    )
    .min(1),
});

export type EndFile = z.infer<typeof terminateStepSchema> | z.infer<typeof aggregateStepSchema>;
export type StepFile = InnerFile | EndFile;
export type DefinitionFile = z.infer<typeof definitionSchema>;
export type WorkflowConfig = z.infer<typeof configSchema>;
export type AgentInput = z.infer<typeof asked.input>;
