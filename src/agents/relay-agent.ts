/** An embedded agent whose tool already answers in the agent's own schema: it calls the tool and passes the finding on. */
import type { Tool } from '../ports/tools';
import { callTool } from './call-tool';
import type { EmbeddedAgent } from './embedded-agent';

export function createRelayAgent<Input, Output extends object>(tool: Tool<Input, Output>): EmbeddedAgent {
  return async (task, call) => {
    const { record } = await callTool(tool, task.input, call);
    return { output: record.output, toolCalls: [record] };
  };
}
