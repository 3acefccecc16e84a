/** A small tool and its surroundings, for the tests of the servers that carry tools. */
import { z } from 'zod';
import { Fault } from '../../src/domain/values/errors';
import type { Log } from '../../src/ports/process';
import type { Tool } from '../../src/ports/tools';
import type { McpServerDeps } from '../../src/tools/mcp-server';

const inputSchema = z.strictObject({ name: z.string().min(1).max(50), country: z.string().optional() });
const outputSchema = z
  .object({ decision: z.enum(['BLOCK', 'CLEAR']), audit: z.object({ run_id: z.string(), at: z.number() }) })
  .loose();
type Input = z.infer<typeof inputSchema>;

/** Answers CLEAR; the names `fault`, `defect` and `nonsense` make it fail in these ways. */
export const echoTool: Tool<Input, z.infer<typeof outputSchema>> = {
  name: 'screen_sanctions',
  title: 'Screen a party',
  description: 'Screens one name.',
  inputSchema,
  outputSchema,
  run: ({ name }, { runId, nowMs }) => {
    if (name === 'fault') return Promise.reject(new Fault('list_unreadable', 'secret path /etc/list.csv'));
    if (name === 'defect') return Promise.reject(new TypeError('secret stack'));
    const decision = name === 'nonsense' ? ('MAYBE' as 'CLEAR') : 'CLEAR';
    return Promise.resolve({ decision, audit: { run_id: runId, at: nowMs }, screened: name });
  },
};

export interface LoggedError {
  readonly fields: object;
  readonly message: string;
}

export function createMcpDeps(): McpServerDeps & { readonly errors: readonly LoggedError[] } {
  const errors: LoggedError[] = [];
  const log: Log = {
    info: () => undefined,
    warn: () => undefined,
    error: (fields, message) => errors.push({ fields, message }),
  };
  return {
    clock: { now: () => Date.parse('2026-01-22T10:25:00Z') },
    randomHex: (length) => 'a'.repeat(length),
    log,
    errors,
  };
}
