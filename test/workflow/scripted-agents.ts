/** An agent runtime that answers from a script and keeps what it was asked. */
import type { JsonObject } from '../../src/domain/values/json';
import type { AgentProfile, AgentRuntime, AgentTask } from '../../src/ports/agents';

export type ScriptedAnswer = JsonObject | Error | ((task: AgentTask) => Promise<JsonObject>);

export interface ScriptedAgents extends AgentRuntime {
  readonly asked: readonly AgentTask[];
}

export const reviewAgents: readonly AgentProfile[] = [
  { name: 'sanctions-screening-agent', resultName: 'sanctions_screening', task: 'Screen the beneficiary.' },
  { name: 'liquidity-screening-agent', resultName: 'liquidity_screening', task: 'Project the balance.' },
  { name: 'operational-procedures-agent', resultName: 'operational_procedures', task: 'Find the procedure.' },
];

/** Each agent gives its answers in order; the last one again when they are used up. */
export function createScriptedAgents(
  script: Record<string, readonly ScriptedAnswer[]>,
  agents = reviewAgents,
): ScriptedAgents {
  const asked: AgentTask[] = [];
  return {
    agents,
    asked,
    run: async (task) => {
      const turn = asked.filter(({ agentRef }) => agentRef === task.agentRef).length;
      asked.push(task);
      const answers = script[task.agentRef] ?? [];
      const answer = answers[Math.min(turn, answers.length - 1)];
      if (answer === undefined) throw new Error(`no answer scripted for ${task.agentRef}`);
      if (answer instanceof Error) throw answer;
      const output = typeof answer === 'function' ? await answer(task) : answer;
      return { output, toolCalls: [{ tool: `tool_of_${task.agentRef}`, input: task.input, output }] };
    },
  };
}
