/** What one embedded agent is: a function from its task to an answer, with its tool at hand. */
import type { AgentAnswer, AgentTask, ToolCall } from '../ports';

export type EmbeddedAgent = (task: AgentTask, call: ToolCall) => Promise<AgentAnswer>;
