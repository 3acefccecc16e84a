/** What one embedded agent is: a function from its task to an answer, with its tool at hand. */
import type { AgentAnswer, AgentTask } from '../ports/agents';
import type { ToolCall } from '../ports/tools';

export type EmbeddedAgent = (task: AgentTask, call: ToolCall) => Promise<AgentAnswer>;
