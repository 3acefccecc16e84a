/** The intake agent hosted in Azure AI Foundry: one question about one text, in a conversation of its own, and no tool. */
import { quotesSchema, type Quotes } from '../../domain/sentences/quotes';
import { Fault } from '../../domain/values/errors';
import { asJson } from '../../domain/values/json';
import type { IntakeFile } from '../intake-file';
import { createCircuitBreaker } from './circuit-breaker';
import type { AgentLock } from './deploy/lock-file';
import { createFindPinned } from './deploy/pinned-version';
import type { FoundryProject } from './project';
import { readOpinion } from './response/read-opinion';
import { readResponse } from './response/read-response';

export interface FoundryIntakeDeps {
  readonly file: IntakeFile;
  readonly project: FoundryProject;
  readonly lock: AgentLock;
  readonly nowMs: () => number;
}

/** Throws a fault of an agent. Nobody asks again by itself: the reader is there. */
export function createFoundryIntake({ file, project, lock, nowMs }: FoundryIntakeDeps) {
  const { name: agent, task } = file;
  const breaker = createCircuitBreaker(nowMs);
  const findPinned = createFindPinned(lock, project);

  return async (text: string, signal: AbortSignal): Promise<Quotes> => {
    const version = await findPinned(agent);
    const conversation = await breaker.through(() => project.openConversation(signal));
    const request = { conversation, agent, version, runId: null, input: messageOf(task, text) };
    const given = await breaker.through(() => project.respond(request, { signal, onProgress: () => undefined }));
    const said = readResponse(given);
    if (said.calls.length > 0 || said.asksFor.length > 0)
      throw new Fault('agent_asked_otherwise', `${agent} has no tool and asked for one`);
    return readOpinion(quotesSchema, said.text);
  };
}

/** The text as one line of JSON, so that nothing in it can pass for a section of the message. */
function messageOf(task: string, text: string): string {
  return [
    'YOUR TASK',
    task,
    `Text: ${asJson(text)}`,
    'Answer with one JSON object in your output schema and nothing else.',
  ].join('\n');
}
