/** Asks one hosted agent in a conversation of its own, and answers what it asks permission for, until it has an answer. */
import { Fault } from '../../domain/values/errors';
import type { JsonObject } from '../../domain/values/json';
import type { AgentTask } from '../../ports/agents';
import { askedOf, type OwnTool } from './accept-evidence';
import type { CircuitBreaker } from './circuit-breaker';
import type { AgentRequest, FoundryProject } from './project';
import { idOf, readResponse, type ReadResponse, type WireApproval, type WireCall } from './response/read-response';

export interface AskAgentDeps {
  readonly project: Pick<FoundryProject, 'openConversation' | 'respond'>;
  readonly breaker: CircuitBreaker;
}

export interface AgentSaid {
  readonly responses: readonly string[];
  readonly calls: readonly WireCall[];
  readonly text: string | null;
  readonly usage: ReadResponse['usage'];
}

export interface Heard {
  answered(responseId: string): void;
  said(response: ReadResponse): void;
}

/** An agent that may call its one tool without asking asks at most for that call, and once more. */
const mostQuestions = 3;

/** Throws as the project does, and `agent_asked_permission` for a permission that is not given. `heard` learns of each response as it comes, also of one that is no answer. */
export async function askAgent(
  { project, breaker }: AskAgentDeps,
  { agent, version, own, task }: { agent: string; version: string; own: OwnTool; task: AgentTask },
  heard: Heard,
): Promise<AgentSaid> {
  const { runId, signal } = task;
  const watch = { signal, onProgress: task.onProgress ?? (() => undefined) };
  const conversation = await breaker.through(() => project.openConversation(signal));
  const ask = async (input: AgentRequest['input'], isAccepted: boolean): Promise<ReadResponse> => {
    const send = () => project.respond({ conversation, agent, version, runId, input }, watch);
    const given = await breaker.through(isAccepted ? () => withoutRetry(send) : send);
    heard.answered(idOf(given) ?? 'without an id');
    const response = readResponse(given);
    heard.said(response);
    return response;
  };
  const said: ReadResponse[] = [await ask(task.message(), false)];
  for (let asked = said[0]?.asksFor ?? []; asked.length > 0; asked = said.at(-1)?.asksFor ?? []) {
    if (said.length > mostQuestions) throw new Fault('agent_asked_permission', `${agent} does not stop asking`);
    said.push(await ask(permissions(own, asked), true));
  }
  return {
    responses: said.map(({ id }) => id),
    calls: said.flatMap(({ calls }) => calls),
    text: said.at(-1)?.text ?? null,
    usage: said.reduce<ReadResponse['usage']>((sum, { usage }) => added(sum, usage), null),
  };
}

/** What was asked before has run: whatever keeps the next request from being taken, a new attempt would run that again. */
async function withoutRetry<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'agent_unavailable') throw error;
    throw new Fault('agent_failed', error.message, { cause: error });
  }
}

/** For its own tool and input alone. Throws `agent_asked_permission`. */
function permissions(own: OwnTool, asked: readonly WireApproval[]): readonly JsonObject[] {
  return asked.map((request) => {
    try {
      askedOf(own, request);
    } catch (cause) {
      throw new Fault('agent_asked_permission', `a permission for ${request.tool} is not given`, { cause });
    }
    return { type: 'mcp_approval_response', approval_request_id: request.id, approve: true };
  });
}

function added(one: ReadResponse['usage'], other: ReadResponse['usage']): ReadResponse['usage'] {
  if (!one || !other) return one ?? other;
  return {
    input_tokens: one.input_tokens + other.input_tokens,
    output_tokens: one.output_tokens + other.output_tokens,
  };
}
